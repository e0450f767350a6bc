"""Every coding case of the oracle file: values, undefined values and their reasons."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.coding.cohen_kappa import cohen_kappa
from annotator.agreement.coding.krippendorff_alpha import krippendorff_alpha
from annotator.agreement.distances import from_matrix
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import Level, Result

ORACLES = Path(__file__).resolve().parents[2].parent / "shared" / "oracles" / "agreement.json"
CASES: list[dict[str, Any]] = (
    [case for case in json.loads(ORACLES.read_text("utf-8")) if case["kind"] == "coding"] if ORACLES.exists() else []
)
EXPECTED = [(case, name) for case in CASES for name in case["expected"]]


def level_of(case: dict[str, Any]) -> Level:
    """The highest level that the values allow, so that every coefficient is asked for."""
    categories = case["categories"]
    if categories == "sets":
        return "set"
    if not all(isinstance(category, int | float) for category in categories):
        return "ordinal"
    return "ratio" if min(categories) >= 0 else "interval"


def table_of(case: dict[str, Any]) -> Ratings:
    categories = None if case["categories"] == "sets" else case["categories"]
    names = [str(place) for place in range(case["raters"])]
    return Ratings.from_matrix(
        case["ratings"], categories, level_of(case), annotators=names, weights=case.get("multiplicity")
    )


@cache
def coefficients_of(case_id: str) -> dict[str, Result]:
    """All coefficients of a case, computed once for all its keys."""
    case = next(case for case in CASES if case["id"] == case_id)
    return coefficients(table_of(case), level_of(case))


def computed(case: dict[str, Any], name: str) -> Result | float | None:
    kind, _, which = name.partition(":")
    if kind == "cohen_kappa_pair":
        found = {(pair.first, pair.second): pair.cohen_kappa for pair in pairs(table_of(case))}
        first, second = which.split(",")
        return found[first, second]
    if kind in ("alpha_custom", "kappa_custom"):
        ratings = table_of(case)
        distance = from_matrix(case["distance"]["distance"])
        assert list(ratings.categories) == case["distance"]["labels"]
        given = (
            krippendorff_alpha(ratings, distance=distance) if kind == "alpha_custom" else cohen_kappa(ratings, distance)
        )
        return given.value
    return coefficients_of(case["id"])[name]


@pytest.mark.skipif(not CASES, reason="the shared data are not beside the checkout")
@pytest.mark.parametrize(("case", "name"), EXPECTED, ids=[f"{case['id']}-{name}" for case, name in EXPECTED])
def test_oracle(case: dict[str, Any], name: str) -> None:
    got, expected = computed(case, name), case["expected"][name]
    value = got.value if isinstance(got, Result) else got
    if expected is None:
        assert isinstance(got, Result)
        assert value is None
        assert got.reason == case["undefined_because"]
    else:
        assert value == pytest.approx(expected, abs=case["tolerance"])


@pytest.mark.skipif(not CASES, reason="the shared data are not beside the checkout")
def test_printed_values_of_the_oracles() -> None:
    wrong = []
    for case in CASES:
        found = coefficients_of(case["id"])
        for name, printed in case.get("published", {}).items():
            value = found[name].value if name in found else None
            if printed["agrees"] and value is not None and abs(value - printed["value"]) > printed["tolerance"]:
                wrong.append((case["id"], name, value))
    assert not wrong
