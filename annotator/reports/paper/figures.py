"""The main table of a report on paper: layer, coefficient, value and interval, n, pairable ratings, condition."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import Figure, LayerReport
from annotator.reports.agreement_words import (
    coefficient_name,
    coefficient_notes,
    decimal,
    figure_name,
    figure_notes,
    layer_name,
    shown_coefficients,
)
from annotator.reports.paper.blocks import Grid

_COLUMNS = ("Layer", "Coefficient", "Value (95 % interval)", "n", "Pairable", "Condition")
_ALIGN = "nmrrrl"


def estimate(value: float | None, low: float | None, high: float | None) -> str:
    """A value with its interval as papers print them: `.71 [.63, .78]`."""
    if value is None:
        return "undefined"
    return decimal(value) if low is None or high is None else f"{decimal(value)} [{decimal(low)}, {decimal(high)}]"


class MainTable:
    """Collects the rows; a column in which nothing stands, or the same everywhere, is left out."""

    def __init__(self, show_all: bool) -> None:
        self._show_all = show_all
        self._rows: list[tuple[str, ...]] = []
        self._conditions: dict[str, str] = {}
        self._notes: dict[str, list[str]] = {}

    def add_layer(self, report: LayerReport) -> None:
        """The coefficients of one layer."""
        name = layer_name(report.layer)
        shown = shown_coefficients(report, show_all=self._show_all)
        condition = self._condition(report.conditional_on)
        for each in shown:
            result, interval = report.coefficients[each], report.intervals[each]
            value = estimate(result.value, interval.low, interval.high)
            # The docs say over what the usual percent agreement is a mean; a column has no room for it.
            shown_name = coefficient_name(each).removesuffix(" (mean over units)")
            self._rows.append((name, shown_name, value, str(result.n), str(result.pairable), condition))
        self._note(name, list(coefficient_notes(report, shown)))

    def add_figures(self, name: str, figures: Sequence[Figure]) -> None:
        """Measures of spans or of whole claims."""
        for each in figures:
            value = estimate(each.value, each.low, each.high)
            self._rows.append((name, figure_name(each.name), value, str(each.n), "", ""))
        self._note(name, list(figure_notes(figures)))

    def grid(self, caption: str, notes: Sequence[str] = ()) -> Grid:
        """The table.

        Args:
            caption: What it shows.
            notes: What else is to be said below it.
        """
        kept = [place for place in range(len(_COLUMNS)) if self._says_something(place)]
        alone = len({row[0] for row in self._rows}) <= 1
        said = [f"({mark}) Only {words}." for words, mark in self._conditions.items()]
        said += [note if alone else f"{'; '.join(names)}: {note}" for note, names in self._notes.items()]
        return Grid(
            "agreement-coefficients",
            caption,
            tuple(_COLUMNS[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self._rows),
            "".join(_ALIGN[place] for place in kept),
            tuple(dict.fromkeys([*said, *notes])),
        )

    def _says_something(self, place: int) -> bool:
        values = {row[place] for row in self._rows}
        return len(values) > 1 if place == 0 else values != {""}

    def _condition(self, words: str) -> str:
        if not words:
            return ""
        mark = self._conditions.setdefault(words, "abcdefghij"[min(len(self._conditions), 9)])
        return f"({mark})"

    def _note(self, layer: str, notes: Sequence[str]) -> None:
        for note in notes:
            self._notes.setdefault(note, []).append(layer)
