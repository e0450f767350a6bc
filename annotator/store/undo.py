"""What an annotator may take back and bring back, read from what was saved, so it survives a restart.

Revisions of labels and changes of boundaries are one stream in the order of their ids. An undo names what it takes
back, a redo what it brings back. The stream is read from its end backwards, and only as far as needed, so the cost does
not grow with the work done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from annotator.errors import StoreError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import EMPTY
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange
from annotator.store.connection import Row, Store
from annotator.store.revisions import get_revision, revision_before, save
from annotator.store.segment_changes import get_change, revert_change

_AT_ONCE = 64
"""Rows read at a time; most often the first one tells."""


def undo(store: Store, annotator: str, device: str = "") -> Revision | SegmentChange | None:
    """Take back the annotator's last change; None where there is nothing to take back."""
    with store.write():
        done, _ = _last_changes(store, annotator)
        return _append(store, done, "undo", device) if done else None


def redo(store: Store, annotator: str, device: str = "") -> Revision | SegmentChange | None:
    """Bring back the change that was taken back last; None where a new change was made since, or none was undone."""
    with store.write():
        _, undone = _last_changes(store, annotator)
        return _append(store, undone, "redo", device) if undone else None


def can_undo(store: Store, annotator: str) -> tuple[bool, bool]:
    """Whether there is something to undo, and something to redo."""
    done, undone = _last_changes(store, annotator)
    return done is not None, undone is not None


def _last_changes(store: Store, annotator: str) -> tuple[str | None, str | None]:
    """The ids of the last change that stands, and of the one that was taken back last and can come back."""
    done: str | None = None
    undone: str | None = None
    settled: set[str] = set()
    loaded: set[str] = set()
    behind: list[str] = []
    can_come_back = True
    for row in _backwards(store, annotator):
        change = row["reverts"] or row["id"]
        # Of what was done, undone and redone the last word counts; and what stood before a load stays behind it.
        is_settled = change in settled or row["segment"] in loaded or _meets(row["stretch"], behind)
        settled.add(change)
        if row["origin"] == "imported":
            # Boundaries that were loaded for somebody stay, and so does all that was said before a label was loaded.
            loaded.add(row["segment"])
        elif row["origin"] in ("recalled", "revealed"):
            # Before a second look stays all that was said of these words, however they were cut.
            behind.append(row["stretch"])
        elif row["origin"] == "undo":
            if can_come_back and undone is None and not is_settled:
                undone = change
        else:
            if done is None and not is_settled:
                done = change
            # Nothing that was taken back before a new change can come back.
            can_come_back = can_come_back and row["origin"] == "redo"
        if done is not None and (undone is not None or not can_come_back):
            break
    return done, undone


def _meets(stretch: str, others: Sequence[str]) -> bool:
    """Whether a stretch, in the form of a segment's key, shares a character with one of the others."""
    if not others:
        return False
    document, start, end = parse_segment_key(stretch)
    return any(
        document == there and start < last and first < end for there, first, last in map(parse_segment_key, others)
    )


def _backwards(store: Store, annotator: str) -> Iterator[Row]:
    """The annotator's revisions, without their labels, and changes of boundaries, the last one first.

    Labels that were carried on are no change of their own: they go and come with the change of boundaries.
    """
    sql = """
        SELECT * FROM (SELECT id, segment, origin, reverts, segment AS stretch FROM revision
          WHERE annotator = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)
        UNION ALL SELECT * FROM (SELECT id, id, CASE WHEN op IN ('undo', 'redo') THEN op ELSE origin END, reverts,
          document || ':' || start || '-' || "end" FROM segment_change
          WHERE annotator = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)
        ORDER BY id DESC LIMIT ?3"""
    before = "g"  # behind every id, for ids are hex digits
    while rows := store.rows(sql, [annotator, before, _AT_ONCE]):
        yield from (row for row in rows if row["origin"] != "carried")
        before = rows[-1]["id"]


def _append(store: Store, target: str, origin: Literal["undo", "redo"], device: str) -> Revision | SegmentChange:
    change = get_change(store, target)
    if change is not None:
        return revert_change(store, change, origin)
    reverted = get_revision(store, target)
    if reverted is None:
        raise StoreError(f"revision {target} is gone", "look what else is wrong with: annotator doctor")
    wanted = reverted if origin == "redo" else revision_before(store, reverted)
    return save(
        store,
        reverted.annotator,
        reverted.segment,
        wanted.body if wanted else EMPTY,
        done=wanted.done if wanted else False,
        origin=origin,
        # The codebook that the label was made under, not that of the change that is taken back.
        codebook_version=(wanted or reverted).codebook_version,
        device=device,
        reverts=target,
    )
