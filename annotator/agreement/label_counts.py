"""How often each label was given to each unit, without saying by whom.

Units with the same counts in the same cluster are one row, so percent agreement, Fleiss, AC1 and alpha cost what the
distinct rows cost. Only labels that occur are kept (cells), so a thousand categories cost what their ratings do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Codes, Ints, group_keys

Floats = NDArray[np.float64]

_KEY_LIMIT = 2**62


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


def label_counts(codes: Codes, q: int, cluster: Ints, clusters: int, weight: Ints) -> LabelCounts:
    """Count the labels of each unit.

    Args:
        codes: Patterns x annotators, -1 = missing.
        q: Number of categories.
        cluster: Cluster of each pattern, in [0, clusters).
        clusters: Number of clusters.
        weight: Units behind each pattern.
    """
    base = codes.shape[1] + 1
    # Counts of all categories in one integer: digit k of the key is c_k.
    if base ** (q + 1) * max(clusters, 1) < _KEY_LIMIT:
        return _from_packed(codes, q, cluster, clusters, weight, base)
    return _from_long(codes, q, cluster, weight)


def _from_packed(codes: Codes, q: int, cluster: Ints, clusters: int, weight: Ints, base: int) -> LabelCounts:
    digits = np.array([base**category for category in range(q)] + [0], dtype=np.int64)
    keys = cluster.astype(np.int64) * base**q
    for column in codes.T:
        keys += digits[column]
    rows, weights = group_keys(keys, clusters * base**q, weight)
    packed = keys[rows] % base**q
    counts = np.empty((len(rows), q), dtype=np.int64)
    for category in range(q):
        packed, counts[:, category] = np.divmod(packed, base)
    cell_row, cell_category = np.nonzero(counts)
    return LabelCounts(
        cluster=cluster[rows],
        weight=weights.astype(np.float64),
        size=counts.sum(axis=1),
        cell_row=cell_row,
        cell_category=cell_category,
        cell_count=counts[cell_row, cell_category],
    )


def _from_long(codes: Codes, q: int, cluster: Ints, weight: Ints) -> LabelCounts:
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
