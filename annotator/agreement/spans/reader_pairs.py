"""Every two readers of a passage, and the units of theirs that overlap: what all pairwise measures start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment.joins import overlapping
from annotator.agreement.label_counts import Floats, adjacent_pairs
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.table import Spans


@dataclass(frozen=True, eq=False)
class ReaderPairs:
    """Two readers of one passage; all arrays are (pairs,), sorted by passage and annotators."""

    passage: Ints
    first: Ints
    """An annotator."""
    second: Ints
    """Another, with a greater number."""
    annotators: int

    @classmethod
    def of(cls, spans: Spans) -> ReaderPairs:
        """All pairs of readers."""
        passage, low, high = adjacent_pairs(spans.reader_passage)
        first, second = spans.reader_annotator[low], spans.reader_annotator[high]
        order = np.lexsort((second, first, passage))
        return cls(passage[order], first[order], second[order], max(len(spans.annotators), 1))

    def __len__(self) -> int:
        return len(self.passage)

    def find(self, passage: Ints, one: Ints, other: Ints) -> Ints:
        """Places of pairs, whichever annotator is named first; each must be there."""
        n = self.annotators
        keys = (self.passage * n + self.first) * n + self.second
        low, high = np.minimum(one, other), np.maximum(one, other)
        return np.searchsorted(keys, (passage * n + low) * n + high)

    def both(self, passage: Ints, annotator: Ints, amount: Floats) -> Floats:
        """What the two readers of each pair have together of an amount per unit (pairs,)."""
        n = self.annotators
        held, place = np.unique(passage * n + annotator, return_inverse=True)
        totals = np.append(np.bincount(place, amount, minlength=len(held)), 0.0)
        total = np.zeros(len(self), dtype=np.float64)
        for who in (self.first, self.second):
            keys = self.passage * n + who
            at = np.searchsorted(held, keys)
            found = (at < len(held)) & (np.append(held, -1)[at] == keys)
            total += totals[np.where(found, at, len(held))]
        return total


@dataclass(frozen=True, eq=False)
class Overlaps:
    """Units of two readers that share a place; all arrays are (overlaps,)."""

    pair: Ints
    """Which pair of readers."""
    first: Ints
    """Unit of the first reader."""
    second: Ints
    """Unit of the second."""
    iou: Floats
    half: NDArray[np.bool_]
    """IoU >= 1/2, told without a quotient."""
    same: NDArray[np.bool_]
    """The very same places."""

    @classmethod
    def of(cls, spans: Spans, pairs: ReaderPairs) -> Overlaps:
        """All overlaps within passages."""
        units = spans.units()
        first, second = overlapping(spans.passage, spans.start, spans.end)
        differ = spans.annotator[first] != spans.annotator[second]
        first, second = first[differ], second[differ]
        turned = spans.annotator[first] > spans.annotator[second]
        first, second = np.where(turned, second, first), np.where(turned, first, second)
        common = units.shared(first, second)
        kept = common > 0
        first, second, common = first[kept], second[kept], common[kept]
        union = units.size[first] + units.size[second] - common
        pair = pairs.find(spans.passage[first], spans.annotator[first], spans.annotator[second])
        order = np.lexsort((second, first, pair))
        iou, half, same = common / union, 2 * common >= union, common == union
        return cls(pair[order], first[order], second[order], iou[order], half[order], same[order])
