"""Loads a release that `annotator export jsonl` wrote: its documents, codebooks, boundaries, speakers and labels.

The id of a loaded revision follows from its line, so loading a line twice, or on two machines, adds one revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from annotator.codebook.fit import check_label
from annotator.codebook.load import parse_codebook
from annotator.codebook.model import Codebook
from annotator.desk.loaded import Loaded
from annotator.desk.loaded_boundaries import load_boundaries
from annotator.desk.loaded_offers import load_offers
from annotator.desk.project import Project
from annotator.errors import AnnotatorError, InputError
from annotator.exports.rows import released_claim
from annotator.imports.labels_jsonl import document_of, label_of, read_annotations, read_documents, read_manifest
from annotator.imports.release_digests import changed_files
from annotator.records.base import explain
from annotator.records.documents import Document
from annotator.records.export_rows import AnnotationRow, ClaimRow, SpeakerRow
from annotator.records.identifiers import segment_key, uuid7, uuid7_parts
from annotator.records.labels import AUTHOR, Label
from annotator.records.people import AnnotatorKind
from annotator.records.revisions import Revision
from annotator.records.speakers import Speaker
from annotator.store.codebooks import codebook_toml, codebook_versions, register_codebook
from annotator.store.connection import Store
from annotator.store.documents import add_document, get_document
from annotator.store.people import ensure_annotator
from annotator.store.revisions import append, history
from annotator.store.speakers import create_speakers, registry
from annotator.store.views import own_segments

_AT_ONCE = 500
"""Lines whose speakers are entered together: the registry is folded anew for every entry."""

_T = TypeVar("_T")


def load_release(
    project: Project, path: Path, annotator: str | None, kind: AnnotatorKind, on_line: Callable[[int], None] | None
) -> Loaded:
    """Load annotations.jsonl, with what lies beside it: documents, manifest, boundaries and the log of suggestions.

    Under another name the log is left out: it tells how a label came about, and such labels count as imported.

    Raises:
        AnnotatorError: A line does not fit; names file, line and value.
    """
    manifest = path.with_name("manifest.json")
    added = _load_documents(project.store, path.with_name("documents.jsonl"))
    loaded = Loaded(documents=added, changed=changed_files(manifest))
    books = _load_codebooks(project.store, manifest)
    _load_boundaries(project.store, path, annotator, kind)
    reader = _Reader(project.store, project.roles, books)
    for batch in _batches(read_annotations(path)):
        revisions = []
        for number, row in batch:
            try:
                revision = reader.take(number, row if annotator is None else _given_to(row, annotator, kind))
            except AnnotatorError as error:
                raise InputError(f"{path}, line {number}: {error.message}; nothing was changed", error.hint) from error
            revisions += [revision] if revision else []
            if on_line:
                on_line(number)
        create_speakers(project.store, reader.speakers.values())
        new = append(project.store, revisions)
        loaded = replace(loaded, labels=loaded.labels + new, known=loaded.known + len(batch) - new)
    offers = path.with_name("offers.jsonl")
    if annotator is None and _is_of_release(offers):
        loaded = replace(loaded, offers=load_offers(project.store, offers))
    return loaded


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _AT_ONCE)):
        yield batch


def _load_documents(store: Store, path: Path) -> int:
    """Documents of the release that the project has not got come with it, cut exactly as they were."""
    added = 0
    for number, row in read_documents(path) if path.is_file() else ():
        try:
            document, segments = document_of(row)
            added += add_document(store, document, segments)
        except ValidationError as error:
            problem = f"{path}, line {number}: {explain(error)}; nothing was changed"
            raise InputError(problem, "export the release anew") from error
        except AnnotatorError as error:
            raise InputError(f"{path}, line {number}: {error.message}; nothing was changed", error.hint) from error
    return added


def _load_codebooks(store: Store, manifest: Path) -> dict[str, Codebook]:
    books = {}
    for version, toml in read_manifest(manifest).codebooks.items() if manifest.is_file() else ():
        book = parse_codebook(toml, f"{manifest}, codebook {version}")
        if book.version != version:
            raise InputError(
                f"{manifest}: codebook {version!r} says that it is version {book.version!r}", "export the release anew"
            )
        if codebook_toml(store, version) not in (None, toml):
            raise InputError(
                f"{manifest}: codebook version {version} has another text than in this project; nothing was changed",
                "load it into a project made with the release's codebook: annotator init DIR --codebook FILE",
            )
        register_codebook(store, version, toml)
        books[version] = book
    return books


def _load_boundaries(store: Store, path: Path, annotator: str | None, kind: AnnotatorKind) -> None:
    """Own boundaries, unless the manifest says that the file is none of this release's."""
    boundaries = path.with_name("boundaries.jsonl")
    if _is_of_release(boundaries):
        load_boundaries(store, boundaries, annotator, kind)


def _is_of_release(path: Path) -> bool:
    """Whether a file is there and the manifest beside it, if there is one, knows it."""
    manifest = path.with_name("manifest.json")
    return path.is_file() and (not manifest.is_file() or path.name in read_manifest(manifest).files)


def _given_to(row: AnnotationRow, annotator: str, kind: AnnotatorKind) -> AnnotationRow:
    """The line as another annotator's; its claims become claims of their own."""

    def own(claim: str) -> str:
        if annotator == row.annotator:
            return claim
        return "l-" + hashlib.sha256(f"{annotator}\n{claim}".encode()).hexdigest()[:20]

    def given(claim: ClaimRow) -> ClaimRow:
        return claim.model_copy(
            update={"id": own(claim.id), "continues": own(claim.continues) if claim.continues else None}
        )

    return row.model_copy(
        update={
            "annotator": annotator,
            "annotator_kind": kind,
            "origin": "imported",
            "claims": tuple(given(claim) for claim in row.claims),
        }
    )


