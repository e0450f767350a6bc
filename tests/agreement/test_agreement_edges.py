"""Degenerate tables: each case is decided, and each undefined number says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from annotator.agreement.coefficients import COEFFICIENTS, STANDARD_ERRORS
from annotator.agreement.distances import from_matrix
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import REASONS
from annotator.errors import UsageError

Rows = Sequence[Sequence[str | None]]
Values = tuple[float | None, ...]
AGREE: Rows = [["A", "A"]]
NINE_AND_ONE: Rows = [["A", "A"]] * 9 + [["A", "B"]]
SWAPPED: Rows = [["A", "B"]] * 5 + [["B", "A"]] * 5
CONSTANT: Rows = [["A", "B"]] * 3
MIXED: Rows = [["A", "A"]] * 4 + [["B", "B"]] * 3 + [["A", "B"]] * 2 + [["B", "A"]]
SHARED_AND_SINGLE: Rows = [["A", "A"], ["B", None]]

KEYS = (
    "percent_agreement",
    "alpha_nominal",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "brennan_prediger",
)
TABLE: dict[str, tuple[Rows, str, Values, str | None]] = {
    "all one category, others declared": ([["A", "A"]] * 3, "ABC", (1, None, None, None, None, 1, 1), "no_variation"),
    "all one category, none other declared": ([["A", "A"]] * 3, "A", (1, *[None] * 6), "no_variation"),
    "one unit, agreement": (AGREE, "AB", (1, None, None, None, None, 1, 1), "no_variation"),
    "one unit, disagreement": ([["A", "B"]], "AB", (0, 0, 0, 0, -1, -1, -1), None),
    "no shared unit": ([["A", None], [None, "B"]], "AB", (None,) * 7, "no_pairs"),
    "units without ratings": ([[None, None]] * 2, "AB", (None,) * 7, "no_pairs"),
    "one rater": ([["A"], ["B"]], "AB", (None,) * 7, "one_rater"),
    "one rater and a silent one": ([["A", None], ["B", None]], "AB", (None,) * 7, "one_rater"),
    "no units": ([], "AB", (None,) * 7, "no_units"),
    "second category in a single-rated unit": (SHARED_AND_SINGLE, "AB", (1, None, None, 1, 1, 1, 1), "no_variation"),
    "one deviating rating": (NINE_AND_ONE, "AB", (0.9, 0, 0, 0, -1 / 19, 0.8895, 0.8), None),
    "category declared and never used": (MIXED, "ABC", (0.7, 0.42424, 0.4, 0.4, 0.39394, 0.60133, 0.55), None),
    "the same without it": (MIXED, "AB", (0.7, 0.42424, 0.4, 0.4, 0.39394, 0.40594, 0.4), None),
    "systematic swap": (SWAPPED, "AB", (0, -0.9, -1, -1, -1, -1, -1), None),
    "constant and different": (CONSTANT, "AB", (0, -2 / 3, 0, 0, -1, -1, -1), None),
}


@pytest.mark.parametrize("case", TABLE)
def test_edge(case: str) -> None:
    rows, categories, expected, reason = TABLE[case]
    found = coefficients(Ratings.from_matrix(rows, list(categories), annotators=None if rows else ["1", "2"]))
    for name, value in zip(KEYS, expected, strict=True):
        if value is None:
            assert (found[name].value, found[name].reason) == (None, reason), name
        else:
            assert found[name].value == pytest.approx(value, abs=1e-4), name
            assert found[name].reason is None


def test_three_percent_agreements_differ_under_missing_ratings() -> None:
    rows: list[list[int | None]] = [
        [1, 1, None, 1],
        [2, 2, 3, 2],
        [1, 2, 3, 4],
        [None, 5, 5, None],
        [None, 3, None, None],
    ]
    found = coefficients(Ratings.from_matrix(rows))
    assert found["percent_agreement"].value == pytest.approx((1 + 1 / 2 + 0 + 1) / 4)
    assert found["percent_agreement_pairs"].value == pytest.approx((3 + 3 + 0 + 1) / (3 + 6 + 6 + 1))
    assert found["percent_agreement_alpha"].value == pytest.approx((3 + 2 + 0 + 2) / 13)


def test_what_a_measure_cannot_handle_it_refuses_with_a_reason() -> None:
    three = Ratings.from_matrix([["a", "b", "a"], ["b", "b", "a"]])
    found = coefficients(three)
    assert {found[name].reason for name in ("cohen_kappa", "scott_pi", "bennett_s", "kappa_max", "cohen_kappa_se")} == {
        "needs_two_raters"
    }
    names = ["alpha_ordinal", "gwet_ac2_linear", "alpha_interval", "alpha_ratio", "alpha_masi"]
    assert [coefficients(three, names=names)[name].reason for name in names] == [
        "needs_order",
        "needs_order",
        "needs_numbers",
        "needs_numbers",
        "needs_sets",
    ]
    negative = Ratings.from_matrix([[-1, 1], [0, 0]], level="interval")
    assert coefficients(negative, names=["alpha_ratio"])["alpha_ratio"].reason == "needs_nonnegative"
    speakers = Ratings.from_matrix([["x", "y"], ["x", "x"]], open_set=True)
    assert coefficients(speakers)["gwet_ac1"].reason == "open_set"
    assert coefficients(speakers)["brennan_prediger"].reason == "open_set"
    assert coefficients(speakers)["alpha_nominal"].value is not None


def test_declaring_the_order_makes_words_ordinal() -> None:
    rows = [["low", "high"], ["high", "high"], ["mid", "low"]]
    guessed, declared = Ratings.from_matrix(rows), Ratings.from_matrix(rows, ["low", "mid", "high"])
    assert coefficients(guessed, "ordinal")["alpha_ordinal"].reason == "needs_order"
    assert coefficients(declared, "ordinal")["alpha_ordinal"].value is not None


def test_levels_build_on_each_other() -> None:
    ratings = Ratings.from_matrix([[1, 2], [2, 2], [3, 1]], level="ratio")
    by_level = [set(coefficients(ratings, level)) for level in ("nominal", "ordinal", "interval", "ratio")]
    assert all(lower < higher for lower, higher in pairwise(by_level))
    assert by_level[2] - by_level[1] == {"alpha_interval"}


def test_a_single_unit_has_no_standard_error() -> None:
    found = coefficients(Ratings.from_matrix([["a", "b", "b"]]))
    assert (found["fleiss_kappa_se"].value, found["fleiss_kappa_se"].reason) == (None, "one_unit")


def test_unknown_names_and_levels() -> None:
    ratings = Ratings.from_matrix([["a", "b"]])
    with pytest.raises(UsageError, match="kapa"):
        coefficients(ratings, names=["kapa"])
    with pytest.raises(UsageError, match="specific_agreement:z"):
        coefficients(ratings, names=["specific_agreement:z"])
    with pytest.raises(UsageError, match="ordered"):
        coefficients(ratings, "ordered")  # type: ignore[arg-type]


def test_every_name_is_computed_at_its_level_and_every_reason_is_explained() -> None:
    numbers = Ratings.from_matrix([[1, 2], [2, 2], [3, 1], [1, 1]], level="ratio")
    found = coefficients(numbers, names=[*COEFFICIENTS, *STANDARD_ERRORS])
    undefined = {name for name, result in found.items() if result.value is None}
    of_sets = {"alpha_jaccard", "alpha_masi", "alpha_masi_dkpro", "alpha_passonneau2004"}
    custom = {name for name in COEFFICIENTS if name.endswith("_custom")}
    assert undefined == of_sets | custom
    assert custom
    assert all(result.reason is None or REASONS[result.reason] for result in found.values())
    sets = Ratings.from_matrix([[{"A"}, {"A", "B"}], [{"A"}, {"A"}], [{"B"}, set()]], level="set")
    assert all(coefficients(sets, names=sorted(of_sets))[name].value is not None for name in of_sets)
    own = replace(numbers, scale=replace(numbers.scale, own=from_matrix([[0, 1, 2], [1, 0, 1], [2, 1, 0]])))
    assert all(coefficients(own, names=sorted(custom))[name].value is not None for name in custom)


def test_many_categories_leave_out_the_single_ones_unless_asked() -> None:
    rng = np.random.default_rng(1)
    ratings = Ratings.from_codes(rng.integers(0, 60, (500, 2)), [f"c{place}" for place in range(60)])
    assert not [name for name in coefficients(ratings) if ":" in name]
    assert coefficients(ratings, names=["fleiss_kappa:c7"])["fleiss_kappa:c7"].n == 500


def test_pairs_who_share_nothing_are_listed_on_request() -> None:
    ratings = Ratings.from_matrix([["a", "b", None], [None, None, "a"]])
    assert [(pair.first, pair.second) for pair in pairs(ratings)] == [("0", "1")]
    everyone = pairs(ratings, "ordinal", strangers=True)
    assert [(pair.first, pair.second, pair.n, pair.reason) for pair in everyone] == [
        ("0", "1", 1, None),
        ("0", "2", 0, "no_pairs"),
        ("1", "2", 0, "no_pairs"),
    ]
    constant = pairs(Ratings.from_matrix([["a", "a"]], ["a", "b"]))[0]
    assert (constant.cohen_kappa, constant.alpha, constant.percent_agreement) == (None, None, 1.0)
    assert constant.reason == "no_variation"
