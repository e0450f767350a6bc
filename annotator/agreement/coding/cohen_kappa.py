"""Cohen's kappa: chance from each annotator's own shares; two annotators, the units both rated.

p_e = sum_kl w_kl p_gk p_hl, kappa = (p_a - p_e) / (1 - p_e) (Cohen 1960; weights: Cohen 1968). `kappa_max` is the
largest kappa these margins allow: p_a at most sum_k min(p_gk, p_hk) (Cohen 1960).
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coding.pair_terms import margins, observed_disagreement
from annotator.agreement.coefficient import (
    Coefficient,
    Needs,
    Terms,
    chance_corrected,
    suffixed,
    weighted_level,
)
from annotator.agreement.distances import NOMINAL, Distance, bilinear
from annotator.agreement.features import PAIR_MARGINS, PAIR_UNITS, pair_disagreement
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def every_pair(sums: Sums, weights: Distance) -> Terms:
    """Kappa of each pair of annotators, arrays (..., pairs)."""
    expected = bilinear(weights.bind(sums.ratings.scale), *margins(sums))
    return chance_corrected(observed_disagreement(sums, weights), expected)


def coefficient(weights: Distance = NOMINAL) -> Coefficient:
    """Cohen's kappa with agreement weights 1 - distance."""

    def evaluate(sums: Sums) -> Terms:
        terms = every_pair(sums, weights)
        return Terms(terms.value[..., 0], terms.observed[..., 0], terms.expected[..., 0])

    features = (PAIR_UNITS, PAIR_MARGINS, pair_disagreement(weights))
    return Coefficient(
        suffixed("cohen_kappa", weights), features, evaluate, Needs(weighted_level(weights), two_raters=True)
    )


def _most(sums: Sums) -> Terms:
    first, second = margins(sums)
    expected = bilinear(NOMINAL.bind(sums.ratings.scale), first, second)[..., 0]
    # Half the distance of the margins is the disagreement that they force.
    forced = np.abs(first - second).sum(axis=-1)[..., 0] / 2
    return chance_corrected(forced, expected)


KAPPA_MAX = Coefficient("kappa_max", (PAIR_UNITS, PAIR_MARGINS), _most, Needs(two_raters=True))


def cohen_kappa(ratings: Ratings, weights: Distance = NOMINAL) -> Result:
    """Cohen's kappa of two annotators.

    Artstein & Poesio 2008, p. 558, print .348:

    >>> rows = [["STAT", "STAT"], ["IReq", "STAT"], ["STAT", "IReq"], ["IReq", "IReq"]]
    >>> round(cohen_kappa(Ratings.from_matrix(rows, weights=[20, 20, 10, 50])).value, 3)
    0.348
    """
    return coefficient(weights)(ratings)


def kappa_max(ratings: Ratings) -> Result:
    """The largest kappa that the margins of two annotators allow.

    >>> rows = [["STAT", "STAT"], ["IReq", "STAT"], ["STAT", "IReq"], ["IReq", "IReq"]]
    >>> round(kappa_max(Ratings.from_matrix(rows, weights=[20, 20, 10, 50])).value, 3)
    0.783
    """
    return KAPPA_MAX(ratings)
