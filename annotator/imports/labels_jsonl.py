"""Reads the lines of a release back: annotations.jsonl, and the files that belong to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from annotator.errors import InputError
from annotator.imports import json_once
from annotator.records.base import Record, explain
from annotator.records.documents import Document, Metadata, Segment
from annotator.records.export_rows import AnnotationRow, BoundaryRow, ClaimRow, DocumentRow, Manifest, OfferRow
from annotator.records.labels import Claim, Label
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span

Row = TypeVar("Row", bound=Record)


def read_annotations(path: Path) -> Iterator[tuple[int, AnnotationRow]]:
    """The labels of a release, each with its line number.

    Raises:
        InputError: A line is no JSON object, or not a possible label; names file, line and value.
    """
    return _read(path, AnnotationRow, "annotation-row")


def read_documents(path: Path) -> Iterator[tuple[int, DocumentRow]]:
    """The documents of a release, each with its line number.

    Raises:
        InputError: A line is no JSON object, or not a possible document.
    """
    return _read(path, DocumentRow, "document-row")


def read_boundaries(path: Path) -> Iterator[tuple[int, BoundaryRow]]:
    """The annotators' own segmentations of a release, each with its line number.

    Raises:
        InputError: A line is no JSON object, or not a possible segmentation.
    """
    return _read(path, BoundaryRow, "boundary-row")


def read_offers(path: Path) -> Iterator[tuple[int, OfferRow]]:
    """What was suggested for the labels of a release, each with its line number.

    Raises:
        InputError: A line is no JSON object, or not a possible log of suggestions.
    """
    return _read(path, OfferRow, "offer-row")


def read_manifest(path: Path) -> Manifest:
    """The manifest of a release.

    Raises:
        InputError: It is not one.
    """
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputError(f"{path}: {explain(error)}", "export the release anew") from error


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The JSON objects of a file, each with its line number; blank lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is not UTF-8 or no JSON object.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "check the name and your rights to it") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json_once.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            raise InputError(f"{path}, line {number}: not UTF-8 (byte {error.start})", "save it as UTF-8") from error
        except json.JSONDecodeError as error:
            problem = f"{path}, line {number}, column {error.colno}: not valid JSON: {error.msg}"
            raise InputError(problem, "each line must be one JSON object") from error
        except (ValueError, RecursionError) as error:
            # A number of more than 4,300 digits, or brackets nested a thousand deep.
            raise InputError(f"{path}, line {number}: {error}", "each line must be one JSON object") from error
        if not isinstance(value, dict):
            begin = line[:60].decode("utf-8", "replace")
            raise InputError(f"{path}, line {number}: {begin!r} is no JSON object", "write {...} on each line")
        yield number, value


def _read(path: Path, model: type[Row], schema: str) -> Iterator[tuple[int, Row]]:
    for number, value in json_lines(path):
        try:
            yield number, model.model_validate_json(json.dumps(value))
        except ValidationError as error:
            problem = f"{path}, line {number}: {explain(error)}"
            raise InputError(problem, f"the form of a line: annotator schema {schema}") from error


def document_of(row: DocumentRow) -> tuple[Document, list[Segment]]:
    """The document and the segments of a line.

    Raises:
        ValidationError: The text is not the one whose digest the line gives.
    """
    metadata = Metadata(**{name: getattr(row, name) for name in Metadata.model_fields})
    document = Document(
        id=row.id,
        sha256=row.sha256,
        text=row.text,
        metadata=metadata,
        source=row.source,
        encoding=row.encoding,
        added_at=row.added_at,
    )
    segments = [Segment(document=row.id, start=each.start, end=each.end, role=each.role) for each in row.segments]
    return document, segments


def changes_of(row: BoundaryRow) -> list[SegmentChange]:
    """The changes of a line.

    Raises:
        ValidationError: One of them is not possible.
    """
    fields = {"annotator": row.annotator, "document": row.document}
    return [SegmentChange.model_validate({**each.model_dump(), **fields}) for each in row.changes]


def label_of(row: AnnotationRow) -> Label:
    """The label of a line."""
    return Label(verdict=row.verdict, claims=tuple(_claim(claim) for claim in row.claims), note=row.note, flag=row.flag)


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        id=row.id,
        spans=tuple(Span(start=span.start, end=span.end) for span in row.spans),
        speaker=row.speaker.id,
        mention=Span(start=row.mention.start, end=row.mention.end) if row.mention else None,
        via=row.via.id if row.via else None,
        stance=row.stance,
        confidence=row.confidence,
        continues=row.continues,
        attributes=row.attributes,
    )
