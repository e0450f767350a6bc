"""Spans as ratings of places: the same numbers as a table of every single place would give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from span_tables import LENGTH, marks, places, table_of

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.spans.positions import MARKED, UNMARKED, position_ratings
from annotator.agreement.spans.table import Mark, Spans

THREE = ("ann", "bob", "cleo")


@settings(max_examples=30, deadline=None)
@given(marks(THREE, most=2, pieces=2))
def test_every_place_is_a_unit(found: list[Mark]) -> None:
    matrix = [
        [
            MARKED if any(mark[:2] == (document, who) and place in places(mark) for mark in found) else UNMARKED
            for who in THREE
        ]
        for document in ("d1", "d2")
        for place in range(LENGTH)
    ]
    names = ["alpha_nominal", "conger_kappa", "gwet_ac1"]
    want = coefficients(Ratings.from_matrix(matrix, [UNMARKED, MARKED], annotators=THREE), names=names)
    spans = table_of(found, THREE)
    for named in (True, False):
        table = position_ratings(spans, named=named)
        assert table.units == 2 * LENGTH
        assert table.documents == ("d1", "d2")
        told = coefficients(table, names=names)
        for name in names if named else ["alpha_nominal", "gwet_ac1"]:
            value = want[name].value
            assert told[name].value == (None if value is None else pytest.approx(value))


def test_labels_and_readers() -> None:
    found = [Mark("d", "ann", ((0, 4),), "x"), Mark("d", "ann", ((2, 6),), "y"), Mark("e", "bob", ((0, 1),), "y")]
    table = position_ratings(Spans.of_documents(found, [("d", "bob")], {"d": 8, "e": 2}), labels=True)
    assert table.categories == (UNMARKED, "x", "y")
    told = {
        (table.documents[document], *codes): count
        for document, codes, count in zip(
            table.document.tolist(), table.codes.tolist(), table.counts.tolist(), strict=True
        )
    }
    assert told == {("d", 0, 0): 2, ("d", 1, 0): 4, ("d", 2, 0): 2, ("e", -1, 0): 1, ("e", -1, 2): 1}
