"""Joins of intervals: which of them overlap, told in time that follows the answer.

Everything is sorted once; no pair that does not overlap is ever looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import AnnotatorError

Numbers = NDArray[np.int64] | NDArray[np.float64]

MOST_PAIRS = 50_000_000
"""Pairs held at once: above this memory would run out before the answer is there."""


def expand(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Ranges laid end to end: for each of them `counts` whole numbers from `starts` on.

    Returns:
        The range that each number belongs to, and the number.

    >>> owner, number = expand(np.array([5, 9]), np.array([2, 1]))
    >>> owner.tolist(), number.tolist()
    ([0, 0, 1], [5, 6, 9])
    """
    owner = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    before = np.cumsum(counts) - counts
    return owner, np.arange(len(owner), dtype=np.int64) - before[owner] + starts[owner]


def overlapping(group: Ints, left: Numbers, right: Numbers) -> tuple[Ints, Ints]:
    """All pairs of half-open intervals [left, right) of the same group that share more than a border.

    Args:
        group: Group of each interval.
        left: Where each interval starts.
        right: Where it ends; greater than left.

    Returns:
        First and second interval of each pair; every pair once.

    Raises:
        AnnotatorError: There are too many pairs to hold.

    >>> overlapping(np.array([0, 0, 0]), np.array([0, 2, 4]), np.array([3, 4, 6]))[0].tolist()
    [0]
    """
    n = len(group)
    # A right end sorts before a left end at the same place: touching is not overlapping.
    kind = np.repeat(np.array([1, 0]), n)
    order = np.lexsort((kind, np.concatenate([left, right]), np.concatenate([group, group])))
    is_left = order < n
    rank = np.cumsum(is_left)
    opened = order[is_left]
    stop = np.empty(n, dtype=np.int64)
    stop[order[~is_left] - n] = rank[~is_left]
    counts = np.maximum(stop[opened] - np.arange(n) - 1, 0)
    if counts.sum() > MOST_PAIRS:
        raise AnnotatorError(
            f"{int(counts.sum())} pairs of spans overlap, which is more than fits in memory",
            "Compare fewer annotators or fewer documents at a time.",
        )
    owner, place = expand(np.arange(n, dtype=np.int64) + 1, counts)
    return opened[owner], opened[place]


def merged(group: Ints, left: Ints, right: Ints, *, touching: bool = True) -> tuple[Ints, Ints, Ints]:
    """The union of the intervals of each group, as disjoint intervals sorted by group and place.

    Args:
        group: Group of each interval.
        left: Where each starts.
        right: Where it ends.
        touching: Whether intervals that only touch become one.

    Returns:
        Group, left and right of the disjoint intervals.
    """
    if len(group) == 0:
        return group, left, right
    order = np.lexsort((right, left, group))
    group, left, right = group[order], left[order], right[order]
    # The furthest end so far within the group: shifting each group beyond the last makes one running maximum do.
    width = int(right.max() - left.min()) + 1
    ranks = np.cumsum(np.concatenate(([0], group[1:] != group[:-1]))).astype(np.int64)
    reach = np.maximum.accumulate(right - left.min() + ranks * width) - ranks * width + left.min()
    apart = left[1:] > reach[:-1] if touching else left[1:] >= reach[:-1]
    first = np.flatnonzero(np.concatenate(([True], (group[1:] != group[:-1]) | apart)))
    last = np.append(first[1:], len(group)) - 1
    return group[first], left[first], reach[last]


def summed(place: Ints, amount: Numbers | NDArray[np.bool_] | None, length: int) -> Floats:
    """Sums of amounts per place, or counts without them (length,)."""
    return np.bincount(place, amount, minlength=length).astype(np.float64, copy=False)
