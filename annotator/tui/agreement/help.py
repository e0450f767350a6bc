"""The help of the agreement report: all keys of the table, and how to read what is shown. Finds what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.agreement.drawing import SHADE_LEGEND
from annotator.tui.agreement.keys import REPORT_KEYS
from annotator.tui.bind import bindings, keys_in_force
from annotator.tui.keymap import Keymap
from annotator.tui.keys import Key, sign
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.states import Run
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_KEYS_CELLS = 18
_READING = (
    ("Funnel", "How labels thin out: each layer below stands only on what is left at its step."),
    ("Waterfall", "Where claims of two annotators part; the step that loses most is where effort pays most."),
    (
        "n 96 of 122",
        "The figure stands on 96 of 122 claims: those that two or more marked. It says nothing of the rest.",
    ),
    ("[96]", "In a funnel: the step on which the figures of the page stand. In a table: the cell under the cursor."),
    ("Interval", "The bar around a dot: where the figure lies if other articles like these had been read."),
    ("Shades", SHADE_LEGEND),
    ("Lean", "Whether one of a pair stands nearer to one end of the scale more often than chance explains."),
    ("Score", "1 minus the F1 of whole claims over all pairs; a claim with opposite poles adds as much as a lost one."),
    ("Undefined", "A figure that cannot be computed; the reason stands beside it."),
)
_MOUSE = (("click", "Choose a page, open a row, choose a cell; a second click on it opens it"), ("wheel", "Scroll"))


class ReportHelp(ModalScreen[None]):
    """The help; escape and enter close it."""

    BINDINGS: ClassVar = bindings("list", priority=True)
    AUTO_FOCUS = "Entry"

    listing = getters.query_one(Listing)

    def __init__(self) -> None:
        super().__init__()
        self._query = ""
        self._shown: list[Line] = []

    def compose(self) -> ComposeResult:
        """Heading, entry, text, hints."""
        hints: Line = [("↑↓ pgup pgdn", "key"), (" scroll   ", "soft"), ("type", "key"), (" to find   ", "soft")]
        with Vertical(classes="window -tall"):
            yield Lines([[("Agreement report", "title")]], id="heading")
            yield Entry(placeholder="type to find a key or a word")
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
        cells = max(20, self.listing.scrollable_content_region.width - 2)
        parts = self._query.casefold().split()
        self._shown = []
        for heading, entries in sections(keys_in_force(self)):
            kept = [(name, said) for name, said in entries if _fits(f"{heading} {name} {said}", parts)]
            if kept:
                self._shown += [[]] if self._shown else []
                self._shown += [[(heading, "title")], *(line for each in kept for line in _entry(*each, cells))]
        self.listing.show(len(self._shown), lambda index, _: self._shown[index], empty=[("  nothing fits", "faint")])


def sections(keymap: Keymap) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """Heading, and name and text of each entry; the keys of the program are those that are in force."""
    for group in dict.fromkeys(key.group for key in REPORT_KEYS):
        yield group, [_named(key) for key in REPORT_KEYS if key.group == group]
    yield "Program", [_named(key) for key in keymap.at("app") if key.id != "palette"]
    yield "Mouse", _MOUSE
    yield "How to read it", _READING


def _named(key: Key) -> tuple[str, str]:
    names = [sign(name) for name in key.keys]
    return ("1 to 9" if key.id == "layer" else "  ".join(names)), key.description


def _fits(text: str, parts: Sequence[str]) -> bool:
    return all(part in text.casefold() for part in parts)


def _entry(name: str, said: str, cells: int) -> Iterator[Line]:
    for number, line in enumerate(folded(said, cells - _KEYS_CELLS, 6)):
        head: Run = (f"  {name:<{_KEYS_CELLS - 2}}" if number == 0 else " " * _KEYS_CELLS, "key")
        yield [head, (line, "soft")]
