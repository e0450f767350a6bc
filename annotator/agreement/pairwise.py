"""The matrix of annotators: kappa, alpha and percent agreement of every two, on the units both rated.

All pairs are computed together from the cells of their contingency tables.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coding.cohen_kappa import every_pair
from annotator.agreement.coding.krippendorff_alpha import mid_ranks, spread, terms
from annotator.agreement.coefficient import finite
from annotator.agreement.distances import CUSTOM, INTERVAL, MASI, NOMINAL, QUADRATIC, RATIO, Distance, bilinear
from annotator.agreement.features import PAIR_MARGINS, PAIR_UNITS, pair_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level, PairResult
from annotator.agreement.sums import Sample, Sums, collect

_ALPHAS: dict[Level, tuple[str, Distance]] = {
    "nominal": ("alpha_nominal", NOMINAL),
    "interval": ("alpha_interval", INTERVAL),
    "ratio": ("alpha_ratio", RATIO),
    "set": ("alpha_masi", MASI),
}


def pairs(ratings: Ratings, level: Level = "nominal", *, strangers: bool = False) -> list[PairResult]:
    """Compare every two annotators.

    Args:
        ratings: The table; for interval, ratio and set read at that level.
        level: Chooses the alpha, unless the ratings bring distances of their own along; at ordinal, interval and ratio
            there is a quadratically weighted kappa too.
        strangers: Whether to list also pairs who share no unit, with n = 0.

    Returns:
        Pairs in the order of the annotators.
    """
    answer = {}
    if ratings.paired_units > 0:
        sample = Sample.whole(ratings)
        tables = sample.pair_tables
        columns = _columns(sample, level if _fits(ratings, level) else "nominal")
        for place, (first, second) in enumerate(zip(tables.first.tolist(), tables.second.tolist(), strict=True)):
            answer[first, second] = _result(ratings, first, second, columns, place)
    if strangers:
        for second in range(len(ratings.annotators)):
            for first in range(second):
                answer.setdefault((first, second), _nothing_shared(ratings, first, second, level))
    return [answer[key] for key in sorted(answer)]


def _fits(ratings: Ratings, level: Level) -> bool:
    scale = ratings.scale
    have = {"ordinal": scale.ordered, "interval": scale.values, "ratio": scale.values, "set": scale.sets}
    return have.get(level, True) not in (None, False)


def _alpha(ratings: Ratings, level: Level) -> tuple[str, Distance | None]:
    """The alpha of a pair and its distance; None where that depends on the counts."""
    if ratings.scale.own is not None:
        return "alpha_custom", CUSTOM
    return _ALPHAS.get(level, ("alpha_ordinal", None))


class _Columns:
    """One array per column of the matrix, each (pairs,)."""

    def __init__(self, name: str, n: Floats, agreement: Floats, kappa: Floats, weighted: Floats, alpha: Floats) -> None:
        self.alpha_name = name
        self.n = n
        self.agreement = agreement
        self.kappa = kappa
        self.weighted = weighted
        self.alpha = alpha


def _columns(sample: Sample, level: Level) -> _Columns:
    ratings = sample.ratings
    weighted = level in ("ordinal", "interval", "ratio")
    features = [PAIR_UNITS, PAIR_MARGINS, pair_disagreement()]
    name, distance = _alpha(ratings, level)
    features += [pair_disagreement(QUADRATIC)] if weighted else []
    features += [pair_disagreement(distance)] if distance is not None else []
    sums = collect(sample, features)
    units = sums[PAIR_UNITS][0]
    nominal = every_pair(sums, NOMINAL)
    kappa = every_pair(sums, QUADRATIC).value[0] if weighted else np.full(len(units), np.nan)
    counts = sums[PAIR_MARGINS][0].reshape(len(units), 2, ratings.q).sum(axis=1)
    # Two ratings per unit make two coincidences, so sum o_kl d_kl is twice the sum of distances.
    if distance is None:
        observed, expected = _ordinal(sample, counts)
    else:
        observed, expected = 2 * sums[pair_disagreement(distance)][0], _expected(sums, distance, counts)
    return _Columns(name, units, nominal.observed[0], nominal.value[0], kappa, terms(counts, observed, expected).value)


def _expected(sums: Sums, distance: Distance, counts: Floats) -> Floats:
    if distance is INTERVAL:
        return spread(counts, np.array(sums.ratings.scale.values))
    return bilinear(distance.bind(sums.ratings.scale), counts, counts)


def _ordinal(sample: Sample, counts: Floats) -> tuple[Floats, Floats]:
    cells, ranks = sample.pair_tables, mid_ranks(counts)
    apart = (ranks[cells.pair, cells.left] - ranks[cells.pair, cells.right]) ** 2
    observed = np.bincount(cells.pair, cells.count * apart, minlength=len(counts)).astype(np.float64)
    return 2 * observed, spread(counts, ranks)


def _result(ratings: Ratings, first: int, second: int, columns: _Columns, place: int) -> PairResult:
    kappa = finite(columns.kappa[place])
    return PairResult(
        first=ratings.annotators[first],
        second=ratings.annotators[second],
        n=int(columns.n[place]),
        percent_agreement=finite(columns.agreement[place]),
        cohen_kappa=kappa,
        cohen_kappa_quadratic=finite(columns.weighted[place]),
        alpha=finite(columns.alpha[place]),
        alpha_name=columns.alpha_name,
        reason="no_variation" if kappa is None else None,
    )


def _nothing_shared(ratings: Ratings, first: int, second: int, level: Level) -> PairResult:
    name, _ = _alpha(ratings, level)
    names = ratings.annotators[first], ratings.annotators[second]
    return PairResult(*names, 0, None, None, None, None, name, "no_pairs")
