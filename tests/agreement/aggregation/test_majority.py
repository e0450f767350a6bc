"""The majority, every tie rule, and the vote distribution beside it."""

from __future__ import annotations

from collections import Counter
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.results import TieRule
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError

STANCES = ["pro-moscow", "neutral", "pro-washington"]


def label_of(votes: list[str | None], ties: TieRule, categories: list[str] | None = None) -> str | None:
    result = majority(Ratings.from_matrix([votes], categories or STANCES), ties)
    place = int(result.label[0])
    return None if place < 0 else result.table.categories[place]


@pytest.mark.parametrize(
    ("votes", "abstain", "first", "median_", "adjacent"),
    [
        (["neutral", "neutral", "pro-moscow"], "neutral", "neutral", "neutral", "neutral"),
        (["neutral", "pro-washington"], None, "neutral", None, "neutral"),
        (["pro-moscow", "neutral"], None, "pro-moscow", None, "neutral"),
        (["pro-moscow", "pro-washington"], None, "pro-moscow", None, None),
        (STANCES, None, "pro-moscow", "neutral", None),
        (["pro-moscow", None, None], "pro-moscow", "pro-moscow", "pro-moscow", "pro-moscow"),
    ],
)
def test_the_rules_for_ties(
    votes: list[str | None], abstain: str | None, first: str, median_: str | None, adjacent: str | None
) -> None:
    assert label_of(votes, "abstain") == abstain
    assert label_of(votes, "first") == first
    assert label_of(votes, "median") == median_
    assert label_of(votes, "adjacent") == adjacent


def test_the_median_weighs_the_votes_that_are_not_tied() -> None:
    categories = ["1", "2", "3", "4", "5"]
    assert label_of(["1", "1", "2", "5", "5"], "median", categories) == "1"
    assert label_of(["1", "1", "3", "5", "5"], "median", categories) is None


def test_of_two_neighbours_around_the_middle_neither_wins() -> None:
    categories = ["--", "-", "+", "++"]
    assert label_of(["-", "+"], "adjacent", categories) is None
    assert label_of(["+", "++"], "adjacent", categories) == "+"
    assert label_of(["--", "-"], "adjacent", categories) == "-"


@st.composite
def votes(draw: st.DrawFn) -> list[list[int]]:
    row = st.lists(st.integers(-1, 4), min_size=5, max_size=5).filter(lambda codes: max(codes) >= 0)
    return draw(st.lists(row, min_size=1, max_size=10))


@given(votes())
def test_against_counting(drawn: list[list[int]]) -> None:
    ratings = Ratings.from_codes(np.array(drawn), tuple("abcde"))
    results = {rule: majority(ratings, rule) for rule in ("abstain", "first", "median", "adjacent")}
    table = results["abstain"].table
    for place, row in enumerate(table.codes.tolist()):
        counted = Counter(code for code in row if code >= 0)
        most = sorted(code for code in counted if counted[code] == max(counted.values()))
        middle = median(counted.elements())
        near = [code for code in most if abs(code - middle) == min(abs(other - middle) for other in most)]
        expected = {"abstain": most[0] if len(most) == 1 else -1, "first": most[0]}
        expected["median"] = near[0] if len(near) == 1 else -1
        beside = len(most) == 2 and most[1] - most[0] == 1
        expected["adjacent"] = min(most, key=lambda code: abs(code - 2)) if beside or len(most) == 1 else -1
        assert {rule: int(result.label[place]) for rule, result in results.items()} == expected
        assert results["first"].votes[place].tolist() == [counted[code] for code in range(5)]
        assert results["first"].posterior[place] == pytest.approx(
            [counted[code] / counted.total() for code in range(5)]
        )


def test_units_that_nobody_rated_are_left_out() -> None:
    result = majority(Ratings.from_matrix([[None, None], ["a", "a"]], ["a", "b"]))
    assert result.table.units == 1
    assert result.label.tolist() == [0]


@pytest.mark.parametrize("ties", ["median", "adjacent"])
def test_rules_that_need_an_order_refuse_without_one(ties: TieRule) -> None:
    table = Ratings.from_matrix([["Lavrov", "Kerry"]])
    with pytest.raises(UsageError, match="order"):
        majority(table, ties)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UsageError, match="lot"):
        majority(Ratings.from_matrix([["a"]]), "lot")  # type: ignore[arg-type]
