"""A window with a line to type into and a list of what fits it: the base of the pickers."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.bind import bindings
from annotator.tui.paint import Line
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

T = TypeVar("T")


class Finder(ModalScreen[T | None], Generic[T]):
    """Type to find, arrows to move, enter to take, escape to leave."""

    BINDINGS: ClassVar = bindings("list", priority=True)
    AUTO_FOCUS = "Entry"

    PLACEHOLDER: ClassVar[str] = "type to find"

    listing = getters.query_one(Listing)
    entry = getters.query_one(Entry)

    def __init__(self, heading: Line, hints: Line) -> None:
        super().__init__()
        self._heading = heading
        self._hints = hints

    def compose(self) -> ComposeResult:
        """Heading, entry, list, hints."""
        with Vertical(classes="window"):
            yield Lines([self._heading], id="heading")
            yield Entry(placeholder=self.PLACEHOLDER)
            yield Listing()
            yield Lines([self._hints], id="hints")

    def on_mount(self) -> None:
        """Show everything."""
        self.find("")

    @abstractmethod
    def find(self, query: str) -> None:
        """Show in the list what fits."""

    @abstractmethod
    def result(self, index: int) -> T | None:
        """What an entry of the list stands for; None where the list has no such entry."""

    def say(self, hints: Line) -> None:
        """Show other hints."""
        self.query_one("#hints", Lines).show([hints])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.find(event.value)

    @on(Listing.Taken)
    def _clicked(self, event: Listing.Taken) -> None:
        self._dismiss_with(event.index)

    def action_move(self, step: int) -> None:
        """Mark another entry."""
        self.listing.move(step)

    def action_take(self) -> None:
        """Take the marked entry."""
        self._dismiss_with(self.listing.at)

    def action_leave(self) -> None:
        """Take nothing."""
        self.dismiss(None)

    def _dismiss_with(self, index: int) -> None:
        taken = self.result(index)
        if taken is None:
            self.app.bell()
        else:
            self.dismiss(taken)
