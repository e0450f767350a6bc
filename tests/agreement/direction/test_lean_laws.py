"""What must not change a lean, and what must turn it round."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.direction.lean import lean, leans
from annotator.agreement.direction.results import Effect, Homogeneity, Lean
from annotator.agreement.ratings import Ratings

few = settings(max_examples=25, deadline=None)
Table = list[list[int | None]]
NAMES = ("ann", "ben", "cleo")


@st.composite
def rated(draw: st.DrawFn) -> Table:
    cell = st.none() | st.integers(0, 2)
    return draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=12, max_size=30))


def table_of(table: Table, documents: list[str] | None = None, q: int = 3, names: tuple[str, ...] = NAMES) -> Ratings:
    return Ratings.from_matrix(table, range(q), "ordinal", annotators=names, documents=documents)


def numbers(effect: Effect) -> list[float | None]:
    return [effect.value, effect.low, effect.high]


def close(one: list[float | None], other: list[float | None]) -> bool:
    return all(
        a is b is None or (a is not None and b is not None and a == pytest.approx(b, abs=1e-9))
        for a, b in zip(one, other, strict=True)
    )


def test_of(each: Homogeneity) -> list[float | None]:
    return [each.statistic, each.p, float(each.df), float(each.clusters)]


test_of.__test__ = False  # type: ignore[attr-defined]


def alike(one: Lean, other: Lean) -> bool:
    return (
        one.n == other.n
        and one.toward == other.toward
        and replace(one.sign, p=None) == replace(other.sign, p=None)
        and close([one.sign.p], [other.sign.p])
        and close(test_of(one.homogeneity), test_of(other.homogeneity))
        and close(test_of(one.by_document), test_of(other.by_document))
        and close(numbers(one.mean_difference), numbers(other.mean_difference))
        and close(numbers(one.delta), numbers(other.delta))
        and one.pole_flips == other.pole_flips
    )


@given(rated(), st.permutations(range(12)), st.randoms(use_true_random=False))
@few
def test_order_and_names_of_units_and_documents_are_nothing(table: Table, names: list[int], rng: random.Random) -> None:
    documents = [f"d{place % 12:02}" for place in range(len(table))]
    order = list(range(len(table)))
    rng.shuffle(order)
    turned = [table[place] for place in order]
    renamed = [f"e{names[place % 12]:02}" for place in order]
    for second in ("ben", None):
        one, other = lean(table_of(table, documents), "ann", second), lean(table_of(turned, renamed), "ann", second)
        assert alike(one, other)


@given(rated())
@few
def test_who_says_nothing_is_nobody(table: Table) -> None:
    silent = [[*row, None] for row in table]
    with_silence = table_of(silent, names=(*NAMES, "dora"))
    for second in ("ben", None):
        assert alike(lean(table_of(table), "ann", second), lean(with_silence, "ann", second))
    assert len(leans(table_of(table))) == len(leans(with_silence))


@given(rated())
@few
def test_turning_the_scale_round_turns_the_lean_round(table: Table) -> None:
    turned: Table = [[None if code is None else 2 - code for code in row] for row in table]
    for second in ("ben", None):
        one, other = lean(table_of(table), "ann", second), lean(table_of(turned), "ann", second)
        assert (one.sign.higher, one.sign.lower, one.sign.p) == (other.sign.lower, other.sign.higher, other.sign.p)
        assert close(test_of(one.homogeneity), test_of(other.homogeneity))
        assert one.pole_flips == other.pole_flips
        for name in ("mean_difference", "delta"):
            first, last = getattr(one, name), getattr(other, name)
            assert close([first.value], [None if last.value is None else -last.value])
            if first.method == "unit_jackknife" and first.low is not None:
                assert close([first.low, first.high], [-last.high, -last.low])
        if one.toward is not None:
            assert {one.toward, other.toward} == {"0", "2"}


@given(rated())
@few
def test_a_category_nobody_used_leaves_all_but_the_poles(table: Table) -> None:
    for second in ("ben", None):
        one, other = lean(table_of(table), "ann", second), lean(table_of(table, q=4), "ann", second)
        assert (one.sign, one.n) == (other.sign, other.n)
        assert close(test_of(one.homogeneity), test_of(other.homogeneity))
        assert close([one.mean_difference.value, one.delta.value], [other.mean_difference.value, other.delta.value])
        # Nobody said the new last category, so nobody flips to it.
        assert other.pole_flips.flips == 0


@given(rated())
@few
def test_a_corpus_twice_over_leans_as_far_and_is_surer(table: Table) -> None:
    one, twice = lean(table_of(table), "ann", "ben"), lean(table_of(table * 2), "ann", "ben")
    assert close([one.mean_difference.value, one.delta.value], [twice.mean_difference.value, twice.delta.value])
    assert (twice.sign.higher, twice.sign.lower) == (2 * one.sign.higher, 2 * one.sign.lower)
    if one.homogeneity.statistic is not None:
        assert twice.homogeneity.statistic == pytest.approx(2 * one.homogeneity.statistic)
    if one.sign.p is not None:
        assert twice.sign.p is not None
        assert twice.sign.p <= one.sign.p + 1e-9


@given(rated())
@few
def test_intervals_stay_within_what_is_possible(table: Table) -> None:
    documents = [f"d{place % 12:02}" for place in range(len(table))]
    for result in (*leans(table_of(table)), *leans(table_of(table, documents))):
        for effect, most in ((result.delta, 1), (result.mean_difference, 2)):
            if effect.low is not None and effect.high is not None and effect.value is not None:
                assert -most <= effect.low <= effect.value + 1e-9
                assert effect.value - 1e-9 <= effect.high <= most


def test_an_interval_near_the_end_of_the_scale_is_cut_there() -> None:
    rows: Table = [[2, 0]] * 10 + [[0, 2]] + [[0, 0]]
    documents = [str(place) for place in range(12)]
    result = lean(Ratings.from_matrix(rows, range(3), "ordinal", documents=documents), "0", "1")
    assert (result.delta.method, result.delta.value, result.delta.high) == ("document_jackknife", 0.75, 1.0)
    assert result.mean_difference.high == 2.0
    assert result.delta.low is not None
    assert 0 < result.delta.low < 0.75
