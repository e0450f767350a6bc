"""Labels find their way back to units, and annotators to their quality."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.mace import mace
from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.quality import quality
from annotator.agreement.aggregation.units import UnitTable, patterns_of, unit_labels
from annotator.agreement.intake import Row
from annotator.agreement.ratings import Ratings
from annotator.errors import InputError, UsageError

ROWS: list[Row] = [
    ("s2", "bob", "no", "d1"),
    ("s1", "ann", "yes", "d1"),
    ("s1", "bob", "yes", "d1"),
    ("s1", "ann", "yes", "d2"),
    ("s1", "bob", "no", "d2"),
    ("s3", "ann", None, "d2"),
]


def test_every_unit_gets_its_label_in_the_order_of_the_rows() -> None:
    table = UnitTable.from_rows(ROWS, ["no", "yes"])
    labels = unit_labels(majority(table.ratings), table)
    assert [(label.document, label.unit, label.label, label.reason) for label in labels] == [
        ("d1", "s2", "no", None),
        ("d1", "s1", "yes", None),
        ("d2", "s1", None, "tie"),
        ("d2", "s3", None, "no_ratings"),
    ]
    assert [label.votes for label in labels] == [(1, 0), (0, 2), (1, 1), (0, 0)]
    assert [label.shares for label in labels] == [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), None]
    assert labels[2].posterior == (0.5, 0.5)


def test_the_table_is_that_of_the_same_rows() -> None:
    ours, theirs = UnitTable.from_rows(ROWS, ["no", "yes"]).ratings, Ratings.from_triples(ROWS, ["no", "yes"])
    assert ours.codes.tolist() == theirs.codes.tolist()
    assert ours.counts.tolist() == theirs.counts.tolist()
    assert ours.documents == theirs.documents


def test_two_ratings_of_one_unit_by_one_annotator_are_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        UnitTable.from_rows([("s1", "ann", "yes"), ("s1", "ann", "no")], source="ratings.csv")


def test_labels_of_other_ratings_are_refused() -> None:
    table = UnitTable.from_rows(ROWS, ["no", "yes"])
    other = UnitTable.from_rows([("s1", "eve", "yes")], ["no", "yes"])
    with pytest.raises(UsageError, match="other ratings"):
        unit_labels(majority(other.ratings), table)
    with pytest.raises(UsageError, match="columns"):
        patterns_of(table.ratings, np.zeros((2, 5), dtype=np.int8))


@given(st.lists(st.lists(st.integers(-1, 2), min_size=3, max_size=3), min_size=1, max_size=30))
def test_patterns_lead_back_to_units(rows: list[list[int]]) -> None:
    codes = np.array(rows, dtype=np.int8)
    table = Ratings.from_codes(codes, ("a", "b", "c")).rated()
    place = patterns_of(table, codes)
    for row, at in zip(rows, place.tolist(), strict=True):
        assert at == -1 if max(row) < 0 else table.codes[at].tolist() == row
    assert np.bincount(place[place >= 0], minlength=len(table.codes)).tolist() == table.counts.tolist()


def test_a_table_without_annotators() -> None:
    assert (
        patterns_of(
            Ratings.from_codes(np.zeros((2, 0), dtype=np.int8), ("a",)), np.zeros((3, 0), dtype=np.int8)
        ).tolist()
        == [-1] * 3
    )


def leaning() -> Ratings:
    """Ann and Bob see what is there, Eve sees the last category where it is the middle one, Dan has not begun."""
    truth = np.repeat([0, 1, 2], 40)
    codes = np.stack([truth, truth, np.where(truth == 1, 2, truth), np.full(120, -1)], axis=1)
    return Ratings.from_codes(codes, ("-", "0", "+"), annotators=["ann", "bob", "eve", "dan"])


def test_quality_against_the_labels() -> None:
    for result in (majority(leaning()), dawid_skene(leaning()), mace(leaning())):
        found = {each.annotator: each for each in quality(result)}
        accuracies = [found[name].accuracy for name in ("ann", "eve")]
        # A majority of three gives the middle units two votes to one: a posterior of 2/3.
        expected = [(80 + 40 * 2 / 3) / 120, (80 + 40 / 3) / 120] if result.method == "majority" else [1, 2 / 3]
        assert accuracies == pytest.approx(expected, abs=0.01)
        assert (found["dan"].accuracy, found["dan"].reason, found["dan"].ratings) == (None, "no_ratings", 0)
        assert found["ann"].ratings == 120
        assert (found["ann"].competence is None) == (result.method != "mace")


def test_the_confusion_matrix_shows_the_lean() -> None:
    eve = next(each for each in quality(dawid_skene(leaning())) if each.annotator == "eve")
    assert eve.confusion[1] == pytest.approx((0, 0, 1), abs=0.01)
    assert np.array(eve.expected).sum() == pytest.approx(120)


def test_a_category_that_is_never_true_has_no_row() -> None:
    found = quality(majority(Ratings.from_matrix([["a", "a"]], ["a", "b"])))
    assert found[0].confusion == ((1.0, 0.0), None)


def test_quality_of_a_person_with_several_columns() -> None:
    people = {"ann": "both", "bob": "both"}
    result = mace(leaning(), people=people)
    found = quality(result, people)
    assert [each.annotator for each in found] == ["both", "eve", "dan"]
    assert found[0].ratings == 240
    assert found[0].competence == pytest.approx(float(result.competence[0]))
