"""Aggregated labels: documents.jsonl, aggregated.jsonl and manifest.json, each line checked on the way out.

documents.jsonl is that of the format `jsonl`, to the byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from annotator.errors import UsageError
from annotator.exports.folder import whole_files
from annotator.exports.lines import checked_line, file_entry
from annotator.exports.request import Labels, Request
from annotator.exports.rows import document_row
from annotator.records.aggregated_manifest import AGGREGATED_VERSION, AggregatedCounts, AggregatedManifest
from annotator.records.aggregated_rows import AggregatedRow
from annotator.records.export_rows import SCHEMA_VERSION, DocumentRow
from annotator.store.codebooks import codebook_versions
from annotator.store.release import released_documents

DOCUMENTS = "documents.jsonl"
AGGREGATED = "aggregated.jsonl"
MANIFEST = "manifest.json"


def write_aggregated(request: Request) -> AggregatedManifest:
    """Write the aggregated labels into a folder; what stood there under the same names is replaced at the end.

    Raises:
        UsageError: The request does not say how labels are aggregated, or says it in a way that does not fit them.
        AnnotatorError: The folder cannot be written.
    """
    if request.aggregate is None:
        raise UsageError("this format holds aggregated labels", "say how to make one label of several")
    tally = _Tally()
    store = request.store
    with store.snapshot(), whole_files(request.target, [DOCUMENTS, AGGREGATED, MANIFEST]) as drafts:
        labels = request.aggregate()
        drafts[DOCUMENTS].write_lines(_document_lines(request, tally))
        drafts[AGGREGATED].write_lines(_aggregated_lines(request, labels, tally))
        books = codebook_versions(store)
        manifest = AggregatedManifest.model_validate(
            {
                "as_of": labels.as_of,
                "aggregation": labels.about,
                "counts": tally.counts(),
                "files": {
                    DOCUMENTS: file_entry(drafts[DOCUMENTS], "document-row.schema.json", SCHEMA_VERSION),
                    AGGREGATED: file_entry(drafts[AGGREGATED], "aggregated-row.schema.json", AGGREGATED_VERSION),
                },
                "codebooks": {version: books[version] for version in sorted(labels.codebooks)},
            }
        )
        drafts[MANIFEST].write_lines([json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=2)])
    return manifest


class _Tally:
    """Counts what goes out, line by line."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()
        self.stances: Counter[str] = Counter()
        self.speakers: set[str] = set()

    def add(self, row: AggregatedRow) -> None:
        self.count["labelled"] += 1
        self.count["gold"] += row.source == "gold"
        self.count["overruled"] += len(row.overruled)
        self._label(self.verdicts, row.verdict.label, "tied_verdicts")
        for claim in row.claims:
            self.count["claims"] += 1
            self.count["shared"] += claim.support > 1
            self._label(self.stances, claim.stance.label, "tied_stances")
            self.count["tied_speakers"] += claim.speaker.label is None
            self.speakers |= {claim.speaker.label.id} if claim.speaker.label else set()

    def _label(self, labels: Counter[str], label: str | None, without: str) -> None:
        if label is None:
            self.count[without] += 1
        else:
            labels[label] += 1

    def counts(self) -> AggregatedCounts:
        numbers = {name: self.count[name] for name in AggregatedCounts.model_fields}
        lists = {"verdicts": dict(sorted(self.verdicts.items())), "stances": dict(sorted(self.stances.items()))}
        return AggregatedCounts.model_validate({**numbers, **lists, "speakers": len(self.speakers)})


def _document_lines(request: Request, tally: _Tally) -> Iterator[str]:
    for document, segments in released_documents(request.store):
        tally.count["documents"] += 1
        tally.count["sentences"] += sum(segment.role in request.roles for segment in segments)
        yield checked_line(DocumentRow, document_row(document, segments))


def _aggregated_lines(request: Request, labels: Labels, tally: _Tally) -> Iterator[str]:
    for done, (document, segments) in enumerate(released_documents(request.store), start=1):
        for row in labels.rows(document, segments):
            tally.add(row)
            yield checked_line(AggregatedRow, row)
        if request.on_document:
            request.on_document(done)
