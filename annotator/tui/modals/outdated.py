"""The work list after a change of the codebook: labels made under an older version that the change touches, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from annotator.desk.outdated import Outdated
from annotator.errors import AnnotatorError
from annotator.tui.bind import bindings
from annotator.tui.display import shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.layout import folded
from annotator.tui.modals.finder import Finder
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines

_MOST_REASONS = 3


class OutdatedList(Finder[Outdated]):
    """Choose a label to look at again; dismissed with it.

    Args:
        items: The labels.
        titles: What to call each article, by its id.
        version: The codebook's version now.
        confirm: Lets a label stand under the codebook as it is now.
        keymap: The keys in force.
    """

    BINDINGS: ClassVar = bindings("outdated", priority=True)
    PLACEHOLDER = "type a word of the sentence, the article or the reason"

    def __init__(
        self,
        items: Sequence[Outdated],
        titles: dict[str, str],
        version: str,
        confirm: Callable[[str], object],
        keymap: Keymap = DEFAULT,
    ) -> None:
        keep = keymap.sign("outdated-keep")
        hints: Line = [("↑↓", "key"), (" move   ", "soft"), ("↵", "key"), (" go there   ", "soft"), (keep, "key")]
        super().__init__([], [*hints, (" keep as it is   ", "soft"), ("esc", "key"), (" leave", "soft")])
        self._items = list(items)
        self._titles = titles
        self._version = shown(version)
        self._confirm = confirm
        self._found: list[Outdated] = []
        self._kept = 0
        self._refused: list[Line] = []

    def compose(self) -> ComposeResult:
        """As every finder, with the reasons of the marked label below the list."""
        for widget in super().compose():
            if widget.id == "hints":
                yield Lines([[]], id="meaning")
            yield widget

    def on_resize(self) -> None:
        """Fold the reasons to the width."""
        self.call_after_refresh(self._explain)

    def find(self, query: str) -> None:
        """Show the labels that have every typed word in sentence, article or reason."""
        words = query.casefold().split()
        self._found = [each for each in self._items if all(word in self._text(each) for word in words)]
        self._show(0)

    def result(self, index: int) -> Outdated | None:
        """The label."""
        return self._found[index] if 0 <= index < len(self._found) else None

    def action_move(self, step: int) -> None:
        """Mark another label, and say why it is listed."""
        super().action_move(step)
        self._refused = []
        self._explain()

    def action_confirm(self) -> None:
        """Let the marked label stand; it leaves the list."""
        at = self.listing.at
        chosen = self.result(at)
        if chosen is None:
            self.app.bell()
            return
        try:
            self._confirm(chosen.segment)
        except AnnotatorError as error:
            self._refused = [[(shown(f"not saved: {error.message}"), "bad")], [(shown(error.hint), "soft")]]
            self._explain()
            return
        self._kept += 1
        self._items = [each for each in self._items if each.segment != chosen.segment]
        self._found.pop(at)
        self._show(at)

    # Inside -----------------------------------------------------------------------------------------------------------

    def _text(self, each: Outdated) -> str:
        said = " ".join(reason.said for reason in each.reasons)
        return " ".join(f"{each.quote} {self._titles.get(each.document, '')} {said}".casefold().split())

    def _show(self, at: int) -> None:
        self._refused = []
        left = len(self._items)
        kept = f", {self._kept} kept" if self._kept else ""
        heading: Line = [("Look at these again ", "title"), (f"  {left} made before codebook {self._version}", "soft")]
        self.query_one("#heading", Lines).show([[*heading, (kept, "good")]])
        nothing = "nothing fits: delete a letter" if left else "all done: nothing is left to look at again"
        self.listing.show(len(self._found), self._line, at=at, empty=[(f"  {nothing}", "faint")])
        self._explain()

    def _line(self, index: int, cells: int) -> Line:
        each = self._found[index]
        number = f"{each.number:>4}  "
        quote = folded(each.quote, max(8, cells - len(number) - 1), 1)
        return [(number, "faint"), *((line, "ink") for line in quote)]

    def _explain(self) -> None:
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        chosen = self.result(self.listing.at)
        if chosen is None or self._refused:
            self._tell(self._refused)
            return
        cells = max(20, self.query_one("#meaning").size.width)
        title = self._titles.get(chosen.document, "")
        lines: list[Line] = [
            [(line, "faint")] for line in folded(f"codebook {chosen.version}   {title}", max(8, cells), 1)
        ]
        for reason in chosen.reasons[:_MOST_REASONS]:
            lines += [[("· ", "warn"), (line, "soft")] for line in folded(reason.said, cells - 2, 1)]
        more = len(chosen.reasons) - _MOST_REASONS
        self._tell([*lines, [(f"  and {more} more", "faint")]] if more > 0 else lines)

    def _tell(self, lines: Sequence[Line]) -> None:
        room = _MOST_REASONS + 1
        self.query_one("#meaning", Lines).show([*lines[:room], *[[]] * (room - len(lines))])
