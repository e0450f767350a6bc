"""What must not change the labels, whichever model makes them."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.one_coin import one_coin
from annotator.agreement.aggregation.results import Aggregate
from annotator.agreement.ratings import Ratings

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Table = list[list[int | None]]
MODELS: dict[str, Callable[[Ratings], Aggregate]] = {
    "majority": majority,
    "dawid_skene": lambda table: dawid_skene(table, iterations=30),
    "one_coin": lambda table: one_coin(table, iterations=30),
}
Q = 3


@st.composite
def rated(draw: st.DrawFn) -> Table:
    cell = st.none() | st.integers(0, Q - 1)
    row = st.lists(cell, min_size=4, max_size=4).filter(lambda codes: any(code is not None for code in codes))
    return draw(st.lists(row, min_size=2, max_size=12))


def shares(
    model: str, table: Table, q: int = Q, names: list[str] | None = None
) -> dict[tuple[int | None, ...], list[float]]:
    """Posterior of each row of ratings, whoever gave them comes in which column."""
    result = MODELS[model](Ratings.from_matrix(table, range(q), annotators=names))
    rows = [tuple(None if code < 0 else code for code in row) for row in result.table.codes.tolist()]
    return {row: posterior.tolist() for row, posterior in zip(rows, result.posterior, strict=True)}


@pytest.mark.parametrize("model", MODELS)
@given(rated(), st.randoms(use_true_random=False))
@few
def test_order_of_units_and_annotators_is_nothing(model: str, table: Table, rng: random.Random) -> None:
    columns = list(range(4))
    rng.shuffle(columns)
    turned = [[row[place] for place in columns] for row in table]
    rng.shuffle(turned)
    one, other = shares(model, table), shares(model, turned)
    for row, posterior in one.items():
        assert other[tuple(row[place] for place in columns)] == pytest.approx(posterior, abs=1e-6)


@pytest.mark.parametrize("model", MODELS)
@given(rated(), st.permutations(range(Q)))
@few
def test_names_of_categories_are_nothing(model: str, table: Table, names: list[int]) -> None:
    renamed: Table = [[None if code is None else names[code] for code in row] for row in table]
    one, other = shares(model, table), shares(model, renamed)
    for row, posterior in one.items():
        found = other[tuple(None if code is None else names[code] for code in row)]
        assert [found[names[code]] for code in range(Q)] == pytest.approx(posterior, abs=1e-6)


@pytest.mark.parametrize("model", MODELS)
@given(rated())
@few
def test_who_rated_nothing_is_nobody(model: str, table: Table) -> None:
    one, other = shares(model, table), shares(model, [[*row, None] for row in table])
    for row, posterior in one.items():
        assert other[(*row, None)] == pytest.approx(posterior, abs=1e-9)


@given(rated())
@few
def test_a_corpus_twice_over_has_the_same_votes(table: Table) -> None:
    assert shares("majority", table) == shares("majority", table * 2)


def test_without_smoothing_a_corpus_twice_over_has_the_same_error_rates() -> None:
    rng = np.random.default_rng(4)
    truth = rng.integers(0, Q, 60)
    codes = np.where(rng.random((60, 4)) < 0.75, truth[:, None], rng.integers(0, Q, (60, 4)))
    once = dawid_skene(Ratings.from_codes(codes, tuple("abc")), smoothing=0, tolerance=1e-9)
    twice = dawid_skene(Ratings.from_codes(np.repeat(codes, 2, axis=0), tuple("abc")), smoothing=0, tolerance=1e-9)
    assert np.abs(once.confusion - twice.confusion).max() < 1e-6
    assert once.priors == pytest.approx(twice.priors, abs=1e-6)


@pytest.mark.parametrize("model", ["majority", "dawid_skene"])
@given(rated())
@few
def test_a_category_nobody_used_gets_nothing(model: str, table: Table) -> None:
    one, other = shares(model, table), shares(model, table, q=Q + 1)
    for row in one:
        # Smoothing leaves a trace of it with Dawid and Skene, far below any vote.
        assert other[row][-1] == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("model", MODELS)
def test_all_of_one_mind_are_believed(model: str) -> None:
    table: Table = [[code] * 4 for code in (0, 1, 2, 0, 1, 2, 0)]
    for row, posterior in shares(model, table).items():
        assert row[0] is not None
        assert posterior[row[0]] > 0.99
