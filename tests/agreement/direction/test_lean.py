"""Signs, effect sizes with intervals, pole flips, confusion matrices, and the report that puts them together."""

from __future__ import annotations

import csv
import gzip
from itertools import combinations
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.descriptivestats import sign_test as their_sign_test

from annotator.agreement.direction.contrast import confusion
from annotator.agreement.direction.lean import lean, leans, leans_from_rest
from annotator.agreement.direction.pole_flips import pole_flips
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError

STANCES = ("pro-moscow", "neutral", "pro-washington")


def table_of(codes: list[list[int]], per_document: int = 0) -> Ratings:
    """Codes -1 = missing; this many units to a document, 0 = no documents."""
    if not per_document:
        return Ratings.from_codes(np.array(codes), STANCES)
    place = np.arange(len(codes)) // per_document
    return Ratings.from_codes(
        np.array(codes), STANCES, document=place, documents=[str(k) for k in range(place[-1] + 1)]
    )


def leaning(units: int = 400, per_document: int = 0, seed: int = 1) -> Ratings:
    """Three annotators; the first says one step more than is there in a quarter of the units, the second one less."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, units)
    up, down = rng.random(units) < 0.25, rng.random(units) < 0.25
    codes = np.stack([np.minimum(truth + up, 2), np.maximum(truth - down, 0), truth], axis=1)
    return table_of(codes.tolist(), per_document)


@st.composite
def drawn_codes(draw: st.DrawFn, width: int = 2) -> list[list[int]]:
    row = st.lists(st.integers(-1, 2), min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=40))


@given(drawn_codes(), st.sampled_from([0, 3]))
@settings(deadline=None, max_examples=60)
def test_a_pair_unit_by_unit(codes: list[list[int]], per_document: int) -> None:
    both = [(a, b) for a, b in codes if a >= 0 and b >= 0]
    result = lean(table_of(codes, per_document), "0", "1", resamples=20)
    higher, lower = sum(a > b for a, b in both), sum(a < b for a, b in both)
    assert result.n == len(both) == result.confusion.n
    assert (result.sign.higher, result.sign.lower, result.sign.equal) == (higher, lower, len(both) - higher - lower)
    if not both:
        assert result.mean_difference.reason == result.delta.reason == result.sign.reason == "no_units"
        assert result.pole_flips.reason == result.homogeneity.reason == "no_units"
        return
    assert result.mean_difference.value == pytest.approx(mean(a - b for a, b in both))
    assert result.delta.value == pytest.approx((higher - lower) / len(both))
    assert result.pole_flips.flips == sum(abs(a - b) == 2 for a, b in both)
    counts = [[sum(pair == (row, column) for pair in both) for column in range(3)] for row in range(3)]
    assert result.confusion.counts == tuple(tuple(float(count) for count in row) for row in counts)
    if higher + lower:
        assert result.sign.p == pytest.approx(their_sign_test([a - b for a, b in both], 0)[1])
        assert result.sign.share == higher / (higher + lower)
    else:
        assert (result.sign.p, result.sign.reason) == (None, "no_difference")


@given(drawn_codes(4))
@settings(deadline=None, max_examples=60)
def test_one_against_the_rest_unit_by_unit(codes: list[list[int]]) -> None:
    result = lean(table_of(codes), "0", resamples=20)
    units = [(row[0], [code for code in row[1:] if code >= 0]) for row in codes if row[0] >= 0 and max(row[1:]) >= 0]
    steps = [own - mean(others) for own, others in units]
    assert result.n == len(units)
    assert result.second is None
    counts = np.zeros((3, 3))
    for own, others in units:
        for other in others:
            counts[own, other] += 1 / len(others)
    assert np.array(result.confusion.counts) == pytest.approx(counts)
    if units:
        assert result.mean_difference.value == pytest.approx(mean(steps))
        assert result.sign.higher == sum(step > 1e-9 for step in steps)
        assert result.pole_flips.flips == sum(
            (own, 2 - own) in [(0, 2), (2, 0)] and 2 - own in others for own, others in units
        )
    if len(codes[0]) == 2 and units:
        assert result.homogeneity == lean(table_of(codes), "0", "1").homogeneity


@given(drawn_codes())
@settings(deadline=None, max_examples=40)
def test_against_the_only_other_is_the_pair(codes: list[list[int]]) -> None:
    pair, rest = lean(table_of(codes), "0", "1", resamples=50), lean(table_of(codes), "0", resamples=50)
    assert rest.homogeneity == pair.homogeneity
    assert (rest.sign, rest.confusion.counts, rest.pole_flips) == (pair.sign, pair.confusion.counts, pair.pole_flips)
    assert rest.mean_difference.value == pair.mean_difference.value


def test_a_lean_is_found_and_points_the_right_way() -> None:
    for result in (lean(leaning(), "0", "1"), lean(leaning(per_document=5), "0", "1"), lean(leaning(), "0")):
        assert result.toward == "pro-washington"
        for p in (result.sign.p, result.homogeneity.p):
            assert p is not None
            assert p < 1e-6
        assert result.mean_difference.low is not None
        assert result.mean_difference.low > 0
        assert result.sign.low is not None
        assert result.sign.low > 0.5
    assert lean(leaning(), "1").toward == "pro-moscow"


def test_noise_is_not_a_lean() -> None:
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 3, 500)
    noisy = np.where(rng.random((500, 2)) < 0.6, truth[:, None], rng.integers(0, 3, (500, 2)))
    result = lean(table_of(noisy.tolist(), 5), "0", "1")
    assert min(p for p in (result.sign.p, result.homogeneity.p, result.by_document.p) if p is not None) > 0.05
    assert result.mean_difference.low is not None
    assert result.mean_difference.high is not None
    assert result.mean_difference.low < 0 < result.mean_difference.high
    assert result.pole_flips.flips > 50


@pytest.mark.parametrize("per_document", [0, 4, 30])
def test_seen_from_the_other_side_everything_turns_around(per_document: int) -> None:
    table = leaning(per_document=per_document)
    one, other = lean(table, "0", "1"), lean(table, "1", "0")
    assert other.toward == "pro-moscow"
    assert other.mean_difference.value == -(one.mean_difference.value or 0)
    assert other.delta.value == -(one.delta.value or 0)
    assert (other.sign.higher, other.sign.lower, other.sign.p) == (one.sign.lower, one.sign.higher, one.sign.p)
    assert other.homogeneity.p == pytest.approx(one.homogeneity.p)
    assert (other.pole_flips, other.confusion.n) == (one.pole_flips, one.confusion.n)
    assert np.array(other.confusion.counts).T.tolist() == np.array(one.confusion.counts).tolist()
    if per_document != 0:  # over units the draws follow the order of the cells, which turns around too
        assert other.delta.low == pytest.approx(-(one.delta.high or 0))


def test_which_interval_is_made() -> None:
    assert lean(leaning(400, 5), "0", "1").delta.method == "document_bootstrap"
    few = lean(leaning(400, 20), "0", "1").delta
    assert (few.method, few.clusters, few.resamples, few.seed) == ("document_jackknife", 20, 20, None)
    fewer = lean(leaning(400, 100), "0", "1")
    assert (fewer.delta.reason, fewer.delta.low, fewer.by_document.reason) == ("few_documents", None, "few_documents")
    assert fewer.delta.value is not None
    assert lean(leaning(400), "0", "1").delta.method == "unit_bootstrap"
    assert lean(leaning(20), "0", "1").delta.method == "unit_jackknife"
    assert lean(leaning(8), "0", "1").delta.reason == "few_units"


def test_the_jackknife_over_units_is_students_interval_of_the_mean() -> None:
    codes = leaning(30).codes
    table = leaning(30)
    result = lean(table, "0", "1").mean_difference
    steps = np.repeat(codes[:, 0].astype(int) - codes[:, 1], table.counts)
    expected = scipy.stats.ttest_1samp(steps, 0).confidence_interval(0.95)
    assert (result.low, result.high) == pytest.approx((expected.low, expected.high))


def test_the_bootstrap_is_seeded_and_agrees_with_the_normal_interval() -> None:
    table = leaning(2000, 4)
    one, again = lean(table, "0", "1", seed=7), lean(table, "0", "1", seed=7)
    assert one == again
    steps = np.repeat(table.codes[:, 0].astype(int) - table.codes[:, 1], table.counts)
    reach = 1.96 * steps.std() / len(steps) ** 0.5
    # Documents are drawn at random here, so units are independent and both intervals mean the same.
    assert one.mean_difference.low == pytest.approx(steps.mean() - reach, abs=reach / 4)
    assert one.mean_difference.high == pytest.approx(steps.mean() + reach, abs=reach / 4)


def test_all_pairs_are_corrected_together() -> None:
    results = leans(leaning())
    assert [(each.first, each.second) for each in results] == list(combinations("012", 2))
    for each in results:
        assert each.sign.p is not None
        assert each.sign_p_holm is not None
        assert each.sign.p <= each.sign_p_holm <= 3 * each.sign.p
    assert min(each.sign_p_holm or 0 for each in results) == 3 * min(each.sign.p or 0 for each in results)
    assert lean(leaning(), "0", "1").sign_p_holm == lean(leaning(), "0", "1").sign.p


def test_pairs_without_a_shared_unit_and_silent_annotators_are_left_out() -> None:
    table = table_of([[0, 1, -1, -1], [1, 1, -1, -1], [-1, -1, 2, -1]])
    assert [(each.first, each.second) for each in leans(table)] == [("0", "1")]
    assert [each.first for each in leans_from_rest(table)] == ["0", "1"]


def test_no_difference_at_all() -> None:
    result = lean(table_of([[0, 0], [1, 1], [2, 2]] * 20), "0", "1")
    assert (result.toward, result.mean_difference.value, result.mean_difference.low) == (None, 0.0, None)
    assert {result.sign.reason, result.homogeneity.reason, result.delta.reason} == {"no_difference"}
    assert result.pole_flips.share == 0.0


def test_without_an_order_only_the_margins_are_tested() -> None:
    table = Ratings.from_matrix([["Lavrov", "Kerry"]] * 9 + [["Kerry", "Kerry"]] * 9)
    result = lean(table, "0", "1")
    assert result.homogeneity.statistic == pytest.approx(9.0)
    assert {result.sign.reason, result.delta.reason, result.mean_difference.reason} == {"needs_order"}
    assert (result.pole_flips.reason, result.toward) == ("needs_order", None)
    assert pole_flips(table).reason == "needs_order"


def test_numbers_are_differences_in_their_own_unit() -> None:
    table = Ratings.from_matrix([[10, 30], [20, 20]] * 10, level="interval")
    assert lean(table, "0", "1").mean_difference.value == pytest.approx(-10)


def test_pole_flips_of_a_whole_table() -> None:
    rows: list[list[str | None]] = [
        ["-", "0", "+"],
        ["-", "-", "-"],
        ["-", None, "+"],
        ["0", "+", None],
        ["+", None, None],
    ]
    result = pole_flips(Ratings.from_matrix(rows, ["-", "0", "+"]))
    assert (result.flips, result.n, result.share) == (2, 4, 0.5)
    assert pole_flips(Ratings.from_matrix([["-", None]], ["-", "0", "+"])).reason == "no_units"


@pytest.mark.parametrize(("first", "second"), [("9", "1"), ("0", "9"), ("0", "0")])
def test_annotators_who_cannot_be_compared(first: str, second: str) -> None:
    with pytest.raises(UsageError):
        lean(leaning(10), first, second)
    with pytest.raises(UsageError):
        confusion(leaning(10), first, second)


@pytest.mark.parametrize("wrong", [{"resamples": 0}, {"seed": -1}, {"confidence": 1.0}])
def test_arguments_out_of_range(wrong: dict[str, float]) -> None:
    for report in (leans, leans_from_rest):
        with pytest.raises(UsageError):
            report(leaning(10), **wrong)  # type: ignore[arg-type]


def test_every_pair_of_people_who_judged_contentious_words(shared: Path) -> None:
    """1,435 pairs share at least the control extracts of their batch; what they share adds up."""
    with gzip.open(shared / "data" / "conconcor" / "Annotations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    answers = ["Niet omstreden", "Weet ik niet", "Omstreden naar huidige maatstaven"]
    rows = [(extract, person, response) for person, extract, response, _ in lines if response in answers]
    table = Ratings.from_triples(rows, answers)
    people = table.annotators[:40]
    some = table.only(annotators=people)
    results = leans(some, resamples=100)
    rated: dict[str, dict[str, int]] = {person: {} for person in people}
    for extract, person, response in rows:
        if person in rated:
            rated[person][extract] = answers.index(response)
    assert results
    for each in results:
        assert each.second is not None
        one, other = rated[each.first], rated[each.second]
        shared_units = one.keys() & other.keys()
        assert each.n == len(shared_units)
        difference = mean(one[unit] - other[unit] for unit in shared_units)
        assert each.mean_difference.value == pytest.approx(difference)
