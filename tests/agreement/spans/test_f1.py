"""F1 measures are those of their definitions, tried out over every matching, and pool as sums do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from span_tables import iou, marks, pooled_f1, table_of

from annotator.agreement.spans.f1 import NAMES, f1_measures, f1_sums, weighted_f1
from annotator.agreement.spans.table import Mark, Passage, Spans

THREE = ("ann", "bob", "cleo")
some = settings(max_examples=60, deadline=None)


@some
@given(marks(THREE, ("d1",), most=4, pieces=2))
def test_values_are_those_of_the_definitions(found: list[Mark]) -> None:
    measures = f1_measures(table_of(found, THREE, ("d1",)))
    for name, want in pooled_f1(found, THREE, ("d1",)).items():
        got = measures[name].result()
        if want is None:
            assert (got.value, got.reason) == (None, "both_empty")
        else:
            assert got.value == pytest.approx(float(want), abs=1e-9), name


@some
@given(marks())
def test_documents_and_pairs_add_up(found: list[Mark]) -> None:
    want = pooled_f1(found, ("ann", "bob"), ("d1", "d2"))
    spans = table_of(found)
    measures = f1_measures(spans)
    (pair,) = f1_sums(spans).by_annotators()
    assert (pair.first, pair.second, pair.passages) == ("ann", "bob", 2)
    assert pair.units == len(found)
    for name, value in want.items():
        assert measures[name].rows.shape == (2, 2)
        expected = None if value is None else pytest.approx(float(value), abs=1e-9)
        assert measures[name].result().value == expected
        assert pair.values[name] == expected


@some
@given(marks(THREE), st.permutations(THREE), st.integers(1, 50))
def test_order_names_and_shift_change_nothing(found: list[Mark], names: tuple[str, ...], shift: int) -> None:
    back = dict(zip(THREE, names, strict=True))
    moved = [
        Mark(mark.document, back[mark.annotator], tuple((a + shift, b + shift) for a, b in mark.spans), mark.label)
        for mark in reversed(found)
    ]
    readers = [(document, who) for document in ("d1", "d2") for who in THREE]
    one, other = f1_measures(table_of(found, THREE)), f1_measures(Spans.of_documents(moved, readers))
    assert [one[name].result().value for name in NAMES] == pytest.approx(
        [other[name].result().value for name in NAMES], abs=1e-12
    )


@some
@given(marks())
def test_a_corpus_twice_over_has_the_same_values(found: list[Mark]) -> None:
    again = [mark._replace(document=mark.document + "'") for mark in found]
    once = f1_measures(table_of(found))
    twice = f1_measures(table_of(found + again, documents=("d1", "d2", "d1'", "d2'")))
    assert [once[name].result().value for name in NAMES] == pytest.approx(
        [twice[name].result().value for name in NAMES]
    )


def test_a_reader_without_marks_counts_and_a_stranger_does_not() -> None:
    found = [Mark("d1", "ann", ((0, 4),)), Mark("d1", "bob", ((0, 4),))]
    assert f1_measures(table_of(found, documents=("d1",)))["exact_f1"].result().value == 1
    with_silent = table_of(found, THREE, ("d1",))
    # Pairs ann-bob 1 of 1, ann-cleo and bob-cleo 0 of 1/2 each: 2 / (2 + 1 + 1).
    assert f1_measures(with_silent)["exact_f1"].result().value == 0.5
    assert f1_measures(with_silent.only(["ann", "bob"]))["exact_f1"].result().value == 1


def test_what_one_annotator_read_alone_does_not_count() -> None:
    found = [Mark("d1", "ann", ((0, 4),)), Mark("d2", "ann", ((0, 4),)), Mark("d1", "bob", ((0, 4),))]
    result = f1_measures(Spans.of_documents(found))["exact_f1"].result()
    assert (result.value, result.documents, result.units) == (1, 1, 2)
    alone = f1_measures(Spans.of_documents(found[:2]))["exact_f1"].result()
    assert (alone.value, alone.reason) == (None, "one_rater")
    assert f1_measures(Spans.of_documents([]))["exact_f1"].result().reason == "no_documents"


def test_spans_match_within_their_sentence_only() -> None:
    found = [Mark("d", "ann", ((8, 10),)), Mark("d", "bob", ((10, 12),))]
    both = [Passage("d", 0, 10, ("ann", "bob")), Passage("d", 10, 20, ("ann", "bob"))]
    assert f1_measures(Spans.of_passages(found, both))["overlap_f1"].result().value == 0


def test_tokens_are_marked_when_touched() -> None:
    found = [Mark("d", "ann", ((1, 6),)), Mark("d", "bob", ((4, 12),))]
    tokens = {"d": [(0, 3), (4, 7), (8, 12)]}
    value = f1_measures(Spans.of_documents(found, tokens=tokens))["token_f1"].result()
    # Tokens 0 and 1 against 1 and 2.
    assert (value.numerator, value.denominator, value.value) == (2, 4, 0.5)
    assert f1_measures(Spans.of_documents(found))["token_f1"].result().reason == "no_tokens"


@some
@given(marks(documents=("d1",), most=4))
def test_whole_claims_must_agree_in_all_they_say(found: list[Mark]) -> None:
    spans = table_of(found, documents=("d1",))

    def alike(first: np.ndarray, second: np.ndarray, overlap: np.ndarray) -> np.ndarray:
        return ((overlap >= 0.5) & (spans.label[first] == spans.label[second])) * 1.0

    value = weighted_f1(spans, "tuple_f1", alike).result().value
    sides = [[mark for mark in found if mark.annotator == who] for who in ("ann", "bob")]
    able = [[iou(one, other) >= 0.5 and one.label == other.label for other in sides[1]] for one in sides[0]]
    assert value == (pytest.approx(2 * most_pairs(able) / len(found)) if found else None)


def most_pairs(able: list[list[bool]]) -> int:
    if not able:
        return 0
    without = most_pairs(able[1:])
    each = [
        1 + most_pairs([[flag and place != column for place, flag in enumerate(row)] for row in able[1:]])
        for column, flag in enumerate(able[0])
        if flag
    ]
    return max([without, *each])


def test_of_equal_totals_the_one_with_more_good_pairs_counts() -> None:
    # 2/7 + 2/7 against 4/7: a tie as fractions, but not when each is rounded.
    found = [Mark("d", "a", (span,)) for span in ((1, 5), (4, 10))]
    found += [Mark("d", "b", (span,)) for span in ((3, 8), (8, 11))]
    want = pooled_f1(found, ("a", "b"), ("d",))
    measures = f1_measures(Spans.of_documents(found))
    assert want["iou50_f1"] == measures["iou50_f1"].result().value == 0.5
    assert measures["soft_f1"].result().value == pytest.approx(2 / 7)


def test_a_good_pair_more_does_not_outweigh_the_total() -> None:
    # Five spans within each other: three pairs of IoU .5 make 1.5, two of .8 and one of .08 make 1.68.
    found = [Mark("d", "a", ((0, end),)) for end in (40, 100, 250)]
    found += [Mark("d", "b", ((0, end),)) for end in (80, 200, 500)]
    want = pooled_f1(found, ("a", "b"), ("d",))
    measures = f1_measures(Spans.of_documents(found))
    assert measures["iou50_f1"].result().value == pytest.approx(float(want["iou50_f1"] or 0)) == pytest.approx(4 / 6)
    assert measures["soft_f1"].result().value == pytest.approx((2 * 1.68) / 6)


def test_many_overlapping_spans_are_matched_exactly() -> None:
    # 40 x 40 spans that all overlap: the search gives up and the assignment takes over.
    found = [
        Mark("d", who, ((place, place + 60 + shift),)) for who, shift in (("a", 0), ("b", 1)) for place in range(40)
    ]
    value = f1_measures(Spans.of_documents(found))["soft_f1"].result().value
    assert value == pytest.approx(60 / 61)
