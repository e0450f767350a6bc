"""The answer to one of the codebook's further questions, chosen by its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.codebook.model import Attribute
from annotator.tui.bind import bindings, key_name
from annotator.tui.display import shown
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.states import Run
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing


@dataclass(frozen=True, slots=True)
class Answer:
    """The value that was chosen; None takes the answer away."""

    value: str | None


class AnswerPicker(ModalScreen[Answer | None]):
    """Choose a value of an attribute: its own key takes it at once, arrows and enter work too.

    Args:
        name: The attribute's name.
        attribute: The question and its values.
        current: The answer that stands.
    """

    BINDINGS: ClassVar = bindings("list", "attribute", priority=True)
    AUTO_FOCUS = ""

    listing = getters.query_one(Listing)

    def __init__(self, name: str, attribute: Attribute, current: str | None) -> None:
        super().__init__()
        self._attribute_name = name
        self._attribute = attribute
        self._current = current

    def compose(self) -> ComposeResult:
        """The question, the values, what the marked one means, the keys."""
        title = shown(self._attribute.label or self._attribute_name)
        hints: Line = [("key", "key"), (" or ", "soft"), ("↵", "key"), (" take   ", "soft"), ("⌫", "key")]
        with Vertical(classes="window -values"):
            yield Lines([[(title, "title"), (f"   {shown(self._attribute.question)}", "soft")]], id="heading")
            yield Listing()
            yield Lines([[]], id="meaning")
            yield Lines([[*hints, (" no answer   ", "soft"), ("esc", "key"), (" leave", "soft")]], id="hints")

    def on_mount(self) -> None:
        """Mark the answer that stands."""
        names = [value.value for value in self._attribute.values]
        at = names.index(self._current) if self._current in names else 0
        self.listing.show(len(names), self._line, at=at)
        self.call_after_refresh(self._explain)

    def on_key(self, event: events.Key) -> None:
        """Take the value with this key."""
        for value in self._attribute.values:
            if value.key and event.key == key_name(value.key):
                event.stop()
                self.dismiss(Answer(value.value))
                return

    @on(Listing.Taken)
    def _clicked(self, event: Listing.Taken) -> None:
        self.dismiss(Answer(self._attribute.values[event.index].value))

    def action_move(self, step: int) -> None:
        """Mark another value."""
        self.listing.move(step)
        self._explain()

    def action_take(self) -> None:
        """Take the marked value."""
        self.dismiss(Answer(self._attribute.values[self.listing.at].value))

    def action_no_answer(self) -> None:
        """Take the answer away."""
        self.dismiss(Answer(None))

    def action_leave(self) -> None:
        """Leave the answer as it is."""
        self.dismiss(None)

    def _line(self, index: int, cells: int) -> Line:
        value = self._attribute.values[index]
        line: list[Run] = [(f"{shown(value.key) or ' '} ", "key"), (shown(value.shown), "ink")]
        return [*line, ("  ✓", "good")] if value.value == self._current else line

    def _explain(self) -> None:
        """What the marked value means, what it is not, and examples."""
        value = self._attribute.values[self.listing.at]
        cells = max(10, self.query_one("#meaning").size.width)
        lines: list[Line] = [[(line, "soft")] for line in folded(value.definition, cells, 3)]
        lines += [[(line, "faint")] for line in folded(value.not_, cells, 2)]
        self.query_one("#meaning", Lines).show(lines or [[]])
