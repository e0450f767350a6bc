"""Tables (.csv, .tsv): a header, a column with the text, every other column metadata.

The delimiter is the one under which the header names a text column; breaks inside quotes are kept as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from annotator.imports import metadata
from annotator.imports.encoding import decode
from annotator.imports.rejected import RefusalError, Rejected, at_line
from annotator.records.documents import Article, Metadata

_TEXT_COLUMNS = ("text", "body", "content")
_DELIMITERS = (",", ";", "\t", "|")
_SPREADSHEET_HINT = re.compile(r"sep=.\r?\n")
_LARGEST_CELL = 2**31 - 1
_NO_TEXT = "name the column with the article's words `text` in the first line"
_QUOTES = 'put cells with the delimiter or a line break in quotes, and double the quotes inside: "He said ""no""."'

Row = tuple[int, list[str]]


def read(file: str, data: bytes, overrides: Metadata) -> Iterator[Article | Rejected]:
    """The articles of a table, one a row."""
    try:
        decoded = decode(data)
        rows = _rows(decoded.text)
        header = next(rows, (1, []))[1]
        column = _text_column(header)
    except RefusalError as refusal:
        yield refusal.rejected(file)
        return
    while True:
        line = None
        try:
            line, cells = next(rows)
            text, fields = _parted(header, cells, column)
            yield metadata.article(text, fields, at_line(file, line), decoded.encoding, overrides)
        except StopIteration:
            return
        except RefusalError as refusal:
            yield RefusalError(refusal.why, refusal.remedy, refusal.line or line).rejected(file)


def holds_articles(data: bytes) -> bool:
    """Whether a table found in a folder is one of articles: its header names a column with texts."""
    try:
        _text_column(next(_rows(decode(data).text), (1, []))[1])
    except RefusalError:
        return False
    return True


def _rows(text: str) -> Iterator[Row]:
    """The rows that are not blank, each with the line on which it begins; the header comes first.

    Raises:
        RefusalError: The quotes are not closed or stand where none may.
    """
    hint = _SPREADSHEET_HINT.match(text)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begin = 1
    try:
        for cells in reader:
            if cells and not (begin == 1 and hint):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise RefusalError(f"not a table that can be read: {error}", _QUOTES, begin) from error


def _delimiter(text: str) -> str:
    """The delimiter under which the header names a text column, the most columns first; else a comma."""
    hint = _SPREADSHEET_HINT.match(text)
    if hint:
        return text[4]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        try:
            header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        if any(name in _TEXT_COLUMNS for name in _folded(header)) and len(header) > most:
            best, most = delimiter, len(header)
    return best


def _folded(header: list[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _text_column(header: list[str]) -> int:
    """Where the text stands; of several names the first of text, body, content."""
    names = _folded(header)
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise RefusalError(f"two columns are named {twice!r}", "give each column a name of its own", 1)
    for name in _TEXT_COLUMNS:
        if name in names:
            return names.index(name)
    raise RefusalError(f"no column with a text; the columns are {', '.join(header)[:80] or 'none'}", _NO_TEXT, 1)


def _parted(header: list[str], cells: list[str], column: int) -> tuple[str, metadata.Fields]:
    """The text of a row, and its other cells by column."""
    if len(cells) != len(header):
        raise RefusalError(f"{len(cells)} cells, but the header has {len(header)}", _QUOTES)
    fields = {name: cell for place, (name, cell) in enumerate(zip(header, cells, strict=True)) if place != column}
    return cells[column], fields
