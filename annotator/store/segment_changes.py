"""Each annotator's changes to the segmentation: each is a row that stays, `own_segment` is their fold.

A change and the labels that go on to other sentences with it are saved together. Taking a change back brings back the
labels that stood before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import ValidationError

from annotator.errors import LabelError
from annotator.records.base import explain, format_time
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import EMPTY, Label
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange, effective_changes, fold_segments, standing_changes
from annotator.store.connection import Row, Store, sound
from annotator.store.digest import sealed
from annotator.store.documents import get_segments, put_segments
from annotator.store.revisions import history, last_id, last_revision, save
from annotator.store.views import OF_DOCUMENT, own_segments

_COLUMNS = 'id, annotator, document, op, start, "end", until, at, role, origin, saved_at, reverts'

Pair = tuple[str, str]
"""An annotator and a document."""


def change_segments(store: Store, annotator: str, document: str, **fields: object) -> SegmentChange:
    """Append one change; on return it is on disk, and the annotator's view is the one after it.

    Args:
        store: The project's store.
        annotator: Whose segmentation it is.
        document: The document.
        **fields: `op`, `start`, `end`, and what else a `SegmentChange` says of itself.

    Raises:
        LabelError: There is no such change.
    """
    with store.write():
        try:
            change = SegmentChange.model_validate(
                {
                    "id": store.ids.new(after=last_id(store, annotator)),
                    "annotator": annotator,
                    "document": document,
                    "saved_at": store.now(),
                    **fields,
                }
            )
        except ValidationError as error:
            raise LabelError(f"document {document} cannot be cut like this: {explain(error)}") from error
        append_segment_changes(store, [change])
    return change


def append_segment_changes(store: Store, changes: Iterable[SegmentChange]) -> int:
    """Add changes made elsewhere, as they are; how many were new."""
    added = 0
    touched: set[Pair] = set()
    with store.write():
        for change in changes:
            if store.row("SELECT 1 FROM segment_change WHERE id = ?", [change.id]):
                continue
            store.insert("segment_change", sealed("segment_change", change_row(change)))
            touched.add((change.annotator, change.document))
            added += 1
        put_views(store, touched)
    return added


def segment_changes(store: Store, annotator: str, document: str) -> list[SegmentChange]:
    """All changes of an annotator to the segmentation of a document, in the order in which they take effect."""
    sql = f"SELECT {_COLUMNS} FROM segment_change WHERE annotator = ? AND document = ? ORDER BY id"
    return [change_of(row) for row in store.rows(sql, [annotator, document])]


def get_change(store: Store, identifier: str) -> SegmentChange | None:
    """The change with this id."""
    row = store.row(f"SELECT {_COLUMNS} FROM segment_change WHERE id = ?", [identifier])
    return change_of(row) if row else None


def changes_in_effect(store: Store, annotator: str, document: str) -> list[SegmentChange]:
    """The changes that make the annotator's view what it is."""
    return effective_changes(get_segments(store, document), segment_changes(store, annotator, document))


def overruled_changes(store: Store, annotator: str, document: str) -> int:
    """How many of the annotator's changes were not taken back and yet have no effect, for another one came first."""
    changes = segment_changes(store, annotator, document)
    return len(standing_changes(changes)) - len(effective_changes(get_segments(store, document), changes))


def change_of(row: Row) -> SegmentChange:
    """The change that a row holds.

    Raises:
        StoreError: The row is damaged.
    """
    with sound(f"segment_change {row['id']}"):
        return SegmentChange(**{name: value for name, value in row.items() if name != "digest"})


def change_row(change: SegmentChange) -> dict[str, object]:
    """The row of a change, without its digest."""
    return {**change.model_dump(exclude={"saved_at"}), "saved_at": format_time(change.saved_at)}


# The fold -------------------------------------------------------------------------------------------------------------


