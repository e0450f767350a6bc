"""Reads a CSV table whose header names its columns, row by row, and tells what is wrong with line, column and remedy.

Comma is the delimiter unless only semicolon or tab gives the header its columns; other columns are ignored; the order
of columns is free; a byte order mark and empty lines are skipped.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from annotator.errors import InputError

_DELIMITERS = (",", ";", "\t")
_MOST_NAMES, _LONGEST_NAME = 12, 40
"""Columns named in a message, and code points of each."""


def wrong(path: Path, line: int, what: str, remedy: str, column: str = "") -> InputError:
    """The error that names a place in a table."""
    place = f", column {column!r}" if column else ""
    return InputError(f"{path}, line {line}{place}: {what}", remedy)


class NamedTable:
    """One pass over an open table; made by `named_table`.

    Args:
        path: For messages.
        file: The table.
        required: Columns that must be there.
        optional: Further columns that mean something.
        example: A header to begin with.
    """

    def __init__(
        self, path: Path, file: TextIO, required: Sequence[str], optional: Sequence[str], example: str
    ) -> None:
        self._path = path
        self._required = required
        self._optional = optional
        self._lines = self._read(file)
        first = next(self._lines, None)
        if first is None or not first.strip():
            raise wrong(path, 1, "there is no header", f"Begin with a line such as {example}.")
        try:
            self._delimiter, self.columns = self._header(first)
        except csv.Error as error:
            raise self._unreadable(1, error) from error

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The line on which each row starts, from 1, and its cells, as many as there are columns."""
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        width, start = len(self.columns), 2
        try:
            for cells in reader:
                if cells:
                    if len(cells) != width:
                        what = f"{len(cells)} columns, but the header has {width}"
                        raise wrong(self._path, start, what, "Quote values that hold a delimiter.")
                    yield start, cells
                start = reader.line_num + 2
        except csv.Error as error:
            raise self._unreadable(start, error) from error

    def _unreadable(self, line: int, error: csv.Error) -> InputError:
        remedy = "Close every quote; double a quote inside one."
        return wrong(self._path, line, f"not readable as CSV: {error}", remedy)

    def _read(self, file: TextIO) -> Iterator[str]:
        for number, line in enumerate(file, start=1):
            if "\0" in line:
                place = line.index("\0") + 1
                raise wrong(
                    self._path, number, f"a NUL character at character {place}", "Save the table as UTF-8 text."
                )
            yield line

    def _header(self, line: str) -> tuple[str, list[str]]:
        """The delimiter, and the names of the columns in lower case."""
        best: list[str] = []
        for delimiter in _DELIMITERS:
            names = [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter), [])]
            if all(name in names for name in self._required):
                twice = next((name for name in (*self._required, *self._optional) if names.count(name) > 1), None)
                if twice:
                    raise wrong(self._path, 1, "occurs more than once", "Name each column once.", twice)
                return delimiter, names
            best = max(best, names, key=len)
        absent = " and ".join(repr(name) for name in self._required if name not in best)
        raise wrong(
            self._path,
            1,
            f"column {absent} is missing (found: {_listed(best)})",
            f"The header needs {', '.join(self._required)}; {' and '.join(self._optional)} are optional.",
        )


@contextmanager
def named_table(path: Path, required: Sequence[str], optional: Sequence[str], example: str) -> Iterator[NamedTable]:
    """Open a table.

    Args:
        path: A UTF-8 file.
        required: Columns that must be there.
        optional: Further columns that mean something.
        example: A header to begin with, for the message where there is none.

    Raises:
        InputError: The file cannot be read, or is not such a table; with line, column, value and remedy.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield NamedTable(path, file, required, optional, example)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", "Check the path.") from error
    except UnicodeDecodeError as error:
        what = f"not UTF-8 text (byte 0x{error.object[error.start]:02x})"
        raise wrong(path, _undecodable_line(path), what, "Save the table as UTF-8.") from error


def _listed(names: Sequence[str]) -> str:
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
