"""The release as JSON Lines: documents.jsonl, annotations.jsonl and manifest.json, each line checked on the way out.

Where an annotator cuts a document otherwise than it was imported, boundaries.jsonl says how; where suggestions were
logged, offers.jsonl says which. Without anything to say neither file is there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.exports.folder import whole_files
from annotator.exports.lines import checked_line as _line
from annotator.exports.lines import file_entry
from annotator.exports.request import Progress
from annotator.exports.rows import annotation_row, boundary_row, document_row, offer_row
from annotator.records.documents import Document, Segment
from annotator.records.export_rows import (
    SCHEMA_VERSION,
    AnnotationRow,
    BoundaryRow,
    Counts,
    DocumentRow,
    Manifest,
    OfferRow,
)
from annotator.store.codebooks import codebook_versions
from annotator.store.connection import Store
from annotator.store.documents import get_document
from annotator.store.offers import document_offers, has_offers
from annotator.store.people import annotators
from annotator.store.release import Labelled, labels_of, released_documents
from annotator.store.segment_changes import changes_in_effect
from annotator.store.speakers import registry
from annotator.store.views import own_documents, own_segments

DOCUMENTS = "documents.jsonl"
ANNOTATIONS = "annotations.jsonl"
BOUNDARIES = "boundaries.jsonl"
OFFERS = "offers.jsonl"
MANIFEST = "manifest.json"

_SCHEMAS = {
    DOCUMENTS: "document-row.schema.json",
    ANNOTATIONS: "annotation-row.schema.json",
    BOUNDARIES: "boundary-row.schema.json",
    OFFERS: "offer-row.schema.json",
}
"""The schema of each file's lines, in the order of the manifest."""


def write_release(store: Store, roles: tuple[str, ...], target: Path, on_document: Progress | None = None) -> Manifest:
    """Write the release into a folder; what stood there under the same names is replaced at the end.

    Args:
        store: The project's store.
        roles: The roles of segments that are annotated, for the count of sentences.
        target: The folder.
        on_document: Called with the number of documents written so far.

    Raises:
        AnnotatorError: The folder cannot be written.
    """
    tally = _Tally()
    with store.snapshot(), whole_files(target, _names(store)) as drafts:
        drafts[DOCUMENTS].write_lines(_document_lines(store, roles, tally))
        drafts[ANNOTATIONS].write_lines(_annotation_lines(store, roles, tally, on_document))
        if BOUNDARIES in drafts:
            drafts[BOUNDARIES].write_lines(_boundary_lines(store))
        drafts[OFFERS].write_lines(_offer_lines(store, roles))
        if not drafts[OFFERS].lines:
            # Which labels go out is only known when they have gone out.
            del drafts[OFFERS]
        books = codebook_versions(store)
        manifest = Manifest(
            as_of=tally.as_of,
            counts=tally.counts(),
            files={
                name: file_entry(drafts[name], _SCHEMAS[name], SCHEMA_VERSION) for name in _SCHEMAS if name in drafts
            },
            codebooks={version: books[version] for version in sorted(tally.codebooks)},
        )
        drafts[MANIFEST].write_lines([json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=2)])
    for name in (BOUNDARIES, OFFERS):
        if name not in manifest.files:
            # One that an earlier release left behind would contradict this one.
            (target / name).unlink(missing_ok=True)
    return manifest


def _names(store: Store) -> list[str]:
    return [DOCUMENTS, ANNOTATIONS, *([BOUNDARIES] if own_documents(store) else []), OFFERS, MANIFEST]


