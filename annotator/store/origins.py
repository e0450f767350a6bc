"""How a label that stands came about, whatever was taken back, brought back or carried on since."""

from __future__ import annotations

from annotator.records.revisions import Origin, Revision
from annotator.store.connection import Store
from annotator.store.revisions import get_revision, history, revision_before


def standing_origin(store: Store, revision: Revision) -> Origin:
    """The origin of a version, followed back through undo, redo and changed boundaries to the one that stands again.

    What was `revealed` is as it was before; what was `recalled` is nothing yet, and what comes of it is typed.
    """
    here: Revision | None = revision
    while here is not None and (here.reverts is not None or here.origin == "revealed"):
        if here.reverts is None:
            here = revision_before(store, here)
            continue
        target = get_revision(store, here.reverts)
        if target is None or here.origin in ("redo", "carried"):
            here = target
            continue
        before = [each for each in history(store, target.annotator, target.segment) if each.id < target.id]
        here = before[-1] if before else None
    return here.origin if here is not None and here.origin not in ("carried", "recalled") else "typed"
