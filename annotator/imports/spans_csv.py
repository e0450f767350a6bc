"""Spans from a CSV table: `document,annotator,start,end,label`, and more where it is known.

`label` may be empty, or the column missing; `length` is the document's, in the same places as start and end, and
`continuum_start` is where it begins, 0 where that is not said. Where
`sentence_start` and `sentence_end` are given, sentences are what was read, not whole documents; rows of one annotator
and sentence with the same `claim` are fragments of one. A row with neither start nor end says that the annotator read
the document, or the sentence, and marked nothing. Whatever is wrong is told with its line, its column, its value and
what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.errors import InputError
from annotator.imports.named_columns import NamedTable, named_table, wrong

_REQUIRED = ("document", "annotator", "start", "end")
_OPTIONAL = ("label", "length", "continuum_start", "sentence_start", "sentence_end", "claim")
_MOST_DIGITS = 12


class Continuum(NamedTuple):
    """Where documents begin and how long they are, unless the table says so; None = not said."""

    start: int | None = None
    length: int | None = None


WHOLE = Continuum()
"""From 0 to the last span."""


class SpanRow(NamedTuple):
    """One row of the table."""

    document: str
    annotator: str
    span: tuple[int, int] | None
    """Half-open; None = read, and nothing marked."""
    label: str | None
    length: int | None
    """Length of the document; None where it is not given."""
    line: int
    """Line on which the row starts, from 1."""
    sentence: tuple[int, int] | None = None
    """The sentence that was read; None where whole documents were."""
    claim: str | None = None
    """Rows of one annotator and sentence with the same one are fragments of one claim."""
    begin: int | None = None
    """Where the document begins; None where it is not given."""


def read_span_rows(path: Path, continuum: Continuum = WHOLE) -> Iterator[SpanRow]:
    """The rows of a table of spans, in the order of the file; empty lines are skipped.

    Delimiters and columns as in `named_columns`.

    Args:
        path: A UTF-8 file.
        continuum: Where every document begins and how long it is; then the table may not have these columns.

    Raises:
        InputError: The file cannot be read, or is not such a table; with line, column, value and remedy.
    """
    with named_table(path, _REQUIRED, _OPTIONAL, ",".join((*_REQUIRED, "label"))) as table:
        yield from _Reader(path, table, continuum).rows()


class _Reader:
    """One pass over an open table."""

    def __init__(self, path: Path, table: NamedTable, continuum: Continuum) -> None:
        self._path = path
        self._table = table
        self._continuum = {"continuum_start": continuum.start, "length": continuum.length}
        self._lengths: dict[str, tuple[int, int]] = {}
        """Length of each document, and the line that gave it."""
        self._begins: dict[str, tuple[int, int]] = {}
        """Start of each document, and the line that gave it."""
        self._firsts: dict[str, tuple[int, int]] = {}
        """First start of a span in each document, and its line."""
        self._ends: dict[str, tuple[int, int]] = {}
        """Furthest end in each document, and its line."""
        self._sentences: tuple[bool, int] | None = None
        """Whether rows name their sentence, and the line that said so first."""

    def rows(self) -> Iterator[SpanRow]:
        """The rows below the header."""
        columns = self._table.columns
        for name, given in self._continuum.items():
            if given is not None and name in columns:
                remedy = "Drop the column, or leave the option out."
                raise _error(self._path, 1, name, "is in the table, and an option says it too", remedy)
        for line, cells in self._table.rows():
            yield self._row(dict(zip(columns, cells, strict=True)), line)
        for document in self._ends:
            self._check_range(document)

    def _row(self, cells: dict[str, str], line: int) -> SpanRow:
        for column in ("document", "annotator"):
            if not cells[column].strip():
                raise _error(self._path, line, column, "is empty", f"Name the {column} in every row.")
        row = SpanRow(
            cells["document"].strip(),
            cells["annotator"].strip(),
            self._span(cells, line),
            cells.get("label", "").strip() or None,
            self._given(cells, "length", line),
            line,
            self._sentence(cells, line),
            cells.get("claim", "").strip() or None,
            self._given(cells, "continuum_start", line),
        )
        self._check(row)
        return row

    def _span(self, cells: dict[str, str], line: int) -> tuple[int, int] | None:
        blank = [column for column in ("start", "end") if not cells[column].strip()]
        if len(blank) == 2:
            if cells.get("label", "").strip():
                raise _error(
                    self._path,
                    line,
                    "start",
                    f"is empty, but the row has the label {cells['label']!r}",
                    "Give start and end; leave the label empty too where nothing was marked.",
                )
            return None
        if blank:
            remedy = "Give both start and end, or neither where nothing was marked."
            raise _error(self._path, line, blank[0], "is empty", remedy)
        start, end = (self._number(cells, column, line) for column in ("start", "end"))
        if end <= start:
            remedy = "The end is the place after the last one: greater than the start."
            raise _error(self._path, line, "end", f"{end} is not greater than start {start}", remedy)
        return start, end

    def _given(self, cells: dict[str, str], column: str, line: int) -> int | None:
        """What the row, or an option, says of where its document begins or how long it is."""
        return self._number(cells, column, line) if cells.get(column, "").strip() else self._continuum[column]

    def _sentence(self, cells: dict[str, str], line: int) -> tuple[int, int] | None:
        given = [column for column in ("sentence_start", "sentence_end") if cells.get(column, "").strip()]
        if len(given) == 1:
            remedy = "Give both ends of the sentence, or neither where whole documents were read."
            raise _error(self._path, line, given[0], "stands alone", remedy)
        if not given:
            return None
        start, end = (self._number(cells, column, line) for column in given)
        if end <= start:
            remedy = "The end is the place after the last one: greater than the start."
            raise _error(self._path, line, "sentence_end", f"{end} is not greater than start {start}", remedy)
        return start, end

    def _number(self, cells: dict[str, str], column: str, line: int) -> int:
        digits = cells[column].strip()
        if not (digits.isascii() and digits.isdecimal()) or len(digits.lstrip("0")) > _MOST_DIGITS:
            remedy = "Write places as whole numbers from 0 on."
            raise _error(self._path, line, column, f"{cells[column]!r} is not a place in a text", remedy)
        return int(digits)

    def _check(self, row: SpanRow) -> None:
        """Refuse what cannot be true of one document."""
        if row.sentence and row.span and not row.sentence[0] <= row.span[0] < row.span[1] <= row.sentence[1]:
            what = f"{row.span[0]}-{row.span[1]} lies outside its sentence {row.sentence[0]}-{row.sentence[1]}"
            raise _error(self._path, row.line, "start", what, "Correct the span, or the sentence.")
        if self._sentences is None:
            self._sentences = (row.sentence is not None, row.line)
        elif self._sentences[0] != (row.sentence is not None):
            what = f"is {'given' if row.sentence else 'empty'}, unlike on line {self._sentences[1]}"
            raise _error(self._path, row.line, "sentence_start", what, "Give the sentence in every row, or in none.")
        self._check_continuum(row)

    def _check_continuum(self, row: SpanRow) -> None:
        """Refuse a document that begins or ends differently in two rows."""
        document = row.document
        if row.sentence is not None and (row.begin is not None or self._continuum["length"] is not None):
            column = "length" if row.begin is None else "continuum_start"
            remedy = "Leave it out: a sentence says itself where it begins and ends."
            raise _error(self._path, row.line, column, "is given beside a sentence", remedy)
        if row.length is not None:
            length, line = self._lengths.setdefault(document, (row.length, row.line))
            if length != row.length:
                what = f"{row.length} for document {document!r}, which is {length} long on line {line}"
                raise _error(self._path, row.line, "length", what, "Give all rows of a document the same length.")
        if row.begin is not None:
            begin, line = self._begins.setdefault(document, (row.begin, row.line))
            if begin != row.begin:
                what = f"{row.begin} for document {document!r}, which begins at {begin} on line {line}"
                raise _error(
                    self._path, row.line, "continuum_start", what, "Give all rows of a document the same start."
                )
        if row.span is not None and row.span[0] < self._firsts.get(document, (row.span[0] + 1, 0))[0]:
            self._firsts[document] = row.span[0], row.line
        if row.span is not None and row.span[1] > self._ends.get(document, (0, 0))[0]:
            self._ends[document] = row.span[1], row.line

    def _check_range(self, document: str) -> None:
        """Refuse a span that lies outside its document; only when all rows are read is it known where that ends."""
        begin = self._begins.get(document, (0, 0))[0]
        first, at = self._firsts[document]
        if first < begin:
            what = f"{first} lies before the start of document {document!r}, which begins at {begin}"
            raise _error(self._path, at, "start", what, "Correct the start, or where the document begins.")
        end, at = self._ends[document]
        length = self._lengths.get(document, (end - begin, 0))[0]
        if end > begin + length:
            place = f" from {begin} on" if begin else ""
            what = f"{end} lies beyond the end of document {document!r}, which is {length} long{place}"
            raise _error(self._path, at, "end", what, "Correct the end, or the length of the document.")


def _error(path: Path, line: int, column: str, what: str, remedy: str) -> InputError:
    return wrong(path, line, what, remedy, column)
