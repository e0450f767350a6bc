"""The fold of changes to a segmentation: what applies, what is passed over, and what never changes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.records.documents import Segment
from annotator.records.identifiers import uuid7
from annotator.records.segment_changes import SegmentChange, effective_changes, fold_segments

DOCUMENT = "0123456789abcdef"
IMPORTED = [
    Segment(document=DOCUMENT, start=0, end=10, role="heading"),
    Segment(document=DOCUMENT, start=12, end=20),
    Segment(document=DOCUMENT, start=21, end=30),
]


def change(number: int, op: str, start: int, end: int, **more: object) -> SegmentChange:
    """A change with a known id."""
    fields = {"annotator": "ann", "document": DOCUMENT, "saved_at": datetime(2018, 2, 19, tzinfo=UTC)}
    return SegmentChange.model_validate(
        {"id": uuid7(number, 0), "op": op, "start": start, "end": end, **fields, **more}
    )


def folded(*changes: SegmentChange) -> list[tuple[int, int, str]]:
    """The segmentation after some changes."""
    return [(each.start, each.end, each.role) for each in fold_segments(IMPORTED, changes)]


START = folded()
SPLIT = change(1, "split", 12, 20, until=15, at=16)
MERGE = change(2, "merge", 16, 30, role="sentence")
ROLE = change(3, "role", 0, 10, role="sentence")


def test_each_change_does_what_it_says() -> None:
    assert folded(SPLIT) == [(0, 10, "heading"), (12, 15, "sentence"), (16, 20, "sentence"), (21, 30, "sentence")]
    assert folded(SPLIT, MERGE) == [(0, 10, "heading"), (12, 15, "sentence"), (16, 30, "sentence")]
    assert folded(ROLE)[0] == (0, 10, "sentence")
    assert folded(change(1, "merge", 0, 30, role="title")) == [(0, 30, "title")]


def test_pieces_keep_the_role_of_the_whole() -> None:
    assert folded(change(1, "split", 0, 10, until=4, at=4))[:2] == [(0, 4, "heading"), (4, 10, "heading")]


def test_changes_apply_in_the_order_of_ids_whatever_their_own_order() -> None:
    assert folded(ROLE, MERGE, SPLIT) == folded(SPLIT, MERGE, ROLE)


@pytest.mark.parametrize(
    "late",
    [
        change(9, "split", 12, 20, until=17, at=18),
        change(9, "role", 12, 20, role="title"),
        change(9, "merge", 15, 30, role="title"),
        change(9, "merge", 12, 29, role="title"),
        change(9, "merge", 12, 15, role="title"),
        change(9, "role", 12, 40, role="title"),
        change(9, "role", 40, 50, role="title"),
    ],
)
def test_a_change_that_finds_no_such_segment_is_passed_over(late: SegmentChange) -> None:
    assert folded(SPLIT, MERGE, late) == folded(SPLIT, MERGE)
    assert effective_changes(IMPORTED, [late, MERGE, SPLIT]) == [SPLIT, MERGE]


def test_the_last_word_on_a_change_counts() -> None:
    undo = change(4, "undo", 12, 20, reverts=SPLIT.id)
    redo = change(5, "redo", 12, 20, reverts=SPLIT.id)
    assert folded(SPLIT, undo) == START
    assert folded(SPLIT, undo, redo) == folded(SPLIT)
    assert folded(SPLIT, MERGE, undo) == START, "what was made of the pieces has nothing to apply to"
    assert effective_changes(IMPORTED, [SPLIT, undo, redo]) == [SPLIT]


def test_what_it_makes_has_keys() -> None:
    assert SPLIT.made_keys == (f"{DOCUMENT}:12-15", f"{DOCUMENT}:16-20")
    assert MERGE.made_keys == (f"{DOCUMENT}:16-30",)
    assert ROLE.made_keys == ()


@pytest.mark.parametrize(
    ("op", "more"),
    [
        ("split", {}),
        ("split", {"until": 12, "at": 15}),
        ("split", {"until": 16, "at": 15}),
        ("split", {"until": 15, "at": 20}),
        ("split", {"until": 15, "at": 16, "role": "title"}),
        ("role", {"role": "title", "at": 15}),
        ("merge", {}),
        ("role", {}),
        ("undo", {}),
        ("role", {"role": "title", "reverts": SPLIT.id}),
    ],
)
def test_impossible_changes_are_refused(op: str, more: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        change(1, op, 12, 20, **more)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["split", "merge", "role"]), st.integers(0, 30), st.integers(1, 31), st.integers(0, 9)
        ),
        max_size=12,
    )
)
def test_whatever_is_thrown_at_it_segments_stay_apart_and_in_order(wild: list[tuple[str, int, int, int]]) -> None:
    changes = []
    for number, (op, start, end, cut) in enumerate(wild):
        more: dict[str, object] = {"role": "title"} if op != "split" else {"until": start + cut, "at": start + cut + 1}
        try:
            changes.append(change(number, op, start, end, **more))
        except ValidationError:
            continue
    found = fold_segments(IMPORTED, changes)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert (found[0].start, found[-1].end) == (0, 30)
    assert fold_segments(IMPORTED, effective_changes(IMPORTED, changes)) == found
