"""The directional report: one annotator against another, against all others, and everybody against everybody.

Comparisons made together are corrected together: S. Holm: A simple sequentially rejective multiple test procedure.
Scandinavian Journal of Statistics 6, 1979, 65-70.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from annotator.agreement.direction.contrast import Contrast, contrast
from annotator.agreement.direction.effect import Plan, delta, mean_difference
from annotator.agreement.direction.pole_flips import flips_between
from annotator.agreement.direction.results import Lean
from annotator.agreement.direction.sign_test import sign_test
from annotator.agreement.direction.stuart_maxwell import stuart_maxwell
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError


def lean(
    ratings: Ratings,
    first: str,
    second: str | None = None,
    *,
    resamples: int = 2000,
    seed: int = 1,
    confidence: float = 0.95,
) -> Lean:
    """Which way one annotator leans, seen from another, or from all others.

    Args:
        ratings: The table, its categories in their order.
        first: The annotator looked at; positive numbers mean nearer to the last category than the other side.
        second: The other annotator; None for all others together.
        resamples: Replicates of the bootstrap.
        seed: Seed of its draws.
        confidence: Coverage of the intervals, between 0 and 1.

    Raises:
        UsageError: There is no such annotator, or a number is out of range.

    >>> rows = [["pro-washington", "neutral"]] * 8 + [["neutral", "neutral"]] * 20
    >>> table = Ratings.from_matrix(rows, ["pro-moscow", "neutral", "pro-washington"], annotators=["ann", "bob"])
    >>> result = lean(table, "ann", "bob")
    >>> result.toward, round(result.sign.p, 4), round(result.mean_difference.value, 3)
    ('pro-washington', 0.0078, 0.286)
    """
    plan = _plan(resamples, seed, confidence)
    return _lean(contrast(ratings, first, second), plan)


def leans(ratings: Ratings, *, resamples: int = 2000, seed: int = 1, confidence: float = 0.95) -> tuple[Lean, ...]:
    """Every two annotators who share a unit, in the order of the table, p corrected for all of them.

    Args:
        ratings: The table.
        resamples: As in `lean`.
        seed: As in `lean`.
        confidence: As in `lean`.

    Raises:
        UsageError: A number is out of range.
    """
    plan = _plan(resamples, seed, confidence)
    rated = (ratings.codes >= 0).astype(np.float64)
    first, second = np.nonzero(np.triu(rated.T @ rated, 1))
    names = ratings.annotators
    pairs = [(names[a], names[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    return _corrected([_lean(Contrast.of_pair(ratings, a, b), plan) for a, b in pairs])


def leans_from_rest(
    ratings: Ratings, *, resamples: int = 2000, seed: int = 1, confidence: float = 0.95
) -> tuple[Lean, ...]:
    """Every annotator who shares a unit with anybody, against all others, p corrected for all of them.

    Args:
        ratings: The table.
        resamples: As in `lean`.
        seed: As in `lean`.
        confidence: As in `lean`.

    Raises:
        UsageError: A number is out of range.
    """
    plan = _plan(resamples, seed, confidence)
    contrasts = [Contrast.of_rest(ratings, name) for name in ratings.annotators]
    return _corrected([_lean(each, plan) for each in contrasts if each.n])


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """Holm's step-down correction; None stays None and does not count.

    >>> holm([0.01, None, 0.04, 0.03])
    [0.03, None, 0.06, 0.06]
    """
    known = sorted((p, place) for place, p in enumerate(ps) if p is not None)
    corrected: list[float | None] = [None] * len(ps)
    least = 0.0
    for rank, (p, place) in enumerate(known):
        least = max(least, min(1.0, (len(known) - rank) * p))
        corrected[place] = least
    return corrected


def _lean(each: Contrast, plan: Plan) -> Lean:
    homogeneity, sign = stuart_maxwell(each), sign_test(each, plan.confidence)
    mean = mean_difference(each, plan)
    return Lean(
        first=each.first,
        second=each.second,
        n=each.n,
        toward=_end(each, mean.value),
        homogeneity=homogeneity,
        homogeneity_p_holm=homogeneity.p,
        by_document=stuart_maxwell(each, "document"),
        sign=sign,
        sign_p_holm=sign.p,
        mean_difference=mean,
        delta=delta(each, plan),
        pole_flips=flips_between(each, plan.confidence),
        confusion=each.confusion(),
    )


def _end(each: Contrast, difference: float | None) -> str | None:
    """The end of the scale that a difference points to."""
    if not difference:
        return None
    return each.categories[-1 if difference > 0 else 0]


def _corrected(results: Sequence[Lean]) -> tuple[Lean, ...]:
    homogeneity = holm([each.homogeneity.p for each in results])
    sign = holm([each.sign.p for each in results])
    return tuple(
        replace(each, homogeneity_p_holm=p, sign_p_holm=q)
        for each, p, q in zip(results, homogeneity, sign, strict=True)
    )


def _plan(resamples: int, seed: int, confidence: float) -> Plan:
    if resamples < 1:
        raise UsageError(f"{resamples} resamples are too few", "Give a positive number; 2000 is usual.")
    if seed < 0:
        raise UsageError(f"the seed {seed} is negative", "Give a seed of 0 or more.")
    if not 0 < confidence < 1:
        raise UsageError(f"a confidence of {confidence} is not between 0 and 1", "0.95 is usual.")
    return Plan(resamples, seed, confidence)
