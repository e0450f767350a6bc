"""Folding: plain signs for accented ones, and every place of the folded text leads back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import fold

signs = st.text(st.sampled_from("aEéè̈ёей́ий’'`–-\u00ad\u200bñßΆά👩\u200d x\n\u00a0łﬁ"), max_size=30)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Déjà vu, São, Müller, Łódź, Ødegård", "Deja vu, Sao, Muller, Lodz, Odegard"),
        ("всё ещё; Ёлка", "все еще; Елка"),
        ("Бой й", "Бой й"),
        ("за́мок", "замок"),
        ("Putin’s, Putinʼs, Putin`s", "Putin's, Putin's, Putin's"),
        ("al–Assad al\u2011Assad", "al-Assad al-Assad"),
        ("gov\u00adern\u200bment", "government"),
        ("Άθενς", "Αθενς"),
        ("\u0301x", "x"),
    ],
)
def test_marks_make_no_difference_and_other_letters_stay(written: str, plain: str) -> None:
    assert fold(written).text == plain
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, written)).text == plain


@given(signs)
def test_every_place_leads_back(text: str) -> None:
    folded = fold(text)
    at = 0
    for number, char in enumerate(folded.text):
        start, end = folded.origin(number, number + 1)
        assert at <= start < end <= len(text)
        assert fold(text[start:end]).text == char
        assert folded.at(start) == number
        at = end
    assert folded.at(len(text)) == len(folded.text)


@given(signs)
def test_what_is_plain_stays(text: str) -> None:
    plain = fold(text).text
    assert fold(plain).text == plain
    assert all(not unicodedata.combining(char) for char in plain)
