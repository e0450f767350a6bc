"""What an annotator may take back and bring back, read from the revisions, so it survives a restart.

An undo revision names the revision it takes back, a redo the one it brings back. The revisions are read from the last
one backwards, and only as far as needed, so the cost does not grow with the work done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.records.labels import EMPTY
from annotator.records.revisions import Revision
from annotator.store.connection import Row, Store
from annotator.store.revisions import history, save

_AT_ONCE = 64
"""Rows read at a time; most often the first one tells."""


def undo(store: Store, annotator: str, device: str = "") -> Revision | None:
    """Take back the annotator's last change; None where there is nothing to take back."""
    with store.write():
        done, _ = _last_changes(store, annotator)
        return _append(store, done, "undo", device) if done else None


def redo(store: Store, annotator: str, device: str = "") -> Revision | None:
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
    can_come_back = True
    for row in _backwards(store, annotator):
        change = row["reverts"] or row["id"]
        # Of what was done, undone and redone the last word counts; and what stood before a load stays behind it.
        is_settled = change in settled or row["segment"] in loaded
        settled.add(change)
        if row["origin"] == "imported":
            loaded.add(row["segment"])
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


def _backwards(store: Store, annotator: str) -> Iterator[Row]:
    """The annotator's revisions, the last one first, without their labels."""
    sql = "SELECT id, segment, origin, reverts FROM revision WHERE annotator = ? AND id < ? ORDER BY id DESC LIMIT ?"
    before = "g"  # behind every id, for ids are hex digits
    while rows := store.rows(sql, [annotator, before, _AT_ONCE]):
        yield from rows
        before = rows[-1]["id"]


def _append(store: Store, target: str, origin: Literal["undo", "redo"], device: str) -> Revision:
    owner = store.rows("SELECT annotator, segment FROM revision WHERE id = ?", [target])[0]
    revisions = history(store, owner["annotator"], owner["segment"])
    index = next(index for index, revision in enumerate(revisions) if revision.id == target)
    wanted = revisions[index] if origin == "redo" else revisions[index - 1] if index else None
    return save(
        store,
        owner["annotator"],
        owner["segment"],
        wanted.body if wanted else EMPTY,
        done=wanted.done if wanted else False,
        origin=origin,
        # The codebook that the label was made under, not that of the change that is taken back.
        codebook_version=(wanted or revisions[index]).codebook_version,
        device=device,
        reverts=target,
    )