@dataclass
class _Reader:
    """Makes revisions of lines, one after the other, and remembers what it met on the way."""

    store: Store
    roles: tuple[str, ...]
    """The roles that this project puts before annotators."""
    books: dict[str, Codebook]
    """Codebooks by version."""
    speakers: dict[str, tuple[Speaker, str]] = field(default_factory=dict)
    """Speakers of claims by id, with the annotator who named them first."""
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    """The line of each annotator and sentence."""
    document: Document | None = None
    """The document of the line before: lines of one document stand together."""
    views: dict[str, dict[str, str]] = field(default_factory=dict)
    """The roles of its segments in each annotator's view, by annotator and key."""

    @cached_property
    def _registry(self) -> dict[str, Speaker]:
        return registry(self.store)

    def take(self, number: int, row: AnnotationRow) -> Revision | None:
        """The revision of a line; None where the project has it already.

        Raises:
            AnnotatorError: The line does not fit the project, or is not possible.
        """
        key = self._sentence(row)
        first = self.lines.setdefault((row.annotator, key), number)
        if first != number:
            raise InputError(
                f"line {first} is about the same sentence and annotator {row.annotator!r}",
                "keep one of the two lines; load the labels of several annotators under names of their own",
            )
        try:
            label = label_of(row)
            for claim in row.claims:
                for speaker in (claim.speaker, claim.via):
                    self._meet(speaker, row.annotator)
            # What an older codebook allowed may stand until the label is finished.
            others = () if row.done else map(self._codebook, codebook_versions(self.store))
            check_label(label, self._codebook(row.codebook_version), others=others)
            ensure_annotator(self.store, row.annotator, row.annotator_kind)
            return self._revision(row, key, label)
        except ValidationError as error:
            raise InputError(explain(error), "correct the line") from error

    def _sentence(self, row: AnnotationRow) -> str:
        """The key of the line's sentence, which reads in the project as it does in the line."""
        key = segment_key(row.document, row.sentence.start, row.sentence.end)
        if self.document is None or self.document.id != row.document:
            self.document, self.views = get_document(self.store, row.document), {}
        if row.annotator not in self.views:
            view = own_segments(self.store, row.annotator, row.document)
            self.views[row.annotator] = {segment.key: segment.role for segment in view}
        role = self.views[row.annotator].get(key)
        if self.document is None or role is None:
            raise InputError(
                f"the project has no sentence {key}",
                "add its document first, segmented alike; or load the whole folder of the release",
            )
        if role not in self.roles:
            raise InputError(
                f"{key} is a {role}, which this project's codebook does not put before annotators",
                "make a project with the codebook of the release: annotator init DIR --codebook FILE",
            )
        mentions = [claim.mention for claim in row.claims if claim.mention]
        places = [(row.sentence.start, row.sentence.end, row.sentence.text)]
        places += [(mention.start, mention.end, mention.quote) for mention in mentions]
        for start, end, words in places:
            there = self.document.text[start:end]
            if there != words:
                raise InputError(f"{words[:80]!r} is not at {start}-{end}: there stands {there[:80]!r}", _TO_THE_LETTER)
        return key

    def _codebook(self, version: str) -> Codebook:
        if version not in self.books:
            toml = codebook_toml(self.store, version)
            if toml is None:
                raise InputError(
                    f"the project does not know codebook version {version!r}",
                    "load the whole folder of the release: its manifest holds the codebooks",
                )
            self.books[version] = parse_codebook(toml, f"codebook {version}")
        return self.books[version]

    def _meet(self, speaker: SpeakerRow | None, annotator: str) -> None:
        if speaker is not None and speaker.id != AUTHOR and speaker.id not in self.speakers:
            entry = Speaker(id=speaker.id, name=speaker.name, kind=speaker.kind)
            self.speakers[speaker.id] = (entry, annotator)

    def _revision(self, row: AnnotationRow, key: str, label: Label) -> Revision | None:
        earlier = [each for each in history(self.store, row.annotator, key) if each.saved_at == row.saved_at]
        if any(self._says(each, row, label) for each in earlier):
            return None
        if earlier:
            # The line was corrected since it was exported: it stands right behind the version that it corrects.
            milliseconds, random_bits = uuid7_parts(earlier[-1].id)
            random_bits += 1
        else:
            digest = hashlib.sha256(row.model_dump_json().encode("utf-8")).digest()
            milliseconds = max(0, int(row.saved_at.timestamp() * 1000))
            random_bits = int.from_bytes(digest[:10], "big") >> 6
        return Revision(
            id=uuid7(milliseconds, random_bits),
            annotator=row.annotator,
            segment=key,
            saved_at=row.saved_at,
            seconds=row.seconds,
            origin=row.origin,
            codebook_version=row.codebook_version,
            done=row.done,
            body=label,
        )

    def _says(self, revision: Revision, row: AnnotationRow, label: Label) -> bool:
        """Whether a revision is what the line was made from."""
        carried_on = {claim.continues for claim in label.claims if claim.continues}
        claims = tuple(released_claim(claim, self._registry, carried_on) for claim in revision.body.claims)
        ours = (revision.done, revision.codebook_version, revision.body.model_copy(update={"claims": claims}))
        return ours == (row.done, row.codebook_version, label)


_TO_THE_LETTER = "the line must quote the text to the letter; export the release anew"
