"""Agreement on whole annotations: all that one annotator marked in a passage against all that another did.

D_o are the distances of annotations of the same passage, D_e of annotations of different passages, whose places are
counted from the start of their passage. alpha = 1 - mean D_o / mean D_e; KS is the largest gap between the distribution
functions of D_o and D_e; sigma is the share of D_o below the 5 % quantile of D_e. KS and sigma can be read without
knowing the scale of the distance. D_e is sampled, seeded, where there are too many pairs to take all.

Where a twentieth of all pairs of strangers are equal (two sentences without a claim are), the quantile is 0, nothing
can lie below it however well annotators agree, and sigma is undefined: `quantile_zero`. alpha and KS stand.

Braylan, Alonso & Lease 2022, Measuring annotator agreement generally across complex structured, multi-object, and
free-text annotation tasks, WWW, 1720-1730.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from annotator.agreement.alignment.joins import expand, summed
from annotator.agreement.coefficient import Terms, quotient
from annotator.agreement.label_counts import Floats, adjacent_pairs
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.matching import matched
from annotator.agreement.spans.measure import Measure, beyond_chance, measure, per_document, share
from annotator.agreement.spans.reader_pairs import Overlaps, ReaderPairs
from annotator.agreement.spans.results import SpanReason, SpanResult
from annotator.agreement.spans.table import Spans
from annotator.errors import UsageError

QUANTILE = 0.05
"""Of D_e; sigma is the share of D_o below it."""
MOST_STEPS = 256
"""Distances at which the distribution functions are compared; KS is exact up to as many distinct ones."""

SetDistance = Callable[[Spans, Ints, Ints], Floats]
"""From readings (places in `reader_passage`) in pairs to their distances, 0 or more (pairs,)."""


class PlacedUnit(NamedTuple):
    """One unit of an annotation."""

    spans: tuple[tuple[int, int], ...]
    """Its pieces, counted from the start of the passage."""
    label: str | None
    source: int
    """Place of the unit in the input, to find what else is known of it."""


@dataclass(frozen=True)
class SetAgreement:
    """Agreement on whole annotations."""

    alpha: SpanResult
    """Numerator: mean D_o. Denominator: mean D_e."""
    ks: SpanResult
    """Largest gap of the distribution functions."""
    sigma: SpanResult
    """Share of D_o below the 5 % quantile of D_e; undefined also where that quantile is 0."""
    observed_pairs: int
    expected_pairs: int
    seed: int | None
    """Seed of the pairs behind D_e; None where all pairs were taken."""
    measures: tuple[Measure, Measure, Measure]
    """`set_alpha`, `set_ks` and `set_sigma` as functions of sums per document, for intervals; alpha and sigma with D_e
    held fixed."""


def set_agreement(
    spans: Spans, distance: SetDistance | None = None, *, pairs: int = 20_000, seed: int = 1
) -> SetAgreement:
    """alpha, KS and sigma of whole annotations.

    Args:
        spans: The spans; a passage is an item, and who marked nothing gave an empty annotation.
        distance: Distance of two annotations; default 1 - soft F1. See `each` for a distance of one's own.
        pairs: Pairs of annotations of different passages drawn for D_e; all are taken where there are no more.
        seed: Seed of the draws.
    """
    if pairs < 1 or seed < 0:
        raise UsageError(f"{pairs} pairs with seed {seed} are impossible", "20000 and 1 are usual.")
    spans, between = spans.shared(), distance or soft_distance
    passage, low, high = adjacent_pairs(spans.reader_passage)
    left, right, drawn = _strangers(spans.reader_passage, pairs, seed)
    observed = between(spans, low, high) if len(low) else np.zeros(0)
    expected = between(spans, left, right) if len(left) else np.zeros(0)
    mean = float(expected.mean()) if len(expected) else 0.0

    def evaluate(sums: Floats) -> Terms:
        return beyond_chance(sums[..., 0] / np.maximum(sums[..., 1], 1), np.full(sums.shape[:-1], mean))

    rows = per_document(spans, passage, np.stack([observed, np.ones(len(low))], axis=1))
    alpha = measure(spans, "set_alpha", rows, evaluate, "no_variation")
    able = len(observed) > 0 and len(expected) > 0
    limit = float(np.quantile(expected, QUANTILE)) if able else 0.0
    why_not: SpanReason | None = None if able else alpha.result().reason or "no_variation"
    below = np.stack([observed < limit, np.ones(len(low))], axis=1)
    rows = per_document(spans, passage, below)
    no_sigma = why_not or (None if limit > 0 else "quantile_zero")
    sigma = measure(spans, "set_sigma", rows, share, "no_variation", no_sigma)
    ks = _gap(spans, passage, (left, right), observed, expected, why_not)
    return SetAgreement(
        alpha.result(),
        ks.result(),
        sigma.result(),
        len(observed),
        len(expected),
        seed if drawn else None,
        (alpha, ks, sigma),
    )


def soft_distance(spans: Spans, first: Ints, second: Ints) -> Floats:
    """1 - soft F1 of two readings' units; two empty ones are the same."""
    pairs = len(first)
    both = np.stack([first, second], axis=1).ravel()
    width = max(len(spans.annotators), 1)
    order = np.argsort(spans.passage * width + spans.annotator, kind="stable")
    keys = (spans.passage * width + spans.annotator)[order]
    readings = (spans.reader_passage * width + spans.reader_annotator)[both]
    begin = np.searchsorted(keys, readings)
    owner, place = expand(begin, np.searchsorted(keys, readings, side="right") - begin)
    unit = order[place]
    moved = spans.units().take(unit)
    shift = spans.passage_start[spans.passage[unit]][moved.piece_unit]
    start, end = moved.piece_start.astype(np.int64) - shift, moved.piece_end.astype(np.int64) - shift
    laid = replace(
        spans,
        annotators=("0", "1"),
        passage_document=np.zeros(pairs, dtype=np.int64),
        passage_start=np.zeros(pairs, dtype=np.int64),
        passage_end=np.full(pairs, int(end.max(initial=0))),
        reader_passage=np.repeat(np.arange(pairs, dtype=np.int64), 2),
        reader_annotator=np.tile(np.arange(2, dtype=np.int64), pairs),
        passage=owner // 2,
        annotator=owner % 2,
        label=spans.label[unit],
        source=spans.source[unit],
        piece_unit=moved.piece_unit,
        piece_start=start,
        piece_end=end,
    )
    overlaps = Overlaps.of(laid, ReaderPairs.of(laid))
    best = summed(overlaps.pair, np.where(matched(overlaps, overlaps.iou), overlaps.iou, 0.0), pairs)
    units = summed(owner // 2, None, pairs)
    share: Floats = 1 - np.divide(2 * best, units, out=np.ones(pairs), where=units > 0)
    return share


def each(distance: Callable[[Sequence[PlacedUnit], Sequence[PlacedUnit]], float]) -> SetDistance:
    """A distance of two lists of units, as one of readings."""

    def between(spans: Spans, first: Ints, second: Ints) -> Floats:
        placed: dict[tuple[int, int], list[PlacedUnit]] = {}
        for unit in range(len(spans)):
            key = int(spans.passage[unit]), int(spans.annotator[unit])
            placed.setdefault(key, []).append(_placed(spans, unit))
        keys = list(zip(spans.reader_passage.tolist(), spans.reader_annotator.tolist(), strict=True))
        lists = [placed.get(key, []) for key in keys]
        found = [distance(lists[one], lists[other]) for one, other in zip(first.tolist(), second.tolist(), strict=True)]
        return np.array(found, dtype=np.float64)

    return between


def _placed(spans: Spans, unit: int) -> PlacedUnit:
    low, high = np.searchsorted(spans.piece_unit, [unit, unit + 1]).tolist()
    shift = int(spans.passage_start[spans.passage[unit]])
    starts, ends = spans.piece_start[low:high] - shift, spans.piece_end[low:high] - shift
    label = int(spans.label[unit])
    return PlacedUnit(
        tuple(zip(starts.tolist(), ends.tolist(), strict=True)),
        spans.labels[label] if label >= 0 else None,
        int(spans.source[unit]),
    )


def _strangers(passage: Ints, pairs: int, seed: int) -> tuple[Ints, Ints, bool]:
    """Pairs of readings of different passages, and whether they were drawn; passages are ascending."""
    n = len(passage)
    # The strangers of a reading that come after it are all from the next passage on.
    begin = np.searchsorted(passage, passage, side="right")
    until = np.cumsum(n - begin)
    strangers = int(until[-1]) if n else 0
    drawn = strangers > pairs
    if drawn:
        chosen = np.random.default_rng(seed).integers(strangers, size=pairs)
    else:
        chosen = np.arange(strangers, dtype=np.int64)
    left = np.searchsorted(until, chosen, side="right")
    return left, n - (until[left] - chosen), drawn


def _gap(
    spans: Spans,
    passage: Ints,
    strangers: tuple[Ints, Ints],
    observed: Floats,
    expected: Floats,
    refusal: SpanReason | None,
) -> Measure:
    """KS. F_o only steps where an observed distance lies, so F_e is looked at there, and right before.

    Of more than `MOST_STEPS` distances as many quantiles stand for all of them. Over other documents F_e is another
    one: to the first order a mean over pairs moves by twice what it does when each half is counted with its document.
    """
    steps = np.unique(observed)
    if len(steps) > MOST_STEPS:
        steps = np.unique(np.quantile(observed, np.linspace(0, 1, MOST_STEPS), method="closest_observation"))
    width = len(steps)
    place = np.searchsorted(spans.shared_documents, spans.passage_document)
    counts = np.zeros((3, len(spans.shared_documents), width + 1))
    np.add.at(counts[0], (place[passage], np.searchsorted(steps, observed)), 1)
    for side in strangers:
        document = place[spans.reader_passage[side]]
        np.add.at(counts[1], (document, np.searchsorted(steps, expected, side="left")), 1)
        np.add.at(counts[2], (document, np.searchsorted(steps, expected, side="right")), 1)

    def functions(sums: Floats) -> list[Floats]:
        """The distribution functions at the steps: observed, of strangers, of strangers right before."""
        parts = (sums[..., at * (width + 1) : (at + 1) * (width + 1)] for at in range(3))
        reached = (np.cumsum(part, axis=-1) for part in parts)
        return [quotient(part[..., :-1], part[..., -1:]) for part in reached]

    rows = np.concatenate(list(counts), axis=1)
    _, at_all, before_all = functions(rows.sum(axis=0))

    def evaluate(sums: Floats) -> Terms:
        own, at, before = functions(sums)
        own_before = np.concatenate([np.zeros_like(own[..., :1]), own[..., :-1]], axis=-1)
        at, before = (np.clip(2 * now - whole, 0, 1) for now, whole in ((at, at_all), (before, before_all)))
        gaps = np.maximum(np.abs(own - at), np.abs(own_before - before))
        unknown = np.full(sums.shape[:-1], np.nan)
        return Terms(gaps.max(axis=-1) if width else unknown, unknown, unknown)

    return replace(measure(spans, "set_ks", rows, evaluate, "no_variation", refusal), least=0.0)
