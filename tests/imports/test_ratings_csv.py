"""Tables of ratings: what is read, and how each thing that is wrong is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement.ratings import Ratings
from annotator.errors import InputError
from annotator.imports.ratings_csv import RatingRow, read_ratings


def written(folder: Path, content: str | bytes, name: str = "ratings.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def rows_of(folder: Path, content: str | bytes) -> list[RatingRow]:
    return list(read_ratings(written(folder, content)))


def told(folder: Path, content: str | bytes) -> str:
    """The message for a wrong table, which must come with a remedy."""
    path = written(folder, content)
    with pytest.raises(InputError) as caught:
        list(read_ratings(path))
    assert caught.value.hint
    assert caught.value.message.startswith(str(path))
    return caught.value.message.removeprefix(str(path)).lstrip(", ")


def test_the_plain_table(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "unit,annotator,value\nu1,ann,yes\nu1,bob,no\n") == [
        ("u1", "ann", "yes", None, 1, 2),
        ("u1", "bob", "no", None, 1, 3),
    ]


def test_documents_and_weights_in_any_order_of_columns(tmp_path: Path) -> None:
    content = "note,weight,value,Document,ANNOTATOR, unit \n,12,yes,d1,ann,u1\n"
    assert rows_of(tmp_path, content) == [("u1", "ann", "yes", "d1", 12, 2)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_marks_and_ends_of_lines(tmp_path: Path, delimiter: str, mark: str, end: str) -> None:
    lines = [
        delimiter.join(cells) for cells in (("unit", "annotator", "value"), ("u1", "ann", "1"), ("u2", "ann", "2"))
    ]
    rows = rows_of(tmp_path, mark + end.join(lines) + end)
    assert [(row.unit, row.value, row.line) for row in rows] == [("u1", "1", 2), ("u2", "2", 3)]


def test_a_comma_stays_the_delimiter_although_values_hold_semicolons(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "unit,annotator,value\nu;1,a;b,x;y\n")[0][:3] == ("u;1", "a;b", "x;y")


def test_quotes_hold_delimiters_quotes_and_line_breaks_and_lines_are_still_counted(tmp_path: Path) -> None:
    content = 'unit,annotator,value\n"u,1",ann,"two\nlines"\n\nu2,"a ""b""",x\n'
    assert rows_of(tmp_path, content) == [
        ("u,1", "ann", "two\nlines", None, 1, 2),
        ("u2", 'a "b"', "x", None, 1, 5),
    ]


def test_blanks_around_a_cell_are_no_part_of_it(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "unit, annotator, value\nu1, ann, x\nu1,bob ,x \nu2,ann,\tNA \n")
    assert [row[:3] for row in rows] == [("u1", "ann", "x"), ("u1", "bob", "x"), ("u2", "ann", None)]


@pytest.mark.parametrize("missing", ["", " ", "NA", "null", "NULL"])
def test_missing_values(tmp_path: Path, missing: str) -> None:
    assert rows_of(tmp_path, f"unit,annotator,value\nu1,ann,{missing}\n")[0].value is None


def test_a_declared_category_is_no_missing_value(tmp_path: Path) -> None:
    path = written(tmp_path, "unit,annotator,value\nu1,ann,NA\nu1,bob,null\n")
    assert [row.value for row in read_ratings(path, keep=["NA"])] == ["NA", None]


def test_a_missing_value_is_not_a_rating_and_may_be_repeated(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "unit,annotator,value\nu1,ann,\nu1,ann,yes\nu1,ann,\n")
    assert [row.value for row in rows] == [None, "yes", None]


