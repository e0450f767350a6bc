"""All keys, the signs beside the text, and the codebook: scrolls, and finds what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.codebook.model import Codebook, Value
from annotator.tui.bind import bindings
from annotator.tui.display import shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.keys import sign
from annotator.tui.layout import folded
from annotator.tui.marks import LEGEND
from annotator.tui.paint import Line
from annotator.tui.stances import Looks
from annotator.tui.states import Run
from annotator.tui.widgets.entry import Entry
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_KEYS_CELLS = 16


class Help(ModalScreen[object]):
    """The help; escape, enter or F1 close it.

    Args:
        codebook: The codebook to explain.
        looks: How its stances look.
        keymap: The keys in force.
    """

    BINDINGS: ClassVar = bindings("list", priority=True)
    AUTO_FOCUS = "Entry"

    listing = getters.query_one(Listing)

    def __init__(self, codebook: Codebook, looks: Looks, keymap: Keymap = DEFAULT) -> None:
        super().__init__()
        self._keymap = keymap
        self._codebook = codebook
        self._looks = looks
        self._query = ""
        self._shown: list[Line] = []

    def compose(self) -> ComposeResult:
        """Heading, entry, text, hints."""
        hints: Line = [("↑↓ pgup pgdn", "key"), (" scroll   ", "soft"), ("type", "key"), (" to find   ", "soft")]
        with Vertical(classes="window -tall"):
            yield Lines([[("Keys and codebook", "title")]], id="heading")
            yield Entry(placeholder="type to find a key, a command or a definition")
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
        for heading, entries in sections(self._codebook, self._looks, cells, self._keymap):
            kept = [entry for entry in entries if entry.fits(heading, parts)]
            if kept:
                self._shown += [[]] if self._shown else []
                self._shown += [[(heading, "title")], *(line for entry in kept for line in entry.lines)]
        self.listing.show(
            len(self._shown),
            lambda index, _: self._shown[index],
            empty=[("  nothing fits: delete a letter, or esc closes", "faint")],
        )


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


def sections(
    codebook: Codebook, looks: Looks, cells: int, keymap: Keymap = DEFAULT
) -> Iterator[tuple[str, list[Piece]]]:
    """The text of the help, folded to a width: headings, and what stands under each."""
    yield (
        shown(codebook.stance.label or "Stance"),
        [Piece(_stance(value, look, cells)) for value, look in _pairs(codebook, looks)],
    )
    for name, attribute in codebook.attributes.items():
        title = f"{shown(attribute.label or name)}: {shown(attribute.key)}"
        question = Piece(_folded(attribute.question, "soft", cells))
        yield title, [question, *(Piece(_value(value, cells)) for value in attribute.values)]
    listed = keymap.table()
    groups = dict.fromkeys(key.group for key in listed)
    for group in groups:
        mine = [key for key in listed if key.group == group]
        yield group, [Piece(_key(key.keys, key.description, cells), key.label) for key in mine]
    yield "Mouse", [Piece(_key(keys, said, cells)) for keys, said in _MOUSE]
    yield (
        "Signs beside the text",
        [Piece([[(f"  {each:<{_KEYS_CELLS - 2}}", look), (said, "soft")]]) for each, look, said in LEGEND],
    )
    claim = [*_folded(codebook.claim, "ink", cells), *_folded(codebook.claim_not, "soft", cells)]
    yield f"Codebook {shown(codebook.name)} {shown(codebook.version)}", [Piece(claim)]


_MOUSE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("click",), "Go to a sentence, choose a claim, press a key of the last line"),
    (("drag",), "Choose words of the sentence"),
    (("double click",), "Choose one word; a third click its quotation or clause"),
    (("wheel",), "Scroll the text"),
)


def _pairs(codebook: Codebook, looks: Looks) -> Iterator[tuple[Value, Run]]:
    for value, look in zip(codebook.stance.values, looks, strict=True):
        yield value, (f"{look.sign} {look.word}", f"{look.colour} bold")


def _key(keys: Sequence[str], said: str, cells: int) -> list[Line]:
    signs = "  ".join(sign(key) for key in keys)
    lines = folded(said, cells - _KEYS_CELLS, 4)
    head: Run = (f"  {signs:<{_KEYS_CELLS - 2}}", "key")
    return [[head if number == 0 else (" " * _KEYS_CELLS, ""), (line, "soft")] for number, line in enumerate(lines)]


def _stance(value: Value, look: Run, cells: int) -> list[Line]:
    return [[(f"  {shown(value.key):<3}", "key"), look], *_meaning(value, cells)]


def _value(value: Value, cells: int) -> list[Line]:
    return [[(f"  {shown(value.key):<3}", "key"), (shown(value.shown), "ink bold")], *_meaning(value, cells)]


def _meaning(value: Value, cells: int) -> Iterator[Line]:
    indent = " " * 5
    for text, looks, mark in ((value.definition, "soft", ""), (value.not_, "warn", "")):
        for line in folded(f"{mark}{text}", cells - len(indent), 12):
            yield [(indent, ""), (line, looks)]
    for example in value.examples:
        for line in folded(f"e.g. {example}", cells - len(indent), 6):
            yield [(indent, ""), (line, "faint italic")]


def _folded(text: str, looks: str, cells: int) -> list[Line]:
    return [[("  ", ""), (line, looks)] for line in folded(text, cells - 2, 12)]
