"""What a report on paper is made of: headings, facts, points and grids, in plain text.

Every string may hold the name of an annotator or a category; the writer of a format escapes all of them alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The start of a part."""

    text: str
    level: int = 1
    """1 for the report, 2 for a part of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the figures stand on: pairs of a name and what it is."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences, one below the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    label: str
    """Its name in references: lower-case ASCII letters, digits and hyphens, unique in the report."""
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """One cell for each column."""
    align: str
    """A letter for each column: `l`eft, `r`ight; `n`arrow, `m`iddling or `w`ide for text that may run over lines."""
    notes: tuple[str, ...] = ()
    """Sentences below it."""


_LONG_NAME = 24


def side(names: Iterable[str]) -> str:
    """The letter of a column of names: they may run over lines where one of them is long."""
    return "m" if any(len(name) > _LONG_NAME for name in names) else "l"


Block = Heading | Facts | Points | Grid
