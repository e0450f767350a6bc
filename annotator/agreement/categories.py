"""From values to codes: the scale of a table, and the reader that meets each value.

Declared categories fix the scale; a value outside them is refused by name. Without a declaration the scale is what was
seen, sorted, so that the order of the rows never changes a result.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.patterns import Ints
from annotator.agreement.results import Level
from annotator.errors import InputError

if TYPE_CHECKING:
    from annotator.agreement.distances import Distance

Value = str | int | float | Collection[str] | None
"""A rating; None (or a float NaN) is missing. Collections of labels are only for level `set`."""

_Key = str | float | frozenset[str]
_SMALLEST, _LARGEST = 1e-100, 1e100
"""Bounds of numbers whose squared differences, summed over a table, neither overflow nor vanish."""
_WHOLE = re.compile("[+-]?[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Scale:
    """The categories of a table and what is known about them."""

    categories: tuple[str, ...]
    ordered: bool = True
    """Whether the order of the categories means anything: declared, or all of them numbers."""
    values: tuple[float, ...] | None = None
    """The number behind each category, at level interval and ratio."""
    sets: tuple[frozenset[str], ...] | None = None
    """The set behind each category, at level set."""
    open_set: bool = False
    """True where categories may exist that nobody has named yet (speakers): no q, so no AC1 or Brennan-Prediger."""
    own: Distance | None = None
    """A distance of one's own between the categories, for the measures named `custom`."""


class Coder:
    """Gives each distinct value a code, in the order met; `scale` puts the codes into their final order.

    Args:
        level: At interval and ratio values compare as numbers, at set as sets, otherwise as strings.
        declared: All categories in their order, or None for those seen.
        open_set: See `Scale.open_set`.
    """

    def __init__(self, level: Level, declared: Iterable[Value] | None = None, open_set: bool = False) -> None:
        self.level = level
        self.open_set = open_set
        self.declared = declared is not None
        self._codes: dict[_Key, int] = {}
        self._labels: list[str] = []
        self._known: dict[object, int] = {}
        self._closed = False
        for value in declared or ():
            key, label = self._read(value, "declared categories: ")
            if key in self._codes:
                raise InputError(f"declared categories: {label!r} is declared twice", "Name each category once.")
            self._add(key, label)
        self._closed = self.declared

    def code(self, value: Value, where: str = "") -> int:
        """The code of a value, -1 for missing.

        Args:
            value: The rating.
            where: Put before an error message, such as `ratings.csv, line 7: `.

        Raises:
            InputError: The value is not on the scale.
        """
        if value is None:
            return -1
        token = value if isinstance(value, str | int | float) else frozenset(value)
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._meet(value, where)
        return known

    def known(self, value: Value) -> int | None:
        """The code of a string that was met before; None for all else."""
        return self._known.get(value) if isinstance(value, str) else None

    def scale(self) -> tuple[Scale, Ints]:
        """The scale, and for each code given out its place on it (shape (codes,))."""
        keys = list(self._codes)
        order = sorted(range(len(keys)), key=lambda code: _rank(keys[code])) if self._sorts() else range(len(keys))
        place = np.empty(len(keys), dtype=np.int64)
        place[np.fromiter(order, dtype=np.int64, count=len(keys))] = np.arange(len(keys))
        ranked = [keys[code] for code in order]
        numbers = tuple(key for key in ranked if isinstance(key, float))
        sets = tuple(key for key in ranked if isinstance(key, frozenset))
        scale = Scale(
            categories=tuple(self._labels[code] for code in order),
            ordered=self.level != "set" and (self.declared or all(_is_number(key) for key in ranked)),
            values=numbers if self.level in ("interval", "ratio") else None,
            sets=sets if self.level == "set" else None,
            open_set=self.open_set,
        )
        return scale, place

    def _sorts(self) -> bool:
        return not self.declared or self.level in ("interval", "ratio")

    def _meet(self, value: Value, where: str) -> int:
        if isinstance(value, float) and math.isnan(value):
            return -1
        key, label = self._read(value, where)
        if key not in self._codes:
            if self._closed:
                raise InputError(
                    f"{where}value {label!r} is not among the declared categories ({_listed(self._labels)})",
                    "Correct the value or declare the category.",
                )
            self._add(key, label)
        return self._codes[key]

    def _add(self, key: _Key, label: str) -> None:
        self._codes[key] = len(self._codes)
        self._labels.append(label)

    def _read(self, value: Value, where: str) -> tuple[_Key, str]:
        if self.level == "set":
            return _read_set(value, where)
        if not isinstance(value, str | int | float):
            raise InputError(f"{where}value {value!r} is not a single value", "Use level set for sets of labels.")
        if self.level in ("interval", "ratio"):
            number = _read_number(value, self.level, where)
            # Shown as declared ("2.0"), but as the plain number where only seen, whichever spelling came first.
            return number, str(value) if self.declared else _plain(number)
        text = _plain(value) if isinstance(value, float) else str(value)
        return text, text


def sorted_names(names: Iterable[str]) -> list[str]:
    """Names in an order that does not depend on where they were met: as numbers where all are, else as text."""
    found = list(names)
    if all(_is_number(name) for name in found):
        return sorted(found, key=_rank)
    return sorted(found)


def _read_number(value: str | int | float, level: Level, where: str) -> float:
    try:
        # float() takes digit separators, which no data file means as a number.
        number = math.nan if isinstance(value, str) and "_" in value else float(value)
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError(
            f"{where}value {value!r} is not a number, but the level is {level}",
            "Write numbers with a decimal point, or use level nominal or ordinal.",
        )
    if number and not _SMALLEST < abs(number) < _LARGEST:
        raise InputError(
            f"{where}value {value!r} is too {'large' if abs(number) > 1 else 'small'} to be compared by its square",
            "Write all values in another unit, or use level ordinal.",
        )
    if _is_whole(value) and int(value) != int(number):
        raise InputError(
            f"{where}value {value!r} has more digits than a number holds here: its neighbours would count as equal",
            "Take the same number off all values, or use level nominal or ordinal.",
        )
    if level == "ratio" and number < 0:
        raise InputError(f"{where}value {value!r} is below zero, but the level is ratio", "Use level interval.")
    return number + 0.0


def _is_whole(value: str | int | float) -> bool:
    """Whether a value is written as a whole number."""
    return isinstance(value, int) or (isinstance(value, str) and _WHOLE.fullmatch(value.strip()) is not None)


def _read_set(value: Value, where: str) -> tuple[frozenset[str], str]:
    if value is None or isinstance(value, str | int | float):
        raise InputError(f"{where}value {value!r} is not a set of labels", "Give each value as a set.")
    labels = frozenset(value)
    return labels, "{" + ", ".join(sorted(labels)) + "}"


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)


def _is_number(key: _Key) -> bool:
    if not isinstance(key, str):
        return isinstance(key, float)
    try:
        return math.isfinite(float(key)) and "_" not in key
    except ValueError:
        return False


def _rank(key: _Key) -> tuple[float, str]:
    # Numbers before words, each in its own order; sets by their members.
    if isinstance(key, frozenset):
        return float(len(key)), "\0".join(sorted(key))
    return (float(key), str(key)) if _is_number(key) else (math.inf, str(key))


def _listed(labels: Sequence[str], most: int = 8) -> str:
    shown = ", ".join(labels[:most])
    return shown + ", ..." if len(labels) > most else shown
