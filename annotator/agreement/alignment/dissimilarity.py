"""How unlike two units are: by the places they share, or by position and category as gamma has it.

A dissimilarity of infinity means that two units are never the same. `reach` says how near two units must lie to be
less unlike than a limit, so that far pairs are never looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment.units import Units
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import UsageError


class Dissimilarity(Protocol):
    """Anything that compares units in pairs."""

    @property
    def delta_empty(self) -> float:
        """What a missing partner costs; greater than 0."""

    def reach(self, limit: float) -> float:
        """The c such that d >= `limit` wherever |middle_i - middle_j| > c (length_i + length_j) / 2."""

    def between(self, units: Units, first: Ints, second: Ints) -> Floats:
        """The dissimilarity of each pair of units, at least 0 (pairs,)."""


@dataclass(frozen=True)
class IntersectionOverUnion:
    """1 - IoU of the places covered; units under the least IoU never match.

    >>> units = Units.of_intervals(*[np.array(x) for x in ([0, 0], [0, 1], [0.0, 1.0], [4.0, 5.0], [-1, -1], [2])])
    >>> IntersectionOverUnion().between(units, np.array([0]), np.array([1])).tolist()
    [0.4]
    """

    least: float = 0.5
    """IoU from which on two units may be the same."""
    delta_empty: float = 1.0

    def __post_init__(self) -> None:
        _positive(self.delta_empty)
        if not 0 <= self.least <= 1:
            raise UsageError(f"an IoU of {self.least} is not between 0 and 1", "0.5 is usual.")

    def reach(self, limit: float) -> float:
        """Units that do not overlap have IoU 0."""
        return 1.0

    def between(self, units: Units, first: Ints, second: Ints) -> Floats:
        """1 - IoU, or infinity."""
        common = units.shared(first, second)
        union = units.size[first] + units.size[second] - common
        # Compared without a quotient: 1/2 must be 1/2 at any length.
        matches = (common > 0) & (common >= self.least * union)
        blank = np.full(len(first), np.inf)
        apart: Floats = np.divide(union - common, union, out=blank, where=matches)
        return apart


@dataclass(frozen=True)
class Combined:
    """alpha * d_pos + beta * d_cat of gamma (Mathet, Widloecher & Metivier 2015).

    d_pos = ((|s_i - s_j| + |e_i - e_j|) / (l_i + l_j))^2 * delta_empty (the sporadic one), from the outer borders of
    a unit of several pieces; d_cat = delta_empty where the categories differ, or the entry of a matrix in [0, 1] times
    delta_empty. With beta = 0 only positions count.
    """

    alpha: float = 3.0
    beta: float = 1.0
    delta_empty: float = 1.0
    categories: NDArray[np.float64] | None = None
    """Symmetric matrix of dissimilarities between categories, zero on the diagonal; default 1 where they differ."""

    def __post_init__(self) -> None:
        _positive(self.delta_empty)
        if self.alpha < 0 or self.beta < 0 or self.alpha + self.beta == 0:
            raise UsageError(
                f"alpha {self.alpha} and beta {self.beta} must not be negative or both 0", "3 and 1 is usual."
            )

    def reach(self, limit: float) -> float:
        """From |s_i - s_j| + |e_i - e_j| >= 2 |middle_i - middle_j|."""
        return math.sqrt(limit / (self.alpha * self.delta_empty)) if self.alpha > 0 else math.inf

    def between(self, units: Units, first: Ints, second: Ints) -> Floats:
        """alpha * d_pos + beta * d_cat."""
        total: Floats = self.alpha * self.positional(units, first, second)
        if self.beta > 0:
            total = total + self.beta * self.categorical(units, first, second)
        return total

    def positional(self, units: Units, first: Ints, second: Ints) -> Floats:
        """d_pos of each pair."""
        start, end = units.start, units.end
        moved = np.abs(start[first] - start[second]) + np.abs(end[first] - end[second])
        length = (end[first] - start[first]) + (end[second] - start[second])
        apart: Floats = (moved / length) ** 2 * self.delta_empty
        return apart

    def categorical(self, units: Units, first: Ints, second: Ints) -> Floats:
        """d_cat of each pair."""
        left, right = units.label[first], units.label[second]
        if self.categories is None:
            return np.where(left == right, 0.0, self.delta_empty)
        apart: Floats = self.categories[left, right] * self.delta_empty
        return apart


def positional(delta_empty: float = 1.0) -> Combined:
    """The positional (sporadic) dissimilarity alone."""
    return Combined(1.0, 0.0, delta_empty)


def _positive(delta_empty: float) -> None:
    if not delta_empty > 0:
        raise UsageError(f"delta_empty {delta_empty} is not greater than 0", "1 is usual.")