class _Tally:
    """Counts what goes out, line by line, so that a release of any size fits in memory."""

    def __init__(self) -> None:
        self.documents = self.sentences = self.labels = self.finished = self.claims = 0
        self.verdicts: Counter[str] = Counter()
        self.stances: Counter[str] = Counter()
        self.annotators: set[str] = set()
        self.speakers: set[str] = set()
        self.codebooks: set[str] = set()
        self.as_of: str | None = None

    def count_label(self, row: AnnotationRow) -> None:
        self.labels += 1
        self.finished += row.done
        self.annotators.add(row.annotator)
        self.codebooks.add(row.codebook_version)
        self.verdicts[row.verdict or "open"] += 1
        self.as_of = max(self.as_of or "", row.model_dump(mode="json", include={"saved_at"})["saved_at"])
        for claim in row.claims:
            self.claims += 1
            self.stances[claim.stance] += 1
            self.speakers.add(claim.speaker.id)

    def counts(self) -> Counts:
        return Counts(
            documents=self.documents,
            sentences=self.sentences,
            annotators=len(self.annotators),
            labels=self.labels,
            finished=self.finished,
            verdicts=dict(sorted(self.verdicts.items())),
            claims=self.claims,
            stances=dict(sorted(self.stances.items())),
            speakers=len(self.speakers),
        )


def _document_lines(store: Store, roles: tuple[str, ...], tally: _Tally) -> Iterator[str]:
    for document, segments in released_documents(store):
        tally.documents += 1
        tally.sentences += sum(segment.role in roles for segment in segments)
        yield _line(DocumentRow, document_row(document, segments))


def _annotation_lines(
    store: Store,
    roles: tuple[str, ...],
    tally: _Tally,
    on_document: Progress | None,
) -> Iterator[str]:
    speakers = registry(store)
    for done, page in enumerate(_pages(store, roles), start=1):
        claims: dict[str, set[str]] = {}
        for each in page.labels:
            claims.setdefault(each.revision.annotator, set()).update(claim.id for claim in each.revision.body.claims)
        for each in page.labels:
            sentence, number = page.sentence(each)
            row = annotation_row(page.document, sentence, number, each, speakers, claims[each.revision.annotator])
            tally.count_label(row)
            yield _line(AnnotationRow, row)
        if on_document:
            on_document(done)


def _offer_lines(store: Store, roles: tuple[str, ...]) -> Iterator[str]:
    if not has_offers(store):
        return
    for page in _pages(store, roles):
        offers = document_offers(store, page.document.id)
        for each in page.labels if offers else ():
            offer = offers.get((each.revision.annotator, each.revision.segment))
            if offer is not None:
                yield _line(OfferRow, offer_row(page.document, page.sentence(each)[0], offer))


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with its labels that are released."""

    document: Document
    labels: list[Labelled]
    imported: dict[str, tuple[Segment, int]]
    """The annotated sentences as imported, with their numbers."""
    placed: dict[str, dict[str, tuple[Segment, int]]]
    """The same for each annotator who cuts the document otherwise."""

    def sentence(self, labelled: Labelled) -> tuple[Segment, int]:
        """The sentence of a label, and its number."""
        revision = labelled.revision
        return self.placed.get(revision.annotator, self.imported)[revision.segment]


def _pages(store: Store, roles: tuple[str, ...]) -> Iterator[_Page]:
    """Every document with its labels; where the codebook does not put a role before annotators any more they stay."""
    recut = own_documents(store)
    for document, segments in released_documents(store):
        placed = {name: _numbered(own_segments(store, name, document.id), roles) for name in recut.get(document.id, ())}
        imported = _numbered(segments, roles)
        labels = [
            each
            for each in labels_of(store, document.id)
            if each.revision.segment in placed.get(each.revision.annotator, imported)
        ]
        yield _Page(document, labels, imported, placed)


def _numbered(segments: list[Segment], roles: tuple[str, ...]) -> dict[str, tuple[Segment, int]]:
    """The annotated sentences with their places, counted from 1, by segment key."""
    annotated = (segment for segment in segments if segment.role in roles)
    return {segment.key: (segment, number) for number, segment in enumerate(annotated, start=1)}


def _boundary_lines(store: Store) -> Iterator[str]:
    people = {each.name: each for each in annotators(store)}
    for identifier, names in own_documents(store).items():
        document = get_document(store, identifier)
        if document is None:
            continue
        for name in names:
            view = own_segments(store, name, identifier)
            row = boundary_row(document, people[name], view, changes_in_effect(store, name, identifier))
            yield _line(BoundaryRow, row)
