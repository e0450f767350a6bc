"""The history of the sentence at hand, and going back to an earlier version of its label.

Nothing is taken away by going back: the earlier label is saved once more, as a revision like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.codebook.fit import check_label
from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.errors import LabelError
from annotator.records.documents import Segment
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import EMPTY, Label
from annotator.records.revisions import Origin, Revision
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.store.connection import Store
from annotator.store.histories import revisions_over
from annotator.store.origins import standing_origin
from annotator.store.revisions import get_revision
from annotator.store.second_looks import hidden_until
from annotator.store.segment_changes import get_change, segment_changes
from annotator.store.speakers import registry

_KEPT: dict[Origin, Origin] = {"suggested": "edited", "edited": "edited", "adjudicated": "adjudicated"}
"""What a version that came about so is when it stands again; every other one counts as typed."""


@dataclass(frozen=True, slots=True)
class Version:
    """A saved version of a label, with what it replaced."""

    revision: Revision
    before: Label
    """What was said before of the same stretch."""
    was_done: bool
    """Whether that was finished."""
    extent: Span
    """The sentence as it was cut then."""
    here: bool
    """Whether that is how it is cut now."""
    stands: bool
    """Whether it is the current label of the sentence at hand."""


@dataclass(frozen=True, slots=True)
class Recut:
    """A change of boundaries in the stretch of the sentence at hand."""

    change: SegmentChange
    target: SegmentChange
    """The change that an undo took back or a redo brought back; else the change itself."""


def label_history(desk: AnnotationDesk) -> list[Version | Recut]:
    """All that the annotator has saved of the sentence at hand and of what it was cut from or joined of, newest first.

    Raises:
        StoreError: The file cannot be read.
    """
    store, sentence = desk.project.store, desk.sentence
    found: list[Version | Recut] = [*_versions(desk)]
    for change in segment_changes(store, desk.annotator, sentence.document):
        if change.start < sentence.end and sentence.start < change.end:
            target = get_change(store, change.reverts) if change.reverts else None
            found.append(Recut(change, target or change))
    return sorted(found, key=_id, reverse=True)


def _id(entry: Version | Recut) -> str:
    return entry.revision.id if isinstance(entry, Version) else entry.change.id


def _versions(desk: AnnotationDesk) -> list[Version]:
    sentence, standing = desk.sentence, desk.passage.revisions.get(desk.sentence.key)
    last: dict[str, Revision] = {}
    found = []
    hidden = hidden_until(desk.project.store, desk.annotator, sentence.document, sentence.start, sentence.end)
    for revision in revisions_over(desk.project.store, desk.annotator, sentence.document, sentence.start, sentence.end):
        if revision.id <= hidden:
            continue
        before = last.get(revision.segment)
        _, start, end = parse_segment_key(revision.segment)
        found.append(
            Version(
                revision,
                before.body if before else EMPTY,
                before is not None and before.done,
                Span(start=start, end=end),
                revision.segment == sentence.key,
                standing is not None and revision.id == standing.id,
            )
        )
        last[revision.segment] = revision
    return found


def return_to(desk: AnnotationDesk, revision: str) -> Revision | None:
    """Let an earlier version of the label of the sentence at hand stand again; None where it says what stands.

    Args:
        desk: The annotator's desk.
        revision: Id of the version.

    Raises:
        LabelError: It is not the annotator's, was said of other words, or says what cannot be said any more. Nothing is
            changed.
    """
    store = desk.project.store
    wanted = get_revision(store, revision)
    sentence = desk.sentence
    hidden = hidden_until(store, desk.annotator, sentence.document, sentence.start, sentence.end)
    if wanted is None or wanted.annotator != desk.annotator or wanted.id <= hidden:
        raise LabelError(f"there is no version {revision} of a label of yours", "choose one of the list")

    def earlier(before: Label) -> Label | None:
        _refuse_other_words(wanted, desk.sentence)
        _refuse_lost_speakers(store, wanted.body)
        _refuse_lost_values(wanted.body, desk.codebook)
        return None if wanted.body == before else wanted.body

    return desk.restate(earlier, _KEPT.get(standing_origin(store, wanted)))


def _refuse_other_words(wanted: Revision, sentence: Segment) -> None:
    """Refuse what was said of a sentence that was cut otherwise, unless all of it is about words of this one."""
    if wanted.segment == sentence.key:
        return
    if not wanted.body.claims:
        raise LabelError(
            "this was said of the sentence as it was cut before",
            "take back the change of boundaries first, or decide anew",
        )
    for number, claim in enumerate(wanted.body.claims, start=1):
        if not all(span.inside(sentence.span) for span in claim.spans):
            raise LabelError(
                f"claim {number} of this version stands in words outside the sentence",
                "take back the change of boundaries first",
            )


def _refuse_lost_speakers(store: Store, label: Label) -> None:
    known = registry(store)
    for number, claim in enumerate(label.claims, start=1):
        for speaker in (claim.speaker, claim.via):
            if speaker is not None and speaker not in known:
                raise LabelError(
                    f"the speaker of claim {number} of this version, {speaker!r}, is not in the registry any more",
                    "mark the claim anew with another speaker",
                )


def _refuse_lost_values(label: Label, codebook: Codebook) -> None:
    for number, claim in enumerate(label.claims, start=1):
        try:
            check_label(Label(verdict="claims", claims=(claim,)), codebook)
        except LabelError as error:
            # Nobody knows a claim by its id.
            said = error.message.replace(f"claim {claim.id}:", f"claim {number} of this version:")
            raise LabelError(said, error.hint) from error
