"""From rows and tables of values to arrays of codes, checked on the way.

Each cell is looked at once; everything after that is arithmetic on arrays. Two ratings of one annotator for one unit
are an error, because no coefficient can know which of them counts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.categories import Coder, Scale, Value, sorted_names
from annotator.agreement.patterns import Codes, Ints
from annotator.errors import InputError

Row = (
    tuple[str, str, Value]
    | tuple[str, str, Value, str | None]
    | tuple[str, str, Value, str | None, int]
    | tuple[str, str, Value, str | None, int, int]
)
"""Unit, annotator, value, and optionally document, weight and line (the last only for messages)."""


_WholeRow = tuple[str, str, Value, str | None, int, int]
_DEFAULTS = (None, 1, 0)
"""Document, weight and line of a row that does not give them."""
_LEAST = 3


@dataclass(frozen=True, eq=False)
class LongTable:
    """Long rows laid out as units x annotators."""

    codes: Codes
    scale: Scale
    annotators: list[str]
    document: Ints | None
    documents: list[str]
    weights: Ints


def read_matrix(matrix: Sequence[Sequence[Value]], width: int, coder: Coder) -> tuple[Codes, Scale]:
    """Codes (units x annotators) and scale of a table of values; every row must have `width` values."""
    codes = np.empty((len(matrix), width), dtype=np.int32)
    for place, row in enumerate(matrix):
        if len(row) != width:
            raise InputError(
                f"unit {place + 1} has {len(row)} values, expected {width}", "Give one value per annotator, or None."
            )
        codes[place] = [coder.code(value, f"unit {place + 1}: ") for value in row]
    scale, final = coder.scale()
    return _recoded(codes, final), scale


def number_names(names: Sequence[str] | None) -> tuple[list[str], Ints | None]:
    """Distinct names, sorted, and for each given name its place among them."""
    if names is None:
        return [], None
    distinct = sorted_names(set(names))
    place = {name: index for index, name in enumerate(distinct)}
    return distinct, np.array([place[name] for name in names], dtype=np.int64)


def check_table(
    codes: NDArray[np.integer], q: int, names: Sequence[str], document: Ints, documents: int, weights: Ints
) -> None:
    """Refuse a coded table whose shapes or ranges do not fit; raises InputError."""
    if codes.ndim != 2 or len(names) != codes.shape[1] or len(set(names)) != len(names):
        raise InputError("the columns and the annotators' names do not fit", "Give one distinct name per column.")
    if len(document) != len(codes) or len(weights) != len(codes):
        raise InputError("documents or weights do not fit the units", "Give one document and one weight per unit.")
    if codes.size and (codes.min() < -1 or codes.max() >= q):
        raise InputError(f"codes must lie between -1 and {q - 1}", "Use -1 for a missing rating.")
    if len(document) and (document.min() < 0 or document.max() >= documents):
        raise InputError(f"document indices must lie between 0 and {documents - 1}")
    if len(weights) and weights.min() < 1:
        raise InputError(f"weight {weights.min()} is not positive", "A weight says how often a unit counts.")


@dataclass(eq=False)
class _Intake:
    """The growing columns of long rows; ratings only, but every unit and annotator met is numbered."""

    coder: Coder
    source: str
    units: dict[tuple[str | None, str], int] = field(default_factory=dict)
    annotators: dict[str, int] = field(default_factory=dict)
    weights: array[int] = field(default_factory=lambda: array("q"))
    unit: array[int] = field(default_factory=lambda: array("q"))
    annotator: array[int] = field(default_factory=lambda: array("i"))
    code: array[int] = field(default_factory=lambda: array("i"))
    line: array[int] = field(default_factory=lambda: array("q"))

    def where(self, line: int) -> str:
        """The start of a message about a row."""
        return self._begin(line) + ": " if self._begin(line) else ""

    def of_value(self, line: int, unit: str) -> str:
        """The start of a message about the value of a row."""
        if not self._begin(line):
            return f"unit {unit!r}: "
        # Only a table that was read from a file has columns.
        return f"{self._begin(line)}, column 'value': " if self.source and line else self.where(line)

    def _begin(self, line: int) -> str:
        return ", ".join(part for part in (self.source, f"line {line}" if line else "") if part)

    def add_all(self, rows: Iterable[Row]) -> None:
        """Take in rows. The loop keeps to local names: with a call per row it takes twice as long."""
        units, annotators, weights, coder = self.units, self.annotators, self.weights, self.coder
        for row in rows:
            unit, annotator, value, document, weight, line = cast("_WholeRow", (*row, *_DEFAULTS[len(row) - _LEAST :]))
            place = units.setdefault((document, unit), len(weights))
            if place == len(weights):
                weights.append(weight)
            elif weights[place] != weight:
                raise InputError(
                    f"{self.where(line)}unit {unit!r} has weight {weight}, but {weights[place]} in another row",
                    "A weight says how often the unit counts: give all rows of a unit the same.",
                )
            who = annotators.setdefault(annotator, len(annotators))
            code = coder.known(value)
            if code is None:
                code = coder.code(value, self.of_value(line, unit))
            if code >= 0:
                self.unit.append(place)
                self.annotator.append(who)
                self.code.append(code)
                self.line.append(line)


def read_triples(rows: Iterable[Row], coder: Coder, source: str = "") -> LongTable:
    """Lay out long rows as units x annotators; see `Ratings.from_triples`."""
    intake = _Intake(coder, source)
    intake.add_all(rows)
    scale, final = coder.scale()
    names = sorted_names(intake.annotators)
    order = np.empty(len(names), dtype=np.int64)
    for place, name in enumerate(names):
        order[intake.annotators[name]] = place
    unit, code = _ints(intake.unit), _ints(intake.code)
    column = order[_ints(intake.annotator)]
    _refuse_twice(intake, unit, column, names, scale, final)
    codes = np.full((len(intake.weights), len(names)), -1, dtype=np.min_scalar_type(-len(final) - 1))
    codes[unit, column] = final[code]
    document, documents = _documents(intake)
    return LongTable(codes, scale, names, document, documents, _ints(intake.weights))


def _refuse_twice(intake: _Intake, unit: Ints, column: Ints, names: list[str], scale: Scale, final: Ints) -> None:
    cells = unit * max(len(names), 1) + column
    order = np.argsort(cells, kind="stable")
    again = np.flatnonzero(cells[order][1:] == cells[order][:-1])
    if len(again) == 0:
        return
    # The first repetition in the order of the rows is the one a reader of the file meets first.
    at = again[np.argmin(order[again + 1])]
    first, second = int(order[at]), int(order[at + 1])
    name = next(key[1] for key, place in intake.units.items() if place == unit[second])
    values = [scale.categories[final[intake.code[row]]] for row in (first, second)]
    earlier = f" on line {intake.line[first]}" if intake.line[first] else ""
    raise InputError(
        f"{intake.where(intake.line[second])}annotator {names[column[second]]!r} rates unit {name!r} twice: "
        f"{values[0]!r}{earlier} and {values[1]!r}",
        "Keep one rating per annotator and unit.",
    )


def _documents(intake: _Intake) -> tuple[Ints | None, list[str]]:
    found = {document for document, _ in intake.units}
    if found <= {None}:
        return None, []
    for document, unit in intake.units:
        if document is None:
            raise InputError(
                f"{intake.where(0)}unit {unit!r} has no document, but other units have one",
                "Name the document of every row, or of none.",
            )
    names, place = number_names([document for document, _ in intake.units if document is not None])
    return place, names


def _recoded(codes: Codes, final: Ints) -> Codes:
    # One place more, so that -1 (missing) stays -1.
    return np.append(final, -1)[codes]


def _ints(numbers: array[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)
