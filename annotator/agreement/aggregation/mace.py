"""MACE: who reports what is there, and who answers from habit.

The true label T_u is uniform over the q categories. Annotator j reports it with probability theta_j (competence), and
otherwise gives a label drawn from a habit xi_j, whatever the unit:

    P(j gives a | T = l) = theta_j [a = l] + (1 - theta_j) xi_j(a)

Fitted from random starts, the best objective kept; by variational Bayes with a Beta(1/2, 1/2) prior on theta and a
symmetric Dirichlet(10) on xi, as the authors' program does by default, or by EM with smoothed counts.

D. Hovy, T. Berg-Kirkpatrick, A. Vaswani, E. Hovy: Learning whom to trust with MACE. NAACL-HLT 2013, 1120-1130.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from annotator.agreement.aggregation.expectation import Stop
from annotator.agreement.aggregation.gamma import digamma, log_gamma
from annotator.agreement.aggregation.responses import Responses, freeze, log_sum
from annotator.agreement.aggregation.results import Mace, TieRule
from annotator.agreement.aggregation.ties import check_ties, decide
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError

COMPETENCE_PRIOR = 0.5
"""Both parameters of the Beta prior on competence: most annotators are either good or not."""
HABIT_PRIOR = 10.0
"""Each parameter of the Dirichlet prior on habits: a habit is near uniform unless there is much to say otherwise."""
_NOISE = 0.5
"""Starts are drawn from [1, 1 + noise] and normalised, so that they differ without favouring anything."""


@dataclass(frozen=True, eq=False)
class _Parameters:
    """Weights that stand for the parameters in the E step; under variational Bayes they sum to less than 1."""

    knows: Floats
    """(people,)"""
    habit: Floats
    """Answers from habit and gives this category (people, categories)."""
    penalty: float
    """Distance of the parameters from their prior, taken off the objective."""
    competence: Floats
    strategy: Floats


@dataclass(frozen=True, eq=False)
class _End:
    posterior: Floats
    """(categories, patterns)"""
    parameters: _Parameters
    objective: float
    iterations: int
    converged: bool


def mace(
    ratings: Ratings,
    *,
    seed: int = 1,
    fit: Literal["vb", "em"] = "vb",
    restarts: int = 10,
    smoothing: float = 0.01,
    tolerance: float = 1e-6,
    iterations: int = 500,
    ties: TieRule = "abstain",
    people: Mapping[str, str] | None = None,
) -> Mace:
    """Posterior of every pattern, competence and habit of every person.

    Args:
        ratings: The table.
        seed: Seed of the random starts; the same seed gives the same result, in whatever order the rows came.
        fit: `vb` variational Bayes, `em` maximum likelihood with smoothed counts.
        restarts: Random starts; the one with the best objective is kept.
        smoothing: For `em`: divided by q and added to each expected count.
        tolerance: A start has converged when its objective per rating changes by less.
        iterations: Most iterations of a start.
        ties: What becomes of equal probabilities; see `ties.decide`.
        people: Person behind an annotator, where one has several columns.

    Raises:
        UsageError: An argument is out of range or does not fit the table.

    >>> table = Ratings.from_matrix([["a", "a", "b"], ["b", "b", "b"], ["a", "a", "b"], ["b", "b", "b"]])
    >>> [round(float(one), 1) for one in mace(table).competence]
    [0.9, 0.9, 0.2]
    """
    check_ties(ties, ratings.scale)
    _check(seed, fit, restarts, smoothing)
    stop = Stop(tolerance, iterations)
    stop.check()
    responses = Responses.of(ratings, people)
    end = _best(responses, fit, smoothing, stop, restarts, np.random.default_rng(seed))
    votes, posterior = responses.votes(), np.ascontiguousarray(end.posterior.T)
    label = decide(posterior, votes, ties)
    freeze(votes, posterior, label, end.parameters.competence, end.parameters.strategy)
    return Mace(
        method="mace",
        ties=ties,
        table=responses.table,
        votes=votes,
        posterior=posterior,
        label=label,
        people=responses.people,
        iterations=end.iterations,
        converged=end.converged,
        log_likelihood=end.objective if len(votes) else None,
        competence=end.parameters.competence,
        strategy=end.parameters.strategy,
        fit=fit,
        restarts=restarts,
        seed=seed,
    )


def _best(
    responses: Responses, fit: str, smoothing: float, stop: Stop, restarts: int, rng: np.random.Generator
) -> _End:
    people, q = len(responses.people), responses.q
    if people == 0:
        nothing = _Parameters(np.zeros(0), np.zeros((0, q)), 0.0, np.zeros(0), np.zeros((0, q)))
        return _End(np.zeros((q, 0)), nothing, 0.0, 0, True)
    ends = (_run(responses, _random(people, q, rng), fit, smoothing, stop) for _ in range(restarts))
    return max(ends, key=lambda end: end.objective)


def _run(responses: Responses, start: _Parameters, fit: str, smoothing: float, stop: Stop) -> _End:
    parameters, before, converged, iteration = start, -np.inf, False, 0
    posterior, knowing, habit, likelihood = _expect(responses, parameters)
    while iteration < stop.iterations and not converged:
        iteration += 1
        parameters = _variational(knowing, habit) if fit == "vb" else _smoothed(knowing, habit, smoothing)
        posterior, knowing, habit, likelihood = _expect(responses, parameters)
        objective = likelihood - parameters.penalty
        converged = abs(objective - before) < stop.tolerance * responses.ratings
        before = objective
    return _End(posterior, parameters, before, iteration, converged)


def _random(people: int, q: int, rng: np.random.Generator) -> _Parameters:
    spam, strategy = rng.uniform(1, 1 + _NOISE, (people, 2)), rng.uniform(1, 1 + _NOISE, (people, q))
    spam /= spam.sum(axis=1, keepdims=True)
    strategy /= strategy.sum(axis=1, keepdims=True)
    return _Parameters(spam[:, 1], spam[:, :1] * strategy, 0.0, spam[:, 1], strategy)


def _expect(responses: Responses, parameters: _Parameters) -> tuple[Floats, Floats, Floats, float]:
    """The E step.

    Returns:
        Posterior (categories, patterns); expected ratings from knowing (people,) and from habit (people, categories);
        log-likelihood.
    """
    row, code, q = responses.row, responses.code, responses.q
    habit, knows = parameters.habit[responses.person, code], parameters.knows[responses.person]
    patterns = len(responses.start)
    gain = np.bincount(code * patterns + row, np.log1p(knows / habit), minlength=q * patterns)
    joint = gain.reshape(q, patterns) + responses.sum_rows(np.log(habit)) - np.log(q)
    marginal = log_sum(joint)
    posterior = np.exp(joint - marginal)
    known = posterior[code, row] * knows / (knows + habit)
    weight = responses.weight[row]
    knowing = np.bincount(responses.person, weight * known, minlength=len(responses.people)).astype(np.float64)
    from_habit = responses.sum_people(weight * (1 - known))
    return posterior, knowing, from_habit, float(responses.weight @ marginal)


def _smoothed(knowing: Floats, habit: Floats, smoothing: float) -> _Parameters:
    """The M step of EM."""
    extra = smoothing / habit.shape[1]
    strategy = habit + extra
    strategy /= strategy.sum(axis=1, keepdims=True)
    spam = habit.sum(axis=1) + extra
    competence = (knowing + extra) / (knowing + extra + spam)
    return _Parameters(competence, (1 - competence)[:, None] * strategy, 0.0, competence, strategy)


def _variational(knowing: Floats, habit: Floats) -> _Parameters:
    """The M step of variational Bayes: exp of the expected logarithms of the parameters under their posteriors."""
    beta = np.stack([knowing, habit.sum(axis=1)], axis=1) + COMPETENCE_PRIOR
    dirichlet = habit + HABIT_PRIOR
    logs, log_strategy = _expected_logs(beta), _expected_logs(dirichlet)
    return _Parameters(
        knows=np.exp(logs[:, 0]),
        habit=np.exp(logs[:, 1:] + log_strategy),
        penalty=_divergence(beta, COMPETENCE_PRIOR, logs) + _divergence(dirichlet, HABIT_PRIOR, log_strategy),
        competence=beta[:, 0] / beta.sum(axis=1),
        strategy=dirichlet / dirichlet.sum(axis=1, keepdims=True),
    )


def _expected_logs(dirichlet: Floats) -> Floats:
    logs: Floats = digamma(dirichlet) - digamma(dirichlet.sum(axis=1, keepdims=True))
    return logs


def _divergence(dirichlet: Floats, prior: float, logs: Floats) -> float:
    """Sum of the Kullback-Leibler divergences of Dirichlet distributions from a symmetric prior."""
    rows, width = dirichlet.shape
    flat = np.full((1, width), prior)
    constant = log_gamma(flat).sum() - log_gamma(flat.sum(axis=1)).sum()
    own = log_gamma(dirichlet.sum(axis=1)).sum() - log_gamma(dirichlet).sum()
    return float(own + rows * constant + ((dirichlet - prior) * logs).sum())


def _check(seed: int, fit: str, restarts: int, smoothing: float) -> None:
    if seed < 0:
        raise UsageError(f"the seed {seed} is negative", "Give a seed of 0 or more.")
    if fit not in ("vb", "em"):
        raise UsageError(f"MACE cannot be fitted by {fit!r}", "Choose vb or em.")
    if restarts < 1:
        raise UsageError(f"{restarts} restarts are too few", "Give a positive number; 10 is usual.")
    if not 0 < smoothing < np.inf:
        raise UsageError(f"a smoothing of {smoothing} is not a positive number", "0.01 is usual.")
