"""Loads the annotators' own boundaries of a release: its boundaries.jsonl.

Changes keep their ids, so loading them twice, or on two machines that merge later, adds them once.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from annotator.errors import InputError, StoreError
from annotator.imports.labels_jsonl import changes_of, read_boundaries
from annotator.records.base import explain
from annotator.records.export_rows import BoundaryRow
from annotator.records.identifiers import uuid7, uuid7_parts
from annotator.records.people import AnnotatorKind
from annotator.records.segment_changes import SegmentChange
from annotator.store.connection import Store
from annotator.store.documents import get_document
from annotator.store.people import ensure_annotator
from annotator.store.segment_changes import append_segment_changes
from annotator.store.views import own_segments

_MARK_BITS = 24


def load_boundaries(store: Store, path: Path, annotator: str | None, kind: AnnotatorKind) -> int:
    """Load boundaries.jsonl; how many changes were new.

    Args:
        store: The project's store.
        path: The file.
        annotator: Whose boundaries these are; the names in the file where None.
        kind: What sort of annotator that is.

    Raises:
        InputError: A line does not fit; names file, line and value.
    """
    added = 0
    lines: dict[tuple[str, str], int] = {}
    for number, row in read_boundaries(path):
        owner = annotator or row.annotator
        where = f"{path}, line {number}"
        first = lines.setdefault((owner, row.document), number)
        if first != number:
            raise InputError(
                f"{where}: line {first} is about the same document and annotator {owner!r}; nothing was changed",
                "keep one of the two lines; load the labels of several annotators under names of their own",
            )
        try:
            changes = changes_of(row)
            if annotator is not None:
                changes = [_given_to(change, annotator) for change in changes]
            _check(store, row, changes)
            ensure_annotator(store, owner, row.annotator_kind if annotator is None else kind)
            added += append_segment_changes(store, changes)
            _prove(store, row, owner)
        except ValidationError as error:
            raise InputError(f"{where}: {explain(error)}; nothing was changed", "export the release anew") from error
        except InputError as error:
            raise InputError(f"{where}: {error.message}; nothing was changed", error.hint) from error
    return added


def _given_to(change: SegmentChange, annotator: str) -> SegmentChange:
    """The change as another annotator's: an id of its own that keeps its place among the others."""
    if change.annotator == annotator:
        return change
    milliseconds, random_bits = uuid7_parts(change.id)
    mark = int.from_bytes(hashlib.sha256(f"{annotator}\n{change.id}".encode()).digest()[:3], "big")
    identifier = uuid7(milliseconds, random_bits >> _MARK_BITS << _MARK_BITS | mark)
    return change.model_copy(update={"id": identifier, "annotator": annotator, "origin": "imported"})


def _check(store: Store, row: BoundaryRow, changes: list[SegmentChange]) -> None:
    document = get_document(store, row.document)
    if document is None:
        raise InputError(
            f"the project has no document {row.document}", "add it first; or load the whole folder of the release"
        )
    for change in changes:
        if change.end > len(document.text):
            raise InputError(f"{change.start}-{change.end} lies behind the end of the text", _ANEW)
        if change.until is not None and document.text[change.until : change.at].strip():
            raise InputError(f"the cut from {change.until} to {change.at} takes letters away", _ANEW)


def _prove(store: Store, row: BoundaryRow, owner: str) -> None:
    """The annotator now cuts the document as the line says."""
    try:
        view = own_segments(store, owner, row.document)
    except StoreError as error:
        raise InputError(error.message, error.hint) from error
    if [(each.start, each.end, each.role) for each in view] != [
        (each.start, each.end, each.role) for each in row.segments
    ]:
        raise InputError(
            f"the changes of {owner!r} to document {row.document} do not lead to the segments of the line",
            "the document is segmented otherwise here, or the annotator has cut it otherwise; load under another name",
        )


_ANEW = "export the release anew"
