"""The maximum-weight one-to-one matching of the units of every two readers.

Greedy matching is wrong: it may take the best pair first and leave two others without a partner. Most units overlap
one unit of the other reader at most and are matched at sight; the rest is searched or assigned, exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment import search
from annotator.agreement.alignment.assignment import best_matching
from annotator.agreement.alignment.components import components
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.reader_pairs import Overlaps

_FINE = 40
"""Binary digits of a weight."""
_ROOM = 60
"""Binary digits of the sum of all weights."""
_PATIENCE = 2_000
"""Steps of search, about two milliseconds; beyond, the assignment is quicker."""


def matched(overlaps: Overlaps, weight: Floats, bonus: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Which overlaps are in the matching of greatest weight.

    Args:
        overlaps: Units that may be matched.
        weight: Weight of each overlap, 0 to 1; 0 = not to be matched.
        bonus: Among matchings of equal weight the one with most of these is taken; default with most pairs.

    Returns:
        A flag per overlap (overlaps,).
    """
    able = np.flatnonzero(weight > 0)
    chosen = np.zeros(len(weight), dtype=bool)
    if len(able) == 0:
        return chosen
    extra = np.ones(len(able), dtype=np.int64) if bonus is None else bonus[able].astype(np.int64)
    width = int(max(overlaps.first.max(), overlaps.second.max())) + 1
    nodes = overlaps.pair[able] * width
    ends = np.concatenate([nodes + overlaps.first[able], nodes + overlaps.second[able]])
    held, place = np.unique(ends, return_inverse=True)
    left, right = place[: len(able)], place[len(able) :]
    part = components(len(held), left, right)[left]
    alone = np.bincount(part)[part] == 1
    chosen[able[alone]] = True
    order = np.flatnonzero(~alone)[np.argsort(part[~alone], kind="stable")]
    borders = np.flatnonzero(np.diff(part[order])) + 1
    for block in np.split(order, borders) if len(order) else []:
        worth = _worth(weight[able[block]], extra[block])
        chosen[able[block[_best(left[block], right[block], worth)]]] = True
    return chosen


def _worth(weight: Floats, extra: Ints) -> Ints:
    """Whole numbers that order matchings by total weight, then by how many extras they have.

    As fine as a sum of all of them leaves room for: beyond 2^60 a total could not be told from infinity.
    """
    room = len(weight) + 1
    digits = min(_FINE, _ROOM - 2 * room.bit_length())
    return np.rint(weight * 2.0**digits).astype(np.int64) * room + extra


def _best(left: Ints, right: Ints, worth: Ints) -> Ints:
    """Which of the edges of one component to take."""
    _, rows = np.unique(left, return_inverse=True)
    _, columns = np.unique(right, return_inverse=True)
    height = int(rows.max()) + 1
    pairs = list(zip(rows.tolist(), (columns + height).tolist(), strict=True))
    chosen = search.best_rows(height + int(columns.max()) + 1, pairs, worth.tolist(), _PATIENCE)
    if chosen is not None:
        return np.array(chosen, dtype=np.int64)
    weights = np.zeros((height, int(columns.max()) + 1), dtype=np.int64)
    weights[rows, columns] = worth
    return np.flatnonzero(best_matching(weights)[rows] == columns)
