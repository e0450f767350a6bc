"""The one-line bars: the article at the top, the state of the sentence at the bottom.

Each is told what to show and paints it; neither asks the desk.
"""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from annotator.tui.display import fit
from annotator.tui.display import width as cells_of
from annotator.tui.paint import Painter, length, sides
from annotator.tui.states import BLIND, Message, Run, Situation, Whereabouts


class Bar(Widget):
    """One or more lines of runs, as wide as the screen."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painter = Painter(self)

    def notify_style_update(self) -> None:
        """Drop the styles of the theme before."""
        self._painter.forget()
        super().notify_style_update()

    def lines(self, width: int) -> list[list[Run]]:
        """What to show, line by line."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        lines = self.lines(self.size.width)
        return self._painter.strip(lines[y] if y < len(lines) else [], self.size.width)


class TitleBar(Bar):
    """The title of the article, the number of the sentence, and how much is finished."""

    shown = Whereabouts()

    def show(self, whereabouts: Whereabouts) -> None:
        """Show another place."""
        if whereabouts != self.shown:
            self.shown = whereabouts
            self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """One line: title at the left, progress at the right."""
        at = self.shown
        if not at.count:
            return [[(" ", ""), (at.title, "title")]]
        right: list[Run] = [("sentence ", "faint"), (f"{at.number}", "ink bold"), (f"/{at.count}", "soft"), ("  ", "")]
        if width < 60:
            right = right[1:]
        cells = 20 if width >= 120 else 10 if width >= 72 else 0
        right += _meter(at.finished, at.count, cells)
        right += [(f" {at.finished}", "good" if at.finished == at.count else "ink"), (" done ", "soft")]
        left: list[Run] = [(" ", ""), (at.title, "title")]
        if at.about:
            # Where the article comes from has its place, however long the title is.
            room = width - length(right) - 5
            about = fit(at.about, max(room // 3, room - cells_of(at.title)))
            left = [(" ", ""), (fit(at.title, room - cells_of(about)), "title")]
            left += [("  ", ""), (about, "key" if at.about == BLIND else "soft")]
        return [sides(left, right, width)]


def _meter(part: int, whole: int, cells: int) -> list[Run]:
    """A bar of so many cells; it is full when everything is done, and never before."""
    full = cells if part >= whole else max(min(part, 1), min(cells - 1, cells * part // whole)) if cells else 0
    return [("━" * full, "good"), ("━" * (cells - full), "rule")]


_LEAST_ROOM = 12
"""A message that has less room than this takes that of the verdict."""


class StatusBar(Bar):
    """Mode, verdict, flag and note; a message; when the last change was saved, and whose labels these are."""

    shown = Situation()
    message = Message()

    def show(self, situation: Situation, message: Message) -> None:
        """Show another state."""
        if (situation, message) != (self.shown, self.message):
            self.shown, self.message = situation, message
            self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """One line."""
        now = self.shown
        chip = "chip-words" if now.choosing else "chip"
        left: list[Run] = [(f" {now.mode} ", chip), (" ", ""), *now.verdict]
        if now.signs:
            left += [("  ", ""), *now.signs]
        right = self._saved(width)
        if self.message.text:
            looks = "bad" if self.message.error else self.message.looks
            room = width - length(right) - length(left) - 6
            urgent = self.message.error or looks in ("warn", "key")
            if room < cells_of(self.message.text) and (urgent or room < _LEAST_ROOM):
                left = [(f" {now.mode} ", chip), (" ", ""), (self.message.text, looks)]
                if urgent and now.saved and length(left) + 2 + length(right) > width and not self.message.error:
                    # What is to be done now matters more than when the last change was saved, and who labels.
                    right = [("✓ ", "good"), ("saved ", "soft")]
            else:
                left += [("  · ", "faint"), (self.message.text, looks)]
        return [sides(left, right, width)]

    def _saved(self, width: int) -> list[Run]:
        now = self.shown
        right: list[Run] = [("✖ NOT SAVED", "bad")] if self.message.error else []
        if now.saved and not self.message.error:
            right = [("✓ ", "good"), (f"saved {now.saved}", "soft")]
        if width >= 60 and now.annotator:
            right += [("  ", ""), (now.annotator, "ink")]
        return [*right, (" ", "")]
