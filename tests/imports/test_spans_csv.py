"""Tables of spans: what is read, and what is told of a table that is wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.desk.agreement.span_tables import read_spans
from annotator.errors import InputError
from annotator.imports.spans_csv import SpanRow, read_span_rows

HEADER = "document,annotator,start,end,label\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "spans.csv"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def test_rows_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "d1,ann,0,4,claim\n\n d1 , bob ,2,10,\n")
    assert list(read_span_rows(path)) == [
        SpanRow("d1", "ann", (0, 4), "claim", None, 2),
        SpanRow("d1", "bob", (2, 10), None, None, 4),
    ]


def test_a_table_becomes_spans(tmp_path: Path) -> None:
    text = "document,annotator,start,end,label,length\nd1,ann,0,4,x,20\nd1,bob,,,,20\nd2,bob,1,3,y,9\nd2,ann,2,3,x,\n"
    spans = read_spans(written(tmp_path, text))
    assert (spans.documents, spans.annotators, spans.labels) == (("d1", "d2"), ("ann", "bob"), ("x", "y"))
    assert (spans.passage_end.tolist(), spans.lengths_known) == ([20, 9], True)
    # bob read d1 and marked nothing: that is data.
    assert spans.readers.tolist() == [2, 2]
    assert (spans.start.tolist(), spans.end.tolist()) == ([0, 1, 2], [4, 3, 3])


def test_without_lengths_a_document_ends_with_its_last_span(tmp_path: Path) -> None:
    spans = read_spans(written(tmp_path, HEADER + "d,ann,0,4,x\nd,bob,2,7,x\n"))
    assert (spans.passage_end.tolist(), spans.lengths_known) == ([7], False)


def test_the_label_may_be_missing_and_columns_stand_in_any_order(tmp_path: Path) -> None:
    spans = read_spans(written(tmp_path, "\ufeffEnd;extra;START;annotator;document\n4;?;1;ann;d\n6;?;2;bob;d\n"))
    assert (spans.labels, spans.label.tolist(), spans.end.tolist()) == ((), [-1, -1], [4, 6])


def test_declared_labels_keep_their_order(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "d,ann,0,4,b\n")
    assert read_spans(path, ["c", "b", "a"]).labels == ("c", "b", "a")
    with pytest.raises(InputError, match=r"line 2, column 'label': 'b' is not declared"):
        read_spans(path, ["a"])


def test_names_with_delimiters_line_breaks_and_other_scripts(tmp_path: Path) -> None:
    spans = read_spans(written(tmp_path, HEADER + '"d, 1","Анна",0,4,"two\nlines"\nd2,bob,0,1,x\n'))
    assert spans.documents == ("d, 1", "d2")
    assert spans.annotators == ("bob", "Анна")
    assert spans.labels == ("two\nlines", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: there is no header"),
        ("document,annotator,start\n", "line 1: column 'end' is missing (found: document, annotator, start)"),
        ("document,document,annotator,start,end\n", "line 1, column 'document': occurs more than once"),
        (HEADER + "d,ann,0,4\n", "line 2: 4 columns, but the header has 5"),
        (HEADER + "d,ann,0,4,x\n,ann,0,4,x\n", "line 3, column 'document': is empty"),
        (HEADER + "d, ,0,4,x\n", "line 2, column 'annotator': is empty"),
        (HEADER + "d,ann,zero,4,x\n", "line 2, column 'start': 'zero' is not a place"),
        (HEADER + "d,ann,0,4.5,x\n", "line 2, column 'end': '4.5' is not a place"),
        (HEADER + "d,ann,-1,4,x\n", "line 2, column 'start': '-1' is not a place"),
        (HEADER + f"d,ann,0,{'9' * 30},x\n", "column 'end'"),
        (HEADER + f"d,ann,0,{'0' * 20}{'9' * 30},x\n", "column 'end'"),
        (HEADER + "d,ann,4,4,x\n", "line 2, column 'end': 4 is not greater than start 4"),
        (HEADER + "d,ann,4,,x\n", "line 2, column 'end': is empty"),
        (HEADER + "d,ann,,4,x\n", "line 2, column 'start': is empty"),
        (HEADER + "d,ann,,,x\n", "line 2, column 'start': is empty, but the row has the label 'x'"),
        (HEADER + 'd,ann,0,4,"x\n', "line 2: not readable as CSV"),
        (HEADER + "d,ann,0,4,x\0\n", "line 2: a NUL character at character 12"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_spans(path)
    assert caught.value.message.startswith(str(path))
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("d,ann,0,4,x,9\nd,bob,0,4,x,8\n", "line 3, column 'length': 8 for document 'd', which is 9 long on line 2"),
        ("d,ann,0,4,x,9\nd,bob,0,12,x,\n", "line 3, column 'end': 12 lies beyond the end of document 'd'"),
        ("d,ann,0,12,x,\nd,bob,0,4,x,9\n", "line 2, column 'end': 12 lies beyond the end of document 'd'"),
        ("d,ann,0,4,x,long\n", "line 2, column 'length': 'long' is not a place"),
    ],
)
def test_lengths_must_fit(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_spans(written(tmp_path, "document,annotator,start,end,label,length\n" + rows))
    assert message in caught.value.message


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        read_spans(written(tmp_path, HEADER.encode() + b"d,\xff,0,4,x\n"))
    with pytest.raises(InputError, match="cannot be read"):
        read_spans(tmp_path / "none.csv")


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The limit on a field is the whole process's, and other readers raise it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("usual_limit")
def test_a_long_field_is_told_not_thrown(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: not readable as CSV"):
        read_spans(written(tmp_path, HEADER + f"d,ann,0,4,{'x' * 200_000}\n"))
    with pytest.raises(InputError, match="line 1: not readable as CSV"):
        read_spans(written(tmp_path, f"{'x' * 200_000},{HEADER}d,ann,0,4,x\n"))


SENTENCES = "document,annotator,start,end,label,sentence_start,sentence_end,claim\n"


def test_sentences_are_what_was_read_where_the_table_names_them(tmp_path: Path) -> None:
    rows = "d,ann,0,4,x,0,9,1\nd,ann,6,8,x,0,9,1\nd,bob,,,,0,9,\nd,ann,12,14,x,10,20,1\n"
    spans = read_spans(written(tmp_path, SENTENCES + rows))
    assert spans.passage_end.tolist() == [9, 20]
    assert len(spans) == 2, "two rows with one number are one claim; that of the second sentence is another"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("d,ann,0,4,x,2,9,1\n", "line 2, column 'start': 0-4 lies outside its sentence 2-9"),
        ("d,ann,0,4,x,0,,1\n", "line 2, column 'sentence_start': stands alone"),
        ("d,ann,0,4,x,9,9,1\n", "line 2, column 'sentence_end': 9 is not greater than start 9"),
        ("d,ann,0,4,x,0,9,1\nd,bob,0,4,x,,,1\n", "line 3, column 'sentence_start': is empty, unlike on line 2"),
    ],
)
def test_impossible_sentences_are_told_with_line_and_column(tmp_path: Path, rows: str, wanted: str) -> None:
    with pytest.raises(InputError, match=re.escape(wanted)):
        read_spans(written(tmp_path, SENTENCES + rows))
