"""Ratings from a CSV table: `unit,annotator,value` and optionally `document` and `weight`.

Rows are read one by one, so a table of millions needs no list of them. Whatever is wrong is told with its line, its
column, its value and what to do; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.errors import InputError
from annotator.imports.named_columns import NamedTable, named_table, wrong

MISSING = frozenset({"", "NA", "null", "NULL"})
"""Values that mean "not rated"."""

_REQUIRED = ("unit", "annotator", "value")
_OPTIONAL = ("document", "weight")
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

    The header is checked when the first row is asked for. Delimiters and columns as in `named_columns`.

    Args:
        path: A UTF-8 file.
        keep: Values that are categories although they look missing, such as a declared "NA".

    Yields:
        One row per line of the table, in the order of the file; empty lines are skipped.

    Raises:
        InputError: The file cannot be read, or is not such a table; with line, column, value and remedy.
    """
    with named_table(path, _REQUIRED, _OPTIONAL, ",".join(_REQUIRED)) as table:
        yield from _Reader(path, table, MISSING - frozenset(keep)).rows()


class _Reader:
    """One pass over an open table."""

    def __init__(self, path: Path, table: NamedTable, missing: frozenset[str]) -> None:
        self._path = path
        self._table = table
        self._missing = missing
        self._names: dict[str, str] = {}
        self._weighted = "weight" in table.columns
        self._weights: dict[str | tuple[str, str], int] = {}
        # Per unit the annotators who rated it, one bit each: a set of names per unit takes 700 bytes, this takes 30.
        self._raters: dict[str | tuple[str, str], int] = {}
        self._bits: dict[str, int] = {}

    def rows(self) -> Iterator[RatingRow]:
        """The rows below the header."""
        columns = self._table.columns
        places = {name: columns.index(name) for name in (*_REQUIRED, *_OPTIONAL) if name in columns}
        for line, cells in self._table.rows():
            yield self._row(cells, places, line)

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
        return wrong(self._path, line, what, remedy, column)
