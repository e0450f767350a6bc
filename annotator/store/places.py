"""Where each annotator stopped reading. Not a label: the last place simply replaces the one before."""

from __future__ import annotations

from annotator.store.connection import Store


def set_place(store: Store, annotator: str, segment: str) -> None:
    """Remember the sentence that is before the annotator, without waiting for the disk: every move comes by here."""
    with store.write(at_once=False):
        store.put("place", {"annotator": annotator, "segment": segment}, ("annotator",))


def get_place(store: Store, annotator: str) -> str | None:
    """The segment key where the annotator stopped."""
    row = store.row("SELECT segment FROM place WHERE annotator = ?", [annotator])
    return row["segment"] if row else None
