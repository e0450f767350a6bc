"""A list of lines with one of them marked. Only the lines in view are made, so its length costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.tui.paint import Line, Painter

MakeLine = Callable[[int, int], Line]
"""Makes the line of an entry: its number from 0, and the width in cells."""


class Listing(ScrollView, can_focus=False, inherit_bindings=False):
    """Lines to choose from, or to read.

    Args:
        reading: Whether no line is marked.
    """

    ALLOW_SELECT = False

    @dataclass
    class Taken(Message):
        """An entry was clicked."""

        index: int

    def __init__(self, *, reading: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reading = reading
        self._painter = Painter(self)
        self._make: MakeLine = lambda _index, _cells: ()
        self._empty: Line = ()
        self._count = 0
        self.at = 0
        """The entry that is marked."""

    def show(self, count: int, make: MakeLine, *, at: int = 0, empty: Line = ()) -> None:
        """Show other entries.

        Args:
            count: How many there are.
            make: Makes the line of one.
            at: The one to mark.
            empty: What to show where there is none.
        """
        self._count, self._make, self._empty = count, make, empty
        self.at = max(0, min(at, count - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self._keep_in_view()
        self.refresh()

    def move(self, step: int) -> None:
        """Mark another entry; stops at the ends."""
        self.at = max(0, min(self.at + step, self._count - 1))
        self._keep_in_view()
        self.refresh()

    def _keep_in_view(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        top = round(self.scroll_y)
        if self.at < top:
            self.scroll_to(y=self.at, animate=False)
        elif self.at >= top + height:
            self.scroll_to(y=self.at - height + 1, animate=False)

    def on_resize(self) -> None:
        """Keep the marked entry in view."""
        self._keep_in_view()

    def notify_style_update(self) -> None:
        """Drop the styles of the theme before."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = y + round(self.scroll_y)
        width = self.scrollable_content_region.width
        if index >= self._count:
            return self._painter.strip(self._empty if index == 0 else (), self.size.width)
        if self._reading:
            return self._painter.strip(self._make(index, width), self.size.width)
        marked = index == self.at
        edge = ("▌" if marked else " ", "bar")
        return self._painter.strip((edge, *self._make(index, width - 1)), self.size.width, "marked" if marked else "")

    def on_click(self, event: events.Click) -> None:
        """Take the entry under the mouse."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + round(self.scroll_y)
        if 0 <= index < self._count and not self._reading:
            self.post_message(self.Taken(index))
