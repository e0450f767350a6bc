"""The map between the cells of the screen and the code points of a text. Pure: no screen, no label.

A text is wrapped once for each width, paragraph by paragraph; blanks inside a paragraph, line breaks of hard-wrapped
sources among them, are shown as one blank. Only the lines in view are cut into cells. Whatever is shown, every cell
knows the code points it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.text.graphemes import graphemes
from annotator.tui.display import fit, shown, width

_WORD = re.compile(r"(?:\S|[\u00a0\u2007\u202f])+")
"""A stretch that is not broken at a blank; blanks that forbid a break are part of it."""


class Row(NamedTuple):
    """One line of the screen: the code points `[start, end)` that it shows; none for a line between paragraphs."""

    start: int
    end: int


class Cell(NamedTuple):
    """One grapheme, or one blank, on a line."""

    start: int
    end: int
    shown: str
    column: int
    width: int

    @property
    def blank(self) -> bool:
        """Whether it stands for white space."""
        return self.shown == " "


@dataclass(frozen=True)
class CellLine:
    """The cells of one line, in their order."""

    row: Row
    cells: tuple[Cell, ...]

    def at_column(self, column: int) -> Cell | None:
        """The cell at a column; the nearest one where the column lies outside; None on a line without any."""
        if not self.cells:
            return None
        index = bisect_right(self.cells, column, key=lambda cell: cell.column) - 1
        return self.cells[max(0, index)]

    def of_offset(self, offset: int) -> int | None:
        """The index of the cell that stands for a code point; None where the line does not show it."""
        if not self.cells or not self.cells[0].start <= offset < self.cells[-1].end:
            return None
        return bisect_right(self.cells, offset, key=lambda cell: cell.start) - 1


class Layout:
    """A text wrapped to a width.

    Args:
        text: The text.
        paragraphs: `[start, end)` of each paragraph, in order, with no blank at either end.
        cells: The width, at least 1.
    """

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]], cells: int) -> None:
        self.text = text
        self.cells = max(1, cells)
        self.rows: list[Row] = []
        self._lines: dict[int, CellLine] = {}
        for start, end in paragraphs:
            if self._parted(start):
                self.rows.append(Row(self.rows[-1].end, self.rows[-1].end))
            self._first = len(self.rows)
            self.rows.extend(_wrap(text, start, end, self.cells))
        self._starts = [row.start for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def line(self, index: int) -> CellLine:
        """The cells of a line."""
        line = self._lines.get(index)
        if line is None:
            row = self.rows[index]
            line = self._lines[index] = CellLine(row, tuple(_cells(self.text, row)))
        return line

    def row_of(self, offset: int) -> int:
        """The line that shows a code point, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, start: int, end: int) -> range:
        """The lines that show a stretch."""
        return range(self.row_of(start), self.row_of(max(start, end - 1)) + 1)

    def offset_at(self, index: int, column: int) -> int | None:
        """The first code point of the cell at a column of a line; None on a line that shows no text."""
        if not 0 <= index < len(self.rows):
            return None
        cell = self.line(index).at_column(column)
        return None if cell is None else cell.start

    def _parted(self, start: int) -> bool:
        """Whether an empty line goes before the paragraph: the source has one, or the one before took several lines."""
        if not self.rows:
            return False
        gap = self.text[self.rows[-1].end : start]
        return len(gap.splitlines()) > 1 or len(self.rows) - self._first > 1


def _wrap(text: str, start: int, end: int, cells: int) -> Iterator[Row]:
    """One paragraph, greedily; a word that is wider than the line, or a run of wide characters, is broken."""
    begin, stop, used = start, start, 0
    for first, last, wide, glued in _pieces(text, start, end, cells):
        room = wide if glued or used == 0 else wide + 1
        if used and used + room > cells:
            yield Row(begin, stop)
            used, room = 0, wide
        if used == 0:
            begin = first
        used += room
        stop = last
    if used:
        yield Row(begin, stop)


def _pieces(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int, int, bool]]:
    """Start, end and width of what must stay on one line, and whether no blank goes before it."""
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        wide = len(word) if word.isascii() else width(shown(word))
        if wide <= cells and not _breaks_anywhere(word):
            yield found.start(), found.end(), max(1, wide), False
            continue
        glued = False
        for first, last, _, grapheme in _graphemes(text, found.start(), found.end()):
            yield first, last, grapheme, glued
            glued = True


def _breaks_anywhere(word: str) -> bool:
    return not word.isascii() and any(_is_wide_script(character) for character in word)


def _is_wide_script(character: str) -> bool:
    """Scripts that are written without blanks between words."""
    return "\u2e80" <= character <= "\ua4cf" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def _cells(text: str, row: Row) -> Iterator[Cell]:
    at, column = row.start, 0
    for found in _WORD.finditer(text, row.start, row.end):
        if found.start() > at:
            yield Cell(at, found.start(), " ", column, 1)
            column += 1
        for start, end, display, wide in _graphemes(text, found.start(), found.end()):
            yield Cell(start, end, display, column, wide)
            column += wide
        at = found.end()


def _graphemes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, display and width of each cell of a word; what has no width joins the cell before or behind it."""
    word = text[start:end]
    if word.isascii() and word.isprintable():
        yield from ((start + at, start + at + 1, character, 1) for at, character in enumerate(word))
        return
    held: tuple[int, int, str, int] | None = None
    begin = start
    for first, last in graphemes(word):
        display = shown(word[first:last])
        wide = width(display)
        if wide == 0:
            held = (held[0], start + last, held[2], held[3]) if held else None
            continue
        if held:
            yield held
            begin = held[1]
        held = (begin, start + last, display, wide)
    yield held or (start, end, "\u00b7", 1)


def folded(text: str, cells: int, most: int) -> list[str]:
    """A text as lines to show, at most so many; the last one ends in an ellipsis where something is left out."""
    head = text[: cells * (most + 1)]
    start, end = len(head) - len(head.lstrip()), len(head.rstrip())
    flow = Layout(head, [(start, end)] if start < end else [], cells)
    lines = ["".join(cell.shown for cell in flow.line(index).cells) for index in range(min(most, len(flow)))]
    if lines and (len(flow) > most or len(head.rstrip()) < len(text.rstrip())):
        lines[-1] = fit(f"{lines[-1]}…", cells)
    return lines
