"""The table of ratings: folding, reading, refusing."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import label_counts, pair_tables, patterns
from annotator.agreement.categories import Scale
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.results import Level
from annotator.errors import AnnotatorError, InputError

rows_of_codes = st.lists(st.lists(st.integers(-1, 2), min_size=3, max_size=3), min_size=1, max_size=30)


@given(rows_of_codes, st.sampled_from([2**62, 20, 4]))
@settings(max_examples=60, deadline=None)
def test_patterns_are_the_distinct_rows_with_their_counts(rows: list[list[int]], limit: int) -> None:
    """Whether keys fit in one integer, or have to be ranked on the way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "_KEY_LIMIT", limit * len(rows) * 4)
        patch.setattr(patterns, "_DENSE_LIMIT", 8)
        ratings = Ratings.from_codes(np.array(rows), ["a", "b", "c"])
    found = {tuple(pattern): int(count) for pattern, count in zip(ratings.codes.tolist(), ratings.counts, strict=True)}
    assert found == Counter(map(tuple, rows))
    assert ratings.codes.tolist() == sorted(ratings.codes.tolist())
    assert ratings.units == len(rows)


@given(rows_of_codes)
@settings(max_examples=20, deadline=None)
def test_both_ways_to_count_agree(rows: list[list[int]]) -> None:
    """Few categories and annotators are counted by columns, many by the ratings there are; results must not differ."""
    codes = np.array(rows)
    narrow = coefficients(Ratings.from_codes(codes, Scale(("1", "2", "3"), values=(1.0, 2.0, 3.0))), "ratio")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(label_counts, "_KEY_LIMIT", 0)
        patch.setattr(pair_tables, "_COLUMNS_LIMIT", 0)
        wide = coefficients(Ratings.from_codes(codes, Scale(("1", "2", "3"), values=(1.0, 2.0, 3.0))), "ratio")
    for name, result in narrow.items():
        assert result.value == (None if wide[name].value is None else pytest.approx(wide[name].value, abs=1e-12)), name


def test_arrays_are_small_and_read_only() -> None:
    ratings = Ratings.from_matrix([["a", "b"], ["a", "b"]])
    assert ratings.codes.dtype == np.int8
    with pytest.raises(ValueError, match="read-only"):
        ratings.codes[0, 0] = 1


def test_missing_is_none_or_nan() -> None:
    ratings = Ratings.from_matrix([[1.0, float("nan")], [None, 2.0]], level="interval")
    assert ratings.codes.tolist() == [[-1, 1], [0, -1]]
    assert ratings.categories == ("1", "2")


def test_numbers_compare_as_numbers_only_at_interval_and_ratio() -> None:
    rows = [("u", "a", "1"), ("u", "b", "1.0"), ("v", "a", "10"), ("v", "b", "9")]
    assert Ratings.from_triples(rows, level="interval").categories == ("1", "9", "10")
    assert Ratings.from_triples(rows, level="nominal").categories == ("1", "1.0", "9", "10")
    declared = Ratings.from_triples(rows, ["10.0", "9", "1"], "interval")
    assert declared.categories == ("1", "9", "10.0")
    assert declared.scale.values == (1.0, 9.0, 10.0)


def test_names_in_long_rows_are_sorted_and_numbers_by_size() -> None:
    rows = [("u", "10", "y"), ("u", "9", "x"), ("v", "9", "x")]
    ratings = Ratings.from_triples(rows)
    assert ratings.annotators == ("9", "10")
    assert ratings.codes.tolist() == [[0, -1], [0, 1]]


def test_units_start_anew_in_each_document() -> None:
    rows = [("1", "a", "x", "d1"), ("1", "b", "x", "d1"), ("1", "a", "y", "d2"), ("1", "b", "x", "d2")]
    ratings = Ratings.from_triples(rows)
    assert (ratings.units, ratings.documents) == (2, ("d1", "d2"))
    assert ratings.only(documents=["d2"]).codes.tolist() == [[1, 0]]


def test_a_unit_without_ratings_is_a_unit() -> None:
    ratings = Ratings.from_triples([("u", "a", None), ("v", "a", "x"), ("v", "b", "x")], ["x", "y"])
    assert (ratings.units, ratings.paired_units, ratings.pairable) == (2, 1, 2)


def test_only_some_annotators() -> None:
    ratings = Ratings.from_matrix([["x", "y", "x"], ["y", "y", "x"]], annotators=["a", "b", "c"])
    part = ratings.only(annotators=["c", "a"])
    assert part.annotators == ("a", "c")
    assert part.codes.tolist() == [[0, 0], [1, 0]]
    with pytest.raises(InputError, match="'z'"):
        ratings.only(annotators=["z"])
    with pytest.raises(InputError, match="'d'"):
        ratings.only(documents=["d"])


