"""Gwet's AC1 and, with weights, AC2: chance from how spread out the ratings are.

p_e = (sum_kl w_kl) / (q (q - 1)) * sum_k pi_k (1 - pi_k), with pi_k = mean over rated units of c_uk / m_u and p_a over
units (Gwet 2008; weights and missing ratings: Gwet 2014). Stays high where one category is rare and annotators agree. q
is the number of declared categories.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficient import Coefficient, Needs, Terms, chance_corrected, quotient, weighted_level
from annotator.agreement.distances import NOMINAL, Distance, bilinear
from annotator.agreement.features import SHARES, UNITS, unit_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def agreement_by_weights(ratings: Ratings, weights: Distance) -> float:
    """(sum_kl w_kl) / (q (q - 1)) with w = 1 - distance; NaN for a single category."""
    q = ratings.q
    ones = np.ones(q)
    total = q * q - float(bilinear(weights.bind(ratings.scale), ones, ones))
    return total / (q * (q - 1)) if q > 1 else np.nan


def coefficient(weights: Distance = NOMINAL) -> Coefficient:
    """AC1 for nominal weights, AC2 for others; agreement weights are 1 - distance."""
    feature = unit_disagreement(weights)

    def evaluate(sums: Sums) -> Terms:
        observed = quotient(sums[feature][..., 0], sums[UNITS][..., 1])
        shares = quotient(sums[SHARES], sums[UNITS][..., :1])
        spread: Floats = (shares * (1 - shares)).sum(axis=-1)
        return chance_corrected(observed, 1 - agreement_by_weights(sums.ratings, weights) * spread)

    name = "gwet_ac1" if weights is NOMINAL else f"gwet_ac2_{weights.name}"
    return Coefficient(name, (feature, UNITS, SHARES), evaluate, Needs(weighted_level(weights), closed=True))


def gwet_ac(ratings: Ratings, weights: Distance = NOMINAL) -> Result:
    """AC1, or AC2 with other weights.

    Feinstein & Cicchetti's paradox (p_a .85, pi .31) as computed by irrCAC, .808:

    >>> table = Ratings.from_matrix([[1, 1], [2, 1], [1, 2], [2, 2]], weights=[80, 8, 7, 5])
    >>> round(gwet_ac(table).value, 3)
    0.808
    """
    return coefficient(weights)(ratings)
