"""The history of the sentence at hand: every saved version of its label, one of them in full, and going back to it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import ModalScreen

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.returning import Recut, Version, label_history
from annotator.tui.bind import bindings
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Looks
from annotator.tui.states import Run
from annotator.tui.versions import VersionWords
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_QUOTE_CELLS = 110
"""Of the sentence, what the heading quotes at most."""


class History(ModalScreen[str | None]):
    """Choose a version; dismissed with its id.

    Args:
        desk: The annotator's desk.
        looks: How stances look.
        names: The names of speakers.

    Raises:
        StoreError: The file cannot be read.
    """

    BINDINGS: ClassVar = bindings("list", "history", priority=True)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    listing = getters.query_one("#versions", Listing)
    version = getters.query_one("#version", Listing)

    def __init__(self, desk: AnnotationDesk, looks: Looks, names: SpeakerNames) -> None:
        super().__init__()
        self._number = desk.index + 1
        self._quote = " ".join(folded(desk.sentence.span.of(desk.veil.text), _QUOTE_CELLS, 1))
        self._entries = label_history(desk)
        self._words = VersionWords(desk, looks, names)
        self._full: list[Line] = []
        self._told: Version | Recut | None = None

    def compose(self) -> ComposeResult:
        """The versions, the marked one, the keys."""
        heading: Line = [(f"History of sentence {self._number}  ", "title"), (self._quote, "soft")]
        with Vertical(classes="window -tall -history"):
            yield Lines([heading], id="heading")
            with Container(id="both"):
                yield Listing(id="versions")
                yield Listing(reading=True, id="version")
            yield Lines([[]], id="hints")

    def on_mount(self) -> None:
        """Mark the newest."""
        nothing: Line = [("  nothing was saved for this sentence yet", "faint")]
        self.listing.show(len(self._entries), lambda n, cells: self._words.row(self._entries[n], cells), empty=nothing)
        self._tell()

    def on_resize(self) -> None:
        """Fold the version to the width."""
        self.call_after_refresh(self._tell)

    @on(Listing.Taken)
    def _clicked(self, event: Listing.Taken) -> None:
        """A first click shows a version, one more goes back to it."""
        if event.index == self.listing.at:
            self.action_take()
        else:
            self.action_move(event.index - self.listing.at)

    def action_move(self, step: int) -> None:
        """Show another version."""
        self.listing.move(step)
        self._tell()

    def action_scroll(self, step: int) -> None:
        """Scroll the version that is shown."""
        self.version.scroll_relative(y=step, animate=False, immediate=True)

    def action_take(self) -> None:
        """Go back to the version that is shown; a change of boundaries is none."""
        entry = self._entries[self.listing.at] if self._entries else None
        if entry is None or isinstance(entry, Recut):
            self.app.bell()
        else:
            self.dismiss(entry.revision.id)

    def action_leave(self) -> None:
        """Leave the label as it is."""
        self.dismiss(None)

    def _tell(self) -> None:
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        entry = self._entries[self.listing.at] if self._entries else None
        cells = max(20, self.version.scrollable_content_region.width - 1)
        self._full = self._words.full(entry, cells) if entry is not None else []
        self.version.show(len(self._full), lambda n, _: [(" ", ""), *self._full[n]])
        if entry is not self._told:
            self._told = entry
            self.version.scroll_home(animate=False, immediate=True)
        hints: list[Run] = [("↑↓", "key"), (" move   ", "soft")]
        if entry is not None and not isinstance(entry, Recut):
            hints += [("↵", "key"), (" go back to it   ", "soft")]
        hints += [("⇧↑↓", "key"), (" scroll   ", "soft"), ("esc", "key"), (" leave", "soft")]
        self.query_one("#hints", Lines).show([hints])
