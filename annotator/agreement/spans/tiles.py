"""Units of one annotator made disjoint: what measures need that take a continuum as cut into stretches.

Overlapping units of one annotator and label become their union; where labels differ, the unit that starts first keeps
the place (of those that start together the longer one) and the other is cut to the rest. Touching units stay apart.
How many units were altered is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.alignment.joins import merged
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.table import Spans

NO_LABEL = "(no label)"
"""The category of spans without a label."""


@dataclass(frozen=True, eq=False)
class Tiles:
    """Disjoint stretches of each annotator in each passage; all arrays are (tiles,)."""

    passage: Ints
    annotator: Ints
    category: Ints
    """Place in `categories`."""
    start: Ints
    end: Ints
    categories: tuple[str, ...]
    altered: int
    """Pieces that were merged away, cut or dropped."""

    @property
    def length(self) -> Ints:
        """Places of each tile."""
        return self.end - self.start


def categories(spans: Spans) -> tuple[Ints, tuple[str, ...]]:
    """The category of each unit, and the names of all: the labels, and one for units without a label if any."""
    bare = bool((spans.label < 0).any())
    names = (*spans.labels, NO_LABEL) if bare else spans.labels
    return np.where(spans.label < 0, len(spans.labels), spans.label), names


def unions(spans: Spans) -> Tiles:
    """Per annotator and category the union of overlapping units; units of different categories may still overlap."""
    category, names = categories(spans)
    annotators, q = max(len(spans.annotators), 1), max(len(names), 1)
    unit = spans.piece_unit
    key = (spans.passage[unit] * annotators + spans.annotator[unit]) * q + category[unit]
    key, start, end = merged(key, spans.piece_start, spans.piece_end, touching=False)
    reader = key // q
    altered = len(unit) - len(key)
    return Tiles(reader // annotators, reader % annotators, key % q, start, end, names, altered)


def tiles(spans: Spans) -> Tiles:
    """Per annotator disjoint tiles, each with one category."""
    whole = unions(spans)
    if len(whole.start) == 0:
        return whole
    order = np.lexsort((-whole.end, whole.start, whole.annotator, whole.passage))
    passage, annotator = whole.passage[order], whole.annotator[order]
    start, end = whole.start[order], whole.end[order]
    fresh = np.concatenate(([True], (np.diff(passage) != 0) | (np.diff(annotator) != 0)))
    reader = np.cumsum(fresh)
    width = int(end.max()) + 1
    reach = np.maximum.accumulate(end + reader * width) - reader * width
    before = np.where(fresh, 0, np.concatenate(([0], reach[:-1])))
    cut = np.maximum(start, before)
    kept = cut < end
    altered = whole.altered + int((cut > start).sum())
    return Tiles(
        passage[kept], annotator[kept], whole.category[order][kept], cut[kept], end[kept], whole.categories, altered
    )
