"""Text that is safe for a terminal, and the map between cells and code points."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.cells import PLACEHOLDER, Cells, cell_width, one_line, safe
from annotator.text.graphemes import graphemes

PARTS = ["a", "é", "e\u0301", "\t", "\x1b[31m", "界", "👩\u200d👧", "🇺🇸", "❤\ufe0f", "\u202e", "\r\n"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join))


@given(TEXTS)
def test_the_length_is_kept_and_nothing_can_be_obeyed(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    for char, was in zip(shown, text, strict=True):
        assert char in (was, PLACEHOLDER)
        assert unicodedata.category(char) not in ("Cc", "Zl", "Zp", "Cs")


@given(TEXTS)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)


def test_every_control_of_unicode_is_replaced() -> None:
    # The few of Cf that are printed: Arabic, Syriac and Kaithi number signs and abbreviation marks.
    printed = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    wrong = []
    for code in range(0x110000):
        char = chr(code)
        control = unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs") and code not in printed
        if control != (safe(char) == PLACEHOLDER) and code != ord(PLACEHOLDER) and unicodedata.category(char) != "Cn":
            wrong.append(hex(code))
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["plain text", "¿Qué?", "Привет, мир", "界", "e\u0301", "[b]bold[/b]", "👍🏽", "a\u00a0b"]
)
def test_words_are_left_alone(text: str) -> None:
    assert safe(text) == text


def test_escape_sequences_lose_their_escape() -> None:
    assert safe("\x1b]0;title\x07") == f"{PLACEHOLDER}]0;title{PLACEHOLDER}"


def test_one_line_has_spaces_for_breaks() -> None:
    assert one_line("a\r\nb\tc\u2028d\x1be") == f"a  b c d{PLACEHOLDER}e"


@pytest.mark.parametrize(
    ("grapheme", "width"),
    [("a", 1), ("é", 1), ("e\u0301", 1), ("界", 2), ("👍", 2), ("\t", 1), ("\x1b", 1), ("\u200b", 1), ("\r\n", 2)],
)
def test_width_is_that_of_what_is_shown(grapheme: str, width: int) -> None:
    assert cell_width(grapheme) == width


@given(TEXTS)
def test_columns_and_offsets_answer_each_other(text: str) -> None:
    cells = Cells.of(text)
    for start, end in graphemes(text):
        wide = cell_width(text[start:end])
        for column in range(cells.column(start), cells.column(start) + wide):
            assert cells.offset(column) == start
        assert {cells.column(offset) for offset in range(start, end)} == {cells.column(start)}
    assert cells.column(len(text)) == cells.width
    assert cells.offset(cells.width) == len(text)


@given(TEXTS, st.integers(0, 40))
def test_snapping_finds_the_grapheme_around_an_offset(text: str, offset: int) -> None:
    cells = Cells.of(text)
    offset = min(offset, len(text))
    edges = {0, len(text), *(start for start, _ in graphemes(text))}
    left, right = cells.snap_left(offset), cells.snap_right(offset)
    assert left <= offset <= right
    assert {left, right} <= edges
    assert (left == right) == (offset in edges)


def test_snapping_out_of_a_cluster() -> None:
    cells = Cells.of("e\u0301 👩\u200d👧!")
    assert (cells.snap_left(1), cells.snap_right(1)) == (0, 2)
    assert (cells.snap_left(4), cells.snap_right(4)) == (3, 6)
    assert (cells.snap_left(6), cells.snap_right(6)) == (6, 6)


def test_a_column_left_or_right_of_the_row_is_its_end() -> None:
    cells = Cells.of("ab")
    assert (cells.offset(-1), cells.offset(99)) == (0, 2)
    assert Cells.of("").offset(0) == 0
