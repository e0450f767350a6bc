"""A few lines of runs that do not scroll: headings and hints of windows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from annotator.tui.paint import Line
from annotator.tui.states import Run
from annotator.tui.widgets.bars import Bar


class Lines(Bar):
    """Shows lines; as high as they are many."""

    def __init__(self, shown: Sequence[Line] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = [list(line) for line in shown]

    def show(self, shown: Sequence[Line]) -> None:
        """Show other lines."""
        higher = len(shown) != len(self._shown)
        self._shown = [list(line) for line in shown]
        self.refresh(layout=higher)

    def lines(self, width: int) -> list[list[Run]]:
        """The lines."""
        return self._shown

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the lines are many."""
        return max(1, len(self._shown))
