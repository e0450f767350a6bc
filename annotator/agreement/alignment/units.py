"""Units to be aligned, as arrays: whose they are, where they lie, what they are called.

A unit may be several pieces of text; it is compared by the set of places it covers. Units are only ever aligned within
their group (a document or a sentence).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.agreement.alignment.joins import expand, summed
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints


@dataclass(frozen=True, eq=False)
class Units:
    """Units of several annotators in several groups; all arrays but `raters` and the pieces are (units,)."""

    group: Ints
    annotator: Ints
    start: Floats
    """Start of the first piece."""
    end: Floats
    """End of the last piece."""
    label: Ints
    """Category of each unit, -1 = none."""
    raters: Ints
    """How many annotators read each group, with or without marking anything (groups,)."""
    piece_unit: Ints
    """Unit of each piece, ascending (pieces,)."""
    piece_start: Floats
    piece_end: Floats

    @classmethod
    def of_intervals(cls, group: Ints, annotator: Ints, start: Floats, end: Floats, label: Ints, raters: Ints) -> Units:
        """Units that are one piece each."""
        places = np.arange(len(group), dtype=np.int64)
        return cls(group, annotator, start, end, label, raters, places, start, end)

    def __len__(self) -> int:
        return len(self.group)

    @cached_property
    def pieces(self) -> Ints:
        """How many pieces each unit has."""
        return np.bincount(self.piece_unit, minlength=len(self)).astype(np.int64)

    @cached_property
    def first_piece(self) -> Ints:
        """Where the pieces of each unit begin in the arrays of pieces."""
        return np.cumsum(self.pieces) - self.pieces

    @cached_property
    def size(self) -> Floats:
        """Places that each unit covers."""
        return summed(self.piece_unit, self.piece_end - self.piece_start, len(self))

    def canonical(self) -> Ints:
        """Order of the units by content: group, start, end, covered places, label, and only then annotator."""
        middle = summed(self.piece_unit, self.piece_end**2 - self.piece_start**2, len(self))
        keys = (self.annotator, self.label, middle, self.size, self.end, self.start, self.group)
        return np.lexsort(keys).astype(np.int64)

    def take(self, chosen: Ints) -> Units:
        """Some of the units, in that order."""
        owner, piece = expand(self.first_piece[chosen], self.pieces[chosen])
        return Units(
            self.group[chosen],
            self.annotator[chosen],
            self.start[chosen],
            self.end[chosen],
            self.label[chosen],
            self.raters,
            owner,
            self.piece_start[piece],
            self.piece_end[piece],
        )

    def shared(self, first: Ints, second: Ints) -> Floats:
        """Places that two units have in common, for each pair (pairs,)."""
        if len(self.piece_unit) == len(self):
            common = np.minimum(self.end[first], self.end[second]) - np.maximum(self.start[first], self.start[second])
            positive: Floats = np.maximum(common, 0.0)
            return positive
        pair, left = expand(self.first_piece[first], self.pieces[first])
        cell, right = expand(self.first_piece[second][pair], self.pieces[second][pair])
        left = left[cell]
        low = np.maximum(self.piece_start[left], self.piece_start[right])
        high = np.minimum(self.piece_end[left], self.piece_end[right])
        return summed(pair[cell], np.maximum(high - low, 0.0), len(first))

    def iou(self, first: Ints, second: Ints) -> Floats:
        """Intersection over union of the places that two units cover, for each pair (pairs,)."""
        common = self.shared(first, second)
        ratio: Floats = common / (self.size[first] + self.size[second] - common)
        return ratio
