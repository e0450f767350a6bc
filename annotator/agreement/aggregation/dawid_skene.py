"""Dawid and Skene's model: a confusion matrix for every annotator.

A unit's true category is k with probability p_k; annotator j then gives l with probability pi_jkl, independently of the
others. EM from the shares of the votes:

    E: T_uk = p_k prod_j pi_jkl(u,j) / sum over k of the same
    M: p_k = mean_u T_uk,  pi_jkl = smoothing + sum over units to which j gave l of T_uk, normalised over l

With few ratings per annotator the full matrix follows noise and can do worse than the majority; `one_coin` and `mace`
have fewer parameters. The model assumes one truth per unit.

A. P. Dawid, A. M. Skene: Maximum likelihood estimation of observer error-rates using the EM algorithm. Applied
Statistics 28(1), 1979, 20-28.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from annotator.agreement.aggregation.expectation import FLOOR, Estimate, Fit, Stop, fit
from annotator.agreement.aggregation.responses import Responses, freeze
from annotator.agreement.aggregation.results import DawidSkene, TieRule
from annotator.agreement.aggregation.ties import check_ties, decide
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError


def dawid_skene(
    ratings: Ratings,
    *,
    smoothing: float = 0.01,
    tolerance: float = 1e-5,
    iterations: int = 1000,
    ties: TieRule = "abstain",
    people: Mapping[str, str] | None = None,
) -> DawidSkene:
    """Posterior of every pattern, share of every category and confusion matrix of every person.

    Args:
        ratings: The table.
        smoothing: Added to each expected count before normalising. 0 is maximum likelihood as published (counts are
            still kept at 1e-10 or more); a little keeps an annotator's rows sane for categories hardly ever met.
        tolerance: Converged when the log-likelihood per rating changes by less.
        iterations: Most iterations.
        ties: What becomes of equal probabilities; see `ties.decide`.
        people: Person behind an annotator, where one has several columns; they share a confusion matrix.

    Raises:
        UsageError: An argument is out of range or does not fit the table.

    >>> table = Ratings.from_matrix([["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "b", "a"]])
    >>> result = dawid_skene(table)
    >>> [result.table.categories[place] for place in result.label]
    ['a', 'a', 'b', 'b']
    """
    responses = checked(ratings, smoothing, ties, people)

    def estimate(counts: Floats) -> Floats:
        raised = np.maximum(counts + smoothing, FLOOR)
        confusion: Floats = raised / raised.sum(axis=2, keepdims=True)
        return confusion

    return fitted("dawid_skene", responses, estimate, Stop(tolerance, iterations), smoothing, ties)


def checked(ratings: Ratings, smoothing: float, ties: TieRule, people: Mapping[str, str] | None) -> Responses:
    """The ratings as responses, after a look at the arguments; raises UsageError."""
    check_ties(ties, ratings.scale)
    if not 0 <= smoothing < np.inf:
        raise UsageError(f"a smoothing of {smoothing} is not a number of 0 or more")
    return Responses.of(ratings, people)


def fitted(
    method: str, responses: Responses, estimate: Estimate, stop: Stop, smoothing: float, ties: TieRule
) -> DawidSkene:
    """Run EM and wrap its end up.

    Args:
        method: Name in the result.
        responses: The ratings.
        estimate: Expected counts to error rates.
        stop: When to end.
        smoothing: As stated in the result.
        ties: What becomes of equal probabilities.
    """
    end: Fit = fit(responses, estimate, stop)
    votes = responses.votes()
    label = decide(end.posterior, votes, ties)
    freeze(votes, end.posterior, end.confusion, label)
    return DawidSkene(
        method=method,
        ties=ties,
        table=responses.table,
        votes=votes,
        posterior=end.posterior,
        label=label,
        people=responses.people,
        iterations=end.iterations,
        converged=end.converged,
        log_likelihood=end.log_likelihood,
        priors=None if end.priors is None else tuple(end.priors.tolist()),
        confusion=end.confusion,
        smoothing=smoothing,
    )
