"""The codebook beside the sentence: opens at the label at hand, jumps by a label's own key, finds what is typed.

The window takes the place of the claims, so the text stays in sight. All that it shows is runs, never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.bind import bindings, key_name
from annotator.tui.guide import Entry as GuideEntry
from annotator.tui.paint import Line
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_WIDE = 120


class Guidelines(ModalScreen[object]):
    """Read the codebook; escape, enter or the key that opened it close the window.

    Args:
        title: Name and version of the codebook, safe to show.
        entries: What it explains.
        at: The id of the entry to open at; the first one where there is none such.
    """

    BINDINGS: ClassVar = bindings("list", "guide", priority=True)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]

    listing = getters.query_one(Listing)
    entry = getters.query_one(Entry)

    def __init__(self, title: str, entries: Sequence[GuideEntry], at: str) -> None:
        super().__init__()
        self._heading = title
        self._entries = entries
        self._found = list(entries)
        self._at = next((number for number, each in enumerate(entries) if each.id == at), 0)
        self._lines: list[tuple[int, Line]] = []

    def compose(self) -> ComposeResult:
        """Heading, field, text, hints."""
        keys = " ".join(dict.fromkeys(each.key for each in self._entries if each.key and not each.within))
        hints: Line = [("↑↓", "key"), (" move  ", "soft"), (keys, "key"), (" jump  ", "soft"), ("/", "key")]
        with Vertical(classes="window"):
            yield Lines([[("Codebook ", "title"), (self._heading, "soft")]], id="heading")
            yield Entry(placeholder="type to find")
            yield Listing(reading=True)
            yield Lines([[*hints, (" find  ", "soft"), ("esc", "key"), (" close", "soft")]], id="hints")

    def on_resize(self) -> None:
        """Fold the text to the width."""
        self.call_after_refresh(self._fill)

    @property
    def at(self) -> GuideEntry | None:
        """The entry that is marked."""
        return self._found[self._at] if self._found else None

    # Keys -------------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A label's own key jumps to it; any other character begins the search."""
        if self.focused is self.entry:
            return
        if self._jump(event.key):
            event.stop()
        elif event.character is not None and event.is_printable:
            event.stop()
            self.entry.focus()
            if event.character != "/":
                self.entry.insert_text_at_cursor(event.character)

    def _jump(self, key: str) -> bool:
        """Go to the entry with this key: an answer of the question at hand first, then a stance or a question."""
        here = self.at
        question = here.within or here.id.removeprefix("question:") if here else ""
        for within in dict.fromkeys((question, "")):
            for number, each in enumerate(self._found):
                if each.key and key_name(each.key) == key and each.within == within:
                    self._go(number)
                    return True
        return False

    def action_move(self, step: int) -> None:
        """Go to the next entry or the one before; by more lines at once, scroll."""
        if abs(step) > 1:
            self.listing.scroll_relative(y=step, animate=False)
            return
        if self._more(step):
            self.listing.scroll_relative(y=step * 3, animate=False)
        else:
            self._go(max(0, min(self._at + step, len(self._found) - 1)))

    def action_take(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Let the search go; without one, close."""
        if self.entry.value:
            self.entry.value = ""
            self.set_focus(None)
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close with the key that opened it."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a word is typed, the key that closes the window is a letter like any other."""
        return not (action == "close" and self.focused is self.entry)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        here = self.at
        self._found = [each for each in self._entries if each.fits(words)]
        same = [number for number, each in enumerate(self._found) if here is not None and each.id == here.id]
        self._at = same[0] if same and not words else 0
        self._fill()

    # Showing ----------------------------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        self._at = number
        self._fill()

    def _fill(self) -> None:
        """Show the entries, and as much as fits of the marked one."""
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        cells = max(12, self.listing.scrollable_content_region.width - 2)
        self._lines = []
        for number, each in enumerate(self._found):
            self._lines += [(-1, [])] if self._lines and not each.within else []
            self._lines += [(number, line) for line in each.lines(cells)]
        empty: Line = [("  nothing fits: delete a letter, or esc shows everything", "faint")]
        self.listing.show(len(self._lines), self._line, at=round(self.listing.scroll_y), empty=empty)
        # The list knows how far it can be scrolled only when it has been laid out with its new lines.
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        """Scroll where the marked entry is not in view as a whole: then it begins at the top."""
        if self.is_current and (self._more(-1) or self._more(1)):
            # The list comes back to this line when its size changes.
            self.listing.at = self._extent()[0]
            self.listing.scroll_to(y=self.listing.at, animate=False, force=True)

    def _extent(self) -> tuple[int, int]:
        """First and last line of the marked entry."""
        mine = [line for line, (number, _) in enumerate(self._lines) if number == self._at]
        return (mine[0], mine[-1]) if mine else (0, 0)

    def _more(self, step: int) -> bool:
        """Whether the marked entry goes on beyond the edge of the window."""
        first, last = self._extent()
        top = round(self.listing.scroll_y)
        height = max(1, self.listing.scrollable_content_region.height)
        return last >= top + height if step > 0 else first < top

    def _line(self, index: int, _cells: int) -> Line:
        number, line = self._lines[index]
        return [("▌" if number == self._at and self._found else " ", "bar"), *line]
