"""Lines made of runs: a run is a text with the names of its looks, painted as one strip of the screen.

The text of a run must be safe to show (`display.shown`); it is never parsed. The looks are those of `looks.py`; a
widget may add component classes `look--NAME` of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from annotator.tui.display import cut, fit, width
from annotator.tui.looks import KNOWN, rich_style
from annotator.tui.states import Run

Line = Sequence[Run]


class Painter:
    """Paints lines of runs in the colours of one widget."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}

    def forget(self) -> None:
        """Drop the styles; to be called when those of the widget changed."""
        self._styles.clear()

    def style(self, looks: str) -> Style:
        """The style of some looks on the ground of the widget; a later one covers an earlier one."""
        style = self._styles.get(looks)
        if style is None:
            variables = self._widget.app.theme_variables
            style = self._widget.rich_style
            for name in looks.split():
                known = KNOWN.get(name)
                style += rich_style(known, variables) if known else self._own(name)
            self._styles[looks] = style
        return style

    def _own(self, name: str) -> Style:
        return self._widget.get_component_rich_style(f"look--{name}", partial=True)

    def strip(self, line: Iterable[Run], cells: int, ground: str = "") -> Strip:
        """One line, cut or filled to a width.

        Args:
            line: The runs.
            cells: The width.
            ground: Looks under every run and under the rest of the line.
        """
        segments = []
        left = cells
        for text, looks in line:
            if left <= 0:
                break
            wide = width(text)
            if wide > left:
                text = cut(text, left)
                wide = width(text)
            segments.append(Segment(text, self.style(f"{ground} {looks}")))
            left -= wide
        if left > 0:
            segments.append(Segment(" " * left, self.style(ground)))
        return Strip(segments, cells)


def length(line: Iterable[Run]) -> int:
    """The width of a line in cells."""
    return sum(width(text) for text, _ in line)


def sides(left: Line, right: Line, cells: int, *, gap: int = 2) -> list[Run]:
    """One part at the left, the other at the right; where both do not fit the left one is cut."""
    room = cells - length(right)
    if room < gap:
        return list(left)
    kept: list[Run] = []
    used = 0
    for text, looks in left:
        free = room - gap - used
        text = fit(text, free)
        kept.append((text, looks))
        used += width(text)
    return [*kept, (" " * (room - used), ""), *right]
