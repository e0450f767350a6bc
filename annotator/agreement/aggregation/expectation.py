"""The EM loop of Dawid and Skene, for any way of estimating error rates from expected counts.

All probabilities are kept as logarithms, so a unit with hundreds of ratings does not underflow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.aggregation.responses import Responses, log_sum, shares
from annotator.agreement.label_counts import Floats
from annotator.errors import UsageError

FLOOR = 1e-10
"""Least count of a cell without smoothing: an error never seen stays possible, and no logarithm is infinite."""
_LEAST = float(np.finfo(np.float64).tiny)
_LARGEST = 2**25
"""Most error rates held: 256 MB."""

Estimate = Callable[[Floats], Floats]
"""Expected counts (people, true, given) to error rates of the same shape, rows summing to 1."""


@dataclass(frozen=True)
class Stop:
    """When the iteration ends."""

    tolerance: float
    """Change of the log-likelihood per rating between two iterations below which it has converged."""
    iterations: int
    """Most iterations."""

    def check(self) -> None:
        """Refuse limits out of range; raises UsageError."""
        if self.iterations < 1:
            raise UsageError(f"{self.iterations} iterations are too few", "Give a positive number.")
        if not self.tolerance >= 0:
            raise UsageError(f"a tolerance of {self.tolerance} is not a number of 0 or more", "1e-6 is usual.")


@dataclass(frozen=True, eq=False)
class Fit:
    """The end of the iteration."""

    posterior: Floats
    """(patterns, categories)"""
    priors: Floats | None
    confusion: Floats
    iterations: int
    converged: bool
    log_likelihood: float | None


def fit(responses: Responses, estimate: Estimate, stop: Stop) -> Fit:
    """Iterate from the shares of the votes.

    Args:
        responses: The ratings.
        estimate: The M step for error rates.
        stop: When to end.

    Raises:
        UsageError: People x categories squared do not fit in memory, or a limit is out of range.
    """
    q, people = responses.q, len(responses.people)
    stop.check()
    if people * q * q > _LARGEST:
        raise UsageError(
            "too many annotators and categories for a confusion matrix of each",
            "Use majority or mace, or merge rare categories.",
        )
    if len(responses.start) == 0:
        return Fit(np.zeros((0, q)), None, np.zeros((0, q, q)), 0, True, None)
    posterior = np.ascontiguousarray(shares(responses.votes()).T)
    before, converged, iteration = -np.inf, False, 0
    while iteration < stop.iterations and not converged:
        iteration += 1
        priors = posterior @ responses.weight / responses.units
        confusion = estimate(expected_counts(responses, posterior))
        posterior, likelihood = _posterior(responses, priors, confusion)
        converged = abs(likelihood - before) < stop.tolerance * responses.ratings
        before = likelihood
    return Fit(np.ascontiguousarray(posterior.T), priors, confusion, iteration, converged, before)


def expected_counts(responses: Responses, posterior: Floats) -> Floats:
    """How often each person is expected to have given l where k was true: (people, true, given).

    Args:
        responses: The ratings.
        posterior: Probability of each category per pattern, (categories, patterns).
    """
    weighted = posterior * responses.weight
    counts = [responses.sum_people(of_category[responses.row]) for of_category in weighted]
    return np.stack(counts, axis=1) if counts else np.zeros((len(responses.people), 0, 0))


def _posterior(responses: Responses, priors: Floats, confusion: Floats) -> tuple[Floats, float]:
    """The E step: posterior (categories, patterns), and the log-likelihood."""
    logs = np.log(confusion).transpose(1, 0, 2).reshape(responses.q, -1)
    joint = responses.sum_rows(logs[:, responses.person * responses.q + responses.code])
    # A category without any mass left has probability 0; the least number keeps its logarithm finite.
    joint += np.log(np.maximum(priors, _LEAST))[:, None]
    marginal = log_sum(joint)
    return np.exp(joint - marginal), float(responses.weight @ marginal)
