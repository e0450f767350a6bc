"""The same figures on parts of the data: documents, weeks, versions of the codebook, people and models."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from annotator.desk.agreement.model import Cut, Figure
from annotator.tui.agreement.drawing import SHADE_LEGEND, left, paragraph, right, shaded
from annotator.tui.agreement.names import reason_words
from annotator.tui.agreement.seeking import Sought
from annotator.tui.agreement.views.base import Drawn, Rows, ToDisputes, Way
from annotator.tui.states import Run

_HEADINGS = {
    "document": "By document, worst first",
    "outlet": "By outlet",
    "length": "By length of the sentence",
    "week": "By week of the last label",
    "codebook": "By version of the codebook",
    "suggestions": "With and without suggestions",
    "kind": "People and models, on the same sentences",
}
_COLUMNS = (("claim", "claim alpha"), ("stance", "stance alpha"), ("tuple", "tuple F1"))
_FIGURE_CELLS = 8
_WIDE_HEADS = (
    ("sentences", 11),
    ("claim alpha", 13),
    ("claims", 9),
    ("matched", 9),
    ("stance alpha", 14),
    ("tuple F1", 11),
)
_NARROW_HEADS = (("sent.", 6), ("claim", 9), ("claims", 8), ("matched", 8), ("stance", 9), ("tuple", 9))
_ROOMY = 98
_CONDITION = (
    "Claim and stance: alpha; tuple: F1 of whole claims. Stance alpha stands on matched claims alone: those that two "
    "or more marked, sharing at least half of the words. Claims are counted once for each annotator who marked them."
)


class PartsView(Rows):
    """All cuts of a report; documents can be taken.

    Args:
        cuts: The parts.
        titles: What to call each document, by id.
    """

    def __init__(self, cuts: Sequence[Cut], titles: Mapping[str, str]) -> None:
        self._cuts = sorted(cuts, key=_worst_document_first)
        self._titles = titles

    @property
    def count(self) -> int:
        """How many documents there are to take."""
        return sum(cut.by == "document" for cut in self._cuts)

    def take(self) -> Way | None:
        """The disputes of the document."""
        return None if self.at is None else ToDisputes(Sought(document=self._cuts[self.at].name))

    def draw(self, cells: int) -> Drawn:
        """A table for each way of cutting."""
        drawn = Drawn()
        if not self._cuts:
            drawn.add([(" Parts", "title")], [])
            said = (
                "There is one part only, or none: one document, one outlet, one length, one week and one version "
                "of the codebook with sentences that two have finished. There is nothing to compare."
            )
            drawn.add(*paragraph(said, cells - 1, indent=1))
            return drawn
        for by in dict.fromkeys(cut.by for cut in self._cuts):
            self._table(drawn, by, cells)
        for said in (_CONDITION, SHADE_LEGEND):
            drawn.add(*paragraph(said, cells - 1, "faint", indent=1))
        return drawn

    def _table(self, drawn: Drawn, by: str, cells: int) -> None:
        heads = _WIDE_HEADS if cells >= _ROOMY else _NARROW_HEADS
        wide = min(60, max(12, cells - sum(each for _, each in heads) - 2))
        drawn.add([left(f" {_HEADINGS.get(by, by)}", wide + 1, "heading"), *(right(*head, "faint") for head in heads)])
        cuts = [(index, cut) for index, cut in enumerate(self._cuts) if cut.by == by]
        for index, cut in cuts:
            name = self._titles.get(cut.name, cut.name) if by == "document" else cut.name
            line: list[Run] = [left(name, wide), *_figures(cut, [each for _, each in heads])]
            if by == "document":
                drawn.row(index, self.at, cells, line)
            else:
                drawn.add([(" ", ""), *line])
        for said in _reasons([cut for _, cut in cuts]):
            drawn.add(*paragraph(said, cells - 1, "faint", indent=1))
        drawn.add([])


def _worst_document_first(cut: Cut) -> tuple[bool, float]:
    """Documents by the F1 of whole claims, before all other cuts, which keep their order."""
    value = cut.figures["tuple"].value
    return cut.by != "document", (math.inf if value is None else value) if cut.by == "document" else 0.0


def _figures(cut: Cut, cells: Sequence[int]) -> Iterator[Run]:
    """Sentences, claim, claims, matched claims, stance, whole claims: each as wide as its heading."""
    claim, stance, whole = (cut.figures[name] for name, _ in _COLUMNS)
    for figure, each in zip((cut.units, claim, whole.n, stance.n, stance, whole), cells, strict=True):
        if isinstance(figure, Figure):
            yield " " * (each - _FIGURE_CELLS), ""
            yield from shaded(figure.value, digits=2)
        else:
            yield right(str(figure), each, "soft")


def _reasons(cuts: Sequence[Cut]) -> Iterator[str]:
    """What the dashes mean, each reason once."""
    found: dict[tuple[str, str], None] = {}
    for cut in cuts:
        for name, title in _COLUMNS:
            figure: Figure = cut.figures[name]
            if figure.value is None:
                found[title, figure.why or reason_words(figure.reason)] = None
    for title, why in found:
        yield f"– {title}: undefined, {why}."
