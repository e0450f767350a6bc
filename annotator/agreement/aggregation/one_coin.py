"""The one-coin model: Dawid and Skene with a single number per annotator.

Annotator j gives the true category with probability s_j, and each of the other q - 1 with probability
(1 - s_j) / (q - 1); otherwise as in `dawid_skene`. One parameter per annotator instead of q (q - 1), so it holds up
where annotators gave few ratings, but it cannot see a lean towards one category.

Y. Zhang, X. Chen, D. Zhou, M. I. Jordan: Spectral methods meet EM: a provably optimal algorithm for crowdsourcing.
Journal of Machine Learning Research 17(102), 2016, 1-44.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from annotator.agreement.aggregation.dawid_skene import checked, fitted
from annotator.agreement.aggregation.expectation import FLOOR, Stop
from annotator.agreement.aggregation.results import DawidSkene, TieRule
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings


def one_coin(
    ratings: Ratings,
    *,
    smoothing: float = 0.01,
    tolerance: float = 1e-5,
    iterations: int = 1000,
    ties: TieRule = "abstain",
    people: Mapping[str, str] | None = None,
) -> DawidSkene:
    """Posterior of every pattern, and one accuracy per person, on the diagonal of `confusion`.

    Args:
        ratings: The table.
        smoothing: Added to the expected counts of right and of wrong ratings.
        tolerance: As in `dawid_skene`.
        iterations: Most iterations.
        ties: What becomes of equal probabilities; see `ties.decide`.
        people: Person behind an annotator, where one has several columns.

    Raises:
        UsageError: An argument is out of range or does not fit the table.
    """
    responses = checked(ratings, smoothing, ties, people)

    def estimate(counts: Floats) -> Floats:
        q = counts.shape[2]
        if q == 1:
            return np.ones_like(counts)
        right = np.trace(counts, axis1=1, axis2=2)
        wrong = counts.sum(axis=(1, 2)) - right
        right, wrong = np.maximum(right + smoothing, FLOOR), np.maximum(wrong + smoothing, FLOOR)
        accuracy = (right / (right + wrong))[:, None, None]
        confusion: Floats = np.where(np.eye(q, dtype=bool), accuracy, (1 - accuracy) / (q - 1))
        return confusion

    return fitted("one_coin", responses, estimate, Stop(tolerance, iterations), smoothing, ties)
