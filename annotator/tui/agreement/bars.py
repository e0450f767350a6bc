"""Lines of one row: what is looked at, and the pages or the annotators to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from annotator.tui.display import shown
from annotator.tui.paint import Line, length, sides
from annotator.tui.states import Run
from annotator.tui.widgets.bars import Bar


class HeadBar(Bar):
    """One line: something at the left, something at the right."""

    _left: Line = ()
    _right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        """Show something else."""
        self._left, self._right = left, right
        self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """The line; the left part is cut where both do not fit."""
        return [sides(self._left, self._right, width)]


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that can be chosen."""

    name: str
    short: str
    """The same where room is short."""
    digit: str = ""
    """The key of a layer."""


def tab_of(name: str) -> Tab:
    """A tab that has one name only, safe to show."""
    return Tab(shown(name), shown(name))


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class TabBar(Bar):
    """All pages on one line, the one at hand marked. A click on one chooses it."""

    @dataclass
    class Chosen(Message):
        """A page was clicked."""

        index: int

    _tabs: Sequence[Tab] = ()
    _at = 0
    _lead = ""

    def show(self, tabs: Sequence[Tab], at: int, lead: str = "") -> None:
        """Show other pages, or another one at hand, behind a few words."""
        self._tabs, self._at, self._lead = tabs, at, lead
        self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """The tabs; where they do not fit, shorter names, then only those around the one at hand."""
        return [[run for _, text in self._placed(width) for run in text]]

    def on_click(self, event: events.Click) -> None:
        """Choose the page under the mouse."""
        column = 0
        for index, runs in self._placed(self.size.width):
            column += length(runs)
            if event.x < column:
                if index is not None:
                    self.post_message(self.Chosen(index))
                return

    def _placed(self, width: int) -> list[tuple[int | None, list[Run]]]:
        for roomy in (True, False):
            placed = list(self._made(range(len(self._tabs)), roomy=roomy))
            if _wide(placed) <= width:
                return placed
        first = 0
        while first < self._at and _wide(self._made(range(first, self._at + 1), roomy=False)) > width:
            first += 1
        return list(self._made(range(first, len(self._tabs)), roomy=False))

    def _made(self, indices: range, *, roomy: bool) -> Iterator[tuple[int | None, list[Run]]]:
        yield None, [(f" {self._lead}", "faint")]
        for index in indices:
            tab, here = self._tabs[index], index == self._at
            name = f"{tab.digit} {tab.name}".strip() if roomy else f"{tab.digit.translate(_SUPERSCRIPTS)}{tab.short}"
            text = f" {name} " if roomy else name
            yield index, [(text, "chip" if here else "soft"), (" ", "")]


def _wide(placed: Iterator[tuple[int | None, list[Run]]] | list[tuple[int | None, list[Run]]]) -> int:
    return sum(length(runs) for _, runs in placed)
