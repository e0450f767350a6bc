"""Tables with articles."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.imports.rejected import Rejected
from annotator.imports.table import holds_articles, read
from annotator.records.documents import Article, Metadata


def rows(data: str | bytes) -> list[Article | Rejected]:
    return list(read("a.csv", data.encode("utf-8") if isinstance(data, str) else data, Metadata()))


def texts(data: str) -> list[str]:
    got = rows(data)
    assert not [row for row in got if isinstance(row, Rejected)]
    return [row.text for row in got if isinstance(row, Article)]


def test_columns_are_metadata() -> None:
    assert rows("Title,TEXT,Outlet,desk,empty\nT,A text.,O,World,\n") == [
        Article(text="A text.", metadata=Metadata(title="T", outlet="O", extra={"desk": "World"}), source="a.csv:2")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["title", "text"], ["T, a; b\tc|d", 'A, b; c\td|e "f"\r\ng\nh']])
    assert texts(out.getvalue()) == ['A, b; c\td|e "f"\r\ng\nh']


def test_a_single_column_may_hold_anything() -> None:
    assert texts('text\nOne; two\n"Three, four"\n') == ["One; two", "Three, four"]


@pytest.mark.parametrize(("header", "text"), [("body,title", "A"), ("title,Content", "B"), ("content,body,text", "C")])
def test_names_of_the_text_column(header: str, text: str) -> None:
    assert texts(f"{header}\nA,B{',C' if header.count(',') == 2 else ''}\n") == [text]


def test_the_hint_of_a_spreadsheet_is_taken() -> None:
    assert texts("sep=;\r\ntitle;text\r\nT;A\r\n") == ["A"]


def test_blank_rows_are_passed_over_and_lines_counted_through_breaks_in_quotes() -> None:
    got = rows('text,title\n"a\nb",T\n\nshort\nc,U\n')
    assert [row.source for row in got] == ["a.csv:2", "a.csv:5", "a.csv:6"]
    assert [type(row) for row in got] == [Article, Rejected, Article]
    assert isinstance(got[1], Rejected)
    assert (got[1].line, got[1].why) == (5, "1 cells, but the header has 2")


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        ("", 1, "no column with a text"),
        ("unit,value\n1,2\n", 1, "the columns are unit, value"),
        ("text,title,Title\na,b,c\n", 1, "two columns"),
        ('text,title\n"a"b,c\n', 2, "not a table"),
        ('text,title\n"a,c\n', 2, "not a table"),
        ("text,title\n  ,T\n", 2, "empty"),
    ],
)
def test_what_is_rejected(data: str, line: int, why: str) -> None:
    (got,) = rows(data)
    assert isinstance(got, Rejected)
    assert got.line == line
    assert why in got.why
    assert got.remedy


def test_a_cell_may_be_long() -> None:
    assert texts("text\n" + "word " * 60_000) == ["word " * 60_000]


@given(st.lists(st.text(alphabet='ab",;\t\r\n| é«', min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_what_a_writer_writes_comes_back(wanted: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["title", "text"], *(["T", text] for text in wanted)])
    assert texts(out.getvalue()) == wanted


def test_which_tables_hold_articles() -> None:
    assert holds_articles(b"title;Text\nT;A\n")
    assert not holds_articles(b"unit,annotator,value\n1,a,b\n")
    assert not holds_articles(b"\0")
