"""Tokens for a cursor that moves word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.graphemes import graphemes
from annotator.text.words import _PLAIN, _any_words, words

PARTS = ["don't", "U.S.", "3.5", " ", "\u0301", "他", "“", ".", "-", "👩\u200d👧", "\r\n", "\u200b", "а"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join))


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He didn’t say “no”.", ["He", "didn’t", "say", "“", "no", "”", "."]),
        ("a US-backed, 3.5% rise", ["a", "US-backed", ",", "3.5", "%", "rise"]),
        ("the U.S. and U.N.'s", ["the", "U.S.", "and", "U.N.", "'", "s"]),
        ("Mr. X... and -- so", ["Mr", ".", "X", "...", "and", "--", "so"]),
        ("'tis the boys' day", ["'", "tis", "the", "boys", "'", "day"]),
        ("Он сказал: «Нет».", ["Он", "сказал", ":", "«", "Нет", "»", "."]),
        ("قال الوزير: لا", ["قال", "الوزير", ":", "لا"]),
        ("他说abc。", ["他", "说", "abc", "。"]),
        ("조선은 나라", ["조선은", "나라"]),
        ("cafe\u0301 👩\u200d👧!", ["cafe\u0301", "👩\u200d👧", "!"]),
        ("1,250,000 at 7:15", ["1,250,000", "at", "7:15"]),
        ("end.Start", ["end", ".", "Start"]),
        ("al-Assad's", ["al-Assad's"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert tokens(text) == wanted


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_tokens_are_in_order_inside_the_range_and_hold_all_that_is_not_blank(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = words(text, start, end)
    edges = [start, *(place for token in found for place in token), end]
    assert edges == sorted(edges)
    assert all(begin < stop for begin, stop in found)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text[start:end].split())


@given(TEXTS)
def test_tokens_are_whole_graphemes(text: str) -> None:
    edges = {place for cluster in graphemes(text) for place in cluster}
    assert all({begin, stop} <= edges for begin, stop in words(text))


MARKS = [*"aBZßЯй1239_.,:/'’-–…=~*· \n\r\t©\xad¼ʼ\x1c\u2028€“", "U.S.", "A.B", "1.5", "\r\n", "..."]


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join) | st.text(st.characters(max_codepoint=0x52F)))
@settings(max_examples=400)
def test_the_quick_way_for_plain_text_finds_the_same(text: str) -> None:
    assert words(text) == _any_words(text)


def test_texts_of_newspapers_are_plain() -> None:
    assert _PLAIN.fullmatch("“We’re staying” – said Łukasz, in the U.S. – for €3.5m…\r\nОн сказал: «Нет».")
    assert not _PLAIN.fullmatch("x²")
    assert not _PLAIN.fullmatch("e\u0301")
