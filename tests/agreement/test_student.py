"""Student's t against scipy, and where no table reaches."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import betainc

from annotator.agreement import student


@given(st.floats(-60, 60), st.integers(1, 500) | st.floats(0.5, 1000))
@settings(max_examples=100, deadline=None)
def test_probability(t: float, df: float) -> None:
    assert student.probability(t, df) == pytest.approx(stats.t.cdf(t, df), rel=1e-9, abs=1e-14)


@given(st.floats(0.0005, 0.9995), st.integers(1, 500))
@settings(max_examples=100, deadline=None)
def test_quantile(p: float, df: int) -> None:
    assert student.quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-8, abs=1e-10)


@given(st.floats(0.1, 300), st.floats(0.1, 300), st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_incomplete_beta(a: float, b: float, x: float) -> None:
    assert student.incomplete_beta(a, b, x) == pytest.approx(betainc(a, b, x), rel=1e-8, abs=1e-13)


def test_ends() -> None:
    assert student.probability(math.inf, 3) == 1
    assert student.probability(-math.inf, 3) == 0
    assert student.probability(0, 3) == 0.5
    assert student.quantile(0.5, 3) == 0
    assert student.quantile(0.975, 10**6) == pytest.approx(1.959966, abs=1e-6)
