"""Confusion matrices: what the second said where the first said this, shaded within each row, counts in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.direction.results import Confusion
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import confusion_title, confusions_shown, count, decimal
from annotator.reports.page.elements import Element, el
from annotator.reports.page.tables import Cell, capped, fold, shade, table

_MOST = 45
"""As many pairs have a matrix each: all those of ten annotators."""


def confusions(report: LayerReport) -> list[Element]:
    """All pairs in one, and each pair; nothing where the values are too many or nobody shares a unit."""
    tables = [each for each in confusions_shown(report, show_all=True) if each.n]
    if not tables:
        return []
    pooled, single = (tables[:1], tables[1:]) if not tables[0].first else ([], tables)
    if len(single) > _MOST:
        single = sorted(single, key=lambda each: -_apart(each))
    kept = single[:_MOST]
    said = capped(len(kept), len(single), "pairs with the most units apart")
    each = el("div", [matrix(one) for one in kept], class_="multiples")
    note = el("p", said, class_="note") if said else None
    parts = [fold(f"Pair by pair ({len(single)})", note, each)] if pooled else [each]
    return [el("h4", "Confusion"), *map(matrix, pooled), *parts]


def matrix(confusion: Confusion) -> Element:
    """One matrix of counts."""
    names = confusion.categories
    rows: list[Sequence[Cell]] = []
    for place, (name, row) in enumerate(zip(names, confusion.counts, strict=True)):
        total = sum(row)
        cells = [
            el("td", count(value), class_=f"n {_shade(value, total)}{' diagonal' if place == column else ''}")
            for column, value in enumerate(row)
        ]
        rows.append((name, *cells, el("td", count(total), class_="n sum")))
    return table(confusion_title(confusion), ("", *names, "sum"), rows, "lr", class_="matrix")


def probabilities(caption: str, names: Sequence[str], rows: Sequence[Sequence[float] | None]) -> Element:
    """A matrix of P(given | true); a row that no unit speaks for has dashes."""
    made: list[Sequence[Cell]] = []
    for place, (name, row) in enumerate(zip(names, rows, strict=True)):
        cells = [
            el("td", "–" if row is None else decimal(row[column]), class_=_of(row, place, column))
            for column in range(len(names))
        ]
        made.append((name, *cells))
    return table(caption, ("", *names), made, "lr", class_="matrix")


def _of(row: Sequence[float] | None, place: int, column: int) -> str:
    return "n" if row is None else f"n {shade(row[column])}{' diagonal' if place == column else ''}"


def _shade(value: float, total: float) -> str:
    return shade(value / total) if total else shade(0.0)


def _apart(confusion: Confusion) -> float:
    return confusion.n - sum(row[place] for place, row in enumerate(confusion.counts))
