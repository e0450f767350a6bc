"""The table of spans: what it keeps, what it refuses, and the parts that can be taken of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from span_tables import marks, places, table_of

from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.errors import InputError

BOTH = ("ann", "bob")


@given(marks(pieces=3, labels=("x", "y", None)))
def test_every_mark_keeps_its_places(found: list[Mark]) -> None:
    spans = table_of(found)
    assert sorted(spans.source.tolist()) == list(range(len(found)))
    for unit, source in enumerate(spans.source.tolist()):
        mark = found[source]
        own = spans.piece_unit == unit
        covered = [
            place
            for start, end in zip(spans.piece_start[own], spans.piece_end[own], strict=True)
            for place in range(start, end)
        ]
        assert len(covered) == len(set(covered))
        assert set(covered) == places(mark)
        assert spans.documents[spans.document[unit]] == mark.document
        assert spans.annotators[spans.annotator[unit]] == mark.annotator
        assert (spans.labels[spans.label[unit]] if spans.label[unit] >= 0 else None) == mark.label
        assert (spans.start[unit], spans.end[unit]) == (min(places(mark)), max(places(mark)) + 1)


@given(marks())
def test_readers_without_marks_are_kept(found: list[Mark]) -> None:
    spans = table_of(found)
    assert spans.readers.tolist() == [2, 2]
    assert spans.shared_documents.tolist() == [0, 1]
    assert spans.shared_units == len(found)


def test_the_end_of_a_document_is_known_or_taken_from_its_spans() -> None:
    found = [Mark("d1", "ann", ((0, 4),)), Mark("d2", "ann", ((0, 7),))]
    spans = Spans.of_documents(found, lengths={"d1": 9})
    assert spans.passage_end.tolist() == [9, 7]
    assert not spans.lengths_known
    assert Spans.of_documents(found, lengths={"d1": 9, "d2": 9}).lengths_known


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (Mark("d", "ann", ((3, 3),)), "empty"),
        (Mark("d", "ann", ()), "empty"),
        (Mark("d", "ann", ((8, 12),)), "no single passage"),
        (Mark("d", "ann", ((18, 25),)), "no single passage"),
        (Mark("e", "ann", ((0, 2),)), "no single passage"),
        (Mark("d", "cleo", ((0, 2),)), "no reader"),
        (Mark("d", "ann", ((0, 2),), "z"), "not declared"),
    ],
)
def test_impossible_marks_are_refused_by_name(mark: Mark, message: str) -> None:
    read = [Passage("d", 0, 10, BOTH), Passage("d", 10, 20, BOTH)]
    with pytest.raises(InputError, match=message) as caught:
        Spans.of_passages([mark], read, labels=["x"])
    assert repr(mark.document) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "read",
    [
        [Passage("d", 0, 10, BOTH), Passage("d", 9, 20, BOTH)],
        [Passage("d", 5, 5, BOTH), Passage("d", 5, 9, BOTH)],
        [Passage("d", 10, 5, BOTH)],
        [Passage("d", -1, 5, BOTH)],
    ],
)
def test_impossible_passages_are_refused(read: list[Passage]) -> None:
    with pytest.raises(InputError, match="'d'"):
        Spans.of_passages([], read)


def test_tokens_must_come_in_order() -> None:
    with pytest.raises(InputError, match="token 2-5"):
        Spans.of_documents([Mark("d", "ann", ((0, 9),))], tokens={"d": [(0, 3), (2, 5)]})


def test_units_that_touch_no_token_are_left_out() -> None:
    found = [Mark("d", "ann", ((0, 4), (6, 9)), "x"), Mark("d", "bob", ((4, 5),), "y")]
    told = Spans.of_documents(found, tokens={"d": [(0, 2), (2, 4), (5, 9)]}).in_tokens()
    assert told is not None
    assert (told.annotator.tolist(), told.piece_start.tolist(), told.piece_end.tolist()) == ([0], [0], [3])
    assert (told.passage_start.tolist(), told.passage_end.tolist()) == ([0], [3])
    assert told.readers.tolist() == [2]
    assert Spans.of_documents(found).in_tokens() is None


def test_parts_of_the_table() -> None:
    read = [Passage("d", 0, 10, BOTH), Passage("d", 10, 20, ("ann",)), Passage("e", 0, 10, ("ann", "cleo"))]
    found = [Mark("d", "ann", ((2, 4),), "x"), Mark("d", "ann", ((12, 14),), "y"), Mark("e", "cleo", ((0, 3),), "y")]
    spans = Spans.of_passages(found, read)
    assert spans.shared().source.tolist() == [0, 2]
    assert spans.shared().passage_document.tolist() == [0, 1]
    only = spans.only(["ann", "bob"])
    assert (only.source.tolist(), only.readers.tolist()) == ([0], [2])
    assert spans.where(spans.label == 1).source.tolist() == [1, 2]
    whole = spans.whole_documents()
    assert (whole.passage_start.tolist(), whole.passage_end.tolist()) == ([0, 0], [20, 10])
    assert (whole.readers.tolist(), whole.source.tolist()) == ([2, 2], [0, 1, 2])
    with pytest.raises(InputError, match="'dora'"):
        spans.only(["dora"])


def test_names_come_sorted_whatever_the_order() -> None:
    found = [Mark("d2", "bob", ((0, 2),), "y"), Mark("d1", "ann", ((5, 6),), "x"), Mark("d1", "ann", ((1, 6),), "x")]
    one, other = Spans.of_documents(found), Spans.of_documents(found[::-1])
    assert (one.documents, one.annotators, one.labels) == (("d1", "d2"), ("ann", "bob"), ("x", "y"))
    assert np.array_equal(one.piece_start, other.piece_start)
    assert one.source.tolist() == [2, 1, 0]
