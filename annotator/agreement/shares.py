"""How common each category is: no coefficient is to be read without its prevalence beside it."""

from __future__ import annotations

import numpy as np

from annotator.agreement.ratings import Ratings


def shares(ratings: Ratings) -> tuple[float, ...]:
    """Share of each category among all ratings, in the order of the scale; empty where there is no rating."""
    totals = np.zeros(ratings.q)
    for column in ratings.codes.T:
        rated = column >= 0
        totals += np.bincount(column[rated], weights=ratings.counts[rated], minlength=ratings.q)
    total = totals.sum()
    return tuple((totals / total).tolist()) if total else ()
