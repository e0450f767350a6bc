"""More laws of ratings: categories nobody used, sets renamed, documents renamed under an interval."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rating_tables import Table, tables

from annotator.agreement.intervals import intervals
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.results import Result

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Sets = list[list[frozenset[str] | None]]


def same(one: Result, other: Result) -> bool:
    if one.value is None or other.value is None:
        return (one.value, one.reason) == (other.value, other.reason)
    return one.value == pytest.approx(other.value, abs=1e-9)


@given(tables())
@few
def test_a_category_nobody_used_matters_to_those_that_count_categories_only(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    before = coefficients(Ratings.from_matrix(table, range(q), "ratio"), "ratio")
    after = coefficients(Ratings.from_matrix(table, range(q + 1), "ratio"), "ratio")
    counting = ("gwet", "brennan", "randolph", "bennett")
    # Weights by rank are stretched by a category at the end; a distance of values or mid-ranks is not.
    stretched = ("_linear", "_quadratic", "_ordinal")
    for name in before:
        plain = name.removesuffix("_se")
        if name.startswith("alpha") or not (name.startswith(counting) or plain.endswith(stretched)):
            assert same(before[name], after[name]), name
    assert after[f"specific_agreement:{q}"].value is None
    agreement, chance = before["percent_agreement"].value, 1 / (q + 1)
    if agreement is not None:
        assert after["brennan_prediger"].value == pytest.approx((agreement - chance) / (1 - chance))
        got, less = after["gwet_ac1"].value, before["gwet_ac1"]
        assert got is not None
        assert less.expected is not None
        # p_e = sum pi (1 - pi) / (q - 1).
        expected = less.expected * (q - 1) / q
        assert got == pytest.approx((agreement - expected) / (1 - expected))


@given(tables())
@few
def test_a_category_in_the_middle_that_nobody_used_is_nothing_to_ordinal_alpha(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    spread = [2 * code for code in range(q)]
    apart = [[None if code is None else 2 * code for code in row] for row in table]
    one = coefficients(Ratings.from_matrix(table, range(q), "ordinal"), names=["alpha_ordinal"])["alpha_ordinal"]
    wide = Ratings.from_matrix(apart, range(max(spread) + 1), "ordinal")
    assert same(one, coefficients(wide, names=["alpha_ordinal"])["alpha_ordinal"])


@st.composite
def set_tables(draw: st.DrawFn) -> Sets:
    cell = st.none() | st.frozensets(st.sampled_from("ABCD"))
    return draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8))


def of_sets(table: Sets, width: int = 3) -> dict[str, Result]:
    return coefficients(Ratings.from_matrix(table, None, "set", annotators=[str(k) for k in range(width)]), "set")


SET_ALPHAS = ("alpha_nominal", "alpha_jaccard", "alpha_masi", "alpha_masi_dkpro", "alpha_passonneau2004")


@given(set_tables(), st.permutations("ABCD"), st.randoms(use_true_random=False))
@few
def test_names_of_members_order_and_silence_are_nothing_to_sets(
    table: Sets, names: list[str], rng: random.Random
) -> None:
    renamed: Sets = [
        [None if held is None else frozenset(names["ABCD".index(each)] for each in held) for held in row]
        for row in table
    ]
    columns = [0, 1, 2]
    rng.shuffle(columns)
    rng.shuffle(renamed)
    turned: Sets = [[*(row[place] for place in columns), None] for row in renamed]
    one, other = of_sets(table), of_sets(turned, 4)
    rated = any(held is not None for row in table for held in row)
    for name in SET_ALPHAS if rated else ():
        assert same(one[name], other[name]), name


@given(set_tables())
@few
def test_sets_of_one_member_are_nominal(table: Sets) -> None:
    single: Sets = [[None if held is None else frozenset(min(held, default="A")) for held in row] for row in table]
    found = of_sets(single)
    for name in SET_ALPHAS[1:]:
        assert same(found[name], found["alpha_nominal"]), name


@given(set_tables())
@few
def test_distances_of_sets_keep_their_order(table: Sets) -> None:
    found = of_sets(table)
    # Nominal is never milder than MASI, nor MASI than Jaccard, unit by unit; so D_o keeps that order.
    told = [found[name].observed for name in ("alpha_nominal", "alpha_masi", "alpha_jaccard")]
    known = [each for each in told if each is not None]
    assert known == sorted(known, reverse=True) or known == pytest.approx(sorted(known, reverse=True))


@given(tables(raters=(2, 3), most_units=24), st.permutations(range(12)), st.randoms(use_true_random=False))
@few
def test_names_of_documents_and_annotators_do_not_move_a_jackknife(
    drawn: tuple[Table, int], names: list[int], rng: random.Random
) -> None:
    table, q = drawn
    whole = (table * 12)[: max(12, len(table))]
    documents = [f"d{place % 12}" for place in range(len(whole))]
    order = list(range(len(whole)))
    rng.shuffle(order)
    turned = [whole[place][::-1] for place in order]
    renamed = [f"e{names[place % 12]}" for place in order]
    wanted = ["alpha_ordinal", "gwet_ac1", "conger_kappa", "percent_agreement"]
    one = intervals(Ratings.from_matrix(whole, range(q), "ratio", documents=documents), wanted)
    other = intervals(Ratings.from_matrix(turned, range(q), "ratio", documents=renamed), wanted)
    for name in wanted:
        assert (one[name].reason, one[name].method) == (other[name].reason, other[name].method)
        for end in ("low", "high", "below_667"):
            first, second = getattr(one[name], end), getattr(other[name], end)
            assert first == (None if second is None else pytest.approx(second, abs=1e-7)), (name, end)
