"""YAML at the head of a text."""

from __future__ import annotations

import pytest

from annotator.imports.front_matter import part
from annotator.imports.metadata import iso_day, metadata
from annotator.imports.rejected import RefusalError
from annotator.records.documents import Metadata


def test_a_text_without_front_matter_is_left_alone() -> None:
    for text in ("", "A\n---\nB: c\n---\n", " ---\na: b\n---\n", "----\na", "--- a\n---\n"):
        assert part(text).text == text
        assert part(text).fields == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_text_begins_after_the_line_end_of_the_closing_mark(end: str) -> None:
    found = part(end.join(["---", "title: A: no", "---", "", " The text", ""]).replace("A: no", "'A: no'"))
    assert found.fields == {"title": "A: no"}
    assert found.text == end.join(["", " The text", ""])


def test_values_are_taken_as_they_are_written() -> None:
    source = "---\ndate: 2018-02-19\nlanguage: no\ntime: 7:15\nid: 007\nbig: 1e3\ntags: [a, b]\nnone: ~\nempty:\n...\nT"
    found = metadata(part(source).fields)
    extra = {"time": "7:15", "id": "007", "big": "1e3", "tags": "a, b"}
    assert found == Metadata(date="2018-02-19", language="no", extra=extra)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("---\ntitle: a\n", 1, "not closed"),
        ("---\ntitle: a: b\n---\nT", 2, "not YAML"),
        ("---\na: 1\nb: [1\n---\nT", 4, "not YAML"),
        ("---\na: 1\n\tb: 2\n---\nT", 3, "not YAML"),
        ("---\n- a\n- b\n---\nT", 2, "no fields"),
        ("---\njust words\n---\nT", 2, "no fields"),
        ("---\na: &x [1]\nb: *x\n---\nT", 1, "reference"),
        ("---\na: \x07\n---\nT", 1, "not YAML"),
        ("---\na: 1\nb: 2\na: 3\n---\nT", 4, "the field 'a' stands twice"),
        ("---\n? [a]\n: b\n---\nT", 2, "not YAML"),
        ("---\na: " + "[" * 5000 + "\n---\nT", 1, "too deeply"),
    ],
)
def test_bad_front_matter_is_refused_with_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(RefusalError) as caught:
        part(text)
    assert why in caught.value.why
    assert caught.value.line == line
    assert caught.value.remedy


def test_empty_front_matter_is_fine() -> None:
    assert part("---\n---\nT").text == "T"
    assert part("---\n# a comment\n---\nT").fields == {}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2018-02-19", "2018-02-19"),
        ("2018-2-9", "2018-02-09"),
        ("2018-02-19T10:00:00Z", "2018-02-19"),
        ("2018-02-19 10:00", "2018-02-19"),
        ("Feb. 19, 2018", "Feb. 19, 2018"),
        ("2018-02-31", "2018-02-31"),
        ("2018-02", "2018-02"),
        ("", ""),
    ],
)
def test_days(given: str, wanted: str) -> None:
    assert iso_day(given) == wanted


def test_other_names_of_known_fields() -> None:
    fields = {"Headline": "T", "publisher": "O", "authors": ["A", "B"], "Lang": "ru", "title": "", "weight": 1.5}
    found = metadata(fields)
    assert (found.outlet, found.author, found.language) == ("O", "A, B", "ru")
    assert found.extra == {"Headline": "T", "weight": "1.5"}
