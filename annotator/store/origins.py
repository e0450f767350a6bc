"""How a label that stands came about, whatever was taken back, brought back or carried on since."""

from __future__ import annotations

from annotator.records.revisions import Origin, Revision
from annotator.store.connection import Store
from annotator.store.revisions import get_revision, history


def standing_origin(store: Store, revision: Revision) -> Origin:
    """The origin of a version, followed back through undo, redo and changed boundaries to the one that stands again."""
    here: Revision | None = revision
    while here is not None and here.reverts is not None:
        target = get_revision(store, here.reverts)
        if target is None or here.origin in ("redo", "carried"):
            here = target
            continue
        before = [each for each in history(store, target.annotator, target.segment) if each.id < target.id]
        here = before[-1] if before else None
    return here.origin if here is not None and here.origin != "carried" else "typed"
