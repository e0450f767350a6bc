"""Conger's kappa: Cohen's kappa for any number of annotators, each with shares of their own.

p_e = mean over ordered pairs of annotators g != h of sum_kl w_kl p_gk p_hl, with p_gk from all units that g rated; p_a
over units (Conger 1980; missing ratings and weights: Gwet 2014).
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficient import (
    Coefficient,
    Needs,
    Terms,
    chance_corrected,
    quotient,
    suffixed,
    weighted_level,
)
from annotator.agreement.distances import NOMINAL, Distance, bilinear
from annotator.agreement.features import RATER_COUNTS, UNITS, unit_disagreement
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def coefficient(weights: Distance = NOMINAL) -> Coefficient:
    """Conger's kappa with agreement weights 1 - distance."""
    feature = unit_disagreement(weights)

    def evaluate(sums: Sums) -> Terms:
        observed = quotient(sums[feature][..., 0], sums[UNITS][..., 1])
        counts = sums[RATER_COUNTS]
        counts = counts.reshape(*counts.shape[:-1], -1, sums.ratings.q)
        rated = counts.sum(axis=-1)
        shares = np.where(rated[..., None] > 0, counts / np.maximum(rated, 1)[..., None], 0.0)
        raters = (rated > 0).sum(axis=-1)
        between = weights.bind(sums.ratings.scale)
        together = shares.sum(axis=-2)
        # All ordered pairs, less each annotator with themselves.
        apart = bilinear(between, together, together) - bilinear(between, shares, shares).sum(axis=-1)
        return chance_corrected(observed, quotient(apart, raters * (raters - 1.0)))

    return Coefficient(
        suffixed("conger_kappa", weights),
        (feature, UNITS, RATER_COUNTS),
        evaluate,
        Needs(weighted_level(weights)),
    )


def conger_kappa(ratings: Ratings, weights: Distance = NOMINAL) -> Result:
    """Conger's kappa for two or more annotators.

    Gwet's four raters with missing ratings (irrCAC, `cac.raw4raters`), printed .76282:

    >>> rows = [[1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
    ...         [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, None, 3, None]]
    >>> round(conger_kappa(Ratings.from_matrix(rows)).value, 5)
    0.76282
    """
    return coefficient(weights)(ratings)
