"""Measures of spans and of whole claims: picture, table, and what each of them means."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import Figure
from annotator.reports.agreement_words import figure_intervals
from annotator.reports.page.elements import Element
from annotator.reports.page.forest import Group, figure_rows, forest
from annotator.reports.page.names import figure, full_name, interval
from annotator.reports.page.tables import remarked, section

_BOTH = "both_marked:"


def measures(key: str, title: str, figures: Sequence[Figure], note: str = "") -> Element | None:
    """The part of the page; nothing where there are no figures.

    Args:
        key: Its anchor.
        title: Its heading.
        figures: The measures.
        note: What their n counts, or what else has to be said.
    """
    if not figures:
        return None
    shown = forest(f"{key}-forest", title, _groups(figures), thresholds=False)
    heads = ("Measure", "Value", "95 % interval", "n", "Remark")
    rows = [
        (
            full_name(each.name),
            "undefined" if each.value is None else figure(each.value),
            interval(each.low, each.high),
            str(each.n),
            _remark(each),
        )
        for each in figures
    ]
    made = remarked(title, heads, rows, "lrrrw", [*([note] if note else []), *figure_intervals(figures)])
    return section(key, title, shown, made)


def _remark(figure: Figure) -> str:
    if not figure.why:
        return ""
    return f"undefined: {figure.why}" if figure.value is None else f"no interval: {figure.why}"


def _groups(figures: Sequence[Figure]) -> list[Group]:
    everywhere = [each for each in figures if not each.name.startswith(_BOTH)]
    both = [each for each in figures if each.name.startswith(_BOTH)]
    if not both:
        return [("", figure_rows(everywhere))]
    return [("all finished sentences", figure_rows(everywhere)), ("where both marked a claim", figure_rows(both))]
