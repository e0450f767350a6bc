"""Laws that hold for any table: what may change without changing a coefficient, and what must change it, and how."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rating_tables import Table, tables

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import Level, Result

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table_of(table: Table, q: int, level: Level = "ratio", weights: list[int] | None = None) -> Ratings:
    return Ratings.from_matrix(table, range(q), level, weights=weights)


def differing(one: dict[str, Result], other: dict[str, Result], names: list[str] | None = None) -> list[str]:
    """Names of the coefficients whose value or reason differs."""
    wrong = []
    for name in names if names is not None else one:
        first, second = one[name], other[name]
        equal = first.value is None if second.value is None else first.value == pytest.approx(second.value, abs=1e-9)
        if not equal or first.reason != second.reason:
            wrong.append(name)
    return wrong


@given(tables(), st.randoms(use_true_random=False))
@few
def test_order_of_units_and_of_annotators_is_nothing(drawn: tuple[Table, int], rng: random.Random) -> None:
    table, q = drawn
    columns = list(range(len(table[0])))
    rng.shuffle(columns)
    turned = [[row[place] for place in columns] for row in table]
    rng.shuffle(turned)
    assert not differing(coefficients(table_of(table, q), "ratio"), coefficients(table_of(turned, q), "ratio"))


@given(tables(), st.randoms(use_true_random=False))
@few
def test_names_of_categories_are_nothing_at_nominal_level(drawn: tuple[Table, int], rng: random.Random) -> None:
    table, q = drawn
    names = list(range(q))
    rng.shuffle(names)
    renamed: Table = [[None if code is None else names[code] for code in row] for row in table]
    before, after = coefficients(table_of(table, q), "nominal"), coefficients(table_of(renamed, q), "nominal")
    for family in ("specific_agreement", "fleiss_kappa"):
        for code in range(q):
            after[f"{family}:{code} before"] = after[f"{family}:{names[code]}"]
            before[f"{family}:{code} before"] = before[f"{family}:{code}"]
    plain = [name for name in before if ":" not in name or name.endswith("before")]
    assert not differing(before, after, plain)


@given(tables())
@few
def test_turning_the_scale_round_is_nothing_at_ordinal_and_interval_level(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    turned: Table = [[None if code is None else q - 1 - code for code in row] for row in table]
    before, after = coefficients(table_of(table, q), "interval"), coefficients(table_of(turned, q), "interval")
    assert not differing(before, after, [name for name in before if ":" not in name])


@given(tables(), st.integers(-5, 5), st.integers(1, 7))
@few
def test_interval_alpha_ignores_zero_point_and_unit(drawn: tuple[Table, int], shift: int, unit: int) -> None:
    table, _ = drawn
    moved = [[None if code is None else shift + unit * code for code in row] for row in table]
    scaled = [[None if code is None else unit * code for code in row] for row in table]
    plain = Ratings.from_matrix(table, level="ratio")
    names = ["alpha_interval", "alpha_ordinal", "alpha_nominal"]
    other = coefficients(Ratings.from_matrix(moved, level="interval"), names=names)
    assert not differing(coefficients(plain, names=names), other)
    ratio = coefficients(Ratings.from_matrix(scaled, level="ratio"), names=["alpha_ratio"])
    assert not differing(coefficients(plain, names=["alpha_ratio"]), ratio)


@given(tables())
@few
def test_a_silent_annotator_changes_nothing(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    rated = any(code is not None for row in table for code in row)
    with_silence: Table = [[*row, None] for row in table]
    before, after = coefficients(table_of(table, q), "ratio"), coefficients(table_of(with_silence, q), "ratio")
    if rated:
        assert not differing(before, after)
    assert [pair.n for pair in pairs(table_of(table, q))] == [pair.n for pair in pairs(table_of(with_silence, q))]


@given(tables(), st.integers(2, 4))
@few
def test_a_corpus_repeated(drawn: tuple[Table, int], times: int) -> None:
    table, q = drawn
    once, often = coefficients(table_of(table, q), "ratio"), coefficients(table_of(table * times, q), "ratio")
    free = [name for name in once if not name.startswith("alpha") and not name.endswith("_se")]
    assert not differing(once, often, free)
    # Alpha corrects for small samples: (1 - alpha) n / (n - 1) stays.
    for name in ("alpha_nominal", "alpha_ordinal", "alpha_interval", "alpha_ratio"):
        small, large, n = once[name].value, often[name].value, once[name].pairable
        assert (small is None) == (large is None)
        if small is not None and large is not None:
            expected = (1 - small) * n / (n - 1)
            assert (1 - large) * (n * times) / (n * times - 1) == pytest.approx(expected, abs=1e-9)


@given(tables(), st.lists(st.integers(1, 3), min_size=9, max_size=9))
@few
def test_a_weight_is_a_repetition(drawn: tuple[Table, int], weights: list[int]) -> None:
    table, q = drawn
    chosen = weights[: len(table)]
    repeated = [row for row, times in zip(table, chosen, strict=True) for _ in range(times)]
    weighted = coefficients(table_of(table, q, weights=chosen), "ratio")
    assert not differing(weighted, coefficients(table_of(repeated, q), "ratio"))
    assert [result.n for result in weighted.values()] == [table_of(repeated, q).paired_units] * len(weighted)


@given(tables(), st.data())
@few
def test_documents_do_not_change_the_values(drawn: tuple[Table, int], data: st.DataObject) -> None:
    table, q = drawn
    documents = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=len(table), max_size=len(table)))
    split = Ratings.from_matrix(table, range(q), "ratio", documents=documents)
    assert not differing(coefficients(table_of(table, q), "ratio"), coefficients(split, "ratio"))


@given(tables(), st.randoms(use_true_random=False))
@few
def test_long_rows_say_the_same_as_a_matrix_in_any_order(drawn: tuple[Table, int], rng: random.Random) -> None:
    table, q = drawn
    rows = [
        (f"u{unit}", f"r{place}", code, f"d{unit % 3}", 1)
        for unit, row in enumerate(table)
        for place, code in enumerate(row)
    ]
    long = Ratings.from_triples(rows, range(q), "ratio")
    rng.shuffle(rows)
    shuffled = Ratings.from_triples(rows, range(q), "ratio")
    assert coefficients(long, "ratio") == coefficients(shuffled, "ratio")
    assert not differing(coefficients(table_of(table, q), "ratio"), coefficients(long, "ratio"))


@given(tables(raters=(2, 2), missing=False))
@few
def test_families_meet_for_two_annotators_without_gaps(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    found = coefficients(table_of(table, q), "ordinal")
    for one, other in (
        ("scott_pi", "fleiss_kappa"),
        ("scott_pi_linear", "fleiss_kappa_linear"),
        ("cohen_kappa", "conger_kappa"),
        ("cohen_kappa_quadratic", "conger_kappa_quadratic"),
        ("cohen_kappa", "light_kappa"),
        ("bennett_s", "brennan_prediger"),
        ("randolph_kappa", "brennan_prediger"),
        ("percent_agreement", "percent_agreement_pairs"),
        ("percent_agreement", "percent_agreement_alpha"),
    ):
        assert not differing({one: found[one]}, {one: found[other]}), (one, other)


@given(tables(raters=(2, 2)))
@few
def test_specific_agreement_of_two_is_f1(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    shared = [row for row in table if None not in row]
    if not shared:
        return
    found = coefficients(table_of(table, q))
    for code in range(q):
        both = sum(row == [code, code] for row in shared)
        said = sum(row.count(code) for row in shared)
        result = found[f"specific_agreement:{code}"]
        if said == 0:
            assert (result.value, result.reason) == (None, "category_unused")
        else:
            assert result.value == pytest.approx(2 * both / said)


@given(tables())
@few
def test_a_value_or_a_reason_and_the_counts(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    sizes = [sum(code is not None for code in row) for row in table]
    for name, result in coefficients(table_of(table, q), "ratio").items():
        assert (result.value is None) != (result.reason is None), name
        assert result.n == sum(size >= 2 for size in sizes)
        assert result.pairable == sum(size for size in sizes if size >= 2)
        assert result.q == q
        if result.value is not None and not name.endswith("_se"):
            assert result.value <= 1
            assert result.value == result.value, "NaN"


@given(tables(missing=False))
@few
def test_perfect_agreement_is_one_or_undefined(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    agreed: Table = [[row[0]] * len(row) for row in table]
    varied = len({row[0] for row in table}) > 1
    for name, result in coefficients(table_of(agreed, q), "ratio").items():
        if name.endswith("_se") or ":" in name:
            continue
        if result.reason == "needs_two_raters":
            continue
        always = name.startswith(("percent", "gwet", "brennan", "randolph", "bennett"))
        assert result.value == (1 if varied or always else None), name


def test_chance_corrected_is_what_the_terms_say() -> None:
    ratings = Ratings.from_matrix([["a", "a", "b"], ["b", "b", None], ["a", "b", "b"]], ["a", "b", "c"])
    for name, result in coefficients(ratings).items():
        if result.value is None or result.expected is None or result.observed is None:
            continue
        if name.startswith("alpha"):
            assert result.value == pytest.approx(1 - result.observed / result.expected)
        elif name != "light_kappa":
            assert result.value == pytest.approx((result.observed - result.expected) / (1 - result.expected)), name
