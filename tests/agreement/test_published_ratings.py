"""Worked examples that papers and manuals print, to the digits they print."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "published_ratings.json").read_text("utf-8"))
PRINTED = [(case, name) for case in CASES for name in case["printed"]]


@pytest.mark.parametrize(("case", "name"), PRINTED, ids=[f"{case['source'][:24]}-{name}" for case, name in PRINTED])
def test_printed_value(case: dict[str, Any], name: str) -> None:
    ratings = Ratings.from_matrix(case["rows"], case.get("categories"), case["level"], weights=case.get("weights"))
    printed = case["printed"][name]
    value = coefficients(ratings, case["level"])[name].value
    last_digit = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)  # type: ignore[arg-type]
    # Authors round or cut, and some computed with rounded intermediate values: one unit of the last digit.
    assert value == pytest.approx(float(printed), abs=float(last_digit) * (1 + 1e-9))
