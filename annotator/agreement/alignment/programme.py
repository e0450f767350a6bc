"""The best set of rows by linear and integer programming (HiGHS, through scipy): for alignments too large to search.

The linear relaxation of all components is solved at once; where it comes out whole it is already the optimum, and only
the other components are solved as integer programmes.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.alignment.candidates import Rows
from annotator.agreement.alignment.components import components
from annotator.agreement.alignment.joins import expand
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from scipy.sparse import csc_array

_LARGEST = 20_000
"""Rows of one linear programme: beyond, the simplex method slows down more than the number of calls saves."""
_FINER = 1024.0
"""Worths are scaled up by this: the solver's tolerances are absolute."""


def best_rows(units: int, rows: Rows, empty: float) -> tuple[Ints, Ints]:
    """The rows of greatest total worth of which no two share a unit.

    Args:
        units: How many units there are.
        rows: Candidate rows.
        empty: Quanta of delta_empty.

    Returns:
        Size and place (in the block of that size) of each chosen row.

    Raises:
        AnnotatorError: scipy is not installed, or the solver fails.
    """
    size = np.concatenate([np.full(len(block), block.shape[1], dtype=np.int64) for block in rows.members])
    place = np.concatenate([np.arange(len(block), dtype=np.int64) for block in rows.members])
    begin = np.cumsum(size) - size
    members = np.concatenate([block.ravel() for block in rows.members])
    worth = np.concatenate(rows.worth) / empty
    at = expand(begin, size - 1)[1]
    part = components(units, members[at], members[at + 1])[members[begin]]
    chosen = np.zeros(len(size), dtype=bool)
    for block in _blocks(part):
        columns, cells = expand(begin[block], size[block])
        chosen[block] = _solve(members[cells], columns, worth[block], part[block])
    found = np.flatnonzero(chosen)
    return size[found], place[found]


def _blocks(part: Ints) -> list[Ints]:
    """Rows by component, components together while they are small."""
    order = np.argsort(part, kind="stable")
    counts = np.bincount(part)
    counts = counts[counts > 0]
    blocks, start, held = [], 0, 0
    for count in counts.tolist():
        if held and held + count > _LARGEST:
            blocks.append(order[start : start + held])
            start, held = start + held, 0
        held += count
    blocks.append(order[start:])
    return blocks


def _solve(units: Ints, columns: Ints, worth: Floats, part: Ints) -> Ints:
    """Which rows of a block to take, as 0 and 1."""
    from scipy.sparse import csc_array

    used, place = np.unique(units, return_inverse=True)
    cells = (np.ones(len(units)), (place, columns))
    matrix = csc_array(cells, shape=(len(used), len(worth)))
    relaxed = _optimum(matrix, worth, whole=False)
    taken = np.rint(relaxed).astype(np.int64)
    broken = np.unique(part[np.abs(relaxed - taken) > 1e-6])
    for component in broken:
        inside = np.flatnonzero(part == component)
        taken[inside] = np.rint(_optimum(matrix[:, inside], worth[inside], whole=True)).astype(np.int64)
    return taken


def _optimum(matrix: csc_array, worth: Floats, *, whole: bool) -> Floats:
    from scipy.optimize import Bounds, LinearConstraint, milp

    # Presolving costs three times what it saves here: the relaxation is nearly whole.
    options = {"presolve": False, "mip_rel_gap": 0.0} if whole else {}
    answer = milp(
        -worth * _FINER,
        constraints=LinearConstraint(matrix, -np.inf, 1),
        integrality=np.full(len(worth), int(whole)),
        bounds=Bounds(0, 1),
        options=options,
    )
    if answer.x is None:
        raise AnnotatorError(
            f"the alignment could not be solved: {answer.message}", "Compare fewer annotators at a time."
        )
    found: Floats = answer.x
    return found


def available() -> bool:
    """Whether scipy is installed."""
    return find_spec("scipy") is not None and find_spec("scipy.optimize") is not None


def require_scipy() -> None:
    """Raise AnnotatorError where scipy is missing, with the remedy."""
    if not available():
        raise AnnotatorError(
            "the spans overlap too densely to be aligned by search alone, and scipy is not installed",
            "Install it: pip install 'annotator[gamma]'.",
        )
