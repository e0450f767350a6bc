"""Tail probabilities and intervals against scipy and statsmodels."""

from __future__ import annotations

import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from annotator.agreement.direction.binomial import sign_p, wilson
from annotator.agreement.direction.chi_square import chi_square_tail
from annotator.agreement.direction.lean import holm


@given(st.floats(0, 2000), st.integers(1, 400))
@settings(deadline=None)
def test_chi_square(x: float, df: int) -> None:
    assert chi_square_tail(x, df) == pytest.approx(scipy.stats.chi2.sf(x, df), rel=1e-10, abs=1e-290)


def test_chi_square_far_out_is_zero_not_an_error() -> None:
    assert chi_square_tail(1e6, 2) == 0.0
    assert chi_square_tail(0, 3) == 1.0


@given(st.integers(0, 3000), st.integers(0, 3000))
@settings(deadline=None)
def test_signs(higher: int, lower: int) -> None:
    if higher + lower == 0:
        return
    expected = scipy.stats.binomtest(higher, higher + lower).pvalue
    assert sign_p(higher, lower) == pytest.approx(expected, rel=1e-9, abs=1e-280)


@given(st.integers(1, 5000), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
@settings(deadline=None)
def test_wilson(n: int, data: st.DataObject, confidence: float) -> None:
    hits = data.draw(st.integers(0, n))
    expected = proportion_confint(hits, n, alpha=1 - confidence, method="wilson")
    assert wilson(hits, n, confidence) == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(deadline=None, max_examples=10)
def test_holm(ps: list[float]) -> None:
    assert holm(ps) == pytest.approx(list(multipletests(ps, method="holm")[1]), abs=1e-12)
    assert holm([*ps, None])[-1] is None
    assert holm([*ps, None])[:-1] == holm(ps)
