"""How figures become lines: columns, bars, intervals on a scale, shades. Pure; every text it is given is made safe.

A shade is told by a sign and a number as well as by a colour, so none of them is needed to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from annotator.tui.display import fit, shown, width
from annotator.tui.layout import folded
from annotator.tui.paint import Line, length
from annotator.tui.states import Run

_SHADES = ((0.8, "█", "heat-4"), (0.667, "▓", "heat-3"), (0.4, "▒", "heat-2"), (0.0, "░", "heat-1"))
SHADE_LEGEND = "░ from 0   ▒ from .400   ▓ from .667   █ from .800   blank below 0"
"""What the signs of `shade` say, for captions."""
_MARKS = (0.667, 0.8)
"""Where a scale is marked: what is commonly asked of alpha to draw tentative and firm conclusions."""

_LEAST_SCALE = 12
"""A shorter scale than this tells nothing."""


def shade(value: float | None) -> tuple[str, str]:
    """Sign and look of a coefficient; fuller signs are higher values."""
    if value is None:
        return "–", "faint"
    for least, sign, look in _SHADES:
        if value >= least:
            return sign, look
    return " ", "heat-0"


def shaded(value: float | None, digits: int = 3) -> list[Run]:
    """A coefficient with its shade, six cells wider than its digits; a dash where it is undefined."""
    sign, look = shade(value)
    cells = digits + 5
    return [(sign, "bar"), (f"{value:.{digits}f} ".rjust(cells) if value is not None else " " * cells, look)]


def number(value: float | None, digits: int = 3) -> str:
    """A figure as text; `undefined` where there is none."""
    return "undefined" if value is None else f"{value:.{digits}f}"


def percent(share: float) -> str:
    """A share as text."""
    return f"{share:.1%}"


def between(low: float | None, high: float | None) -> str:
    """An interval as text; a dash where there is none."""
    return "–" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def many(count: int, thing: str) -> str:
    """A count with its thing: `1 sentence`, `2 sentences`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def left(text: str, cells: int, looks: str = "ink") -> Run:
    """A text in a column, at its left."""
    cut = fit(shown(text), cells)
    return cut + " " * (cells - width(cut)), looks


def right(text: str, cells: int, looks: str = "ink") -> Run:
    """A text in a column, at its right."""
    cut = fit(shown(text), cells)
    return " " * (cells - width(cut)) + cut, looks


def filled(line: Line, cells: int) -> list[Run]:
    """A line, cut or filled to a width."""
    kept: list[Run] = []
    free = cells
    for text, looks in line:
        text = fit(text, free)
        kept.append((text, looks))
        free -= width(text)
        if free <= 0:
            break
    return [*kept, (" " * free, "")] if free > 0 else kept


def beside(first: Sequence[Line], second: Sequence[Line], cells: int, gap: int = 3) -> list[Line] | None:
    """Two blocks side by side; None where they do not fit the width."""
    wide = max((length(line) for line in first), default=0)
    if wide + gap + max((length(line) for line in second), default=0) > cells:
        return None
    return columns(first, second, wide + gap)


def columns(first: Sequence[Line], second: Sequence[Line], cells: int) -> list[Line]:
    """Two blocks side by side, the second one behind so many cells; the first is cut to them."""
    return [[*filled(one, cells), *other] for one, other in zip_longest(first, second, fillvalue=())]


def paragraph(text: str, cells: int, looks: str = "soft", most: int = 6, indent: int = 0) -> list[Line]:
    """A text folded to a width."""
    return [[(" " * indent, ""), (line, looks)] for line in folded(text, max(8, cells - indent), most)]


def flowing(chunks: Sequence[Line], cells: int, indent: int = 1) -> list[Line]:
    """Stretches of runs one after the other, broken between them to fit a width."""
    lines: list[list[Run]] = [[(" " * indent, "")]]
    for chunk in chunks:
        if length(lines[-1]) > indent and length(lines[-1]) + length(chunk) > cells:
            lines.append([(" " * indent, "")])
        lines[-1] += chunk
    return list(lines)


def bar(share: float, cells: int, looks: str = "bar") -> Run:
    """A bar that is as long as a share of the width; anything above zero can be seen."""
    full = round(max(0.0, min(1.0, share)) * cells)
    return "█" * (max(1, full) if share > 0 else 0), looks


def scale(value: float | None, low: float | None, high: float | None, cells: int) -> list[Run]:
    """A coefficient on a scale from 0 to 1: a dot, its interval as a line, and marks at .667 and .800."""

    def place(at: float) -> int:
        return max(0, min(cells - 1, round(at * (cells - 1))))

    signs: list[Run] = [("·", "rule")] * cells
    for mark in _MARKS:
        signs[place(mark)] = ("┊", "faint")
    if low is not None and high is not None:
        for column in range(place(low), place(high) + 1):
            signs[column] = ("━", "soft")
    if value is not None:
        signs[place(value)] = ("‹", "key") if value < 0 else ("●", "key")
    return signs


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to say of one figure."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str
    """Why there is no value, in words; otherwise a remark on its interval, or nothing."""
    of: int = 0
    """Of how many units n is what was left, where the figure is conditional; 0 where it is not."""

    @property
    def counted(self) -> str:
        """What the figure stands on."""
        return f"n {self.n} of {self.of}" if self.of else f"n {self.n}"


def measured(head: Line, reading: Reading, cells: int, counts: int = 8) -> Iterator[Line]:
    """A figure on a line: value, its place on the scale where there is room, interval, n; below it what is to be said.

    Args:
        head: The columns before the value.
        reading: The figure.
        cells: The width.
        counts: The width of the column that says n.
    """
    counted = right(reading.counted, counts, "faint")
    room = cells - length(head) - 10 - counts
    if reading.value is None:
        fits = width(shown(reading.why)) < room
        said = left(reading.why if fits else "", room, "soft")
        yield [*head, right(number(None), 9, "warn"), (" ", ""), said, counted]
        if not fits:
            yield from paragraph(reading.why, cells, "soft", most=3, indent=5)
        return
    line: list[Run] = [*head, right(number(reading.value), 9, "ink bold"), (" ", "")]
    interval = left(between(reading.low, reading.high), 17, "soft")
    drawn = room - 18
    if drawn >= _LEAST_SCALE:
        line += [*scale(reading.value, reading.low, reading.high, drawn), (" ", "")]
    yield [*line, interval, right("", room - 17, "") if drawn < _LEAST_SCALE else ("", ""), counted]
    if reading.why:
        yield from paragraph(reading.why, cells, "faint", most=2, indent=5)
