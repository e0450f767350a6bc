"""Pages without figures: the report is being made, was stopped, could not be made, or has nothing to compare."""

from __future__ import annotations

from annotator.tui.agreement.drawing import paragraph
from annotator.tui.agreement.nothing import Nothing
from annotator.tui.agreement.views.base import Drawn, View
from annotator.tui.display import shown
from annotator.tui.states import Run

_WIDEST = 76
_BAR = 40


class WaitingView(View):
    """How far the report is."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self.done = 0
        self.seconds = 0

    def draw(self, cells: int) -> Drawn:
        """A line and a bar."""
        wide = max(4, min(_BAR, cells - 24))
        done = min(self.done, self._parts)
        full = wide * done // max(1, self._parts)
        meter: list[Run] = [("━" * full, "good"), ("━" * (wide - full), "rule")]
        drawn = Drawn()
        drawn.add([], [("  Measuring agreement", "ink")], [])
        drawn.add([("  ", ""), *meter, (f"  {done} of {self._parts}", "soft"), (f"   {self.seconds} s", "faint")])
        drawn.add([], [("  esc", "key"), (" stop   ", "soft"), ("q", "key"), (" leave", "soft")])
        return drawn


class StoppedView(View):
    """The report was not waited for."""

    def draw(self, cells: int) -> Drawn:
        """That it was stopped, and what to do."""
        drawn = Drawn()
        drawn.add([], [("  Stopped: there is no report.", "title")], [])
        drawn.add([("  r", "key"), (" measure again   ", "soft"), ("q", "key"), (" leave", "soft")])
        return drawn


class FailureView(View):
    """What went wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint

    def draw(self, cells: int) -> Drawn:
        """Message and hint, folded."""
        wide = min(_WIDEST, cells - 4)
        drawn = Drawn()
        drawn.add([], [("  ✖ The report could not be made", "bad")], [])
        drawn.add(*paragraph(self.message, wide, "ink", most=8, indent=2))
        if self.hint:
            drawn.add([], *paragraph(self.hint, wide, "soft", most=6, indent=2))
        drawn.add([], [("  r", "key"), (" try again   ", "soft"), ("q", "key"), (" leave", "soft")])
        return drawn


class NothingView(View):
    """Why there is nothing to compare, and the command that changes it."""

    def __init__(self, nothing: Nothing) -> None:
        self.nothing = nothing

    def draw(self, cells: int) -> Drawn:
        """Why, what to do, and the commands."""
        wide = min(_WIDEST, cells - 4)
        drawn = Drawn()
        drawn.add([], [("  There is no agreement to measure yet.", "title")], [])
        drawn.add(*paragraph(self.nothing.why, wide, "ink", indent=2))
        drawn.add(*paragraph(self.nothing.remedy, wide, "soft", indent=2), [])
        drawn.add(*([("    ", ""), (shown(command), "key")] for command in self.nothing.commands))
        drawn.add([], [("  r", "key"), (" measure again   ", "soft"), ("q", "key"), (" leave", "soft")])
        return drawn