def put_views(store: Store, pairs: Iterable[Pair]) -> None:
    """Write some annotators' views of some documents anew from the changes."""
    for annotator, document in sorted(pairs):
        changes = segment_changes(store, annotator, document)
        with store.write():
            store.execute(f"DELETE FROM own_segment WHERE {OF_DOCUMENT}", [annotator, document])
            own = {"annotator": annotator, "document": document, "changes": len(changes)}
            store.put("own_document", own, ("annotator", "document"))
            put_segments(store, made_rows(changes))
            for row in own_rows(store, annotator, document, changes):
                store.insert("own_segment", row)


def made_rows(changes: Iterable[SegmentChange]) -> list[Row]:
    """The rows of the segments that changes make, whether or not they are in effect: labels may refer to each.

    Their role is nobody's, for it is a matter of each annotator's view.
    """
    made = dict.fromkeys(key for change in changes for key in change.made_keys)
    return [
        {"key": key, "document": document, "start": start, "end": end, "role": "", "imported": 0}
        for key in made
        for document, start, end in [parse_segment_key(key)]
    ]


def own_rows(store: Store, annotator: str, document: str, changes: Iterable[SegmentChange]) -> list[Row]:
    """The rows of `own_segment` that follow from an annotator's changes, in the order of keys."""
    changes = list(changes)
    imported = {segment.key: segment.role for segment in get_segments(store, document)}
    view = {segment.key: segment.role for segment in fold_segments(get_segments(store, document), changes)}
    made = {key for change in changes for key in change.made_keys}
    touched = {key for key in imported if view.get(key) != imported[key]} | made - imported.keys()
    return [
        {"annotator": annotator, "document": document, "segment": key, "role": view.get(key)} for key in sorted(touched)
    ]


# Labels ---------------------------------------------------------------------------------------------------------------


def carry(
    store: Store, annotator: str, segment: str, body: Label, *, done: bool, version: str, source: Revision | None
) -> None:
    """Make this the annotator's label of a segment that comes into view, if it is not.

    Args:
        store: The project's store.
        annotator: Whose label it is.
        segment: Where it goes.
        body: The label.
        done: Whether it is finished.
        version: The codebook's version under which it was made.
        source: The revision that said it, wherever it was; of one that was carried itself, the one that it came from.
    """
    here = last_revision(store, annotator, segment)
    if (body, done) == ((here.body, here.done) if here else (EMPTY, False)):
        return
    origin = source.reverts if source and source.origin == "carried" else source.id if source else None
    save(store, annotator, segment, body, done=done, origin="carried", codebook_version=version, reverts=origin)


def revert_change(store: Store, target: SegmentChange, op: Literal["undo", "redo"]) -> SegmentChange:
    """Take a change back or bring it back, and with it the labels that stood on the segments that come into view."""
    annotator, document = target.annotator, target.document
    with store.write():
        # What was said when the segments were last in view: before the change, or before it was taken back.
        until = target.id if op == "undo" else _taken_back(store, target.id)
        before = {segment.key for segment in own_segments(store, annotator, document)}
        change = change_segments(
            store, annotator, document, op=op, start=target.start, end=target.end, reverts=target.id
        )
        for segment in own_segments(store, annotator, document):
            if segment.key not in before:
                _bring_back(store, annotator, segment.key, until)
    return change


def _taken_back(store: Store, change: str) -> str:
    rows = store.rows("SELECT max(id) AS id FROM segment_change WHERE reverts = ? AND op = 'undo'", [change])
    return str(rows[0]["id"] or change)


def _bring_back(store: Store, annotator: str, segment: str, until: str) -> None:
    revisions = history(store, annotator, segment)
    if not revisions:
        return
    said: Revision | None = next((each for each in reversed(revisions) if each.id < until), None)
    carry(
        store,
        annotator,
        segment,
        said.body if said else EMPTY,
        done=said.done if said else False,
        version=(said or revisions[-1]).codebook_version,
        source=said,
    )
