"""Distances between values from a CSV table: a square, symmetric matrix with a zero diagonal, labels in the header.

Rows stand in the order of the header, or begin with their label and stand in any order; the header then begins with an
empty cell. Whatever is wrong is told with its line, its column, its value and what to do; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import InputError

_DELIMITERS = (",", ";", "\t")
_FEWEST = 2
_MOST = 2000
"""Values that a matrix may have: one of more has 4,000,000 cells."""


@dataclass(frozen=True, slots=True)
class DistanceTable:
    """The matrix."""

    labels: tuple[str, ...]
    """The values in the order of the header."""
    rows: tuple[tuple[float, ...], ...]
    """Distance of each to each, in the same order."""


def read_distances(path: Path) -> DistanceTable:
    """Read a matrix of distances.

    Args:
        path: A UTF-8 file; the delimiter is a comma, a semicolon or a tab, whichever gives the header most columns.

    Raises:
        InputError: The file cannot be read, or is not such a matrix; with line, column, value and remedy.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", "Check the path.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: not UTF-8 text", "Save the matrix as UTF-8.") from error
    return _Reader(path, text).table()


class _Reader:
    """One matrix."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = io.StringIO(text, newline="").readlines()
        self._of_line: list[int] = []
        """The line of each row, in the order of the file."""

    def table(self) -> DistanceTable:
        """The matrix, checked."""
        header, named = self._header()
        labels = header[1:] if named else header
        self._check_labels(labels, 1 + named)
        found: dict[int, tuple[int, list[float]]] = {}
        for line, cells in self._rows(len(header)):
            place = self._place(cells[0], labels, line) if named else len(found)
            if place in found:
                raise self._error(line, 1, f"{cells[0]!r} has a row on line {found[place][0]} already", "Drop one.")
            if place >= len(labels):
                raise self._error(line, None, f"a row beyond the {len(labels)} values of the header", "Drop it.")
            numbers = [self._number(cell, line, 1 + column) for column, cell in enumerate(cells) if column >= named]
            found[place] = line, numbers
        missing = [label for place, label in enumerate(labels) if place not in found]
        if missing:
            last = len(self._lines) + 1
            raise self._error(last, None, f"no row for {missing[0]!r}", "Give one row for each value of the header.")
        self._check_matrix(labels, found, named)
        return DistanceTable(tuple(labels), tuple(tuple(found[place][1]) for place in range(len(labels))))

    def _header(self) -> tuple[list[str], int]:
        """The cells of the first line; and 1 where rows begin with their label, else 0."""
        if not self._lines or not self._lines[0].strip():
            raise self._error(1, None, "there is no header", "Begin with a line of the values, such as ,low,mid,high.")
        split = {mark: self._cells(self._lines[0], mark) for mark in _DELIMITERS}
        self._delimiter = max(_DELIMITERS, key=lambda mark: len(split[mark]))
        header = split[self._delimiter]
        return header, int(not header[0])

    def _cells(self, line: str, delimiter: str) -> list[str]:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [""])]
        except csv.Error as error:
            raise self._error(1, None, f"not readable as CSV: {error}", "Close every quote.") from error

    def _check_labels(self, labels: Sequence[str], first: int) -> None:
        if not _FEWEST <= len(labels) <= _MOST:
            what = f"the header names {len(labels)} value(s)"
            raise self._error(1, None, what, f"Name {_FEWEST} to {_MOST} values, between commas.")
        for place, label in enumerate(labels):
            if not label:
                raise self._error(1, first + place, "a value is empty", "Name each value.")
            if label in labels[:place]:
                raise self._error(1, first + place, f"{label!r} occurs more than once", "Name each value once.")

    def _rows(self, width: int) -> list[tuple[int, list[str]]]:
        reader = csv.reader(self._lines[1:], delimiter=self._delimiter, strict=True)
        rows, start = [], 2
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if len(cells) != width:
                        remedy = "Begin the header with an empty cell where rows begin with their label."
                        raise self._error(start, None, f"{len(cells)} columns, but the header has {width}", remedy)
                    rows.append((start, [cell.strip() for cell in cells]))
                start = reader.line_num + 2
        except csv.Error as error:
            raise self._error(start, None, f"not readable as CSV: {error}", "Close every quote.") from error
        return rows

    def _place(self, label: str, labels: Sequence[str], line: int) -> int:
        if label not in labels:
            shown = ", ".join(labels[:8]) + (", ..." if len(labels) > 8 else "")
            raise self._error(line, 1, f"{label!r} is not in the header ({shown})", "Correct the label.")
        return labels.index(label)

    def _number(self, cell: str, line: int, column: int) -> float:
        try:
            # float() takes digit separators, which no data file means as a number.
            number = math.nan if "_" in cell else float(cell)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or number < 0:
            raise self._error(line, column, f"{cell!r} is not a distance", "Write a number of 0 or more, such as 0.5.")
        return number + 0.0

    def _check_matrix(self, labels: Sequence[str], found: dict[int, tuple[int, list[float]]], named: int) -> None:
        for place, label in enumerate(labels):
            line, row = found[place]
            if row[place] != 0:
                what = f"{label!r} is {row[place]:g} from itself"
                raise self._error(line, 1 + named + place, what, "Write 0 on the diagonal.")
            for other in range(place):
                back, (at, across) = row[other], found[other]
                if back != across[place]:
                    what = f"{label!r} is {back:g} from {labels[other]!r}, but {across[place]:g} on line {at}"
                    raise self._error(line, 1 + named + other, what, "Write the same distance both ways.")

    def _error(self, line: int, column: int | None, what: str, remedy: str) -> InputError:
        where = f"line {line}" if column is None else f"line {line}, column {column}"
        return InputError(f"{self._path}, {where}: {what}", remedy)
