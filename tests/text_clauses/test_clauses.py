"""Quotations, reported sentences and clauses of a sentence, whatever its marks and scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.clauses import parts, stops
from annotator.text.graphemes import graphemes
from annotator.text.words import words

HARD = "“”„«»\"'‘,;:.—–-() thatчто那這。「」؛،\u0301\u200d\U0001f469\U0001f1fa\U0001f1f8שלום \n"


def told(sentence: str, kind: str = "") -> list[str]:
    return [sentence[part.start : part.end] for part in parts(sentence, 0, len(sentence)) if kind in ("", part.kind)]


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        (
            "“The ferry is slow,” said Ines, “and the bay is deep,” she added.",
            ["The ferry is slow", "and the bay is deep"],
        ),
        ("He called the plan “worthless”.", ["worthless"]),
        ("„Das ist falsch“, sagte er.", ["Das ist falsch"]),
        ("«Это неправда», — заявил он.", ["Это неправда"]),
        ('"It will not hold," he said.', ["It will not hold"]),
        ("The men left.” Nobody else did.", ["The men left"]),
        ("He said: “We will stay in the U.S. tonight", ["We will stay in the U.S. tonight"]),
        ("“Who will pay?” she asked.", ["Who will pay?"]),
        ("Nobody said a word.", []),
    ],
)
def test_quotations_come_without_their_marks(sentence: str, quoted: list[str]) -> None:
    assert told(sentence, "quotation") == quoted
    assert told(sentence)[: len(quoted)] == quoted, "they come first"


def test_what_is_reported_goes_on_to_the_end_or_to_the_next_that() -> None:
    assert told("Brandt said that the quay, which is old, will hold.", "content") == [
        "the quay, which is old, will hold"
    ]
    assert told("She said that the quay will hold, adding that it is old.", "content") == [
        "the quay will hold",
        "it is old",
    ]
    assert told("That is what they want.", "content") == []
    assert told("He called it “a lie that they tell.”", "content") == ["they tell"]


def test_clauses_lie_between_breaks() -> None:
    sentence = "On Monday, as rain fell (it always does), the ferry — a new one — left; nobody came."
    assert told(sentence, "clause") == [
        "On Monday",
        "as rain fell",
        "it always does",
        "the ferry",
        "a new one",
        "nobody came",
    ]


def test_a_sentence_without_breaks_is_one_clause_without_its_stop() -> None:
    assert told("The ferry left at 3,500 knots.") == ["The ferry left at 3,500 knots"]
    assert told("「船は遅い」と彼は言った。")[-1] == "と彼は言った"
    assert parts("", 0, 0) == []
    assert parts("— … .", 0, 5) == []


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Before. “It is late,” he said. After, all."
    start, end = 8, 30
    assert [text[part.start : part.end] for part in parts(text, start, end)] == ["It is late", "he said"]
    assert stops(text, start, end) == ([9, 22], [19, 29])


@given(st.text(HARD, max_size=60) | st.text(max_size=40), st.integers(0, 8), st.integers(0, 8))
@example("e\u0301, e\u0301 e\u0301”", 0, 0)
def test_parts_are_whole_words_inside_the_sentence(sentence: str, before: int, behind: int) -> None:
    text = "ab, “c” "[:before] + sentence + " d”, e. "[:behind]
    start, end = before, before + len(sentence)
    tokens = words(text, start, end)
    begins, finishes = {first for first, _ in tokens}, {last for _, last in tokens}
    found = parts(text, start, end)
    for part in found:
        assert start <= part.start < part.end <= end
        assert part.start in begins
        assert part.end in finishes
        assert any(character.isalnum() for character in text[part.start : part.end])
    assert len({(part.start, part.end) for part in found}) == len(found)
    clusters = {edge for pair in graphemes(text[start:end]) for edge in pair}
    assert {part.start - start for part in found} | {part.end - start for part in found} <= clusters


@given(st.text(HARD, max_size=60))
def test_clauses_are_apart_and_in_order(sentence: str) -> None:
    clauses = [part for part in parts(sentence, 0, len(sentence)) if part.kind == "clause"]
    assert all(one.end <= two.start for one, two in pairwise(clauses))
