"""Names that a sentence mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.names import names


def mentioned(text: str) -> list[str]:
    return [text[start:end] for start, end in names(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Foreign Minister Ivan Petrov said no.", ["Foreign Minister Ivan Petrov", "Ivan Petrov"]),
        ("US Secretary of State Ann Lee left.", ["US Secretary of State Ann Lee", "Ann Lee"]),
        ("The Pentagon and the White House said so.", ["Pentagon", "White House"]),
        ("Gen. J. Hale of the Pentagon spoke.", ["Gen. J. Hale", "J. Hale", "Pentagon"]),
        ("He met al-Mirwani and Staffan de Vries in Moscow on Monday.", ["al-Mirwani", "Staffan de Vries", "Moscow"]),
        ("Syria’s army and the UN’s envoy met.", ["Syria", "UN"]),
        ("On May 3 the Russian side left.", []),
        ("“We know,” said Kern. “They do not.”", ["Kern"]),
        (
            "The U.S. State Department and the Friends of Dolna Group met.",
            ["U.S. State Department", "Friends of Dolna Group"],
        ),
        ("Министр Иван Петров заявил в Вене, что США правы.", ["Министр Иван Петров", "Иван Петров", "Вене", "США"]),
        ("Talking to reporters, he named Kern.", ["Kern"]),
        ("nobody at all", []),
        ("", []),
    ],
)
def test_mentions(text: str, wanted: list[str]) -> None:
    assert mentioned(text) == wanted


def test_a_word_that_the_text_has_in_small_letters_too_is_no_name() -> None:
    text = "Diplomats said so. Other diplomats, Kern among them, did not."
    assert [text[a:b] for a, b in names(text, 0, 18)] == []
    assert mentioned("Kern said so.") == ["Kern"]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "It rained. Then Kern left."
    assert names(text, 11, len(text)) == [(16, 20)]


@given(st.text(alphabet="AbИи .'’-“\n\u0301界"))
def test_mentions_lie_in_the_text_and_have_no_blank_ends(text: str) -> None:
    for start, end in names(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
