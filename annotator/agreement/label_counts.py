"""How often each label was given to each unit, without saying by whom.

Units with the same counts in the same cluster are one row, so percent agreement, Fleiss, AC1 and alpha cost what the
distinct rows cost. Only labels that occur are kept (cells), so a thousand categories cost what their ratings do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Codes, Ints

Floats = NDArray[np.float64]

_KEY_LIMIT = 2**62
_FEW_KEYS = 2**12
_BLOCK = 2**16


@dataclass(frozen=True, eq=False)
class LabelCounts:
    """Rows of equal label counts; all arrays are parallel within their group."""

    cluster: Ints
    """Cluster of each row (rows,)."""
    weight: Floats
    """Units behind each row (rows,)."""
    size: Ints
    """Ratings m of one unit of the row (rows,)."""
    cell_row: Ints
    """Row of each cell, ascending (cells,)."""
    cell_category: Ints
    """Category of each cell, ascending within a row."""
    cell_count: Ints
    """Ratings c > 0 of that category in one unit of that row."""

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Ints, Floats]:
        """Unordered pairs of different categories within a row: row, lower category, higher category, c_k * c_l."""
        rows, lower, higher = adjacent_pairs(self.cell_row)
        product = (self.cell_count[lower] * self.cell_count[higher]).astype(np.float64)
        return rows, self.cell_category[lower], self.cell_category[higher], product


@dataclass(frozen=True, eq=False)
class Kinds:
    """The distinct counts of labels in a table; a pattern is of the kind that its counts make it."""

    counts: LabelCounts
    """One row per kind, in one cluster."""
    of: Ints
    """Kind of each pattern (patterns,)."""


def kinds_of(codes: Codes, q: int, weight: Ints) -> Kinds | None:
    """Count the labels of each unit, whoever gave them.

    Args:
        codes: Patterns x annotators, -1 = missing.
        q: Number of categories.
        weight: Units behind each pattern.

    Returns:
        The kinds; None where the counts of all categories do not fit one integer.
    """
    base = codes.shape[1] + 1
    if base**q >= _KEY_LIMIT:
        return None
    keys = _packed(codes, q, base)
    if base**q <= max(_FEW_KEYS, 4 * len(keys)):
        present = np.bincount(keys, minlength=base**q) > 0
        found = np.flatnonzero(present)
        of = (np.cumsum(present) - 1)[keys]
    else:
        found, of = np.unique(keys, return_inverse=True)
    counts = np.empty((len(found), q), dtype=np.int64)
    for category in range(q):
        found, counts[:, category] = np.divmod(found, base)
    cell_row, cell_category = np.nonzero(counts)
    rows = LabelCounts(
        cluster=np.zeros(len(counts), dtype=np.int64),
        weight=np.bincount(of, weight, minlength=len(counts)).astype(np.float64),
        size=counts.sum(axis=1),
        cell_row=cell_row,
        cell_category=cell_category,
        cell_count=counts[cell_row, cell_category],
    )
    return Kinds(rows, of.astype(np.int64, copy=False))


def _packed(codes: Codes, q: int, base: int) -> Ints:
    """The counts of all categories in one integer per pattern: digit k is c_k."""
    keys = np.zeros(len(codes), dtype=np.int64)
    narrow = np.dtype(np.uint8 if base <= 255 else np.int64)
    # A block stays in the cache; one byte per rating then costs a twentieth of a nanosecond, not a look-up.
    for start in range(0, len(codes), _BLOCK):
        block = np.ascontiguousarray(codes[start : start + _BLOCK].T)
        part = keys[start : start + _BLOCK]
        for category in range(q):
            count: NDArray[np.integer] = np.zeros(block.shape[1], dtype=narrow)
            for column in block:
                np.add(count, column == category, out=count)
            part += count.astype(np.int64) * base**category
    return keys


def counts_of_ratings(codes: Codes, q: int, cluster: Ints, weight: Ints) -> LabelCounts:
    """Count the labels of each pattern by listing its ratings: for many categories or annotators.

    Args:
        codes: Patterns x annotators, -1 = missing.
        q: Number of categories.
        cluster: Cluster of each pattern.
        weight: Units behind each pattern.
    """
    row, annotator = np.nonzero(codes >= 0)
    keys, counts = np.unique(row * q + codes[row, annotator], return_counts=True)
    return LabelCounts(
        cluster=cluster,
        weight=weight.astype(np.float64),
        size=np.bincount(row, minlength=len(codes)),
        cell_row=keys // q,
        cell_category=keys % q,
        cell_count=counts.astype(np.int64),
    )


def adjacent_pairs(group: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs of positions within the same group.

    Args:
        group: Group of each position, ascending.

    Returns:
        Group, lower position and higher position of each pair.
    """
    positions = np.arange(len(group), dtype=np.int64)
    lower: list[Ints] = []
    higher: list[Ints] = []
    left, step = positions, 1
    while True:
        left = left[: np.searchsorted(left, len(group) - step)]
        left = left[group[left] == group[left + step]]
        if len(left) == 0:
            break
        lower.append(left)
        higher.append(left + step)
        step += 1
    low = np.concatenate(lower) if lower else positions[:0]
    high = np.concatenate(higher) if higher else positions[:0]
    return group[low], low, high
