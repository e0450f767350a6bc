"""Spans as ratings of single places: every character (or token) is a unit that each reader marked or not.

Stretches in which nothing changes are one pattern with a weight, so a long text costs what its spans do.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.alignment.joins import expand
from annotator.agreement.categories import Scale
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.tiles import tiles

UNMARKED = "(unmarked)"
"""The category of a place that a reader did not mark."""
MARKED = "(marked)"
"""The category of a place that a reader marked, where labels do not count."""


def position_ratings(spans: Spans, *, labels: bool = False, named: bool = True) -> Ratings:
    """The table of places x annotators; all coefficients for ratings apply.

    Args:
        spans: The spans; use `in_tokens()` for tokens.
        labels: Whether a marked place is rated with its label (overlaps as in `tiles`) or just as marked.
        named: Whether columns are annotators. Without names they are the first reader, the second, and so on: enough
            for measures that do not ask who, and far less memory where each of many annotators read little.

    >>> from annotator.agreement.spans.table import Mark
    >>> table = position_ratings(Spans.of_documents([Mark("d", "a", ((0, 4),)), Mark("d", "b", ((2, 4),))]))
    >>> table.codes.tolist(), table.counts.tolist()
    ([[1, 0], [1, 1]], [2, 2])
    """
    cut = tiles(spans)
    passages = np.arange(len(spans.passage_document), dtype=np.int64)
    width = int(max(spans.passage_end.max(initial=0), cut.end.max(initial=0))) + 1
    borders = np.unique(
        np.concatenate(
            [
                passages * width + spans.passage_start,
                passages * width + spans.passage_end,
                cut.passage * width + cut.start,
                cut.passage * width + cut.end,
            ]
        )
    )
    left, right = borders[:-1], borders[1:]
    inside = left // width == right // width
    left, length = left[inside], (right - left)[inside]
    passage = left // width
    column, columns = _columns(spans, named)
    codes = np.full((len(left), columns), -1, dtype=np.int16)
    of_passage = np.searchsorted(passage, spans.reader_passage)
    reading, stretch = expand(of_passage, np.searchsorted(passage, spans.reader_passage, side="right") - of_passage)
    codes[stretch, column[reading]] = 0
    first = np.searchsorted(left, cut.passage * width + cut.start)
    tile, stretch = expand(first, np.searchsorted(left, cut.passage * width + cut.end) - first)
    annotators = max(len(spans.annotators), 1)
    reading_of = np.searchsorted(
        spans.reader_passage * annotators + spans.reader_annotator, cut.passage * annotators + cut.annotator
    )
    codes[stretch, column[reading_of[tile]]] = cut.category[tile] + 1 if labels else 1
    names = (UNMARKED, *cut.categories) if labels else (UNMARKED, MARKED)
    return Ratings.from_codes(
        codes,
        Scale(names, ordered=False),
        annotators=spans.annotators if named else None,
        document=spans.passage_document[passage],
        documents=spans.documents,
        weights=length,
    )


def _columns(spans: Spans, named: bool) -> tuple[Ints, int]:
    """The column of each reading, and how many there are."""
    if named:
        return spans.reader_annotator, len(spans.annotators)
    first = np.searchsorted(spans.reader_passage, spans.reader_passage)
    return np.arange(len(first), dtype=np.int64) - first, int(spans.readers.max(initial=0))
