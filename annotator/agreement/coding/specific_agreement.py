"""Specific agreement: if one annotator says K, how often does another say K too?

sum_u c_uk (c_uk - 1) / sum_u c_uk (m_u - 1) (Fleiss 1981; Cicchetti & Feinstein 1990: positive and negative agreement).
With two annotators it is the F1 of K, whoever is taken as the truth (Hripcsak & Rothschild 2005). Not corrected for
chance.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficient import Coefficient, Terms, quotient
from annotator.agreement.features import AGREEING
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums
from annotator.errors import InputError


def coefficient(category: str, place: int) -> Coefficient:
    """Specific agreement of the category at a place of the scale."""

    def evaluate(sums: Sums) -> Terms:
        counts = sums[AGREEING]
        value = quotient(counts[..., place], counts[..., counts.shape[-1] // 2 + place])
        return Terms(value, value, np.full_like(value, np.nan))

    return Coefficient(f"specific_agreement:{category}", (AGREEING,), evaluate, undefined="category_unused", least=0.0)


def specific_agreement(ratings: Ratings, category: str) -> Result:
    """Specific agreement of one category.

    Artstein & Poesio 2008, p. 558, print .571 for STAT:

    >>> rows = [["STAT", "STAT"], ["IReq", "STAT"], ["STAT", "IReq"], ["IReq", "IReq"]]
    >>> round(specific_agreement(Ratings.from_matrix(rows, weights=[20, 20, 10, 50]), "STAT").value, 3)
    0.571

    Raises:
        InputError: The category is not on the scale.
    """
    if category not in ratings.categories:
        raise InputError(f"there is no category {category!r}", f"Choose among: {', '.join(ratings.categories[:20])}.")
    return coefficient(category, ratings.categories.index(category))(ratings)
