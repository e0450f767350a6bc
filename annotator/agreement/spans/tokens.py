"""From characters to tokens: the same spans with the tokens of their document as places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from annotator.agreement.alignment.joins import merged
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.table import Spans


def token_places(spans: Spans, document: Ints, start: Ints, end: Ints) -> Spans:
    """Spans over token numbers; a piece covers every token that it touches.

    Args:
        spans: Spans over characters.
        document: Document of each token, ascending (tokens,).
        start: First character of each token, ascending within a document.
        end: The character after the last one.

    Units that touch no token are left out. Token numbers run through all documents.
    """
    width = int(max(spans.passage_end.max(initial=0), end.max(initial=0))) + 1
    starts, ends = document * width + start, document * width + end
    base = spans.passage_document[spans.passage[spans.piece_unit]] * width
    first, last = _touched(starts, ends, base + spans.piece_start, base + spans.piece_end)
    within = spans.passage_document * width
    low, high = _touched(starts, ends, within + spans.passage_start, within + spans.passage_end)
    held = last > first
    unit, left, right = merged(spans.piece_unit[held], first[held], last[held])
    kept, place = np.unique(unit, return_inverse=True)
    return replace(
        spans,
        passage_start=low,
        passage_end=np.maximum(high, low),
        passage=spans.passage[kept],
        annotator=spans.annotator[kept],
        label=spans.label[kept],
        source=spans.source[kept],
        piece_unit=place.astype(np.int64),
        piece_start=left,
        piece_end=right,
        token_document=None,
        token_start=None,
        token_end=None,
    )


def _touched(starts: Ints, ends: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """First token that a stretch touches, and the one after the last."""
    return np.searchsorted(ends, left, side="right"), np.searchsorted(starts, right, side="left")
