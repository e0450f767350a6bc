"""The page of second looks: each annotator with themselves, before and after. Figures, and nothing to take."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.intra_model import SecondLooks
from annotator.reports.agreement_intra import KIND_OF, SAYS, TITLES, heading, measure_name, sentences
from annotator.tui.agreement.drawing import Reading, left, measured, paragraph
from annotator.tui.agreement.views.base import Drawn, View

_LAYER_CELLS = 9
_NAME_CELLS = 17
_COUNTS = 8


class SecondLooksView(View):
    """Retests first, then what a reveal changed.

    Args:
        looks: The second looks of the report.
    """

    def __init__(self, looks: Sequence[SecondLooks]) -> None:
        self._looks = looks

    def draw(self, cells: int) -> Drawn:
        """A table for each annotator, with what has to be said below it."""
        drawn = Drawn()
        for by, kind in KIND_OF.items():
            found = [each for each in self._looks if each.kind == kind]
            if found:
                drawn.add([(f" {TITLES[by]}", "title")], *paragraph(SAYS[by], cells - 1, indent=1), [])
            for each in found:
                self._table(drawn, each, cells)
        return drawn

    def _table(self, drawn: Drawn, looks: SecondLooks, cells: int) -> None:
        drawn.add(*paragraph(heading(looks), cells - 1, "heading", indent=1))
        for layer, figures in looks.figures.items():
            for figure in figures:
                other = looks.others.get(layer)
                beside = other is not None and other.name == figure.name and other.value is not None
                name = measure_name(figure)
                head = [(" ", ""), left("" if layer == "all" else layer, _LAYER_CELLS, "faint")]
                head.append(left(name, _NAME_CELLS, "soft"))
                # What is undefined, or without an interval, is told once below.
                reading = Reading(figure.value, figure.low, figure.high, figure.n, "")
                drawn.add(*measured(head, reading, cells - 1, _COUNTS))
                if beside and other is not None:
                    said = f"with others, on the same sentences: {other.value:.3f}"
                    drawn.add(*paragraph(said, cells - 1, "faint", indent=_LAYER_CELLS + 2))
        for said in sentences(looks):
            if not said.startswith("others:"):
                drawn.add(*paragraph(said, cells - 1, "soft", indent=1))
        drawn.add([])
