"""The pages of the layers without ratings: which words, and all of it. Figures with intervals, and nothing to take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from annotator.desk.agreement.figures import BOTH
from annotator.desk.agreement.model import Figure
from annotator.reports.agreement_words import figure_risk
from annotator.tui.agreement.drawing import Reading, left, measured, paragraph
from annotator.tui.agreement.names import figure_name, reason_words
from annotator.tui.agreement.views.base import Drawn, View
from annotator.tui.agreement.views.coefficients import method
from annotator.tui.paint import Line

_QUESTIONS = {
    "span": ("Which words?", "Over all sentences that two have finished; a claim that only one marked counts as lost."),
    "tuple": ("All of it: words, speaker and stance", "Over all sentences that two have finished."),
}
_COUNTS = 15


class FiguresView(View):
    """Figures over pairs of annotators.

    Args:
        layer: `span` or `tuple`.
        figures: What was measured.
    """

    def __init__(self, layer: str, figures: Sequence[Figure]) -> None:
        self._layer = layer
        self._everywhere = [figure for figure in figures if not figure.name.startswith(BOTH)]
        self._both = [figure for figure in figures if figure.name.startswith(BOTH)]

    def draw(self, cells: int) -> Drawn:
        """One table, or two where sentences in which both marked a claim are told apart."""
        question, on = _QUESTIONS[self._layer]
        drawn = Drawn()
        drawn.add([(f" {question}", "title")], *paragraph(on, cells - 1, indent=1), [])
        drawn.add(*table(self._everywhere, cells))
        if self._both:
            said = "Only sentences in which both of a pair marked a claim; n of all that count above:"
            drawn.add([], *paragraph(said, cells - 1, "warn", indent=1), [])
            drawn.add(*table(self._both, cells, {figure.name: figure.n for figure in self._everywhere}))
        made = list(_intervals([*self._everywhere, *self._both]))
        drawn.add(
            *([[]] if made else []), *(line for said in made for line in paragraph(said, cells - 1, "faint", indent=1))
        )
        return drawn


def _intervals(figures: Sequence[Figure]) -> Iterator[str]:
    """How most intervals were made, and how likely the measures that correct for chance are low."""
    how = Counter(method(each.interval) for each in figures if each.interval and not each.why).most_common(1)
    if how:
        yield f"Intervals: {how[0][0]}."
    for each in figures:
        if figure_risk(each):
            yield f"{figure_risk(each).replace(each.name, figure_name(each.name))}."


def table(figures: Sequence[Figure], cells: int, of: Mapping[str, int] | None = None) -> Iterator[Line]:
    """Name, value, interval and n of each figure; what most intervals have in common is said once, at the end.

    Args:
        figures: The figures.
        cells: The width.
        of: Where they are conditional, on how much each stands without the condition, by name.
    """
    common = Counter(each.why for each in figures if each.value is not None and each.why).most_common(1)
    said_once = common[0][0] if common else ""
    named = 46 if cells >= 100 else 34
    for each in figures:
        why = each.why or reason_words(each.reason)
        if each.value is not None and why:
            why = "" if why == said_once else f"no interval: {why}"
        head = [(" ", ""), left(figure_name(each.name), named, "soft")]
        whole = (of or {}).get(each.name.removeprefix(BOTH), 0)
        yield from measured(head, Reading(each.value, each.low, each.high, each.n, why, whole), cells - 1, _COUNTS)
    if said_once:
        yield []
        yield from paragraph(f"No interval: {said_once}.", cells - 1, "faint", indent=1)
