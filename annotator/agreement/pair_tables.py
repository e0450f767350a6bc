"""Who said what where the other said something else: contingency tables of every two annotators.

Kept as cells that occur (cluster, pair, category, category, count), so five hundred annotators who mostly share nothing
cost what they share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.label_counts import Floats, adjacent_pairs
from annotator.agreement.patterns import Codes, Ints, group_keys

_COLUMNS_LIMIT = 64
_TABLE_LIMIT = 2**22


@dataclass(frozen=True, eq=False)
class PairTables:
    """Contingency cells of all pairs of annotators who share a unit."""

    first: Ints
    """Column of the first annotator of each pair (pairs,), ascending."""
    second: Ints
    """Column of the second annotator, always the larger (pairs,)."""
    cluster: Ints
    """Cluster of each cell (cells,)."""
    pair: Ints
    """Pair of each cell, an index into `first` and `second`."""
    left: Ints
    """Category that the first annotator gave."""
    right: Ints
    """Category that the second annotator gave."""
    count: Floats
    """Units."""


def pair_tables(codes: Codes, q: int, active: Ints, cluster: Ints, clusters: int, weight: Ints) -> PairTables:
    """Tabulate every two annotators.

    Args:
        codes: Patterns x annotators, -1 = missing.
        q: Number of categories.
        active: Columns to look at.
        cluster: Cluster of each pattern, in [0, clusters).
        clusters: Number of clusters.
        weight: Units behind each pattern.
    """
    if len(active) <= _COLUMNS_LIMIT and (q + 1) ** 2 * clusters <= max(_TABLE_LIMIT, len(codes)):
        pair, keys, count = _by_columns(codes, q, active, cluster, clusters, weight)
    else:
        pair, keys, count = _by_ratings(codes, q, active, cluster, clusters, weight)
    found, place = np.unique(pair, return_inverse=True)
    return PairTables(
        first=found // codes.shape[1],
        second=found % codes.shape[1],
        cluster=keys // (q * q),
        pair=place.astype(np.int64),
        left=keys // q % q,
        right=keys % q,
        count=count,
    )


def of_gram(gram: Floats, active: Ints, columns: int) -> PairTables:
    """The same from the matrix of `gram`, over one cluster.

    Args:
        gram: Units by annotator and category, beside annotator and category.
        active: The columns that its annotators are.
        columns: Number of columns of the table.
    """
    upper = np.triu(np.ones((len(active), len(active)), dtype=bool), 1)
    first, left, second, right = np.nonzero(gram * upper[:, None, :, None])
    # By pair, then by the categories of its two annotators.
    order = np.lexsort((right, left, second, first))
    first, left, second, right = (each[order] for each in (first, left, second, right))
    found, place = np.unique(active[first] * columns + active[second], return_inverse=True)
    return PairTables(
        first=found // columns,
        second=found % columns,
        cluster=np.zeros(len(first), dtype=np.int64),
        pair=place.astype(np.int64),
        left=left,
        right=right,
        count=gram[first, left, second, right],
    )


def _by_columns(
    codes: Codes, q: int, active: Ints, cluster: Ints, clusters: int, weight: Ints
) -> tuple[Ints, Ints, Floats]:
    """One count over all patterns for each two columns: best for few annotators."""
    base = q + 1
    pairs, keys, counts = [], [], []
    for place, first in enumerate(active):
        above = (cluster * base + codes[:, first] + 1) * base + 1
        for second in active[place + 1 :]:
            table = np.bincount(above + codes[:, second], weight, minlength=clusters * base * base)
            inner = table.reshape(clusters, base, base)[:, 1:, 1:].ravel()
            cells = np.flatnonzero(inner)
            pairs.append(np.full(len(cells), first * codes.shape[1] + second))
            keys.append(cells)
            counts.append(inner[cells])
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *pairs]), np.concatenate([none, *keys]), np.concatenate([none.astype(float), *counts])


def _by_ratings(
    codes: Codes, q: int, active: Ints, cluster: Ints, clusters: int, weight: Ints
) -> tuple[Ints, Ints, Floats]:
    """Every two ratings of each pattern, listed: best for many annotators who share little, or for many categories."""
    row, who = np.nonzero(codes[:, active] >= 0)
    annotator = active[who]
    code = codes[row, annotator].astype(np.int64)
    rows, lower, higher = adjacent_pairs(row)
    pair = annotator[lower] * codes.shape[1] + annotator[higher]
    key = (cluster[rows] * q + code[lower]) * q + code[higher]
    found, rank = np.unique(key, return_inverse=True)
    joint = pair * len(found) + rank
    cells, count = group_keys(joint, codes.shape[1] ** 2 * len(found), weight[rows])
    return pair[cells], key[cells], count.astype(np.float64)
