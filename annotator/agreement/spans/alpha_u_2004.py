"""Krippendorff's alpha_U of 1995 and 2004: squared lengths, one category at a time.

Of one category, with units and gaps of m annotators over a continuum of length L:
D_o = sum over ordered pairs of annotators of delta^2 / (m (m - 1) L^2), where delta^2 of two overlapping units is
(b_g - b_h)^2 + (e_g - e_h)^2 with begins b and ends e, and that of a unit that lies wholly in a gap of the other is its
squared length. D_e = 2 / L * sum over the N units of [(N - 1) (2 l^3 - 3 l^2 + l) / 3 + l^2 * sum over gaps of length
g >= l of (g - l + 1)] / (m L (m L - 1) - sum over units of l (l - 1)). alpha_U = 1 - sum_c D_o / sum_c D_e.

Several documents are laid end to end; no unit and no gap crosses a border, and m may differ between them.
Krippendorff 1995, Sociological Methodology 25, 47-76; Krippendorff 2004, Content Analysis (2nd ed.), 251-256.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.alignment.joins import overlapping, summed
from annotator.agreement.coefficient import finite
from annotator.agreement.label_counts import Floats
from annotator.agreement.spans.measure import beyond_chance, too_little
from annotator.agreement.spans.results import SpanReason, SpanResult
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.tiles import Tiles, unions


def alpha_u_2004(spans: Spans) -> dict[str, SpanResult]:
    """`alphaU2004` over all categories and `alphaU2004:<label>` of each; numerator D_o, denominator D_e.

    Overlapping units of one annotator and label count as their union; results say how many in `altered`.

    >>> from annotator.agreement.spans.table import Mark
    >>> spans = [(0, 1, 9), (1, 2, 3), (1, 4, 5), (1, 6, 7)]
    >>> marks = [Mark("d", str(who), ((start, end),)) for who, start, end in spans]
    >>> found = alpha_u_2004(Spans.of_documents(marks, lengths={"d": 10}))["alphaU2004"]
    >>> round(found.numerator, 4), round(found.denominator, 4), round(found.value, 4)
    (0.91, 0.5352, -0.7003)
    """
    refusal = too_little(spans)
    spans = spans.shared()
    whole = unions(spans)
    counts = len(spans.shared_documents), len(spans), whole.altered
    if refusal is not None:
        return {"alphaU2004": SpanResult(None, refusal, None, None, *counts)}
    terms = [_of_category(spans, whole, place) for place in range(len(whole.categories))]
    observed, expected = sum(low for low, _ in terms), sum(high for _, high in terms)
    found = {"alphaU2004": _result(observed, expected, counts)}
    for label, (low, high) in zip(whole.categories, terms, strict=True):
        found[f"alphaU2004:{label}"] = _result(low, high, counts)
    return found


def _result(observed: float, expected: float, counts: tuple[int, int, int]) -> SpanResult:
    value = finite(beyond_chance(np.array([observed]), np.array([expected])).value)
    reason: SpanReason | None = None if value is not None else "no_variation" if counts[1] else "both_empty"
    return SpanResult(value, reason, observed, expected, *counts)


def _of_category(spans: Spans, whole: Tiles, category: int) -> tuple[float, float]:
    """D_o and D_e of one category."""
    mine = whole.category == category
    part = Tiles(
        whole.passage[mine],
        whole.annotator[mine],
        whole.category[mine],
        whole.start[mine],
        whole.end[mine],
        whole.categories,
        0,
    )
    extent = (spans.passage_end - spans.passage_start).astype(np.float64)
    length, all_lengths = float(extent.sum()), float(extent @ spans.readers)
    if len(part.start) == 0 or length == 0:
        return 0.0, 0.0
    readers = spans.readers.astype(np.float64)
    pairs = readers * (readers - 1)
    observed = 2 * float((_unlike(spans, part) / pairs).sum()) / length**2
    size = part.length.astype(np.float64)
    inside = (len(size) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) + size**2 * _room(_gaps(spans, part), size)
    free = all_lengths * (all_lengths - 1) - float((size * (size - 1)).sum())
    return observed, 2 / length * float(inside.sum()) / free if free > 0 else 0.0


def _unlike(spans: Spans, part: Tiles) -> Floats:
    """The sum of delta^2 over unordered pairs of annotators, per passage."""
    first, second = overlapping(part.passage, part.start, part.end)
    apart = (part.start[first] - part.start[second]) ** 2 + (part.end[first] - part.end[second]) ** 2
    total = summed(part.passage[first], apart, len(spans.readers))
    # A unit lies wholly in a gap of everybody whom it does not overlap.
    width = max(len(spans.annotators), 1)
    tile, other = np.concatenate([first, second]), np.concatenate([second, first])
    met = np.bincount(np.unique(tile * width + part.annotator[other]) // width, minlength=len(part.start))
    alone = (spans.readers[part.passage] - 1 - met) * part.length.astype(np.float64) ** 2
    return total + summed(part.passage, alone, len(spans.readers))


def _gaps(spans: Spans, part: Tiles) -> Floats:
    """Lengths of all gaps of all readers."""
    width = max(len(spans.annotators), 1)
    readings = spans.reader_passage * width + spans.reader_annotator
    close = spans.passage_end[spans.reader_passage]
    reading = np.concatenate([part.passage * width + part.annotator, readings])
    start = np.concatenate([part.start, close])
    end = np.concatenate([part.end, close])
    order = np.lexsort((end, start, reading))
    reading, start, end = reading[order], start[order], end[order]
    fresh = np.concatenate(([True], reading[1:] != reading[:-1]))
    before = np.where(fresh, spans.passage_start[reading // width], np.concatenate(([0], end[:-1])))
    gaps = (start - before).astype(np.float64)
    return gaps[gaps > 0]


def _room(gaps: Floats, size: Floats) -> Floats:
    """In how many places a unit of each size fits into the gaps."""
    gaps = np.sort(gaps)
    behind = np.append(np.cumsum(gaps[::-1])[::-1], 0.0)
    at = np.searchsorted(gaps, size)
    room: Floats = behind[at] - (len(gaps) - at) * (size - 1)
    return room
