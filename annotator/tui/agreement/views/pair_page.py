"""The page of two annotators on one layer: what their figures stand on, their table, and who leans where.

A cell of the table, or an entry of the list where answers are too many for one, leads to the sentences behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.agreement.direction.results import Confusion
from annotator.desk.agreement.model import LayerReport
from annotator.tui.agreement.drawing import left, many, paragraph, right
from annotator.tui.agreement.names import Words, layer_name
from annotator.tui.agreement.seeking import Sought
from annotator.tui.agreement.tallies import MOST_CROSSINGS, Tallies
from annotator.tui.agreement.views import pair
from annotator.tui.agreement.views.base import Drawn, Mark, Rows, Spot, ToDisputes, Way
from annotator.tui.agreement.views.strip import CONDITIONAL, OF_A_PAIR, strip
from annotator.tui.display import shown
from annotator.tui.paint import Line


class PairView(Rows):
    """Two annotators on a layer.

    Args:
        report: The layer.
        people: The two, in the order in which they were chosen.
        tallies: What every pair has in common.
        words: What values are called.
    """

    def __init__(self, report: LayerReport, people: tuple[str, str], tallies: Tallies, words: Words) -> None:
        self._report = report
        self._people = people
        self._words = words
        self._pair = next((each for each in report.pairs if {each.first, each.second} == set(people)), None)
        self._table: Confusion | None = pair.confusion_of(report, *people)
        self._funnel = tallies.funnel(*people)
        self._crossed = () if self._table else tallies.crossed(report.layer, *people)
        self._cell = _most_frequent_difference(self._table) if self._table else None

    @property
    def count(self) -> int:
        """How many entries the list of answers has."""
        return len(self._crossed)

    @property
    def mark(self) -> Mark | None:
        """The cell or the entry under the cursor."""
        return self._cell or self.at

    def step(self, across: int, down: int) -> Mark | None:
        """The next cell or entry."""
        if self._cell is None or self._table is None:
            return super().step(across, down)
        row, column = self._cell[0] + down, self._cell[1] + across
        size = len(self._table.categories)
        return (row, column) if 0 <= row < size and 0 <= column < size else None

    def choose(self, mark: Mark) -> None:
        """Put the cursor there."""
        if isinstance(mark, tuple):
            self._cell = mark
        else:
            super().choose(mark)

    def take(self) -> Way | None:
        """The sentences behind the cell or the entry; those in which they differ where nothing is marked."""
        if self._pair is None or not self._pair.n:
            return None
        return ToDisputes(Sought(people=self._people, layer=self._report.layer, values=self._values()))

    def _values(self) -> tuple[str, ...]:
        if self._table is not None and self._cell is not None:
            return self._table.categories[self._cell[0]], self._table.categories[self._cell[1]]
        return () if self.at is None else self._crossed[self.at][:2]

    def draw(self, cells: int) -> Drawn:
        """Names, funnel, figures, table or list, and the lean."""
        report, drawn = self._report, Drawn()
        drawn.add(*pair.heading(report, self._people, self._pair, cells))
        drawn.add(*paragraph(f"On {layer_name(report.layer)}: {shown(report.question)}", cells - 1, indent=1))
        if report.conditional_on:
            drawn.add(*paragraph(f"Only {report.conditional_on}.", cells - 1, "warn", indent=1))
        if self._funnel:
            here = CONDITIONAL[report.layer] + OF_A_PAIR if report.layer in CONDITIONAL else 0
            drawn.add(*strip(self._funnel, here, cells - 1), [])
        if self._table is not None:
            self._draw_table(drawn, self._table, cells)
        elif self._pair is not None and self._pair.n:
            self._draw_list(drawn, cells)
        measured = pair.lean_of(report, self._people)
        if measured is not None:
            drawn.add([], *pair.lean(measured, self._category, cells))
        return drawn

    def _draw_table(self, drawn: Drawn, table: Confusion, cells: int) -> None:
        block = pair.confusion(table, self._category, cells - 1, self._cell)
        above = len(drawn.lines)
        drawn.spots += [Spot(each.line + above, each.start, each.end, each.mark) for each in block.spots]
        drawn.add(*block.lines)
        if self._cell is not None:
            row, column = self._cell
            drawn.add(*self._behind(f"{table.counts[row][column]:g}", self._values(), cells))

    def _behind(self, count: str, values: Sequence[str], cells: int) -> Iterator[Line]:
        """What the cell under the cursor says, and that it can be opened."""
        thing = self._report.unit if count == "1" else f"{self._report.unit}s"
        said = [
            f"{name} {self._words.of(self._report.layer, value)}"
            for name, value in zip(self._people, values, strict=True)
        ]
        for number, line in enumerate(paragraph(f"{count} {thing}: {', '.join(said)}", cells - 4, "ink")):
            yield [(" ↵ " if number == 0 else "   ", "key"), *line]

    def _draw_list(self, drawn: Drawn, cells: int) -> None:
        first, second = self._people
        if not self._crossed:
            drawn.add([(" They never differ here.", "good")])
            return
        wide = max(8, (cells - 14) // 2)
        drawn.add([right("times", 7, "faint"), ("   ", ""), left(first, wide, "ink"), left(second, wide, "ink")])
        for index, (one, other, count) in enumerate(self._crossed):
            said = [left(self._category(value), wide, "soft") for value in (one, other)]
            drawn.row(index, self.at, cells, [right(str(count), 6, "ink bold"), ("   ", ""), *said])
        differing = sum(count for *_, count in self._crossed)
        told = f"They differ on {many(differing, self._report.unit)} of {self._pair.n if self._pair else 0}."
        if len(self._crossed) == MOST_CROSSINGS:
            told = f"The {MOST_CROSSINGS} most frequent differences."
        drawn.add(*paragraph(told, cells - 1, indent=1))

    def _category(self, value: str) -> str:
        return self._words.of(self._report.layer, value)


def _most_frequent_difference(table: Confusion) -> tuple[int, int]:
    """The cell off the diagonal that counts most; the first one of all where they never differ."""
    places = range(len(table.categories))
    cells = [(table.counts[row][column], -row, -column) for row in places for column in places if row != column]
    count, row, column = max(cells, default=(0, 0, 0))
    return (-row, -column) if count else (0, 0)
