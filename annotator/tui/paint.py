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
        """One line, filled to a width, or cut, with an ellipsis where words are left out.

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
                text = cut(text, left) if text.isspace() else fit(text, left)
                wide = width(text)
            segments.append(Segment(text, self.style(f"{ground} {looks}")))
            left -= wide
        if left > 0:
            segments.append(Segment(" " * left, self.style(ground)))
        return Strip(segments, cells)


def length(line: Iterable[Run]) -> int:
    """The width of a line in cells."""
    return sum(width(text) for text, _ in line)


def sides(left: Line, right: Line, cells: int, *, gap: int = 2, least: int = 0) -> list[Run]:
    """One part at the left, the other at the right; where both do not fit the left one is cut.

    Args:
        left: One part.
        right: The other.
        cells: The width of both.
        gap: How far they stand apart at least.
        least: What the left part keeps, as far as it has so much; then the right one is cut.
    """
    right = clipped(right, max(0, cells - gap - min(least, length(left)))) if least else right
    room = cells - length(right)
    if room < gap:
        return list(left)
    kept = clipped(left, room - gap)
    return [*kept, (" " * (room - length(kept)), ""), *right]


def clipped(line: Line, cells: int) -> list[Run]:
    """A line, or its beginning and an ellipsis where it is too wide."""
    if length(line) <= cells:
        return list(line)
    kept: list[Run] = []
    left = cells - 1
    for text, looks in line:
        if width(text) > left:
            # A text that was cut before has its ellipsis already.
            return [*kept, (f"{cut(text.removesuffix('…'), left)}…" if left >= 0 else "", looks)]
        kept.append((text, looks))
        left -= width(text)
    return kept
