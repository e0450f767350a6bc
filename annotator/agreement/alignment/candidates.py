"""The rows that an optimal alignment may hold, and what each is worth.

Aligning t units of k annotators in one row rather than alone saves delta_empty (t - 1) + sum over pairs of
(delta_empty - d) / C(k, 2): that is the worth of a row. A row from which a member had better be taken out is in no
optimal alignment, so few rows are left. Worths are whole numbers (quanta), so that equal is equal in any order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from annotator.agreement.alignment.dissimilarity import Dissimilarity
from annotator.agreement.alignment.joins import expand, overlapping
from annotator.agreement.alignment.units import Units
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import AnnotatorError

MOST_ROWS = 3_000_000
"""Candidate rows of one size: above this, memory and time are out of proportion."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Pairs of units that may share a row, sorted by first and second unit."""

    first: Ints
    second: Ints
    """Greater than the first."""
    apart: Floats
    """Dissimilarity of each pair."""
    quanta: Ints
    """The same as a whole number of quanta."""
    empty: int
    """delta_empty in quanta."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Candidate rows of two or more units."""

    members: tuple[Ints, ...]
    """Per size an array (rows of that size, size): units, ascending."""
    worth: tuple[Ints, ...]
    """Per size the worth of each row, times C(k, 2), in quanta."""

    def __len__(self) -> int:
        return sum(len(block) for block in self.members)


def edges(units: Units, dissimilarity: Dissimilarity) -> Edges:
    """All pairs of units, of different annotators in one group, that may share a row of an optimal alignment."""
    raters = units.raters[units.group]
    empty = float(dissimilarity.delta_empty)
    most = int(raters.max(initial=2))
    # A member stays in a row of t only while its dissimilarities sum to at most delta_empty (C(k, 2) + t - 1).
    reach = dissimilarity.reach(empty * (math.comb(most, 2) + most - 1) * (1 + 1e-9))
    first, second = _near(units, reach)
    different = units.annotator[first] != units.annotator[second]
    first, second = first[different], second[different]
    apart = dissimilarity.between(units, first, second)
    kept = apart <= empty * (pairs_of(raters[first]) + raters[first] - 1)
    low, high, apart = np.minimum(first, second)[kept], np.maximum(first, second)[kept], apart[kept]
    order = np.lexsort((high, low))
    # As fine as fits: the greatest sum is k^3 / 2 of delta_empty.
    scale = 2.0 ** min(40, math.floor(60 - math.log2(most**3 * max(empty, 1e-9))))
    quanta = np.rint(apart[order] * scale).astype(np.int64)
    return Edges(low[order], high[order], apart[order], quanta, round(empty * scale))


def _near(units: Units, reach: float) -> tuple[Ints, Ints]:
    if math.isinf(reach):
        zeros = np.zeros(len(units), dtype=np.int64)
        return overlapping(units.group, zeros, zeros + 1)
    middle = (units.start + units.end) / 2
    half = (units.end - units.start) / 2 * max(reach, 1.0) * (1 + 1e-9) + 1e-9
    return overlapping(units.group, middle - half, middle + half)


def pairs_of(raters: Ints) -> Ints:
    """C(k, 2)."""
    return raters * (raters - 1) // 2


def candidates(units: Units, found: Edges) -> Rows:
    """All rows that some optimal alignment may hold.

    Raises:
        AnnotatorError: There are too many, because many annotators mark overlapping spans.
    """
    growing = _Growing(units, found)
    members, worths = [], []
    while len(growing.members):
        chosen, worth = growing.worth_having()
        members.append(growing.members[chosen])
        worths.append(worth[chosen])
        growing.grow()
    return Rows(tuple(members), tuple(worths))


class _Growing:
    """Rows of t units, which grow by one unit at a time; every two of their units are an edge."""

    def __init__(self, units: Units, found: Edges) -> None:
        n = len(units)
        self.edges = found
        self.keys = found.first * n + found.second
        self.units = n
        self.begin = np.searchsorted(found.first, np.arange(n + 1))
        self.raters = units.raters[units.group]
        self.members = np.stack([found.first, found.second], axis=1)
        self.sums = np.stack([found.quanta, found.quanta], axis=1)
        """Per member the sum of its dissimilarities to the others."""

    def worth_having(self) -> tuple[Ints, Ints]:
        """Rows that are better than taking any one member out, and the worth of every row."""
        size = self.members.shape[1]
        empty, raters = self.edges.empty, self.raters[self.members[:, 0]]
        pairs = pairs_of(raters)
        inner = size * (size - 1) // 2
        worth = empty * pairs * (size - 1) + empty * inner - self.sums.sum(axis=1) // 2
        stays = (self.sums <= (empty * (pairs + size - 1))[:, None]).all(axis=1)
        return np.flatnonzero(stays & (worth >= 0)), worth

    def grow(self) -> None:
        """Add to each row each later unit that is an edge to all its members."""
        last = self.members[:, -1]
        counts = self.begin[last + 1] - self.begin[last]
        if counts.sum() > MOST_ROWS:
            raise AnnotatorError(
                f"{int(counts.sum())} ways to group the spans of {self.members.shape[1] + 1} annotators",
                "Compare fewer annotators at a time: the exact alignment of many who mark the same place is too large.",
            )
        row, edge = expand(self.begin[last], counts)
        unit = self.edges.second[edge]
        added = [self.edges.quanta[edge]]
        for column in range(self.members.shape[1] - 2, -1, -1):
            keys = self.members[row, column] * self.units + unit
            place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            known = self.keys[place] == keys
            row, unit = row[known], unit[known]
            added = [each[known] for each in added]
            added.insert(0, self.edges.quanta[place[known]])
        apart = np.stack(added, axis=1)
        sums = np.concatenate([self.sums[row] + apart, apart.sum(axis=1)[:, None]], axis=1)
        raters = self.raters[unit]
        able = (sums <= (self.edges.empty * (pairs_of(raters) + raters - 1))[:, None]).all(axis=1)
        self.members = np.concatenate([self.members[row], unit[:, None]], axis=1)[able]
        self.sums = sums[able]
