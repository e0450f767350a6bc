"""Dot plots: up to three figures of each of a few parts or people, on one scale, told apart by their shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.reports.agreement_words import decimal
from annotator.reports.page.elements import Element, clipped
from annotator.reports.page.svg import MARKS, WIDTH, framed, legend, line, mark, picture, text, unit_scale

_ROW = 30
_START = 230
MOST = 40
"""More rows than this make no picture."""


@dataclass(frozen=True, slots=True)
class Dots:
    """One row."""

    name: str
    values: tuple[float | None, ...]


def dots(key: str, title: str, series: Sequence[str], rows: Sequence[Dots], caption: str) -> Element | None:
    """The picture; nothing where nothing is known or there are too many rows.

    Args:
        key: Unlike that of any other picture.
        title: Its name.
        series: The figures, at most three.
        rows: The parts, each with a value for each of the figures.
        caption: What stands below it.
    """
    known = [value for row in rows for value in row.values if value is not None]
    if not known or len(rows) > MOST:
        return None
    scale = unit_scale(known, _START, WIDTH - 10)
    bottom = 30 + len(rows) * _ROW
    shapes: list[Element] = [*legend(series, 18)]
    for tick in scale.ticks():
        shapes.append(line(scale(tick), 28, scale(tick), bottom, "grid"))
        shapes.append(text(scale(tick), bottom + 19, decimal(tick, 1), "middle", "muted"))
    for place, row in enumerate(rows):
        y = 30 + (place + 0.5) * _ROW
        found = [value for value in row.values if value is not None]
        shapes.append(text(0, y + 5, clipped(row.name, 22)))
        if found:
            shapes.append(line(scale(min(found)), y, scale(max(found)), y, "join"))
        shapes += [
            mark(MARKS[number], scale(value), y, f"s{number}")
            for number, value in enumerate(row.values)
            if value is not None
        ]
    says = "; ".join(f"{clipped(row.name, 60)}: {_told(series, row)}" for row in rows)
    return framed(picture(key, title, says, bottom + 26, shapes), caption)


def _told(series: Sequence[str], row: Dots) -> str:
    return ", ".join(f"{name} {decimal(value)}" for name, value in zip(series, row.values, strict=True))
