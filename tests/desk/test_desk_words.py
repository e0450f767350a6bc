"""The word cursor: always on a token, and what is chosen is whole words of the text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.selection import WordCursor
from annotator.records.spans import Span

TEXT = "One, two — three. Four"
TOKENS = [found.span() for found in re.finditer(r"\w+", TEXT)]


def cursor(at: int = 0) -> WordCursor:
    return WordCursor(TOKENS, at)


def chosen(words: WordCursor) -> str | None:
    return words.span.of(TEXT) if words.span else None


def test_the_cursor_stops_at_both_ends() -> None:
    words = cursor()
    words.move(-1)
    assert words.at == 0
    words.move(99)
    assert words.word == Span(start=18, end=22)


def test_words_are_chosen_to_either_side() -> None:
    words = cursor(1)
    assert chosen(words) is None
    words.extend(1)
    assert chosen(words) == "two — three"
    words.extend(-2)
    assert chosen(words) == "One, two"
    words.clear()
    assert chosen(words) is None
    assert words.at == 0


def test_a_choice_begins_and_ends_with_one_key() -> None:
    words = cursor(2)
    words.toggle()
    assert chosen(words) == "three"
    words.move(1)
    assert chosen(words) == "three. Four"
    words.toggle()
    assert chosen(words) is None


def test_an_offset_leads_to_its_token_or_the_one_before() -> None:
    words = cursor()
    for offset, token in ((0, "One"), (3, "One"), (6, "two"), (9, "two"), (12, "three"), (99, "Four")):
        words.to_offset(offset)
        assert words.word is not None
        assert words.word.of(TEXT) == token


def test_a_sentence_without_a_word_has_nothing_to_choose() -> None:
    words = WordCursor([])
    words.move(1)
    words.extend(-1)
    words.toggle()
    words.to_offset(5)
    assert (words.word, words.span, words.at) == (None, None, 0)


MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "extend", "to", "toggle", "clear", "to_offset"]), st.integers(-5, 25))
)


@given(MOVES)
def test_whatever_is_pressed_whole_words_are_chosen(moves: list[tuple[str, int]]) -> None:
    words = cursor()
    for name, step in moves:
        getattr(words, name)(*([] if name in ("toggle", "clear") else [step]))
        assert 0 <= words.at < len(TOKENS)
        span = words.span
        assert span is None or ({span.start, span.end} <= {edge for token in TOKENS for edge in token})
        assert span is None or words.word is None or words.word.inside(span)
