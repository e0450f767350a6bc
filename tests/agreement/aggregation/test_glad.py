"""GLAD against the model written out, on invented labels whose abilities and difficulties are known, and on crowds."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from crowds import accuracy, crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from annotator.agreement.aggregation.glad import PRIOR_MEAN, glad
from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.results import Glad
from annotator.agreement.aggregation.units import unit_labels
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError

LEAST = {"rte": 0.92, "temp": 0.935, "wsd": 0.99, "SP": 0.913, "CF_amt": 0.85, "CF": 0.87, "MS": 0.76}
"""About what one-coin reaches, or the majority where that is more."""

ABILITY = np.array([2.5, 2.0, 1.0, 0.4, 0.2, 0.0, -0.5])
small = st.lists(st.lists(st.none() | st.integers(0, 2), min_size=4, max_size=4).filter(any), min_size=1, max_size=8)


def written_out(result: Glad) -> tuple[list[list[float]], float]:
    """Posterior and the logarithm of the posterior of the parameters, from the formula."""
    q, posterior, total = result.table.q, [], 0.0
    for pattern, (row, count) in enumerate(zip(result.table.codes.tolist(), result.table.counts.tolist(), strict=True)):
        joint = []
        for truth in range(q):
            chance = 1 / q
            for name, code in zip(result.table.annotators, row, strict=True):
                if code >= 0:
                    right = result.chance_right(name, pattern)
                    chance *= right if code == truth else (1 - right) / max(q - 1, 1)
            joint.append(chance)
        posterior.append([part / sum(joint) for part in joint])
        b = -log(result.difficulty[pattern])
        total += count * (log(sum(joint)) - (b - PRIOR_MEAN) ** 2 / 2)
    return posterior, total - sum((alpha - PRIOR_MEAN) ** 2 for alpha in result.ability.tolist()) / 2


class Drawn(NamedTuple):
    """Labels of three categories, and what is behind them."""

    codes: NDArray[np.int64]
    truth: NDArray[np.int64]
    hard: NDArray[np.bool_]


def draw(seed: int, units: int = 1500) -> Drawn:
    rng = np.random.default_rng(seed)
    hard = rng.random(units) < 0.5
    ease = np.where(hard, -1.5, 1.3)
    truth = rng.integers(0, 3, units)
    right = rng.random((units, len(ABILITY))) < 1 / (1 + np.exp(-ABILITY * np.exp(ease)[:, None]))
    return Drawn(np.where(right, truth[:, None], (truth[:, None] + rng.integers(1, 3, right.shape)) % 3), truth, hard)


@given(small)
@settings(max_examples=40, deadline=None)
def test_the_posterior_is_that_of_the_model(rows: list[list[int | None]]) -> None:
    result = glad(Ratings.from_matrix(rows, categories=range(3)))
    posterior, total = written_out(result)
    assert result.posterior == pytest.approx(np.array(posterior), abs=1e-9)
    assert result.log_likelihood == pytest.approx(total, abs=1e-6)


def test_no_iteration_makes_it_worse_and_the_end_is_a_top() -> None:
    table = Ratings.from_codes(draw(3, 60).codes, ("a", "b", "c"))
    likelihoods = [glad(table, iterations=number, tolerance=0).log_likelihood or 0.0 for number in range(1, 30)]
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(likelihoods))
    result = glad(table, tolerance=1e-12, iterations=20_000)
    assert result.converged
    top = result.log_likelihood or 0.0
    for place in range(3):
        for by in (-0.01, 0.01):
            ability, difficulty = result.ability.copy(), result.difficulty.copy()
            ability[place] += by
            moved = Glad(**{**vars(result), "ability": ability})
            assert written_out(moved)[1] < top
            difficulty[place] *= exp(by)
            assert written_out(Glad(**{**vars(result), "difficulty": difficulty}))[1] < top


def test_abilities_and_difficulties_come_back() -> None:
    drawn = draw(1)
    result = glad(Ratings.from_codes(drawn.codes, ("a", "b", "c")))
    assert result.converged
    assert np.corrcoef(result.ability, ABILITY)[0, 1] > 0.9
    assert result.ability[-1] < 0 < result.ability[0]
    pattern = {tuple(row): place for place, row in enumerate(result.table.codes.tolist())}
    of_unit = np.array([pattern[tuple(row)] for row in drawn.codes.tolist()])
    hardness = result.difficulty[of_unit]
    assert hardness[drawn.hard].mean() > 1.5 * hardness[~drawn.hard].mean()
    votes = majority(Ratings.from_codes(drawn.codes, ("a", "b", "c")), "first")
    assert (result.label[of_unit] == drawn.truth).mean() > (votes.label[of_unit] == drawn.truth).mean()


@pytest.mark.parametrize("name", LEAST)
def test_accuracy_on_crowds(shared: Path, name: str) -> None:
    table, gold = crowd(shared, name)
    result = glad(table.ratings)
    assert result.converged
    found = accuracy(unit_labels(result, table), gold)
    assert found >= LEAST[name]


def test_nothing_rated_and_one_category() -> None:
    empty = glad(Ratings.from_matrix([[None, None]], categories=["a", "b"]))
    assert (len(empty.label), empty.log_likelihood, empty.converged) == (0, None, True)
    alone = glad(Ratings.from_matrix([["a", "a"], ["a", None]]))
    assert alone.label.tolist() == [0, 0]
    assert np.isfinite(alone.ability).all()
    with pytest.raises(UsageError):
        glad(Ratings.from_matrix([["a"]]), iterations=0)


def test_the_order_of_units_and_people_changes_nothing() -> None:
    table = Ratings.from_codes(draw(5, 80).codes, ("a", "b", "c"))
    names = list(reversed(table.annotators))
    turned = Ratings.from_codes(table.codes[::-1, ::-1], table.scale, annotators=names, weights=table.counts[::-1])
    one, other = glad(table), glad(turned)
    assert dict(zip(one.people, one.ability.tolist(), strict=True)) == pytest.approx(
        dict(zip(other.people, other.ability.tolist(), strict=True)), abs=1e-9
    )
