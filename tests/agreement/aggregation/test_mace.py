"""MACE against the model written out over every hidden state, its objective, and its laws."""

from __future__ import annotations

from itertools import pairwise, product
from math import log

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.aggregation.gamma import digamma, log_gamma
from annotator.agreement.aggregation.mace import mace
from annotator.agreement.aggregation.results import Mace
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError


def answers(seed: int, units: int = 600, kinds: tuple[float, ...] = (0.9, 0.9, 0.7, 0.5, 0.0)) -> Ratings:
    """Labels by people of given competence; from habit everybody says the last of three categories mostly."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, units)
    habit = rng.choice(3, (units, len(kinds)), p=[0.2, 0.2, 0.6])
    knows = rng.random((units, len(kinds))) < np.array(kinds)
    codes = np.where(knows, truth[:, None], habit)
    codes[rng.random(codes.shape) < 0.2] = -1
    return Ratings.from_codes(codes, ("pro-moscow", "neutral", "pro-washington"))


def over_all_hidden_states(result: Mace) -> tuple[list[list[float]], float]:
    """Posterior and log-likelihood under the fitted parameters, summing over the truth and over who knows."""
    q, posterior, likelihood = result.table.q, [], 0.0
    for row, count in zip(result.table.codes.tolist(), result.table.counts.tolist(), strict=True):
        rated = [(person, code) for person, code in enumerate(row) if code >= 0]
        joint = [0.0] * q
        for truth, *knows in product(range(q), *[(True, False)] * len(rated)):
            chance = 1 / q
            for (person, code), known in zip(rated, knows, strict=True):
                theta = float(result.competence[person])
                chance *= theta * (code == truth) if known else (1 - theta) * float(result.strategy[person, code])
            joint[truth] += chance
        posterior.append([part / sum(joint) for part in joint])
        likelihood += count * log(sum(joint))
    return posterior, likelihood


def test_the_model_over_all_hidden_states() -> None:
    result = mace(answers(1, units=40), fit="em", seed=3, restarts=2)
    posterior, likelihood = over_all_hidden_states(result)
    assert result.posterior == pytest.approx(np.array(posterior), abs=1e-9)
    assert result.log_likelihood == pytest.approx(likelihood, abs=1e-8)


def test_competence_and_habit_are_found() -> None:
    for fit in ("vb", "em"):
        result = mace(answers(2, units=3000), fit=fit)
        assert result.converged
        assert result.competence == pytest.approx([0.9, 0.9, 0.7, 0.5, 0.0], abs=0.06)
        assert result.strategy[3] == pytest.approx([0.2, 0.2, 0.6], abs=0.08)


def test_the_bound_never_falls() -> None:
    table = answers(3)
    bounds = [mace(table, restarts=1, tolerance=0, iterations=rounds).log_likelihood for rounds in range(1, 20)]
    known = [bound for bound in bounds if bound is not None]
    assert len(known) == 19
    assert all(later >= earlier - 1e-7 for earlier, later in pairwise(known))
    assert known[-1] > known[0] + 1


@pytest.mark.parametrize("rows", [[[0, 0, 1], [1, 1, 1]] * 2, [[0, 1, 0], [0, 1, 1]] * 15])
def test_the_bound_lies_just_below_the_evidence(rows: list[list[int]]) -> None:
    """The evidence, the likelihood averaged over the priors, by drawing parameters from them."""
    rng, codes = np.random.default_rng(1), np.array(rows)
    theta = rng.beta(0.5, 0.5, (100_000, 3))
    habit = rng.dirichlet([10.0, 10.0], (100_000, 3))
    likelihood = np.ones(100_000)
    for row in codes:
        given = (1 - theta) * habit[:, range(3), row]
        likelihood *= sum(np.prod(given + theta * (row == truth), axis=1) for truth in range(2)) / 2
    evidence = log(likelihood.mean())
    bound = mace(Ratings.from_codes(codes, ("a", "b"))).log_likelihood
    assert bound is not None
    assert evidence - 2.0 < bound < evidence + 0.02


def test_the_best_of_several_starts_is_kept() -> None:
    table = answers(5, units=60)
    one, many = mace(table, restarts=1, fit="em"), mace(table, restarts=10, fit="em")
    assert one.log_likelihood is not None
    assert many.log_likelihood is not None
    assert many.log_likelihood >= one.log_likelihood
    assert (many.restarts, many.seed) == (10, 1)


def test_the_same_seed_gives_the_same_result() -> None:
    table = answers(6, units=200)
    assert (mace(table, seed=5).posterior == mace(table, seed=5).posterior).all()
    assert mace(table, seed=6).posterior == pytest.approx(mace(table, seed=5).posterior, abs=0.05)


def test_one_person_with_several_columns() -> None:
    result = mace(answers(7), people={"0": "ann", "1": "ann"})
    assert result.people == ("ann", "2", "3", "4")
    assert result.competence[0] == pytest.approx(0.9, abs=0.07)


def test_weights_are_repetitions() -> None:
    table = answers(8, units=100)
    codes = np.repeat(table.codes, table.counts, axis=0)
    double = Ratings.from_codes(codes, table.scale, weights=np.full(len(codes), 2))
    listed = Ratings.from_codes(np.concatenate([codes, codes]), table.scale)
    assert mace(double).posterior == pytest.approx(mace(listed).posterior)


def test_those_who_rated_nothing_are_nobody() -> None:
    codes = np.array([[0, 0, -1], [1, 1, -1], [-1, -1, -1]])
    result = mace(Ratings.from_codes(codes, ("a", "b")))
    assert result.people == ("0", "1")
    assert result.label.tolist() == [0, 1]


def test_nothing_to_aggregate() -> None:
    result = mace(Ratings.from_matrix([[None, None]], ["a", "b"]))
    assert result.log_likelihood is None
    assert result.posterior.shape == (0, 2)
    assert result.competence.shape == (0,)


@pytest.mark.parametrize(
    "wrong",
    [{"seed": -1}, {"fit": "mcmc"}, {"restarts": 0}, {"smoothing": 0.0}, {"iterations": 0}, {"tolerance": -1.0}],
)
def test_arguments_out_of_range(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        mace(answers(9, units=5), **wrong)  # type: ignore[arg-type]


@given(st.lists(st.floats(1e-3, 1e6), min_size=1, max_size=20))
@settings(deadline=None)
def test_gamma_functions(numbers: list[float]) -> None:
    x = np.array(numbers)
    np.testing.assert_allclose(digamma(x), scipy.special.digamma(x), rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(log_gamma(x), scipy.special.gammaln(x), rtol=1e-11, atol=1e-11)
