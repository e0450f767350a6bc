"""Brennan & Prediger's kappa: chance is every category equally likely.

p_e = sum_kl w_kl / q^2, (p_a - p_e) / (1 - p_e) with p_a over units (Brennan & Prediger 1981; weighted: Gwet 2014). The
same number is Bennett's S (1954, two annotators), Randolph's free-marginal kappa (2005) and, for two categories, PABAK.
q is the number of declared categories, so an unused one changes it.
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
from annotator.agreement.features import UNITS, unit_disagreement
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def coefficient(weights: Distance = NOMINAL, name: str = "brennan_prediger", two_raters: bool = False) -> Coefficient:
    """Brennan-Prediger with agreement weights 1 - distance."""
    feature = unit_disagreement(weights)

    def evaluate(sums: Sums) -> Terms:
        observed = quotient(sums[feature][..., 0], sums[UNITS][..., 1])
        even = np.full(sums.ratings.q, 1 / max(sums.ratings.q, 1))
        expected = bilinear(weights.bind(sums.ratings.scale), even, even)
        return chance_corrected(observed, np.broadcast_to(expected, observed.shape))

    needs = Needs(weighted_level(weights), two_raters, closed=True)
    return Coefficient(suffixed(name, weights), (feature, UNITS), evaluate, needs)


def brennan_prediger(ratings: Ratings, weights: Distance = NOMINAL) -> Result:
    """Brennan & Prediger's kappa for any number of annotators.

    Brennan & Prediger 1981, p. 691, print .40:

    >>> rows = [[1, 1], [1, 3], [2, 2], [2, 3], [3, 1], [3, 2]]
    >>> round(brennan_prediger(Ratings.from_matrix(rows, weights=[50, 10, 10, 10, 10, 10])).value, 2)
    0.4
    """
    return coefficient(weights)(ratings)


def bennett_s(ratings: Ratings) -> Result:
    """Bennett, Alpert & Goldstein's S, for two annotators.

    >>> rows = [["STAT", "STAT"], ["IReq", "STAT"], ["STAT", "IReq"], ["IReq", "IReq"]]
    >>> round(bennett_s(Ratings.from_matrix(rows, weights=[20, 20, 10, 50])).value, 3)
    0.4
    """
    return coefficient(name="bennett_s", two_raters=True)(ratings)


def randolph_kappa(ratings: Ratings) -> Result:
    """Randolph's free-marginal kappa for any number of annotators.

    Randolph 2005, p. 17:

    >>> rows = [["Yes", "Yes", "Yes"], ["Yes", "Yes", "No"], ["No", "No", "Yes"], ["No", "No", "No"]]
    >>> round(randolph_kappa(Ratings.from_matrix(rows)).value, 4)
    0.3333
    """
    return coefficient(name="randolph_kappa")(ratings)
