"""F1 between annotators: exact, overlap, IoU >= .5, soft, token and character; pooled over documents and pairs.

For annotators a, b and one passage, with A and B their units: exact 2 |A n B| / (|A| + |B|); overlap
(units of A that share a place with B + the same of B) / (|A| + |B|); soft 2 sum IoU / (|A| + |B|) over the one-to-one
matching of greatest total IoU; IoU >= .5 counts the pairs of that matching with IoU >= .5, and where several matchings
have the greatest total, takes one with most of them; character 2 |a n b| / (|a| + |b|) with a and b the places marked
at all. Numerators and denominators are summed over passages and pairs of annotators (micro); two who both marked
nothing add 0. F1 of two annotators is symmetric and needs no true negatives (Hripcsak & Rothschild 2005).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment.components import components
from annotator.agreement.alignment.joins import overlapping, summed
from annotator.agreement.alignment.search import best_rows
from annotator.agreement.coefficient import finite
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.matching import matched
from annotator.agreement.spans.measure import Measure, measure, per_document, share
from annotator.agreement.spans.reader_pairs import Overlaps, ReaderPairs
from annotator.agreement.spans.table import Spans

NAMES = ("exact_f1", "overlap_f1", "iou50_f1", "soft_f1", "token_f1", "char_f1")

_PATIENCE = 2_000
"""Steps of the search for exact ties, about two milliseconds."""

Weight = Callable[[Ints, Ints, Floats], Floats]
"""From units of two annotators and their IoU to how much of a match they are, 0 to 1; all arrays are (overlaps,)."""


@dataclass(frozen=True)
class PairF1:
    """Two annotators compared on what both read."""

    first: str
    second: str
    passages: int
    """Passages that both read."""
    units: int
    """Units of both in them."""
    values: dict[str, float | None]
    """F1 by name; None where neither marked anything, or tokens are not known."""


@dataclass(frozen=True, eq=False)
class F1Sums:
    """Numerator and denominator of each F1 for every two readers of a passage."""

    spans: Spans
    pairs: ReaderPairs
    above: dict[str, Floats]
    """Twice what matched, by name (pairs,)."""
    below: dict[str, Floats]
    """What there was to match, by name (pairs,)."""

    def measures(self) -> dict[str, Measure]:
        """Each F1 pooled over documents and pairs of annotators."""
        found = {}
        for name in self.above:
            rows = per_document(self.spans, self.pairs.passage, np.stack([self.above[name], self.below[name]], axis=1))
            found[name] = measure(self.spans, name, rows, share, "both_empty")
        return found

    def by_annotators(self) -> list[PairF1]:
        """Each F1 for every two annotators with a passage in common."""
        n = self.pairs.annotators
        held, place = np.unique(self.pairs.first * n + self.pairs.second, return_inverse=True)
        counts = np.bincount(place, minlength=len(held))
        units = summed(place, self.below["exact_f1"], len(held))
        values = {}
        for name in self.above:
            sums = [summed(place, part[name], len(held)) for part in (self.above, self.below)]
            values[name] = share(np.stack(sums, axis=1)).value
        names = self.spans.annotators
        return [
            PairF1(
                names[key // n],
                names[key % n],
                int(counts[at]),
                int(units[at]),
                {name: finite(values[name][at]) if name in values else None for name in NAMES},
            )
            for at, key in enumerate(held.tolist())
        ]


def f1_sums(spans: Spans) -> F1Sums:
    """The sums of all F1 measures; those of tokens only where the tokens are known."""
    spans = spans.shared()
    pairs = ReaderPairs.of(spans)
    overlaps = Overlaps.of(spans, pairs)
    n = len(pairs)
    best = _closest(spans, overlaps)
    hits = summed(overlaps.pair, best & overlaps.half, n)
    soft = summed(overlaps.pair, np.where(best, overlaps.iou, 0.0), n)
    above = {
        "exact_f1": 2 * summed(overlaps.pair, matched(overlaps, overlaps.same.astype(np.float64)), n),
        "overlap_f1": _touched(overlaps, n),
        "iou50_f1": 2 * hits,
        "soft_f1": 2 * soft,
    }
    units = pairs.both(spans.passage, spans.annotator, np.ones(len(spans)))
    below = dict.fromkeys(above, units)
    tokens = spans.in_tokens()
    for name, places in (("token_f1", tokens), ("char_f1", spans)):
        if places is not None:
            above[name], below[name] = _places(places, pairs)
    return F1Sums(spans, pairs, above, below)


def f1_measures(spans: Spans) -> dict[str, Measure]:
    """All F1 measures by name, pooled; `token_f1` says why where the tokens are not known.

    >>> from annotator.agreement.spans.table import Mark
    >>> marks = [Mark("d", "a", ((0, 10),)), Mark("d", "a", ((20, 30),)), Mark("d", "b", ((0, 10),))]
    >>> found = f1_measures(Spans.of_documents(marks))
    >>> round(found["exact_f1"].result().value, 3), found["token_f1"].result().reason
    (0.667, 'no_tokens')
    """
    found = f1_sums(spans).measures()
    if "token_f1" not in found:
        rows = np.zeros((len(spans.shared_documents), 2))
        found["token_f1"] = measure(spans, "token_f1", rows, share, "both_empty", "no_tokens")
    return {name: found[name] for name in NAMES}


def weighted_f1(spans: Spans, name: str, weight: Weight) -> Measure:
    """An F1 of one's own: 2 sum w / (|A| + |B|) over the one-to-one matching of greatest total weight.

    With w = 1 for IoU >= .5 and equal speaker and stance it is the F1 of whole claims.

    Args:
        spans: The spans.
        name: Name of the measure.
        weight: How much of a match two overlapping units are; units are numbered as in `spans`.
    """
    source = np.flatnonzero(spans.readers[spans.passage] >= 2)
    spans = spans.shared()
    pairs = ReaderPairs.of(spans)
    overlaps = Overlaps.of(spans, pairs)
    weights = weight(source[overlaps.first], source[overlaps.second], overlaps.iou)
    best = summed(overlaps.pair, np.where(matched(overlaps, weights), weights, 0.0), len(pairs))
    units = pairs.both(spans.passage, spans.annotator, np.ones(len(spans)))
    rows = per_document(spans, pairs.passage, np.stack([2 * best, units], axis=1))
    return measure(spans, name, rows, share, "both_empty")


def _closest(spans: Spans, overlaps: Overlaps) -> NDArray[np.bool_]:
    """The matching of greatest total IoU, and of several such one with most pairs at IoU >= .5 (overlaps,).

    Totals are compared as fractions, since 2/7 + 2/7 and 4/7 are a tie. Only where spans overlap so densely that the
    search gives up is an IoU compared by its first 40 binary digits.
    """
    best = matched(overlaps, overlaps.iou, overlaps.half)
    size = spans.units().size
    total = size[overlaps.first] + size[overlaps.second]
    common = np.rint(overlaps.iou / (1 + overlaps.iou) * total).astype(np.int64)
    union = total.astype(np.int64) - common
    for block in _entangled(overlaps):
        # Of two overlaps that share a unit one is taken, and to compare two IoU their quotients are enough.
        scale = math.lcm(*union[block].tolist())
        worth = [
            part * (scale // whole) * (len(block) + 1) + half
            for part, whole, half in zip(
                common[block].tolist(), union[block].tolist(), overlaps.half[block].tolist(), strict=True
            )
        ]
        _, ends = np.unique(np.concatenate([overlaps.first[block], overlaps.second[block]]), return_inverse=True)
        sides = np.sort(ends.reshape(2, -1), axis=0)
        chosen = best_rows(int(ends.max()) + 1, list(zip(*sides.tolist(), strict=True)), worth, _PATIENCE)
        if chosen is not None:
            best[block] = False
            best[block[chosen]] = True
    return best


def _entangled(overlaps: Overlaps) -> Iterator[Ints]:
    """Groups of three or more overlaps that hang together by their units."""
    n = len(overlaps.pair)
    if n < 3:
        return
    width = int(max(overlaps.first.max(), overlaps.second.max())) + 1
    nodes = np.concatenate([overlaps.pair * width + unit for unit in (overlaps.first, overlaps.second)])
    held, place = np.unique(nodes, return_inverse=True)
    group = components(len(held), place[:n], place[n:])[place[:n]]
    many = np.flatnonzero(np.bincount(group)[group] >= 3)
    order = many[np.argsort(group[many], kind="stable")]
    if len(order):
        yield from np.split(order, np.flatnonzero(np.diff(group[order])) + 1)


def _touched(overlaps: Overlaps, pairs: int) -> Floats:
    """Units of each pair of readers that share a place with any of the other's."""
    total = np.zeros(pairs)
    for unit in (overlaps.first, overlaps.second):
        width = int(unit.max(initial=0)) + 1
        total += summed(np.unique(overlaps.pair * width + unit) // width, None, pairs)
    return total


def _places(spans: Spans, pairs: ReaderPairs) -> tuple[Floats, Floats]:
    """Twice the places that both readers marked, and the places that each marked, added up."""
    passage, annotator, start, end = spans.covered()
    first, second = overlapping(passage, start, end)
    differ = annotator[first] != annotator[second]
    first, second = first[differ], second[differ]
    common = np.minimum(end[first], end[second]) - np.maximum(start[first], start[second])
    pair = pairs.find(passage[first], annotator[first], annotator[second])
    above = 2 * summed(pair, common, len(pairs))
    return above, pairs.both(passage, annotator, (end - start).astype(np.float64))
