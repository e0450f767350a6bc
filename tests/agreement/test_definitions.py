"""The coefficients against their definitions in fractions, and against other libraries where the definitions meet."""

from __future__ import annotations

import warnings
from typing import Literal

import numpy as np
import pytest
import rating_tables as by_definition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rating_tables import Table, tables
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import Level, Result

few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table_of(table: Table, q: int, level: Level = "ratio") -> Ratings:
    return Ratings.from_matrix(table, range(q), level)


def same(got: Result, expected: float | None) -> bool:
    return got.value is None if expected is None else got.value == pytest.approx(expected, abs=1e-10)


@given(tables(), st.sampled_from(["nominal", "linear", "quadratic", "ordinal"]))
@few
def test_kappas_by_definition(drawn: tuple[Table, int], name: str) -> None:
    table, q = drawn
    ratings, w = table_of(table, q), by_definition.weights_named(name, q)
    if ratings.paired_units == 0:
        return
    found = coefficients(ratings, "ratio")
    suffix = "" if name == "nominal" else f"_{name}"
    assert same(found[f"fleiss_kappa{suffix}"], by_definition.fleiss(table, q, w))
    assert same(found[f"brennan_prediger{suffix}"], by_definition.brennan(table, q, w))
    assert same(found[f"conger_kappa{suffix}"], by_definition.conger(table, q, w))
    assert same(found[f"gwet_ac2{suffix}" if suffix else "gwet_ac1"], by_definition.gwet(table, q, w))
    agreement = by_definition.unit_agreement(table, by_definition.weights_named("nominal", q))
    assert same(found["percent_agreement"], None if agreement is None else float(agreement))


@given(tables(raters=(2, 2)), st.sampled_from(["nominal", "linear", "quadratic"]))
@few
def test_cohen_by_definition(drawn: tuple[Table, int], name: str) -> None:
    table, q = drawn
    ratings = table_of(table, q)
    suffix = "" if name == "nominal" else f"_{name}"
    expected = by_definition.cohen(table, q, by_definition.weights_named(name, q))
    assert same(coefficients(ratings, "ratio")[f"cohen_kappa{suffix}"], expected)


@given(tables(), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
@few
def test_alpha_by_definition(drawn: tuple[Table, int], level: Level) -> None:
    table, q = drawn
    assert same(coefficients(table_of(table, q), "ratio")[f"alpha_{level}"], by_definition.alpha(table, level))


@given(tables(raters=(2, 5), most_units=12), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
@few
def test_alpha_equals_krippendorff(
    drawn: tuple[Table, int], level: Literal["nominal", "ordinal", "interval", "ratio"]
) -> None:
    krippendorff = pytest.importorskip("krippendorff", reason="under the GPL, so no dependency: install it yourself")
    table, q = drawn
    data = np.array([[np.nan if code is None else code for code in row] for row in table]).T
    got = coefficients(table_of(table, q), "ratio")[f"alpha_{level}"]
    if got.value is not None:
        with warnings.catch_warnings():
            # Ratio distance of 0 and 0: the library divides before it masks.
            warnings.simplefilter("ignore", RuntimeWarning)
            expected = krippendorff.alpha(data, level_of_measurement=level, value_domain=list(range(q)))
        assert got.value == pytest.approx(expected, abs=1e-10)


@given(tables(raters=(2, 2), missing=False), st.sampled_from([None, "linear", "quadratic"]))
@few
def test_cohen_equals_scikit_learn(drawn: tuple[Table, int], weights: str | None) -> None:
    table, q = drawn
    got = coefficients(table_of(table, q), "ratio")[f"cohen_kappa_{weights}" if weights else "cohen_kappa"]
    if got.value is not None:
        first, second = zip(*table, strict=True)
        expected = cohen_kappa_score(first, second, weights=weights, labels=list(range(q)))
        assert got.value == pytest.approx(expected, abs=1e-10)


@given(tables(raters=(2, 2), missing=False, most_units=20), st.sampled_from([None, "linear", "quadratic"]))
@few
def test_standard_error_equals_statsmodels(drawn: tuple[Table, int], weights: str | None) -> None:
    table, q = drawn
    name = f"cohen_kappa_{weights}" if weights else "cohen_kappa"
    found = coefficients(table_of(table, q), "ratio")
    if found[name].value is not None:
        counts = np.zeros((q, q))
        for first, second in table:
            counts[first, second] += 1
        # statsmodels calls quadratic weights "fc".
        with np.errstate(all="ignore"):
            theirs = cohens_kappa(counts, wt={"quadratic": "fc"}.get(weights or "", weights))
        assert found[name].value == pytest.approx(theirs.kappa, abs=1e-10)
        # Squared, because a variance of zero is computed as a tiny positive or negative one there.
        ours = found[f"{name}_se"].value
        assert ours is not None
        assert ours**2 == pytest.approx(max(float(theirs.var_kappa), 0.0), abs=1e-10)


@given(tables(raters=(2, 5), missing=False))
@few
def test_fleiss_and_randolph_equal_statsmodels(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    counts = np.array([[row.count(code) for code in range(q)] for row in table])
    found = coefficients(table_of(table, q), "nominal")
    for name, method in (("fleiss_kappa", "fleiss"), ("randolph_kappa", "randolph")):
        value = found[name].value
        if value is not None:
            assert value == pytest.approx(statsmodels_fleiss(counts, method=method), abs=1e-10)


@given(tables(raters=(3, 5)), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
@few
def test_pairs_equal_the_tables_of_two(drawn: tuple[Table, int], level: Level) -> None:
    table, q = drawn
    ratings = table_of(table, q)
    for pair in pairs(ratings, level, strangers=True):
        two = ratings.only(annotators=[pair.first, pair.second])
        alone = coefficients(two, level)
        assert pair.n == two.paired_units
        if pair.n == 0:
            assert pair.reason == "no_pairs"
            continue
        assert same(alone["percent_agreement"], pair.percent_agreement)
        assert same(alone["cohen_kappa"], pair.cohen_kappa)
        assert same(alone[pair.alpha_name], pair.alpha)
        assert pair.alpha_name == f"alpha_{level}"
        if level == "nominal":
            assert pair.cohen_kappa_quadratic is None
        else:
            assert same(alone["cohen_kappa_quadratic"], pair.cohen_kappa_quadratic)


@given(tables(raters=(3, 4)))
@few
def test_light_is_the_mean_of_the_matrix(drawn: tuple[Table, int]) -> None:
    table, q = drawn
    ratings = table_of(table, q, "nominal")
    kappas = [pair.cohen_kappa for pair in pairs(ratings)]
    got = coefficients(ratings)["light_kappa"]
    if None in kappas or not kappas:
        assert got.value is None
    else:
        assert got.value == pytest.approx(np.mean([kappa for kappa in kappas if kappa is not None]))
