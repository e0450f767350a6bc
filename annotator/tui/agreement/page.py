"""Shows a page of the report: lays it out for its width, scrolls it, and keeps the cursor in sight.

Only the lines in view are painted. The page knows its cursor; this widget knows where on the screen that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.tui.agreement.views.base import Drawn, Mark, View
from annotator.tui.paint import Painter

HEAT_LOOKS: set[str] = {f"look--heat-{step}" for step in range(5)}
"""The looks of the shades."""
_STEP = 3
"""How many lines a key scrolls while the cursor is out of sight."""


class Page(ScrollView, can_focus=False, inherit_bindings=False):
    """One page at a time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = HEAT_LOOKS
    ALLOW_SELECT = False

    @dataclass
    class Taken(Message):
        """A spot was clicked; the cursor is on it."""

        mark: Mark

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painter = Painter(self)
        self._view: View | None = None
        self._drawn = Drawn()

    @property
    def cells(self) -> int:
        """The width that a line may have."""
        return max(20, self.scrollable_content_region.width)

    @property
    def line_count(self) -> int:
        """How many lines the page has."""
        return len(self._drawn.lines)

    @property
    def can_move(self) -> bool:
        """Whether the cursor has somewhere to go, or something stands below the screen."""
        marks = {spot.mark for spot in self._drawn.spots}
        here = None if self._view is None else self._view.mark
        return bool(marks - {here}) or self.line_count > self._height

    def goes(self, step: int) -> bool:
        """Whether the page can be scrolled up or down."""
        return self.scroll_y > 0 if step < 0 else round(self.scroll_y) + self._height < self.line_count

    def show(self, view: View) -> None:
        """Show a page, at the place where it was left."""
        if self._view is not None:
            self._view.top = round(self.scroll_y)
        self._view = view
        self.redraw()
        self.scroll_to(y=view.top, animate=False)
        if isinstance(view.mark, int):
            self._reveal()

    def redraw(self) -> None:
        """Lay the page out again."""
        if self._view is None:
            return
        self._drawn = self._view.draw(self.cells)
        self.virtual_size = Size(self.cells, len(self._drawn.lines))
        self.refresh()

    # Moving -----------------------------------------------------------------------------------------------------------

    def move(self, across: int, down: int) -> None:
        """Move the cursor; where it has nowhere to go, or is out of sight, the page scrolls."""
        view = self._view
        wanted = view.step(across, down) if view else None
        if view is None or wanted is None:
            self.roll(down)
            return
        here = wanted if view.mark is None else view.mark
        if down and not self._in_sight(self._drawn.lines_of(here)):
            self.roll(_STEP * down)
            return
        view.choose(wanted)
        self.redraw()
        self._reveal()

    def roll(self, lines: int) -> None:
        """Scroll, without moving the cursor."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False)

    def turn(self, step: int) -> None:
        """Scroll by a screenful; the cursor of a list comes along."""
        self.roll(step * max(1, self.size.height - 2))
        view = self._view
        if view is None or not isinstance(view.mark, int) or self._in_sight(self._drawn.lines_of(view.mark)):
            return
        seen = [spot.mark for spot in self._drawn.spots if self._in_sight(range(spot.line, spot.line + 1))]
        if seen:
            view.choose(seen[0 if step > 0 else -1])
            self.redraw()
            self._reveal()

    def to_end(self, step: int) -> None:
        """Go to the top or to the bottom; the cursor of a list comes along."""
        marks = [spot.mark for spot in self._drawn.spots]
        if self._view is not None and isinstance(self._view.mark, int) and marks:
            self._view.choose(marks[0 if step < 0 else -1])
            self.redraw()
        self.scroll_to(y=0 if step < 0 else len(self._drawn.lines), animate=False)

    def _in_sight(self, lines: range) -> bool:
        top = round(self.scroll_y)
        return bool(lines) and top <= lines.start and lines.stop <= top + self._height

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _reveal(self) -> None:
        """Scroll so far that the cursor is in sight; of a matrix what stands below it, too."""
        mark = self._view.mark if self._view else None
        lines = range(0) if mark is None else self._drawn.lines_of(mark)
        top = round(self.scroll_y)
        if lines and not isinstance(mark, int) and not self._in_sight(lines):
            self.scroll_to(y=lines.start - self._height // 3, animate=False)
        elif lines and lines.start < top:
            self.scroll_to(y=lines.start, animate=False)
        elif lines and lines.stop > top + self._height:
            self.scroll_to(y=lines.stop - self._height, animate=False)

    # Events -----------------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay the page out for the new width."""
        self.redraw()
        if self._view is not None and isinstance(self._view.mark, int):
            self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the spot under the mouse, and say so."""
        offset = event.get_content_offset(self)
        if offset is None or self._view is None:
            return
        line = offset.y + round(self.scroll_y)
        for spot in self._drawn.spots:
            if spot.line == line and spot.start <= offset.x < spot.end:
                again = self._view.mark == spot.mark
                self._view.choose(spot.mark)
                self.redraw()
                if again or isinstance(spot.mark, int):
                    self.post_message(self.Taken(spot.mark))
                return

    def notify_style_update(self) -> None:
        """Drop the styles of the theme before."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        number = y + round(self.scroll_y)
        lines = self._drawn.lines
        ground = "marked" if number in self._drawn.marked else ""
        return self._painter.strip(lines[number] if number < len(lines) else (), self.size.width, ground)
