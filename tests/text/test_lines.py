"""Lines, hard wraps and paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.lines import flat, lines, paragraphs

LONG = (
    "The delegation arrived before dawn and was led through a side door, because the square in front of the palace had "
    "been filled with people since the evening. Nobody had expected so many. The talks began late and were broken off "
    "twice, once for a telephone call from the capital and once because the lights went out."
)
OTHER = (
    "In the afternoon the two ministers met alone for an hour, without interpreters, which had not happened before. "
    "Afterwards neither of them wanted to say a word to the reporters who stood waiting in the rain."
)


def shown(text: str) -> list[str]:
    return [text[each.start : each.end] for each in paragraphs(text)]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_ends_a_paragraph(mark: str) -> None:
    assert shown(f"One.{mark}Two.{mark}{mark}Three.") == ["One.", "Two.", "Three."]


def test_a_windows_line_end_is_one_break() -> None:
    assert list(lines("a\r\nb\n\rc")) == [(0, 1), (3, 4), (5, 5), (6, 7)]


@given(st.text(alphabet="ab \n\r\u2028\x0c\ufeff."))
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    assert "".join("".join(text.split())) == "".join("".join(shown(text)).split())


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n"])
def test_hard_wrapped_lines_are_joined(width: int, between: str) -> None:
    wrapped = between.join(textwrap.fill(paragraph, width) for paragraph in (LONG, OTHER))
    assert [" ".join(each.split()) for each in shown(wrapped)] == [LONG, OTHER]


def test_indented_paragraphs_of_a_wrapped_text_stay_apart() -> None:
    wrapped = "\n".join(textwrap.fill(each, 72, initial_indent="    ") for each in (LONG, OTHER))
    assert [" ".join(each.split()) for each in shown(wrapped)] == [LONG, OTHER]


def test_a_heading_above_a_wrapped_paragraph_stays_apart() -> None:
    wrapped = "What the ministers said\n" + textwrap.fill(LONG, 72)
    assert shown(wrapped)[0] == "What the ministers said"
    assert len(shown(wrapped)) == 2


def test_a_list_of_headlines_is_not_a_wrapped_paragraph() -> None:
    headlines = [
        "Envoys return to Geneva with a draft that nobody wants to own",
        "Bridge at Dolna is closed again after engineers find new cracks",
        "Parliament votes on a budget that the minister calls a farce",
        "Harbour workers end their strike without a written agreement",
    ]
    assert shown("\n".join(headlines)) == headlines


def test_bullets_are_not_joined() -> None:
    text = (
        "• the first of the points that were agreed on Friday in Geneva\n• the second of the points, agreed there too"
    )
    assert len(shown(text)) == 2


def test_flat_keeps_the_length() -> None:
    text = "One\r\ntwo.\u200b Three a\u200bb"
    line = flat(text, 0, len(text))
    assert len(line) == len(text)
    assert line == "One  two.  Three a\u200bb"
