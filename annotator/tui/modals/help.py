"""All keys, the signs beside the text, and the codebook: scrolls, and finds what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.codebook.model import Codebook, Value
from annotator.tui.display import shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.keys import sign
from annotator.tui.layout import folded
from annotator.tui.marks import LEGEND
from annotator.tui.modals.reading import Piece, ReadingWindow, Section, beside
from annotator.tui.paint import Line
from annotator.tui.stances import Looks
from annotator.tui.states import Run

_KEYS_CELLS = 16


class Help(ReadingWindow):
    """The help; escape, enter or F1 close it.

    Args:
        codebook: The codebook to explain.
        looks: How its stances look.
        keymap: The keys in force.
    """

    def __init__(self, codebook: Codebook, looks: Looks, keymap: Keymap = DEFAULT) -> None:
        super().__init__("Keys and codebook", "type to find a key, a command or a definition")
        self._keymap = keymap
        self._codebook = codebook
        self._looks = looks

    def sections(self, cells: int) -> Iterator[Section]:
        """Stances and questions, keys, mouse, signs, and what a claim is."""
        return sections(self._codebook, self._looks, cells, self._keymap)


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
        yield group, [_key(key.keys, key.description, cells, key.label) for key in mine]
    yield "Mouse", [_key(keys, said, cells) for keys, said in _MOUSE]
    yield (
        "Signs beside the text",
        [Piece([[(f"  {each:<{_KEYS_CELLS - 2}}", look), (said, "soft")]]) for each, look, said in LEGEND],
    )
    claim = [*_folded(codebook.claim, "ink", cells), *_folded(codebook.claim_not, "soft", cells)]
    yield f"Codebook {shown(codebook.name)} {shown(codebook.version)}", [Piece(claim)]


_MOUSE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("click",), "Go to a sentence, choose a claim, change what the claim at hand says, press a key of the last line"),
    (("drag",), "Choose words of the sentence"),
    (("double click",), "Choose one word; a third click its quotation or clause"),
    (("wheel",), "Scroll the text"),
)


def _pairs(codebook: Codebook, looks: Looks) -> Iterator[tuple[Value, Run]]:
    for value, look in zip(codebook.stance.values, looks, strict=True):
        yield value, (f"{look.sign} {look.word}", f"{look.colour} bold")


def _key(keys: Sequence[str], said: str, cells: int, also: str = "") -> Piece:
    return beside("  ".join(sign(key) for key in keys), said, cells, indent=_KEYS_CELLS, also=also)


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
