"""How a label came about after a change: typed, taken from suggestions, or taken and then edited. Pure."""

from __future__ import annotations

from annotator.records.labels import Label
from annotator.records.revisions import Origin

_STAYS: frozenset[Origin] = frozenset({"suggested", "edited", "adjudicated"})
_LED: frozenset[Origin] = frozenset({"suggested", "edited"})


def origin_after(stands: Origin, before: Label, after: Label, given: Origin | None = None) -> Origin:
    """The origin of the version that a change makes.

    Finishing, a note and a flag keep the origin of what stands. A label all of whose claims were taken from suggestions
    as they are is `suggested`; one that holds something taken, and something typed or changed, is `edited`.

    Args:
        stands: The origin of the version that stands, followed back through undo and redo.
        before: That version; empty where there is none.
        after: What the change makes of it.
        given: What the change says of itself: `suggested` where it takes a suggestion as it is.
    """
    if given == "suggested":
        return "edited" if before.claims and stands != "suggested" else "suggested"
    if given is not None:
        return given
    if (before.verdict, before.claims) == (after.verdict, after.claims):
        return stands if stands in _STAYS else "typed"
    return "edited" if stands in _LED else "typed"