@pytest.mark.parametrize(
    ("rows", "categories", "level", "told"),
    [
        ([("u", "a", "x"), ("v", "a", "x"), ("u", "a", "y")], None, "nominal", "'a' rates unit 'u' twice: 'x' and 'y'"),
        ([("u", "a", "maybe")], ["yes", "no"], "nominal", "'maybe' is not among the declared categories (yes, no)"),
        ([("u", "a", "much")], None, "interval", "'much' is not a number"),
        ([("u", "a", "1_000")], None, "interval", "'1_000' is not a number"),
        ([("u", "a", "inf")], None, "ratio", "'inf' is not a number"),
        ([("u", "a", "-1")], None, "ratio", "'-1' is below zero"),
        ([("u", "a", "x", None, 2), ("u", "b", "x", None, 3)], None, "nominal", "weight 3, but 2"),
        ([("u", "a", "x", None, 0)], None, "nominal", "weight 0 is not positive"),
        ([("u", "a", "x", "d"), ("v", "a", "x", None)], None, "nominal", "'v' has no document"),
        ([("u", "a", "x")], ["x", "y", "x"], "nominal", "'x' is declared twice"),
        ([("u", "a", "1")], ["1", "1.0"], "interval", "'1.0' is declared twice"),
        ([("u", "a", frozenset("x"))], None, "nominal", "not a single value"),
        ([("u", "a", "x")], None, "set", "'x' is not a set"),
    ],
)
def test_what_long_rows_may_not_say(
    rows: list[tuple[str, str, str]], categories: list[str], level: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        Ratings.from_triples(rows, categories, level)  # type: ignore[arg-type]
    assert told in caught.value.message


def test_messages_name_file_and_line() -> None:
    rows = [("u", "a", "x", None, 1, 2), ("u", "b", "x", None, 1, 3), ("u", "a", "y", None, 1, 7)]
    with pytest.raises(InputError) as caught:
        Ratings.from_triples(rows, source="labels.csv")
    assert caught.value.message == "labels.csv, line 7: annotator 'a' rates unit 'u' twice: 'x' on line 2 and 'y'"
    with pytest.raises(InputError) as caught:
        Ratings.from_triples(rows, ["x"], source="labels.csv")
    assert caught.value.message.startswith("labels.csv, line 7, column 'value': value 'y' is not among")


@pytest.mark.parametrize(
    "wrong",
    [
        {"codes": np.array([[0, 2]])},
        {"codes": np.array([[0, -2]])},
        {"annotators": ["a"]},
        {"annotators": ["a", "a"]},
        {"weights": np.array([1, 1])},
        {"weights": np.array([0])},
        {"document": np.array([1]), "documents": ["d"]},
    ],
)
def test_what_a_coded_table_may_not_hold(wrong: dict[str, object]) -> None:
    arguments: dict[str, object] = {"codes": np.array([[0, 1]]), "scale": ["x", "y"]} | wrong
    with pytest.raises(AnnotatorError):
        Ratings.from_codes(**arguments)  # type: ignore[arg-type]


def test_ragged_rows_are_refused() -> None:
    with pytest.raises(InputError, match="unit 2 has 1 values, expected 2"):
        Ratings.from_matrix([["a", "b"], ["a"]])


def test_a_million_units_of_ten_annotators_fold_into_their_patterns() -> None:
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 2, 1_000_000)
    codes = np.repeat(truth[:, None].astype(np.int8), 10, axis=1)
    codes[rng.integers(0, 1_000_000, 50_000), rng.integers(0, 10, 50_000)] = -1
    ratings = Ratings.from_codes(codes, ["no", "yes"])
    assert ratings.units == 1_000_000
    assert len(ratings.codes) < 200
    assert coefficients(ratings)["alpha_nominal"].value == 1


@pytest.mark.parametrize("level", ["interval", "ratio"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9007199254740993", "more digits than a number holds"),
        (123456789012345678901234567891, "more digits than a number holds"),
        ("1e200", "too large to be compared by its square"),
        ("1e-200", "too small to be compared by its square"),
    ],
)
def test_a_number_that_cannot_be_kept_apart_from_others_is_refused(level: Level, value: str | int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Ratings.from_matrix([[value, 1], [2, 2]], level=level)


def test_large_numbers_that_are_exact_are_taken_and_names_may_be_any() -> None:
    assert Ratings.from_matrix([["9007199254740992", "0"]], level="interval").q == 2
    assert Ratings.from_matrix([["9007199254740993", "9007199254740992"]], level="ordinal").q == 2
