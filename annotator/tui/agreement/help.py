"""The help of the agreement report: all keys of the table, and how to read what is shown. Finds what is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.tui.agreement.drawing import SHADE_LEGEND
from annotator.tui.agreement.keys import REPORT_KEYS
from annotator.tui.bind import keys_in_force
from annotator.tui.keymap import Keymap
from annotator.tui.keys import Key, sign
from annotator.tui.modals.reading import ReadingWindow, Section, beside

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


class ReportHelp(ReadingWindow):
    """The help of the report."""

    def __init__(self) -> None:
        super().__init__("Agreement report", "type to find a key or a word")

    def sections(self, cells: int) -> Iterator[Section]:
        """Keys, and how to read the report; the keys of the program are those that are in force."""
        for heading, entries in sections(keys_in_force(self)):
            yield heading, [beside(name, said, cells, indent=_KEYS_CELLS) for name, said in entries]


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
