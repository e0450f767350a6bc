"""Scott's pi: chance from the pooled shares of two annotators.

pi_k = mean of both annotators' shares of k on the units both rated, p_e = sum_kl w_kl pi_k pi_l (Scott 1955). Fleiss'
kappa is its form for more annotators.
"""

from __future__ import annotations

from annotator.agreement.coding.pair_terms import margins, observed_disagreement
from annotator.agreement.coefficient import Coefficient, Needs, Terms, chance_corrected, suffixed, weighted_level
from annotator.agreement.distances import NOMINAL, Distance, bilinear
from annotator.agreement.features import PAIR_MARGINS, PAIR_UNITS, pair_disagreement
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sums


def coefficient(weights: Distance = NOMINAL) -> Coefficient:
    """Scott's pi with agreement weights 1 - distance."""

    def evaluate(sums: Sums) -> Terms:
        first, second = margins(sums)
        pooled = (first + second) / 2
        expected = bilinear(weights.bind(sums.ratings.scale), pooled, pooled)
        return chance_corrected(observed_disagreement(sums, weights)[..., 0], expected[..., 0])

    features = (PAIR_UNITS, PAIR_MARGINS, pair_disagreement(weights))
    return Coefficient(
        suffixed("scott_pi", weights), features, evaluate, Needs(weighted_level(weights), two_raters=True)
    )


def scott_pi(ratings: Ratings, weights: Distance = NOMINAL) -> Result:
    """Scott's pi of two annotators.

    Artstein & Poesio 2008, p. 558, print .341:

    >>> rows = [["STAT", "STAT"], ["IReq", "STAT"], ["STAT", "IReq"], ["IReq", "IReq"]]
    >>> round(scott_pi(Ratings.from_matrix(rows, weights=[20, 20, 10, 50])).value, 3)
    0.341
    """
    return coefficient(weights)(ratings)
