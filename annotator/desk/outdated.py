"""Labels to look at again, because the codebook has changed since they were made in a way that touches them.

A label counts as made under the version of its last decision. A note or a flag is none, so neither takes a label off
the list; a label made anew or confirmed is off it, and undoing that puts it on again.
"""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from annotator.codebook.changes import Change, Changes, changes
from annotator.codebook.fit import check_label
from annotator.codebook.load import parse_codebook
from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.holding import all_or_nothing, refuse_other_boundaries
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.errors import InputError, LabelError
from annotator.records.documents import Segment
from annotator.records.labels import Label
from annotator.records.revisions import Revision
from annotator.store.codebooks import codebook_versions
from annotator.store.connection import Store
from annotator.store.documents import document_ids
from annotator.store.people import annotators
from annotator.store.progress import progress
from annotator.store.revisions import last_revision, revision_before, save


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a label is on the list."""

    change: Change
    claims: tuple[int, ...]
    """The numbers, from 1, of the claims that the change is about; none where it is about the whole sentence."""

    @property
    def said(self) -> str:
        """The reason in words, such as `claims 1, 3: the stance neutral was reworded`."""
        numbers = ", ".join(map(str, self.claims))
        whose = f"claim{'s' if len(self.claims) > 1 else ''} {numbers}: " if self.claims else ""
        return f"{whose}{self.change.said}"


@dataclass(frozen=True, slots=True)
class Outdated:
    """One finished label to look at again."""

    document: str
    segment: str
    """The sentence's key."""
    number: int
    """The sentence's number, from 1, in the annotator's view of the document."""
    quote: str
    """The words of the sentence."""
    version: str
    """The codebook version under which the label was made."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class OutdatedCount:
    """How much one annotator has to look at again."""

    annotator: str
    outdated: int
    """Finished labels that a change of the codebook touches."""
    versions: dict[str, int]
    """How many of them were made under each version."""
    reasons: dict[str, int]
    """How many of them each change touches, by the change in words."""
    unknown: int
    """Finished labels made under a version of which the project does not know the text."""

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self)


def outdated(project: Project, annotator: str) -> list[Outdated]:
    """The annotator's finished labels that a change of the codebook touches, in the order of the project.

    A label made under a version whose text the project does not have is not listed: what has changed cannot be told.

    Args:
        project: The open project.
        annotator: Whose labels.
    """
    since = changes_since(project)
    if not any(since.values()):
        return []
    mine = {entry.document for entry in progress(project.store, project.roles, annotator)}
    found: list[Outdated] = []
    for document in document_ids(project.store):
        if document in mine:
            passage = open_passage(project.store, annotator, document, project.roles)
            found += _in_passage(project.store, passage, since)
    return found


def changes_since(project: Project) -> dict[str, Changes]:
    """What has changed since each older version of the codebook whose text the project has, by version."""
    found = {}
    for version, toml in codebook_versions(project.store).items():
        old = _parsed(toml, version) if version != project.codebook.version else None
        if old is not None:
            found[version] = changes(old.with_sets(project.settings.attribute_sets), project.codebook)
    return found


def _parsed(toml: str, version: str) -> Codebook | None:
    try:
        return parse_codebook(toml, f"codebook {version}")
    except InputError:
        # A file of another program version may hold what this one cannot read: then its changes cannot be told.
        return None


def _in_passage(store: Store, passage: Passage, since: dict[str, Changes]) -> Iterator[Outdated]:
    for number, sentence in enumerate(passage.sentences, start=1):
        reasons, version = _why(store, passage.revisions.get(sentence.key), since)
        if reasons:
            quote = sentence.span.of(passage.document.text)
            yield Outdated(passage.document.id, sentence.key, number, quote, version, reasons)


def _why(store: Store, revision: Revision | None, since: dict[str, Changes]) -> tuple[tuple[Reason, ...], str]:
    """Why a label is on the list, and the version of its last decision; no reason where it is not."""
    if revision is None or not revision.done or not any(each.touching(revision.body) for each in since.values()):
        return (), ""
    version = decided_under(store, revision)
    touching = since[version].touching(revision.body) if version in since else ()
    return tuple(Reason(change, claims) for change, claims in touching), version


def decided_under(store: Store, revision: Revision) -> str:
    """The codebook version of the decision that a label stands for: notes and flags saved since are none."""
    before = revision_before(store, revision)
    while before is not None and _only_remarks(before, revision):
        revision, before = before, revision_before(store, before)
    return revision.codebook_version


def _only_remarks(before: Revision, after: Revision) -> bool:
    """Whether the later revision changes the note or the flag and nothing else."""
    old, new = before.body, after.body
    same = (old.verdict, old.claims, before.done) == (new.verdict, new.claims, after.done)
    return same and (old.note, old.flag) != (new.note, new.flag)


def reasons_for(desk: AnnotationDesk, segment: Segment) -> tuple[Reason, ...]:
    """Why the desk's own label of a sentence of the open article is on the list; nothing where it is not."""
    revision = desk.passage.revisions.get(segment.key)
    if revision is None or not revision.done:
        return ()
    return _why(desk.project.store, revision, changes_since(desk.project))[0]


