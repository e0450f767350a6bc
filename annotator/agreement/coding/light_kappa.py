"""Light's kappa: the mean of Cohen's kappa over all pairs of annotators (Light 1971).

Pairs who share no unit are left out; a pair whose kappa is undefined, because both gave one and the same category
throughout, makes the mean undefined, since leaving it out would hide agreement.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coding import cohen_kappa
from annotator.agreement.coefficient import Coefficient, Terms, quotient
from annotator.agreement.distances import NOMINAL
from annotator.agreement.features import PAIR_MARGINS, PAIR_UNITS, pair_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def _evaluate(sums: Sums) -> Terms:
    shared = sums[PAIR_UNITS] > 0
    terms = cohen_kappa.every_pair(sums, NOMINAL)

    def mean(array: Floats) -> Floats:
        return quotient(np.where(shared, array, 0.0).sum(axis=-1), shared.sum(axis=-1))

    return Terms(mean(terms.value), mean(terms.observed), mean(terms.expected))


LIGHT_KAPPA = Coefficient("light_kappa", (PAIR_UNITS, PAIR_MARGINS, pair_disagreement()), _evaluate)


def light_kappa(ratings: Ratings) -> Result:
    """Mean pairwise kappa.

    >>> rows = [["Yes", "Yes", "Yes"], ["Yes", "Yes", "No"], ["No", "No", "Yes"], ["No", "No", "No"]]
    >>> round(light_kappa(Ratings.from_matrix(rows)).value, 4)
    0.3333
    """
    return LIGHT_KAPPA(ratings)