def test_a_header_alone_is_a_table_without_units(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "unit,annotator,value\n") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: there is no header"),
        ("unit,rater,value\nu,a,x\n", "line 1: column 'annotator' is missing (found: unit, rater, value)"),
        ("u1,ann,yes\n", "line 1: column 'unit' and 'annotator' and 'value' is missing"),
        ("unit,annotator,value,unit\n", "line 1, column 'unit': occurs more than once"),
        ("unit,annotator,value\nu1,ann,yes\n,ann,no\n", "line 3, column 'unit': unit is empty"),
        ("unit,annotator,value\nu1, ,yes\n", "line 2, column 'annotator': annotator is empty"),
        ("unit,annotator,value,document\nu1,ann,yes,\n", "line 2, column 'document': document is empty"),
        ("unit,annotator,value\nu1,ann\n", "line 2: 2 columns, but the header has 3"),
        ("unit,annotator,value\nu1,ann,yes,no\n", "line 2: 4 columns, but the header has 3"),
        (
            "unit,annotator,value,weight\nu1,ann,yes,0\n",
            "line 2, column 'weight': weight '0' is not a positive whole number",
        ),
        ("unit,annotator,value,weight\nu1,ann,yes,-1\n", "line 2, column 'weight': weight '-1' is not"),
        ("unit,annotator,value,weight\nu1,ann,yes,1.5\n", "line 2, column 'weight': weight '1.5' is not"),
        ("unit,annotator,value,weight\nu1,ann,yes,\n", "line 2, column 'weight': weight '' is not"),
        ("unit,annotator,value,weight\nu1,ann,yes,٣\n", "line 2, column 'weight': weight '٣' is not"),
        (
            "unit,annotator,value,weight\nu1,ann,yes,99999999999999999999\n",
            "line 2, column 'weight': weight '99999999999999999999' is not",
        ),
        (
            "unit,annotator,value,weight\nu1,a,x,2\nu1,b,x,3\n",
            "line 3, column 'weight': weight 3 for unit 'u1', which has weight 2",
        ),
        (
            "unit,annotator,value\nu1,a,x\nu2,a,x\nu1,a,y\n",
            "line 4, column 'annotator': annotator 'a' rates unit 'u1' a second time (value 'y')",
        ),
        (
            "unit,annotator,value\nu1,a,x\nu1,a,x\n",
            "line 3, column 'annotator': annotator 'a' rates unit 'u1' a second time (value 'x')",
        ),
        ("unit,annotator,value\nu1,a,\0x\n", "line 2: a NUL character at character 6"),
        ('unit,annotator,value\nu1,a,x\nu2,a,"open\nu3,a,x\n', "line 3: not readable as CSV"),
        (b"unit,annotator,value\nu1,a,x\nu2,a,\xe9\n", "line 3: not UTF-8 text (byte 0xe9)"),
        ("unit,annotator,value\nu1,a,x\n".encode("utf-16"), "line 1: not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str | bytes, message: str) -> None:
    assert told(tmp_path, content).startswith(message)


def test_the_same_unit_name_in_two_documents_is_two_units(tmp_path: Path) -> None:
    content = "unit,annotator,value,document\n1,a,x,d1\n1,a,y,d2\n"
    assert [(row.document, row.unit) for row in rows_of(tmp_path, content)] == [("d1", "1"), ("d2", "1")]
    assert told(tmp_path, content + "1,a,x,d2\n").startswith(
        "line 4, column 'annotator': annotator 'a' rates unit '1' a second time"
    )


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            list(read_ratings(path))


def test_an_undecodable_byte_far_into_a_large_table_is_found(tmp_path: Path) -> None:
    lines = [b"unit,annotator,value"] + [b"u%d,ann,yes" % place for place in range(20_000)]
    lines[15_000] = b"u,ann,\xff"
    assert told(tmp_path, b"\n".join(lines)).startswith("line 15001: not UTF-8 text (byte 0xff)")


def test_rows_make_a_table_and_a_wrong_value_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "unit,annotator,value\nu1,a,1\nu1,b,1.0\nu2,a,2\nu2,b,much\n")
    with pytest.raises(InputError) as caught:
        Ratings.from_triples(read_ratings(path), level="interval", source=str(path))
    assert (
        caught.value.message
        == f"{path}, line 5, column 'value': value 'much' is not a number, but the level is interval"
    )
    assert Ratings.from_triples(read_ratings(path)).categories == ("1", "1.0", "2", "much")


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=6).filter(str.strip)


@given(st.dictionaries(st.tuples(names, names), names, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_as_csv_is_read_back(tmp_path: Path, ratings: dict[tuple[str, str], str]) -> None:
    ratings = {(unit.strip(), who.strip()): value.strip() for (unit, who), value in ratings.items()}
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["unit", "annotator", "value"])
    writer.writerows([unit, who, value] for (unit, who), value in ratings.items())
    found = {(row.unit, row.annotator): row.value for row in rows_of(tmp_path, file.getvalue())}
    assert found == {key: None if value in ("NA", "null", "NULL") else value for key, value in ratings.items()}