def reach(desk: AnnotationDesk, chosen: Outdated) -> bool:
    """Go to the sentence of a label to look at again; False where it is gone, since it was cut or joined."""
    if desk.passage.document.id != chosen.document and not desk.open(chosen.document):
        return False
    index = desk.passage.index_of.get(chosen.segment)
    return index is not None and desk.go_to(index)


def confirm(desk: AnnotationDesk, segment: str) -> Revision:
    """Let a finished label stand under the codebook as it is now: a revision with the same body, on disk on return.

    Answers to questions that the codebook does not ask any more are left out; nobody could change them.

    Args:
        desk: The annotator's desk.
        segment: The sentence's key; in any article.

    Raises:
        LabelError: There is no finished label, or it says something that the codebook does not know any more.
    """
    with all_or_nothing(desk) as passage:
        refuse_other_boundaries(desk)
        last = last_revision(desk.project.store, desk.annotator, segment)
        if last is None or not last.done:
            raise LabelError("this sentence has no finished label", "decide on it first")
        body = _without_lost_answers(last.body, desk.codebook)
        check_label(body, desk.codebook)
        revision = save(
            desk.project.store,
            desk.annotator,
            segment,
            body,
            done=True,
            codebook_version=desk.codebook.version,
            seconds=desk.watch.seconds(),
            device=platform.node(),
        )
        desk.watch.start()
        if segment in passage.index_of:
            passage.revisions[segment] = revision
    return revision


def _without_lost_answers(label: Label, codebook: Codebook) -> Label:
    known = {name for group in codebook.attribute_sets.values() for name in group.attributes}
    claims = tuple(
        claim.model_copy(
            update={"attributes": {name: answer for name, answer in claim.attributes.items() if name in known}}
        )
        for claim in label.claims
    )
    return label.model_copy(update={"claims": claims})


def outdated_counts(project: Project, annotator: str | None = None) -> list[OutdatedCount]:
    """How much everyone has to look at again, or one annotator; whoever has nothing is there with zeros."""
    names = [each.name for each in annotators(project.store)]
    return [_count(project, name) for name in names if annotator is None or name == annotator]


def _count(project: Project, annotator: str) -> OutdatedCount:
    found = outdated(project, annotator)
    reasons = Counter(change for each in found for change in {reason.change.said: None for reason in each.reasons})
    return OutdatedCount(
        annotator=annotator,
        outdated=len(found),
        versions=dict(Counter(each.version for each in found)),
        reasons=dict(reasons),
        unknown=_unknown(project, annotator),
    )


def _unknown(project: Project, annotator: str) -> int:
    known = {project.codebook.version, *changes_since(project)}
    mine = [entry.document for entry in progress(project.store, project.roles, annotator)]
    return sum(
        revision.done and revision.codebook_version not in known
        for document in mine
        for revision in open_passage(project.store, annotator, document, project.roles).revisions.values()
    )
