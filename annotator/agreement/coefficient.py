"""What a coefficient is: the sums it needs, the function of them, and what it can handle.

A coefficient refuses before it computes. Inside, undefined is NaN (so that whole vectors of replicates run at once); at
this border it becomes None with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.agreement.distances import NOMINAL, RANK_WEIGHTS, Distance
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level, Reason, Result
from annotator.agreement.sums import Feature, Sample, Sums, collect


class Terms(NamedTuple):
    """Value, observed and expected agreement (for alpha: disagreement) over the leading axes; NaN = undefined."""

    value: Floats
    observed: Floats
    expected: Floats


@dataclass(frozen=True)
class Needs:
    """What a measure can handle; missing ratings are no hindrance to any."""

    level: Level = "nominal"
    """The lowest level of measurement at which it means anything."""
    two_raters: bool = False
    """Whether it is for exactly two annotators."""
    closed: bool = False
    """Whether it needs a closed set of categories, because q enters."""
    own: bool = False
    """Whether it needs a distance of one's own between the categories."""

    def refusal(self, ratings: Ratings) -> Reason | None:
        """Why the measure cannot be had from these ratings, before anything is computed."""
        if ratings.units == 0:
            return "no_units"
        if len(ratings.active) == 1 or len(ratings.annotators) == 1:
            return "one_rater"
        if (reason := self._wrong_scale(ratings)) is not None:
            return reason
        if self.two_raters and len(ratings.active) > 2:
            return "needs_two_raters"
        return "no_pairs" if ratings.paired_units == 0 else None

    def _wrong_scale(self, ratings: Ratings) -> Reason | None:
        scale = ratings.scale
        if self.closed and scale.open_set:
            return "open_set"
        if self.own and scale.own is None:
            return "needs_distances"
        if self.level == "set" and scale.sets is None:
            return "needs_sets"
        if self.level == "ordinal" and not scale.ordered:
            return "needs_order"
        if self.level in ("interval", "ratio") and scale.values is None:
            return "needs_numbers"
        if self.level == "ratio" and scale.values and min(scale.values) < 0:
            return "needs_nonnegative"
        return None


@dataclass(frozen=True, eq=False)
class Coefficient:
    """A measure of agreement that is a function of additive sums."""

    name: str
    features: tuple[Feature, ...]
    evaluate: Callable[[Sums], Terms]
    needs: Needs = Needs()
    undefined: Reason = "no_variation"
    """Why it is undefined where it could be tried at all."""
    least: float = -np.inf
    """Lower bound of the measure, where it has one; the upper bound is 1 for all."""

    def __call__(self, ratings: Ratings) -> Result:
        """The coefficient of a table."""
        return compute([self], ratings)[self.name]


def compute(coefficients: Sequence[Coefficient], ratings: Ratings) -> dict[str, Result]:
    """Several coefficients of one table; sums that they share are computed once."""
    refusals = {each.name: each.needs.refusal(ratings) for each in coefficients}
    features = [feature for each in coefficients if refusals[each.name] is None for feature in each.features]
    sums = collect(Sample.whole(ratings), features)
    found = {}
    for each in coefficients:
        reason = refusals[each.name]
        terms = each.evaluate(sums) if reason is None else None
        value = None if terms is None else finite(terms.value)
        found[each.name] = result(
            ratings,
            value,
            reason or (each.undefined if value is None else None),
            None if terms is None else finite(terms.observed),
            None if terms is None else finite(terms.expected),
        )
    return found


def result(
    ratings: Ratings,
    value: float | None,
    reason: Reason | None,
    observed: float | None = None,
    expected: float | None = None,
) -> Result:
    """A result with the counts of its table."""
    return Result(value, reason, observed, expected, ratings.paired_units, ratings.q, ratings.pairable)


def finite(array: Floats) -> float | None:
    """The single number of an array, None for NaN."""
    number = float(array.reshape(-1)[0])
    return None if np.isnan(number) else number


def quotient(above: Floats, below: Floats) -> Floats:
    """above / below, NaN where below is 0."""
    blank = np.full(np.broadcast(above, below).shape, np.nan)
    ratio: Floats = np.divide(above, below, out=blank, where=below != 0)
    return ratio


def chance_corrected(observed: Floats, expected: Floats) -> Terms:
    """From observed and expected *disagreement* to (p_a - p_e) / (1 - p_e).

    Both come as sums of non-negative terms, so "no disagreement is possible" is exactly 0 and no rounding error.
    """
    return Terms(1 - quotient(observed, expected), 1 - observed, 1 - expected)


def suffixed(name: str, distance: Distance) -> str:
    """The name of a weighted coefficient: without suffix for nominal weights."""
    return name if distance is NOMINAL else f"{name}_{distance.name}"


def weighted_level(distance: Distance) -> Level:
    """Weights by rank need an order; a matrix of one's own needs nothing."""
    return "ordinal" if distance in RANK_WEIGHTS else "nominal"
