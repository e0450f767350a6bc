"""Krippendorff's alpha: 1 - D_o / D_e, for any number of annotators, missing ratings and any distance.

o_kl = sum_u c_uk (c_ul - [k=l]) / (m_u - 1) over units with m_u >= 2, n_k = sum_l o_kl, n = sum_k n_k,
alpha = 1 - (n - 1) sum_kl o_kl d_kl / sum_kl n_k n_l d_kl (Krippendorff 2011). d: nominal [k != l]; ordinal
(R_k - R_l)^2 with mid-ranks R_k = sum_{j<k} n_j + n_k / 2; interval (k - l)^2; ratio ((k - l) / (k + l))^2; sets:
Jaccard, MASI.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficient import Coefficient, Needs, Terms, quotient, weighted_level
from annotator.agreement.distances import INTERVAL, NOMINAL, RATIO, SET_DISTANCES, Distance, bilinear
from annotator.agreement.features import COINCIDENCES, PAIRABLE, coincidence_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level, Result
from annotator.agreement.sums import Sums


def terms(counts: Floats, observed: Floats, expected: Floats) -> Terms:
    """Alpha from n_k (..., categories), sum o_kl d_kl and sum n_k n_l d_kl; NaN where only one category is left."""
    n = counts.sum(axis=-1)
    possible = np.where((counts > 0).sum(axis=-1) > 1, expected, 0.0)
    low = quotient(observed, n)
    high = quotient(possible, n * (n - 1))
    return Terms(1 - quotient(low, high), low, high)


def spread(counts: Floats, values: Floats) -> Floats:
    """sum_kl n_k n_l (v_k - v_l)^2 as 2 n sum_k n_k (v_k - mean)^2: no matrix of categories, no cancellation."""
    n = counts.sum(axis=-1)
    mean = quotient((counts * values).sum(axis=-1), n)
    total: Floats = 2 * n * (counts * (values - mean[..., None]) ** 2).sum(axis=-1)
    return total


def mid_ranks(counts: Floats) -> Floats:
    """R_k = sum_{j<k} n_j + n_k / 2 (..., categories)."""
    ranks: Floats = np.cumsum(counts, axis=-1) - counts / 2
    return ranks


def coefficient(distance: Distance = NOMINAL) -> Coefficient:
    """Alpha with a fixed distance; `ORDINAL` has its own, because its distances depend on the counts."""
    feature = coincidence_disagreement(distance)

    def evaluate(sums: Sums) -> Terms:
        counts = sums[PAIRABLE]
        if distance is INTERVAL:
            expected = spread(counts, np.array(sums.ratings.scale.values))
        else:
            expected = bilinear(distance.bind(sums.ratings.scale), counts, counts)
        return terms(counts, sums[feature][..., 0], expected)

    return Coefficient(f"alpha_{distance.name}", (feature, PAIRABLE), evaluate, Needs(_level(distance)))


def _level(distance: Distance) -> Level:
    if distance is INTERVAL:
        return "interval"
    if distance is RATIO:
        return "ratio"
    return "set" if distance in SET_DISTANCES else weighted_level(distance)


def _ordinal(sums: Sums) -> Terms:
    counts = sums[PAIRABLE]
    ranks = mid_ranks(counts)
    lower, higher = sums.ratings.met
    observed = (sums[COINCIDENCES] * (ranks[..., lower] - ranks[..., higher]) ** 2).sum(axis=-1)
    return terms(counts, observed, spread(counts, ranks))


ORDINAL = Coefficient("alpha_ordinal", (COINCIDENCES, PAIRABLE), _ordinal, Needs("ordinal"))


def krippendorff_alpha(ratings: Ratings, level: Level = "nominal", distance: Distance | None = None) -> Result:
    """Alpha at a level of measurement, or with a distance of one's own.

    Krippendorff 2011, example C (12 units, 4 observers), prints .743 nominal, .815 ordinal, .849 interval, .797 ratio:

    >>> rows = [[1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
    ...         [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None]]
    >>> table = Ratings.from_matrix(rows, level="ratio")
    >>> [round(krippendorff_alpha(table, level).value, 3) for level in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]

    Args:
        ratings: The table.
        level: nominal, ordinal, interval or ratio; at level set pass a distance such as `distances.MASI`.
        distance: Overrides the level.
    """
    if distance is not None:
        return coefficient(distance)(ratings)
    if level == "ordinal":
        return ORDINAL(ratings)
    return coefficient({"interval": INTERVAL, "ratio": RATIO}.get(level, NOMINAL))(ratings)
