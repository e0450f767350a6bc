"""The release as JSON Lines: documents.jsonl, annotations.jsonl and manifest.json, each line checked on the way out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotator.exports.folder import whole_files
from annotator.exports.lines import checked_line as _line
from annotator.exports.lines import file_entry
from annotator.exports.request import Progress
from annotator.exports.rows import annotation_row, document_row
from annotator.records.documents import Segment
from annotator.records.export_rows import (
    SCHEMA_VERSION,
    AnnotationRow,
    Counts,
    DocumentRow,
    Manifest,
)
from annotator.store.codebooks import codebook_versions
from annotator.store.connection import Store
from annotator.store.release import labels_of, released_documents
from annotator.store.speakers import registry

DOCUMENTS = "documents.jsonl"
ANNOTATIONS = "annotations.jsonl"
MANIFEST = "manifest.json"


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
    with store.snapshot(), whole_files(target, [DOCUMENTS, ANNOTATIONS, MANIFEST]) as drafts:
        drafts[DOCUMENTS].write_lines(_document_lines(store, roles, tally))
        drafts[ANNOTATIONS].write_lines(_annotation_lines(store, roles, tally, on_document))
        books = codebook_versions(store)
        manifest = Manifest(
            as_of=tally.as_of,
            counts=tally.counts(),
            files={
                DOCUMENTS: file_entry(drafts[DOCUMENTS], "document-row.schema.json", SCHEMA_VERSION),
                ANNOTATIONS: file_entry(drafts[ANNOTATIONS], "annotation-row.schema.json", SCHEMA_VERSION),
            },
            codebooks={version: books[version] for version in sorted(tally.codebooks)},
        )
        drafts[MANIFEST].write_lines([json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=2)])
    return manifest


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
    for done, (document, segments) in enumerate(released_documents(store), start=1):
        by_key = {segment.key: segment for segment in segments}
        numbers = {segment.key: number for number, segment in enumerate(_annotated(segments, roles), start=1)}
        # Where the codebook no longer puts a role before annotators its labels stay in the project.
        labels = [each for each in labels_of(store, document.id) if each.revision.segment in numbers]
        claims: dict[str, set[str]] = {}
        for each in labels:
            claims.setdefault(each.revision.annotator, set()).update(claim.id for claim in each.revision.body.claims)
        for each in labels:
            revision = each.revision
            key = revision.segment
            row = annotation_row(document, by_key[key], numbers[key], each, speakers, claims[revision.annotator])
            tally.count_label(row)
            yield _line(AnnotationRow, row)
        if on_document:
            on_document(done)


def _annotated(segments: list[Segment], roles: tuple[str, ...]) -> list[Segment]:
    return [segment for segment in segments if segment.role in roles]
