"""JSON Lines with articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.imports.jsonl import holds_articles, read
from annotator.imports.rejected import Rejected
from annotator.records.documents import Article, Metadata


def rows(data: str | bytes) -> list[Article | Rejected]:
    return list(read("a.jsonl", data.encode("utf-8") if isinstance(data, str) else data, Metadata()))


def test_each_line_is_an_article_with_its_line_as_source() -> None:
    got = rows(
        '{"text": "A\\r\\nb\\u2028c", "title": "T", "year": 2016, "ok": true, "tags": ["x", "y"]}\n\n{"text": "B"}'
    )
    assert got == [
        Article(
            text="A\r\nb\u2028c",
            metadata=Metadata(title="T", extra={"year": "2016", "ok": "true", "tags": "x, y"}),
            source="a.jsonl:1",
        ),
        Article(text="B", metadata=Metadata(title="B"), source="a.jsonl:3"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": "A"', "not JSON"),
        ("[1]", "no JSON object"),
        ('"text"', "no JSON object"),
        ('{"body": "A"}', "no text: the keys are body"),
        ('{"text": 5}', "no text: it is 5"),
        ('{"text": null}', "no text"),
        ('{"text": " "}', "empty"),
        ('{"text": "a\\u0000b"}', "NUL character at 1"),
        ('{"text": "a\\ud800b"}', "half a character"),
        ('{"text": "a", "title": "\\udc00"}', "half a character"),
        ('{"text": "A", "text": "B"}', "the key 'text' stands twice"),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_rejected_by_number_and_the_next_is_read(line: str, why: str) -> None:
    good = '{"text": "good"}'
    first, second, third = rows(f"{good}\n{line}\n{good}\n")
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Rejected)
    assert (second.line, second.source) == (2, "a.jsonl:2")
    assert why in second.why
    assert second.remedy


def test_a_whole_surrogate_pair_is_a_character() -> None:
    (got,) = rows('{"text": "\\ud83d\\ude00"}')
    assert isinstance(got, Article)
    assert got.text == "😀"


def test_a_line_separator_inside_a_string_does_not_end_the_line() -> None:
    assert [type(row) for row in rows('{"text": "a\u2028b\u0085c"}\r\n{"text": "d"}\r\n')] == [Article, Article]


def test_documents_of_a_release_come_back() -> None:
    row = {
        "id": "0" * 16,
        "sha256": "0" * 64,
        "title": "T",
        "outlet": "O",
        "author": "A",
        "date": "2016-01-02",
        "language": "en",
        "url": "u",
        "extra": {"k": "v"},
        "source": "x.txt",
        "encoding": "koi8-r",
        "added_at": "2026-01-31T12:00:00.000000Z",
        "segments": [{"start": 0, "end": 1, "role": "title"}],
        "text": "T\n",
    }
    metadata = Metadata(title="T", outlet="O", author="A", date="2016-01-02", language="en", url="u", extra={"k": "v"})
    assert rows(json.dumps(row)) == [Article(text="T\n", metadata=metadata, source="a.jsonl:1")]


def test_metadata_may_stand_in_an_object_of_its_own() -> None:
    (got,) = rows('{"text": "A", "metadata": {"title": "T", "extra": {"k": 1}}}')
    assert isinstance(got, Article)
    assert got.metadata == Metadata(title="T", extra={"k": "1"})


def test_other_encodings() -> None:
    (got,) = rows('{"text": "Переговоры закончились поздно вечером"}'.encode("windows-1251"))
    assert isinstance(got, Article)
    assert (got.text, got.encoding) == ("Переговоры закончились поздно вечером", "windows-1251")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('{"text": "A"}', True),
        ('\n{"text": "A", "id": "1"}', True),
        ('{"text": "A", "annotator": "x"}', False),
        ('{"document": "A", "claims": []}', False),
        ('{"broken', True),
    ],
)
def test_which_files_hold_articles(head: str, wanted: bool) -> None:
    assert holds_articles(head.encode()) is wanted


def test_labels_beside_the_sample_articles_are_no_articles() -> None:
    folder = Path(__file__).resolve().parents[2] / "corpus" / "labels"
    assert [path.name for path in folder.glob("*.jsonl") if holds_articles(path.read_bytes())] == []
