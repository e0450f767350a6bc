"""Ratings from a CSV table: `unit,annotator,value` and optionally `document` and `weight`.

Rows are read one by one, so a table of millions needs no list of them. Whatever is wrong is told with its line, its
column, its value and what to do; nothing is guessed.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from annotator.errors import InputError

MISSING = frozenset({"", "NA", "null", "NULL"})
"""Values that mean "not rated"."""

_REQUIRED = ("unit", "annotator", "value")
_OPTIONAL = ("document", "weight")
_DELIMITERS = (",", ";", "\t")
_MOST_NAMES, _LONGEST_NAME = 12, 40
"""Columns named in a message, and code points of each."""
_MOST_WEIGHT = 10**12


class RatingRow(NamedTuple):
    """One row of the table; fits `Ratings.from_triples` as it is."""

    unit: str
    annotator: str
    value: str | None
    """None = missing."""
    document: str | None
    """None where the table has no such column."""
    weight: int
    """How often the unit counts; 1 where the table has no such column."""
    line: int
    """Line on which the row starts, from 1."""


def read_ratings(path: Path, *, keep: Collection[str] = ()) -> Iterator[RatingRow]:
    """Read a table of ratings, row by row.

    The header is checked when the first row is asked for. Comma is the delimiter unless only semicolon or tab gives the
    header its columns; other columns are ignored; the order of columns is free; a byte order mark is skipped.

    Args:
        path: A UTF-8 file.
        keep: Values that are categories although they look missing, such as a declared "NA".

    Yields:
        One row per line of the table, in the order of the file; empty lines are skipped.

    Raises:
        InputError: The file cannot be read, or is not such a table; with line, column, value and remedy.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _Reader(path, file, MISSING - frozenset(keep)).rows()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}, line {_undecodable_line(path)}: not UTF-8 text (byte 0x{error.object[error.start]:02x})",
            "Save the table as UTF-8.",
        ) from error


class _Reader:
    """One pass over an open table."""

    def __init__(self, path: Path, file: TextIO, missing: frozenset[str]) -> None:
        self._path = path
        self._file = file
        self._missing = missing
        self._names: dict[str, str] = {}
        self._weighted = False
        self._weights: dict[str | tuple[str, str], int] = {}
        # Per unit the annotators who rated it, one bit each: a set of names per unit takes 700 bytes, this takes 30.
        self._raters: dict[str | tuple[str, str], int] = {}
        self._bits: dict[str, int] = {}

    def rows(self) -> Iterator[RatingRow]:
        """The rows below the header."""
        lines = self._lines()
        first = next(lines, None)
        if first is None or not first.strip():
            raise self._error(1, "there is no header", f"Begin with a line such as {','.join(_REQUIRED)}.")
        delimiter, columns = self._header(first)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        width, start = len(columns), 2
        places = {name: columns.index(name) for name in (*_REQUIRED, *_OPTIONAL) if name in columns}
        self._weighted = "weight" in places
        try:
            for cells in reader:
                if cells:
                    if len(cells) != width:
                        what = f"{len(cells)} columns, but the header has {width}"
                        raise self._error(start, what, "Quote values that hold a delimiter.")
                    yield self._row(cells, places, start)
                start = reader.line_num + 2
        except csv.Error as error:
            remedy = "Close every quote; double a quote inside one."
            raise self._error(start, f"not readable as CSV: {error}", remedy) from error

    def _lines(self) -> Iterator[str]:
        for number, line in enumerate(self._file, start=1):
            if "\0" in line:
                place = line.index("\0") + 1
                raise self._error(number, f"a NUL character at character {place}", "Save the table as UTF-8 text.")
            yield line

    def _header(self, line: str) -> tuple[str, list[str]]:
        """The delimiter, and the names of the columns in lower case."""
        best: list[str] = []
        for delimiter in _DELIMITERS:
            cells = next(csv.reader([line], delimiter=delimiter), [])
            names = [cell.strip().lower() for cell in cells]
            if all(name in names for name in _REQUIRED):
                twice = [name for name in (*_REQUIRED, *_OPTIONAL) if names.count(name) > 1]
                if twice:
                    raise self._error(1, f"column {twice[0]!r} occurs more than once", "Name each column once.")
                return delimiter, names
            best = max(best, names, key=len)
        absent = " and ".join(repr(name) for name in _REQUIRED if name not in best)
        raise self._error(
            1,
            f"column {absent} is missing (found: {_listed(best)})",
            f"The header needs {', '.join(_REQUIRED)}; {' and '.join(_OPTIONAL)} are optional.",
        )

    def _row(self, cells: list[str], places: dict[str, int], line: int) -> RatingRow:
        unit = self._named(cells, places, "unit", line)
        annotator = self._named(cells, places, "annotator", line)
        document = self._named(cells, places, "document", line) if "document" in places else None
        weight = self._weight(cells[places["weight"]], line) if "weight" in places else 1
        value = self._one(cells[places["value"]].strip())
        row = RatingRow(unit, annotator, None if value in self._missing else value, document, weight, line)
        self._check(row)
        return row

    def _named(self, cells: list[str], places: dict[str, int], column: str, line: int) -> str:
        name = cells[places[column]].strip()
        if not name:
            remedy = " or drop the column" if column == "document" else ""
            raise self._error(line, f"{column} is empty", f"Name the {column} in every row{remedy}.", column)
        return self._one(name)

    def _one(self, text: str) -> str:
        """One string per text, however many rows it has: a million units stay a million strings."""
        return self._names.setdefault(text, text)

    def _weight(self, text: str, line: int) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdecimal()) or not 0 < int(digits[:16]) <= _MOST_WEIGHT:
            what = f"weight {text!r} is not a positive whole number"
            raise self._error(line, what, "Write how often the row counts, such as 1.", "weight")
        return int(digits)

    def _check(self, row: RatingRow) -> None:
        """Refuse what cannot be true of a unit twice."""
        unit = row.unit if row.document is None else (row.document, row.unit)
        if self._weighted and self._weights.setdefault(unit, row.weight) != row.weight:
            raise self._error(
                row.line,
                f"weight {row.weight} for unit {row.unit!r}, which has weight {self._weights[unit]} in an earlier row",
                "Give all rows of a unit the same weight: it says how often the unit counts.",
                "weight",
            )
        if row.value is None:
            return
        bit = self._bits.setdefault(row.annotator, 1 << len(self._bits))
        raters = self._raters.get(unit, 0)
        if raters & bit:
            raise self._error(
                row.line,
                f"annotator {row.annotator!r} rates unit {row.unit!r} a second time (value {row.value!r})",
                "Keep one rating per annotator and unit.",
                "annotator",
            )
        self._raters[unit] = raters | bit

    def _error(self, line: int, what: str, remedy: str, column: str = "") -> InputError:
        place = f", column {column!r}" if column else ""
        return InputError(f"{self._path}, line {line}{place}: {what}", remedy)


def _listed(names: list[str]) -> str:
    """Names of columns in a message, the first ones where they are many or long."""
    shown = ", ".join(name[:_LONGEST_NAME] for name in names[:_MOST_NAMES])
    return f"{shown}, ..." if len(names) > _MOST_NAMES else shown


def _undecodable_line(path: Path) -> int:
    with path.open("rb") as file:
        return 1 + sum(1 for _ in itertools.takewhile(_decodable, file))


def _decodable(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
