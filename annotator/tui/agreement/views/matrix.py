"""The matrix of pairs: each cell a coefficient with a shade, and one cell under the cursor.

Where it is wider than the screen it shows the columns around the cursor.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.results import PairResult
from annotator.desk.agreement.model import LayerReport
from annotator.tui.agreement.drawing import SHADE_LEGEND, left, right, shade
from annotator.tui.agreement.views.base import Drawn, Spot
from annotator.tui.display import fit, shown, width
from annotator.tui.paint import Line
from annotator.tui.states import Run

_CELL, _WIDEST_CELL = 8, 16
"""Cells of a column: so many at least, and more for longer names where there is room."""
_NAME_CELLS = 14
_REMARK = 5


class Matrix:
    """The pairs of a layer, with a cursor.

    Args:
        report: The layer.
        rest: Each annotator's agreement with all others, by name; it stands on the diagonal.
    """

    def __init__(self, report: LayerReport, rest: dict[str, float | None]) -> None:
        self.names: Sequence[str] = report.annotators
        self._pairs = {(pair.first, pair.second): pair for pair in report.pairs}
        self._rest = rest
        self._cell_width = _CELL
        self.at = (0, 1) if len(self.names) > 1 else (0, 0)
        """Row and column under the cursor."""

    @property
    def people(self) -> tuple[str, ...]:
        """Whose cell is under the cursor: two annotators, or one on the diagonal."""
        row, column = self.at
        return (self.names[row],) if row == column else (self.names[row], self.names[column])

    def pair(self) -> PairResult | None:
        """The pair under the cursor, whichever way round; None on the diagonal, or where they share nothing."""
        row, column = self.at
        first, second = self.names[row], self.names[column]
        return self._pairs.get((first, second)) or self._pairs.get((second, first))

    def step(self, across: int, down: int) -> tuple[int, int] | None:
        """The cell that the cursor would come to; None beyond the edge."""
        row, column = self.at[0] + down, self.at[1] + across
        inside = 0 <= row < len(self.names) and 0 <= column < len(self.names)
        return (row, column) if inside else None

    def value(self, row: int, column: int) -> float | None:
        """What stands in a cell."""
        first, second = self.names[row], self.names[column]
        if row == column:
            return self._rest.get(first)
        pair = self._pairs.get((first, second)) or self._pairs.get((second, first))
        return pair.alpha if pair else None

    def fits(self, cells: int) -> bool:
        """Whether all columns have room in a width."""
        return len(self.names) * _CELL + _NAME_CELLS + 2 <= cells

    def draw(self, cells: int) -> Drawn:
        """Headings, rows and captions."""
        longest = max((width(shown(name)) for name in self.names), default=0) + 2
        named = min(_NAME_CELLS, longest)
        room = cells - named - 2
        self._cell_width = max(_CELL, min(_WIDEST_CELL, longest, room // max(1, len(self.names))))
        heads = [fit(shown(name), self._cell_width - 1) for name in self.names]
        names = list(self.names)
        if len(set(heads)) < len(heads):
            # Cut names that look the same tell nothing: numbers do.
            heads = [str(place) for place in range(1, len(heads) + 1)]
            names = [f"{head} {name}" for head, name in zip(heads, names, strict=True)]
            named, room = named + len(heads[-1]) + 1, room - len(heads[-1]) - 1
            self._cell_width = _CELL
        columns = self._window(room)
        drawn = Drawn()
        drawn.add(self._heading(heads, named, columns))
        for row, name in enumerate(names):
            line: list[Run] = [(" ", ""), left(name, named, "ink bold" if row == self.at[0] else "soft")]
            for place, column in enumerate(columns):
                start = 1 + named + place * self._cell_width
                drawn.spots.append(Spot(len(drawn.lines), start, start + self._cell_width, (row, column)))
                line += self._cell(row, column)
            drawn.add(line)
        return drawn

    def captions(self) -> list[str]:
        """What the cells say, and what the signs mean."""
        return ["Alpha of each pair; on the diagonal, unshaded, the mean of one with all others.", SHADE_LEGEND]

    def _window(self, room: int) -> range:
        """The columns to show: all, or those around the cursor and a remark on how many there are behind them."""
        count = len(self.names)
        each = self._cell_width
        fitting = room // each if count * each <= room else max(1, (room - _REMARK) // each)
        first = max(0, min(self.at[1] - fitting // 2, count - fitting))
        return range(first, min(count, first + fitting))

    def _heading(self, heads: Sequence[str], named: int, columns: range) -> Line:
        before = f"‹ {columns.start}" if columns.start else ""
        after = len(self.names) - columns.stop
        line: list[Run] = [(" ", ""), left(before, named, "key")]
        for column in columns:
            line.append(right(heads[column], self._cell_width - 1, "ink bold" if column == self.at[1] else "soft"))
            line.append((" ", ""))
        return [*line, (f"{after} ›", "key")] if after else line

    def _cell(self, row: int, column: int) -> list[Run]:
        value = self.value(row, column)
        sign, look = (" ", "soft italic") if row == column and value is not None else shade(value)
        text = f"{value:5.2f}" if value is not None else "     "
        here = (row, column) == self.at
        before = " " * (self._cell_width - _CELL)
        return [(before, ""), (sign, "bar"), (f"[{text}]", "cursor") if here else (f" {text} ", look)]
