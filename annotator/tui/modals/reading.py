"""A window to read in: headings with what stands under each, folded to the width; it finds what is typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.bind import bindings
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing


class Piece(NamedTuple):
    """What is found, and shown, as one."""

    lines: list[Line]
    also: str = ""
    """Words by which it is found though they are not shown."""

    def fits(self, heading: str, parts: Sequence[str]) -> bool:
        """Whether every part stands in it, under its heading."""
        shown_words = ("".join(text for text, _ in line) for line in self.lines)
        words = " ".join([heading, self.also, *shown_words]).casefold()
        return all(part in words for part in parts)


Section = tuple[str, Sequence[Piece]]
"""A heading and what stands under it."""


class ReadingWindow(ModalScreen[object]):
    """A text with headings; escape and enter close it.

    Args:
        title: What stands above it.
        placeholder: What may be typed.
    """

    BINDINGS: ClassVar = bindings("list", priority=True)
    AUTO_FOCUS = "Entry"

    listing = getters.query_one(Listing)

    def __init__(self, title: str, placeholder: str) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._query = ""
        self._shown: list[Line] = []

    @abstractmethod
    def sections(self, cells: int) -> Iterator[Section]:
        """The text, folded to a width in cells."""

    def compose(self) -> ComposeResult:
        """Heading, entry, text, hints."""
        hints: Line = [("↑↓ pgup pgdn", "key"), (" scroll   ", "soft"), ("type", "key"), (" to find   ", "soft")]
        with Vertical(classes="window -tall"):
            yield Lines([[(self._title, "title")]], id="heading")
            yield Entry(placeholder=self._placeholder)
            yield Listing(reading=True)
            yield Lines([[*hints, ("esc", "key"), (" close", "soft")]], id="hints")

    def on_resize(self) -> None:
        """Fold the text to the width."""
        self.call_after_refresh(self._fill)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        self._fill()

    def action_move(self, step: int) -> None:
        """Scroll."""
        self.listing.scroll_relative(y=step, animate=False)

    def action_take(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def _fill(self) -> None:
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        cells = max(20, self.listing.scrollable_content_region.width - 2)
        parts = self._query.casefold().split()
        self._shown = []
        for heading, entries in self.sections(cells):
            kept = [entry for entry in entries if entry.fits(heading, parts)]
            if kept:
                self._shown += [[]] if self._shown else []
                self._shown += [[(heading, "title")], *(line for entry in kept for line in entry.lines)]
        self.listing.show(
            len(self._shown),
            lambda index, _: self._shown[index],
            empty=[("  nothing fits: delete a letter, or esc closes", "faint")],
        )


def beside(name: str, said: str, cells: int, *, indent: int, also: str = "") -> Piece:
    """A name with its explanation, which begins `indent` cells from the left and is folded to `cells` in all."""
    lines = folded(said, cells - indent, 6)
    heads = [(f"  {name:<{indent - 2}}", "key"), *[(" " * indent, "")] * (len(lines) - 1)]
    return Piece([[head, (line, "soft")] for head, line in zip(heads, lines, strict=True)], also)
