"""Who said what beside whom, per cluster, counted on bits: 64 units of a cluster are one machine word.

For few annotators and categories over many clusters: a cell of a contingency table is the number of bits that two words
have in common, so a table of two annotators costs what its words do, not its units. All counts are whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Codes, Ints

_WORD = 64
_LARGEST = 2**26
"""Most bits set aside: 8 MB for each category of each annotator's ratings would be 2**26 units."""
_DEAREST = 4
"""Words times cells per unit up to which bits beat a count of all units: measured, a cell takes a third of the time."""
_AT_ONCE = 512
"""Words looked at together: the tables of all pairs then stay in the cache."""
_EXACT = 2**24
"""Whole numbers below this are exact as 32-bit floats."""
_Words = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class PairBits:
    """The ratings of a table as bits."""

    masks: _Words
    """Which units of each word have this category from this annotator (annotators, categories, words)."""
    start: Ints
    """First word of each cluster (clusters,)."""

    @property
    def rater_counts(self) -> NDArray[np.floating]:
        """Ratings by annotator and category (clusters, annotators * categories), floats as of `sums`."""
        raters, q, words = self.masks.shape
        ones = np.bitwise_count(self.masks).reshape(raters * q, words)
        kind = np.float32 if _WORD * words < _EXACT else np.float64
        return np.ascontiguousarray(self._by_cluster(ones).T, dtype=kind)

    @property
    def whole(self) -> PairBits:
        """The same with all clusters as one."""
        return PairBits(self.masks, np.zeros(1, dtype=np.int64))

    def pairs(self) -> list[tuple[int, int]]:
        """Places of every two annotators who share a unit."""
        rated = np.bitwise_or.reduce(self.masks, axis=1)
        return [pair for pair in combinations(range(len(rated)), 2) if (rated[pair[0]] & rated[pair[1]]).any()]

    def sums(self, worth: NDArray[np.floating]) -> NDArray[np.floating]:
        """Sums over the cells of the contingency tables of all `pairs`.

        Args:
            worth: What a unit of each cell adds to each sum (categories * categories, sums).

        Returns:
            (clusters, pairs, sums), as 32-bit floats where these hold every sum exactly.
        """
        q, words = self.masks.shape[1:]
        whole = bool((worth == np.rint(worth)).all()) and float(worth.max(initial=0)) * _WORD * words < _EXACT
        pairs, worth = self.pairs(), worth.astype(np.float32 if whole else np.float64)
        found = np.empty((len(self.start), len(pairs), worth.shape[1]), dtype=worth.dtype)
        ends = np.append(self.start, words)
        first = 0
        while first < len(self.start):
            last = max(int(np.searchsorted(ends, ends[first] + _AT_ONCE, side="right")) - 1, first + 1)
            part = PairBits(self.masks[..., ends[first] : ends[last]], self.start[first:last] - ends[first])
            found[first:last] = np.matmul(worth.T, part._tables(pairs, q).astype(worth.dtype)).transpose(2, 0, 1)
            first = last
        return found

    def _tables(self, pairs: list[tuple[int, int]], q: int) -> NDArray[np.integer]:
        """Contingency tables (pairs, categories * categories, clusters)."""
        shape = q * q, self.masks.shape[2]
        cells = [
            self._by_cluster(np.bitwise_count(self.masks[one][:, None] & self.masks[other][None]).reshape(shape))
            for one, other in pairs
        ]
        return np.stack(cells) if cells else np.zeros((0, q * q, len(self.start)), dtype=np.int64)

    def _by_cluster(self, cells: NDArray[np.integer]) -> NDArray[np.integer]:
        """(cells, words) to (cells, clusters)."""
        if cells.shape[1] == len(self.start):
            return cells
        summed: NDArray[np.integer] = np.add.reduceat(cells, self.start, axis=1, dtype=np.int64)
        return summed


def pair_bits(codes: Codes, q: int, active: Ints, cluster: Ints, clusters: int, weight: Ints) -> PairBits | None:
    """The ratings as bits; arguments as of `pair_tables`.

    Returns:
        None where the clusters are not in order, or where another way of counting is quicker.
    """
    units = int(weight.sum())
    if not hasattr(np, "bitwise_count") or clusters == 0 or units > 2 * len(codes):
        return None
    if (np.diff(cluster) < 0).any():
        return None
    if units > len(codes):
        places = np.repeat(np.arange(len(codes)), weight)
        codes, cluster = codes[places], cluster[places]
    size = np.bincount(cluster, minlength=clusters)
    words = -(-size // _WORD)
    total = int(words.sum())
    if size.min() == 0 or total * q * q > _DEAREST * units or total * _WORD * len(active) * q > _WORD * _LARGEST:
        return None
    start = np.cumsum(words) - words
    slot = np.arange(units) + np.repeat(start * _WORD - (np.cumsum(size) - size), size)
    taken = np.zeros(total * _WORD, dtype=bool)
    taken[slot] = True
    laid = np.full(total * _WORD, -1, dtype=codes.dtype)
    masks = np.empty((len(active), q, total), dtype=np.uint64)
    for place, column in enumerate(active):
        # Slots ascend, so a mask says as much as they do, in half the time.
        laid[taken] = codes[:, column]
        for category in range(q):
            masks[place, category] = np.packbits(laid == category).view(np.uint64)
    return PairBits(masks, start)
