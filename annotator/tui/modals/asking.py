"""A window that asks for one line: the base of the note and of going to a number."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.tui.keys import key_for
from annotator.tui.paint import Line
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines

T = TypeVar("T")


class Asking(ModalScreen[T | None], Generic[T]):
    """One field. Enter takes what stands in it, escape leaves."""

    BINDINGS: ClassVar = [
        Binding(key.keys[0], key.action, show=False, priority=True, id=key.id)
        for key in (key_for("list-take"), key_for("list-leave"))
    ]
    AUTO_FOCUS = "Entry"

    entry = getters.query_one(Entry)

    def __init__(self, heading: Line, field: Entry, hints: Line) -> None:
        super().__init__()
        self._heading = heading
        self._field = field
        self._hints = hints

    def compose(self) -> ComposeResult:
        """Heading, field, hints."""
        with Vertical(classes="window"):
            yield Lines([self._heading], id="heading")
            yield self._field
            yield Lines([self._hints], id="hints")

    def say(self, hints: Line) -> None:
        """Show other hints."""
        self.query_one("#hints", Lines).show([hints])

    @abstractmethod
    def action_take(self) -> None:
        """Take what stands in the field."""

    def action_leave(self) -> None:
        """Take nothing."""
        self.dismiss(None)
