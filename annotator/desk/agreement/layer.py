"""One layer: every coefficient of a table of ratings, with intervals, pairs, and what hangs on one annotator."""

from __future__ import annotations

import math
from dataclasses import replace

from annotator.agreement.direction.contrast import confusion
from annotator.agreement.direction.lean import leans
from annotator.agreement.direction.pole_flips import pole_flips
from annotator.agreement.intervals import intervals
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import Interval, Level, Result
from annotator.agreement.shares import shares
from annotator.desk.agreement.model import LayerReport, Sampling

HALF_WIDTH = 0.05
"""The precision that is asked for when it is asked how many more units are needed."""
_MOST_PEOPLE = 50
"""Above this the pairs without a shared unit, and the figures of each pair, are left out."""
_MOST_CATEGORIES = 12


def measure(
    ratings: Ratings,
    level: Level,
    sampling: Sampling,
    *,
    layer: str,
    question: str,
    unit: str,
    conditional_on: str = "",
) -> LayerReport:
    """Measure one table.

    Args:
        ratings: The table.
        level: How its values compare.
        sampling: How intervals are made.
        layer: Name of the layer.
        question: What was asked, in words.
        unit: What one unit is.
        conditional_on: What had to be agreed on already.
    """
    found = coefficients(ratings, level)
    few = len(ratings.annotators) <= _MOST_PEOPLE
    report = LayerReport(
        layer=layer,
        question=question,
        unit=unit,
        conditional_on=conditional_on,
        level=level,
        units=ratings.units,
        annotators=ratings.annotators,
        documents=len(ratings.documents),
        categories=ratings.categories,
        shares=shares(ratings),
        coefficients=found,
        intervals=intervals(
            ratings, list(found), by=sampling.by, resamples=sampling.resamples, seed=sampling.seed, points=found
        ),
        pairs=tuple(pairs(ratings, level, strangers=few)),
    )
    return _people(report, ratings, sampling) if few else report


def _people(report: LayerReport, ratings: Ratings, sampling: Sampling) -> LayerReport:
    alpha = report.alpha
    without = {}
    if len(ratings.annotators) > 2:
        for name in ratings.annotators:
            rest = ratings.only(annotators=[each for each in ratings.annotators if each != name])
            without[name] = coefficients(rest, report.level, [alpha])[alpha].value
    shared = [pair for pair in report.pairs if pair.n]
    small = len(ratings.categories) <= _MOST_CATEGORIES and not ratings.scale.open_set
    tables = [confusion(ratings, pair.first, pair.second) for pair in shared] if small else []
    ordered = report.level == "ordinal" and shared
    return replace(
        report,
        without=without,
        needed=_needed(report.coefficients[alpha], report.intervals[alpha]),
        confusions=tuple(tables),
        leans=leans(ratings, resamples=sampling.resamples, seed=sampling.seed) if ordered else (),
        flips=pole_flips(ratings) if ordered else None,
    )


def _needed(result: Result, interval: Interval) -> int | None:
    """How many more units: the width of an interval falls with the square root of their number."""
    if interval.low is None or interval.high is None:
        return None
    half = (interval.high - interval.low) / 2
    return max(0, math.ceil(result.n * (half / HALF_WIDTH) ** 2) - result.n)
