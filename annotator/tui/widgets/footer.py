"""The keys that do something now, the codebook's first. A click on one presses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from annotator.tui.paint import length
from annotator.tui.states import Hint, Run
from annotator.tui.widgets.bars import Bar


class KeyBar(Bar):
    """As many hints as fit; the last one, the help, always does."""

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str

    hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints; the last of them is shown in any case."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """The hints, filled into the lines of the bar."""
        return [[run for _, runs in row for run in runs] for row in self._rows(width)]

    def _rows(self, width: int) -> list[list[tuple[Hint | None, list[Run]]]]:
        """The hints of each line; stances are told by their signs alone where their words do not fit one line."""
        if not self.hints:
            return []
        *hints, last = self.hints
        gap = 3 if width >= 80 else 2
        worded = [hint for hint in hints if hint.short]
        short = 1 + sum(_wide(hint, gap) for hint in (*worded, last)) > width
        rows: list[list[tuple[Hint | None, list[Run]]]] = [[(None, [(" ", "")])]]
        end = _wide(last, gap) - gap
        for hint in hints:
            runs = _runs(hint, gap, short=short)
            at_last = len(rows) == max(1, self.size.height)
            if _row_length(rows[-1]) + length(runs) > width - (end if at_last else 0):
                if at_last:
                    continue
                rows.append([(None, [(" ", "")])])
            rows[-1].append((hint, runs))
        rows[-1].append((last, _runs(last, gap)))
        return rows

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        rows = self._rows(self.size.width)
        if event.y >= len(rows):
            return
        column = 0
        for hint, runs in rows[event.y]:
            column += length(runs)
            if event.x < column:
                if hint is not None:
                    self.post_message(self.Pressed(hint.action))
                return


def _runs(hint: Hint, gap: int, *, short: bool = False) -> list[Run]:
    label = hint.short if short and hint.short else hint.label
    return [hint.key, (" ", ""), *label, (" " * gap, "")]


def _wide(hint: Hint, gap: int) -> int:
    return length(_runs(hint, gap))


def _row_length(row: Sequence[tuple[Hint | None, list[Run]]]) -> int:
    return sum(length(runs) for _, runs in row)
