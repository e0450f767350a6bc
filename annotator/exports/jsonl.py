"""The release as JSON Lines: documents.jsonl, annotations.jsonl and manifest.json, each line checked on the way out.

Where an annotator cuts a document otherwise than it was imported, boundaries.jsonl says how; else there is none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.exports.folder import whole_files
from annotator.exports.lines import checked_line as _line
from annotator.exports.lines import file_entry
from annotator.exports.request import Progress
from annotator.exports.rows import annotation_row, boundary_row, document_row
from annotator.records.documents import Segment
from annotator.records.export_rows import (
    SCHEMA_VERSION,
    AnnotationRow,
    BoundaryRow,
    Counts,
    DocumentRow,
    Manifest,
)
from annotator.store.codebooks import codebook_versions
from annotator.store.connection import Store
from annotator.store.documents import get_document
from annotator.store.people import annotators
from annotator.store.release import labels_of, released_documents
from annotator.store.segment_changes import changes_in_effect
from annotator.store.speakers import registry
from annotator.store.views import own_documents, own_segments

DOCUMENTS = "documents.jsonl"
ANNOTATIONS = "annotations.jsonl"
BOUNDARIES = "boundaries.jsonl"
MANIFEST = "manifest.json"

_SCHEMAS = {
    DOCUMENTS: "document-row.schema.json",
    ANNOTATIONS: "annotation-row.schema.json",
    BOUNDARIES: "boundary-row.schema.json",
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
    if BOUNDARIES not in manifest.files:
        # One that an earlier release left behind would contradict this one.
        (target / BOUNDARIES).unlink(missing_ok=True)
    return manifest


def _names(store: Store) -> list[str]:
    return [DOCUMENTS, ANNOTATIONS, *([BOUNDARIES] if own_documents(store) else []), MANIFEST]


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
    speakers, recut = registry(store), own_documents(store)
    for done, (document, segments) in enumerate(released_documents(store), start=1):
        placed = {name: _numbered(own_segments(store, name, document.id), roles) for name in recut.get(document.id, ())}
        imported = _numbered(segments, roles)
        # Where the codebook no longer puts a role before annotators its labels stay in the project.
        labels = [
            each
            for each in labels_of(store, document.id)
            if each.revision.segment in placed.get(each.revision.annotator, imported)
        ]
        claims: dict[str, set[str]] = {}
        for each in labels:
            claims.setdefault(each.revision.annotator, set()).update(claim.id for claim in each.revision.body.claims)
        for each in labels:
            revision = each.revision
            sentence, number = placed.get(revision.annotator, imported)[revision.segment]
            row = annotation_row(document, sentence, number, each, speakers, claims[revision.annotator])
            tally.count_label(row)
            yield _line(AnnotationRow, row)
        if on_document:
            on_document(done)


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
