"""How sure a coefficient is: bootstrap over documents, jackknife over few of them.

Sentences of one document resemble each other, so documents are what is drawn again; the annotators stay fixed, and an
interval says nothing about other annotators. From 40 documents on: percentile bootstrap (Zapf et al. 2016). From 10 to
39: jackknife with Student's t (Hughes 2022). Below 10: none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from annotator.agreement import student
from annotator.agreement.coefficient import Coefficient, compute
from annotator.agreement.coefficients import named
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.resampling import batches, bootstrap, leave_one_out
from annotator.agreement.results import Interval, Reason, Result
from annotator.agreement.sums import Sample
from annotator.errors import UsageError

Cluster = Literal["auto", "document", "unit"]

FEWEST = 10
"""Below this many clusters there is no interval."""
BOOTSTRAP_FROM = 40
"""From this many clusters on the bootstrap covers as it says; below, the jackknife does better."""
MOST_DISTINCT = 2**15
"""Distinct units up to which units themselves are drawn, for measures that ask who gave which rating."""
GROUPS = 25_000
"""Above that, units are put into so many groups of equal size at random (by the seed), and groups are drawn. The groups
are independent where the units are, so the interval is as wide on average; that there are finitely many makes it vary
by a share of 1 / sqrt(2 GROUPS), a fifth of what 1,000 resamples make it vary."""
MOST_DROPPED = 0.05
"""Share of undefined replicates above which there is no interval."""


@dataclass(frozen=True)
class Plan:
    """What is resampled, and how."""

    cluster: Literal["document", "unit"]
    resamples: int
    seed: int
    confidence: float


def interval(
    ratings: Ratings,
    name: str,
    *,
    by: Cluster = "auto",
    resamples: int = 2000,
    seed: int = 1,
    confidence: float = 0.95,
) -> Interval:
    """The interval of one coefficient; see `intervals`."""
    return intervals(ratings, [name], by=by, resamples=resamples, seed=seed, confidence=confidence)[name]


def intervals(
    ratings: Ratings,
    names: Sequence[str],
    *,
    by: Cluster = "auto",
    resamples: int = 2000,
    seed: int = 1,
    confidence: float = 0.95,
    points: Mapping[str, Result] | None = None,
) -> dict[str, Interval]:
    """Intervals of several coefficients from the same draws.

    Args:
        ratings: The table.
        names: Coefficients as in `report.coefficients`; a standard error has no interval and says so.
        by: Resample documents, or units; `auto` takes documents where they are known. Units are right only where they
            are independent, as when each document gives one.
        resamples: Replicates of the bootstrap.
        seed: Seed of its draws; the same seed gives the same interval, in whatever order the rows came.
        confidence: Coverage meant, between 0 and 1.
        points: The coefficients of this table, where they are already known.

    Raises:
        UsageError: An unknown name, no documents to resample, or a number out of range.
    """
    plan = _plan(ratings, by, resamples, seed, confidence)
    chosen, errors = named(ratings, names)
    points = compute(chosen, ratings) if points is None else points
    answer = {each.name: _none(plan, 0, "no_interval") for each in errors}
    for part, sample in _samples(ratings, chosen, plan):
        answer |= _of_part(sample, part, points, plan)
    return {name: answer[name] for name in dict.fromkeys(names)}


def _plan(ratings: Ratings, by: Cluster, resamples: int, seed: int, confidence: float) -> Plan:
    if resamples < 1:
        raise UsageError(f"{resamples} resamples are too few", "Give a positive number; 2000 is usual.")
    if seed < 0:
        raise UsageError(f"the seed {seed} is negative", "Give a seed of 0 or more.")
    if not 0 < confidence < 1:
        raise UsageError(f"a confidence of {confidence} is not between 0 and 1", "0.95 is usual.")
    if by == "document" and not ratings.documents:
        raise UsageError("these ratings name no documents", "Resample units, or name the document of each rating.")
    if by == "auto":
        by = "document" if ratings.documents else "unit"
    return Plan(by, resamples, seed, confidence)


def _names_raters(coefficient: Coefficient) -> bool:
    return any(feature.names_raters for feature in coefficient.features)


def _samples(ratings: Ratings, chosen: Sequence[Coefficient], plan: Plan) -> Iterator[tuple[list[Coefficient], Sample]]:
    """What is drawn from, for which coefficients."""
    if plan.cluster == "document":
        yield list(chosen), Sample.by_document(ratings)
        return
    ratings = ratings.without_documents()
    plain = [each for each in chosen if not _names_raters(each)]
    # Who said what matters to some only: the others draw from fewer distinct units when it is forgotten.
    if plain:
        yield plain, Sample.by_kind(ratings) or Sample.by_unit(ratings.anonymous())
    if len(plain) < len(chosen):
        many = len(ratings.codes) > MOST_DISTINCT
        sample = Sample.in_groups(ratings, GROUPS, plan.seed) if many else Sample.by_unit(ratings)
        yield [each for each in chosen if _names_raters(each)], sample


def _of_part(
    sample: Sample, coefficients: Sequence[Coefficient], points: Mapping[str, Result], plan: Plan
) -> dict[str, Interval]:
    # Groups of units are drawn in the place of units, so units are what is told.
    clusters = sample.paired_clusters if plan.cluster == "document" else sample.ratings.paired_units
    answer: dict[str, Interval] = {}
    able = []
    for each in coefficients:
        reason: Reason | None = points[each.name].reason
        if reason is None and clusters < FEWEST:
            reason = "few_documents" if plan.cluster == "document" else "few_units"
        answer[each.name] = _none(plan, clusters, reason or "too_large")
        able += [each] if reason is None else []
    for batch in batches(able, sample):
        if clusters < BOOTSTRAP_FROM:
            values = leave_one_out(batch, sample)
        else:
            values = bootstrap(batch, sample, plan.resamples, np.random.default_rng(plan.seed))
        for each in batch:
            of = _jackknifed if clusters < BOOTSTRAP_FROM else _bootstrapped
            answer[each.name] = of(each, points[each.name], values[each.name], sample, clusters, plan)
    return answer


def _bootstrapped(
    coefficient: Coefficient, point: Result, values: Floats, sample: Sample, clusters: int, plan: Plan
) -> Interval:
    kept = values[~np.isnan(values)]
    dropped = len(values) - len(kept)
    steady = dropped <= MOST_DROPPED * len(values) and len(kept) > 0
    tail = (1 - plan.confidence) / 2
    low, high = np.quantile(kept, [tail, 1 - tail]).tolist() if steady else (None, None)
    return Interval(
        low=low,
        high=high,
        reason=None if steady else "unstable",
        method=f"{plan.cluster}_bootstrap",
        clusters=clusters,
        resamples=plan.resamples,
        dropped=dropped,
        seed=plan.seed,
        confidence=plan.confidence,
        below_667=float(np.mean(kept < 0.667)) if steady else None,
        below_800=float(np.mean(kept < 0.8)) if steady else None,
    )


def _jackknifed(
    coefficient: Coefficient, point: Result, values: Floats, sample: Sample, clusters: int, plan: Plan
) -> Interval:
    undefined = np.isnan(values)
    copies = sample.copies
    n, dropped = int(copies.sum()), int(copies[undefined].sum())
    # The cluster whose absence undoes the coefficient is the one that matters most, so none may be dropped.
    steady = dropped == 0 and point.value is not None
    df = clusters - 1
    value = point.value or 0.0
    error = 0.0
    if steady:
        mean = float(copies @ values) / n
        error = float(np.sqrt((n - 1) / n * (copies @ (values - mean) ** 2)))
    reach = student.quantile((1 + plan.confidence) / 2, df) * error
    return Interval(
        low=max(value - reach, coefficient.least) if steady else None,
        high=min(value + reach, 1.0) if steady else None,
        reason=None if steady else "unstable",
        method=f"{plan.cluster}_jackknife",
        clusters=clusters,
        resamples=n,
        dropped=dropped,
        seed=None,
        confidence=plan.confidence,
        below_667=_below(0.667, value, error, df) if steady else None,
        below_800=_below(0.8, value, error, df) if steady else None,
    )


def _below(limit: float, value: float, error: float, df: int) -> float:
    if error == 0:
        return float(value < limit)
    return student.probability((limit - value) / error, df)


def _none(plan: Plan, clusters: int, reason: Reason) -> Interval:
    return Interval(None, None, reason, None, clusters, 0, 0, None, plan.confidence, None, None)
