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
        if not self.hints:
            return []
        last = self.hints[-1]
        rows: list[list[tuple[Hint | None, list[Run]]]] = [[]]
        used = 1
        waiting = list(self.hints[:-1])
        while waiting:
            room = width - used - (_wide(last) if len(rows) == max(1, self.size.height) else 0)
            if _wide(waiting[0]) <= room:
                hint = waiting.pop(0)
                rows[-1].append((hint, _runs(hint)))
                used += _wide(hint)
            elif len(rows) < self.size.height:
                rows.append([])
                used = 1
            else:
                break
        rows[-1].append((last, _runs(last)))
        return [[(None, [(" ", "")]), *row] for row in rows]

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


def _runs(hint: Hint) -> list[Run]:
    return [hint.key, (" ", ""), *hint.label, ("   ", "")]


def _wide(hint: Hint) -> int:
    return length(_runs(hint))
