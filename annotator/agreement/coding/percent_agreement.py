"""Percent agreement, in the three readings that differ as soon as ratings are missing.

Not corrected for chance. Over units (Gwet 2014): p_a = mean over units with m >= 2 of the share of agreeing pairs of
ratings. Over pairs: agreeing pairs of all units over all pairs. As in alpha (Krippendorff 2011): 1 - D_o, each rating
of a pairable unit counts once.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficient import Coefficient, Terms, quotient
from annotator.agreement.features import AGREEING, PAIRABLE, UNITS, coincidence_disagreement, unit_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def _agreement(value: Floats) -> Terms:
    return Terms(value, value, np.full_like(value, np.nan))


def _over_units(sums: Sums) -> Terms:
    return _agreement(1 - quotient(sums[unit_disagreement()][..., 0], sums[UNITS][..., 1]))


def _over_pairs(sums: Sums) -> Terms:
    counts = sums[AGREEING]
    q = counts.shape[-1] // 2
    return _agreement(quotient(counts[..., :q].sum(axis=-1), counts[..., q:].sum(axis=-1)))


def _over_ratings(sums: Sums) -> Terms:
    disagreement = sums[coincidence_disagreement()][..., 0]
    return _agreement(1 - quotient(disagreement, sums[PAIRABLE].sum(axis=-1)))


PERCENT_AGREEMENT = Coefficient(
    "percent_agreement", (unit_disagreement(), UNITS), _over_units, undefined="no_pairs", least=0.0
)
PERCENT_AGREEMENT_PAIRS = Coefficient(
    "percent_agreement_pairs", (AGREEING,), _over_pairs, undefined="no_pairs", least=0.0
)
PERCENT_AGREEMENT_ALPHA = Coefficient(
    "percent_agreement_alpha", (coincidence_disagreement(), PAIRABLE), _over_ratings, undefined="no_pairs", least=0.0
)


def percent_agreement(ratings: Ratings) -> Result:
    """Mean over units of the share of agreeing pairs.

    >>> table = Ratings.from_matrix([["a", "a", "a", "b"], ["a", "a", None, None], ["b", None, None, None]])
    >>> percent_agreement(table).value
    0.75
    """
    return PERCENT_AGREEMENT(ratings)


def percent_agreement_pairs(ratings: Ratings) -> Result:
    """Agreeing pairs of ratings over all pairs.

    >>> table = Ratings.from_matrix([["a", "a", "a", "b"], ["a", "a", None, None], ["b", None, None, None]])
    >>> round(percent_agreement_pairs(table).value, 4)
    0.5714
    """
    return PERCENT_AGREEMENT_PAIRS(ratings)


def percent_agreement_alpha(ratings: Ratings) -> Result:
    """1 - D_o of nominal alpha.

    >>> table = Ratings.from_matrix([["a", "a", "a", "b"], ["a", "a", None, None], ["b", None, None, None]])
    >>> round(percent_agreement_alpha(table).value, 4)
    0.6667
    """
    return PERCENT_AGREEMENT_ALPHA(ratings)
