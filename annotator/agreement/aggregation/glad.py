"""GLAD: able annotators, and units that are hard.

The true label of a unit u is uniform over the q categories. Annotator j, of ability alpha_j, gives it with probability

    s_uj = 1 / (1 + exp(-alpha_j beta_u)),   beta_u = exp(b_u) > 0,

and each other category with (1 - s_uj) / (q - 1); 1 / beta_u is the unit's difficulty. Fitted by EM from the shares of
the votes to the greatest posterior, with the priors alpha ~ N(1, 1) and b ~ N(1, 1); the M step climbs by damped
Newton steps, first of the abilities, then of the difficulties, each of which is a number by itself given the others.
The model assumes one truth per unit; hard units are told from slips only where several annotators rated them.

J. Whitehill, P. Ruvolo, T. Wu, J. Bergsma, J. Movellan: Whose vote should count more: optimal integration of labels
from labelers of unknown expertise. Advances in Neural Information Processing Systems 22, 2009, 2035-2043.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.aggregation.expectation import Stop
from annotator.agreement.aggregation.responses import Responses, freeze, log_sum, shares
from annotator.agreement.aggregation.results import Glad, TieRule
from annotator.agreement.aggregation.ties import check_ties, decide
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings

PRIOR_MEAN = 1.0
"""Of ability and of b: an annotator is rather right than wrong, and a unit rather easy than hard."""
_STEPS = 3
"""Newton steps of each M step; more gain nothing, for the next E step moves the aim."""
_HALVINGS = 8
_LONGEST = 2.0
"""Of one step; a difficulty that nothing holds would run away."""


def glad(
    ratings: Ratings,
    *,
    tolerance: float = 1e-6,
    iterations: int = 1000,
    ties: TieRule = "abstain",
    people: Mapping[str, str] | None = None,
) -> Glad:
    """Posterior of every pattern, ability of every person, difficulty of every pattern's units.

    Args:
        ratings: The table.
        tolerance: Converged when the logarithm of the posterior per rating changes by less.
        iterations: Most iterations.
        ties: What becomes of equal probabilities; see `ties.decide`.
        people: Person behind an annotator, where one has several columns; they share an ability.

    Raises:
        UsageError: An argument is out of range or does not fit the table.

    >>> rows = [["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "b", "a"], ["a", "a", "b"]]
    >>> result = glad(Ratings.from_matrix(rows))
    >>> [result.table.categories[place] for place in result.label]
    ['a', 'a', 'b', 'b']
    >>> bool(result.ability[0] > result.ability[2])
    True
    """
    check_ties(ties, ratings.scale)
    stop = Stop(tolerance, iterations)
    stop.check()
    responses = Responses.of(ratings, people)
    end = _fit(responses, stop)
    votes = responses.votes()
    label = decide(end.posterior, votes, ties)
    difficulty = np.exp(-end.ease)
    freeze(votes, end.posterior, label, end.ability, difficulty)
    return Glad(
        method="glad",
        ties=ties,
        table=responses.table,
        votes=votes,
        posterior=end.posterior,
        label=label,
        people=responses.people,
        iterations=end.iterations,
        converged=end.converged,
        log_likelihood=end.objective,
        ability=end.ability,
        difficulty=difficulty,
    )


@dataclass(frozen=True, eq=False)
class _End:
    posterior: Floats
    """(patterns, categories)"""
    ability: Floats
    ease: Floats
    """b of each pattern."""
    iterations: int
    converged: bool
    objective: float | None


def _fit(responses: Responses, stop: Stop) -> _End:
    ability = np.full(len(responses.people), PRIOR_MEAN)
    ease = np.full(len(responses.start), PRIOR_MEAN)
    if len(responses.start) == 0:
        return _End(np.zeros((0, responses.q)), ability, ease, 0, True, None)
    posterior = np.ascontiguousarray(shares(responses.votes()).T)
    before, converged, iteration = -np.inf, False, 0
    while iteration < stop.iterations and not converged:
        iteration += 1
        right = posterior[responses.code, responses.row]
        climb = _Climb(responses, right)
        for _ in range(_STEPS):
            ability = climb.abilities(ability, ease)
            ease = climb.eases(ability, ease)
        posterior, objective = _expect(responses, ability, ease)
        converged = abs(objective - before) < stop.tolerance * responses.ratings
        before = objective
    return _End(np.ascontiguousarray(posterior.T), ability, ease, iteration, converged, before)


def _expect(responses: Responses, ability: Floats, ease: Floats) -> tuple[Floats, float]:
    """The E step: posterior (categories, patterns), and the logarithm of the posterior of the parameters."""
    strength = ability[responses.person] * np.exp(ease)[responses.row]
    # log s = -log(1 + exp(-x)), log (1 - s) = -log(1 + exp(x))
    right, wrong = -np.logaddexp(0, -strength), -np.logaddexp(0, strength) - np.log(max(responses.q - 1, 1))
    gain = np.zeros((responses.q, len(strength)))
    gain[responses.code, np.arange(len(strength))] = right - wrong
    joint = responses.sum_rows(gain) + responses.sum_rows(wrong) - np.log(responses.q)
    if responses.q == 1:
        joint = np.zeros_like(joint)
    marginal = log_sum(joint)
    priors = -((ability - PRIOR_MEAN) ** 2).sum() / 2 - responses.weight @ (ease - PRIOR_MEAN) ** 2 / 2
    return np.exp(joint - marginal), float(responses.weight @ marginal + priors)


@dataclass(frozen=True, eq=False)
class _Climb:
    """The M step: the expected logarithm of the posterior, climbed in abilities and in eases by turns."""

    responses: Responses
    right: Floats
    """Probability that each rating is right (ratings,)."""

    def abilities(self, ability: Floats, ease: Floats) -> Floats:
        """Abilities after a step in which none makes things worse."""
        responses = self.responses
        beta, weight = np.exp(ease)[responses.row], responses.weight[responses.row]

        def worth(values: Floats) -> Floats:
            each = weight * self._worth(values[responses.person] * beta)
            return self._by_person(each) - (values - PRIOR_MEAN) ** 2 / 2

        chance = _sigmoid(ability[responses.person] * beta)
        slope = self._by_person(weight * beta * (self.right - chance)) - (ability - PRIOR_MEAN)
        bend = self._by_person(weight * beta**2 * chance * (1 - chance)) + 1
        return _uphill(ability, slope / bend, worth)

    def eases(self, ability: Floats, ease: Floats) -> Floats:
        """Eases after a step in which none makes things worse; the bend is the expected one, never negative."""
        responses = self.responses
        able = ability[responses.person]

        def worth(values: Floats) -> Floats:
            each = self._worth(able * np.exp(values)[responses.row])
            return responses.sum_rows(each) - (values - PRIOR_MEAN) ** 2 / 2

        strength = able * np.exp(ease)[responses.row]
        chance = _sigmoid(strength)
        slope = responses.sum_rows(strength * (self.right - chance)) - (ease - PRIOR_MEAN)
        bend = responses.sum_rows(strength**2 * chance * (1 - chance)) + 1
        return _uphill(ease, slope / bend, worth)

    def _worth(self, strength: Floats) -> Floats:
        """Expected log-likelihood of each rating, save what does not depend on its strength."""
        value: Floats = -self.right * np.logaddexp(0, -strength) - (1 - self.right) * np.logaddexp(0, strength)
        return value

    def _by_person(self, values: Floats) -> Floats:
        sums = np.bincount(self.responses.person, values, minlength=len(self.responses.people))
        return sums.astype(np.float64, copy=False)


def _uphill(values: Floats, step: Floats, worth: Callable[[Floats], Floats]) -> Floats:
    """The values after their steps, each halved until its worth does not fall; one that never rises stays."""
    step, before = np.clip(step, -_LONGEST, _LONGEST), worth(values)
    for _ in range(_HALVINGS):
        worse = worth(values + step) < before
        if not worse.any():
            break
        step = np.where(worse, step / 2, step)
    else:
        step = np.where(worth(values + step) < before, 0.0, step)
    found: Floats = values + step
    return found


def _sigmoid(strength: Floats) -> Floats:
    chance: Floats = np.exp(-np.logaddexp(0, -strength))
    return chance
