"""The panel with the claims of the sentence at hand. A click on a claim makes it the one that keys change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.tui.cards import CardLine
from annotator.tui.paint import Painter


class ClaimsPanel(ScrollView, can_focus=False, inherit_bindings=False):
    """Lines of cards, scrolled so that the claim at hand is in view."""

    ALLOW_SELECT = False

    @dataclass
    class ClaimClicked(Message):
        """A claim was clicked."""

        claim: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painter = Painter(self)
        self._lines: Sequence[CardLine] = ()

    @property
    def cells(self) -> int:
        """The width that a line may have."""
        return max(1, self.scrollable_content_region.width)

    def show(self, lines: Sequence[CardLine]) -> None:
        """Show other lines."""
        if lines == self._lines:
            return
        self._lines = lines
        self.virtual_size = Size(self.cells, len(lines))
        at_hand = [number for number, line in enumerate(lines) if line.at_hand]
        height = self.scrollable_content_region.height
        if at_hand and not self.scroll_y <= at_hand[0] <= at_hand[-1] < self.scroll_y + height:
            self.scroll_to(y=min(at_hand[0], max(0, at_hand[-1] - height + 1)), animate=False)
        self.refresh()

    def notify_style_update(self) -> None:
        """Drop the styles of the theme before."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        number = y + round(self.scroll_y)
        if number >= len(self._lines):
            return self._painter.strip([], self.size.width)
        line = self._lines[number]
        return self._painter.strip(line.runs, self.size.width, "marked" if line.at_hand else "")

    def on_click(self, event: events.Click) -> None:
        """Choose the claim under the mouse."""
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + round(self.scroll_y)
        if 0 <= number < len(self._lines) and (claim := self._lines[number].claim):
            self.post_message(self.ClaimClicked(claim))
