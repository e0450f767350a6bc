"""Fleiss' kappa: chance from the shares of the categories over all annotators.

pi_k = mean over rated units of c_uk / m_u, p_e = sum_kl w_kl pi_k pi_l, p_a over units (Fleiss 1971; missing ratings
and weights: Gwet 2014). Of one category: the same with this category against the rest (Fleiss 1971; Agresti 1992 prints
the intraclass form too, which is not one-against-the-rest Cohen).
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
from annotator.agreement.features import CATEGORY_DISAGREEMENT, SHARES, UNITS, unit_disagreement
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums
from annotator.errors import InputError


def coefficient(weights: Distance = NOMINAL) -> Coefficient:
    """Fleiss' kappa with agreement weights 1 - distance."""
    feature = unit_disagreement(weights)

    def evaluate(sums: Sums) -> Terms:
        observed = quotient(sums[feature][..., 0], sums[UNITS][..., 1])
        shares = quotient(sums[SHARES], sums[UNITS][..., :1])
        return chance_corrected(observed, bilinear(weights.bind(sums.ratings.scale), shares, shares))

    return Coefficient(
        suffixed("fleiss_kappa", weights), (feature, UNITS, SHARES), evaluate, Needs(weighted_level(weights))
    )


def of_category(category: str, place: int) -> Coefficient:
    """Fleiss' kappa of the category at a place of the scale against all others."""

    def evaluate(sums: Sums) -> Terms:
        observed = quotient(sums[CATEGORY_DISAGREEMENT][..., place], sums[UNITS][..., 1])
        shares = quotient(sums[SHARES], sums[UNITS][..., :1])
        rest = np.delete(shares, place, axis=-1).sum(axis=-1)
        return chance_corrected(observed, 2 * shares[..., place] * rest)

    return Coefficient(f"fleiss_kappa:{category}", (CATEGORY_DISAGREEMENT, UNITS, SHARES), evaluate)


def fleiss_kappa(ratings: Ratings, weights: Distance = NOMINAL, category: str | None = None) -> Result:
    """Fleiss' kappa, over all categories or of one.

    Randolph 2005, p. 17:

    >>> rows = [["Yes", "Yes", "Yes"], ["Yes", "Yes", "No"], ["No", "No", "Yes"], ["No", "No", "No"]]
    >>> round(fleiss_kappa(Ratings.from_matrix(rows)).value, 4)
    0.3333

    Raises:
        InputError: The category is not on the scale.
    """
    if category is None:
        return coefficient(weights)(ratings)
    if category not in ratings.categories:
        raise InputError(f"there is no category {category!r}", f"Choose among: {', '.join(ratings.categories[:20])}.")
    return of_category(category, ratings.categories.index(category))(ratings)
