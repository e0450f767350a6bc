"""The details of one layer on paper: facts, pairs, confusion matrices, leans, pole flips."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.agreement.direction.results import Confusion
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_values import comparison, comparison_notes
from annotator.reports.agreement_words import (
    alpha_notes,
    confusion_title,
    confusions_shown,
    count,
    decimal,
    flips_note,
    leans_told,
    people_told,
)
from annotator.reports.paper.blocks import Block, Facts, Grid, Points, side

_WIDEST = 12
"""More annotators than this stand below each other in pairs; a matrix of them fits no page."""
_MOST_PAIRS = 200
"""A list of pairs longer than this is shortened unless all are asked for."""
_FEW_PAIRS = 6
"""As many pairs still have a confusion matrix each."""


def layer_facts(report: LayerReport) -> Facts:
    """What a layer stands on."""
    lines = [("Units", f"{report.units} ({report.unit})")]
    lines += [("Documents", str(report.documents))] if report.documents else []
    lines += [("Annotators", people_told(report.annotators))]
    lines += [("Level", comparison(report))]
    if report.shares and len(report.categories) <= _WIDEST:
        shares = zip(report.categories, report.shares, strict=True)
        lines += [("Declared categories and their shares", ", ".join(f"{name} {share:.0%}" for name, share in shares))]
    return Facts(tuple(lines))


def layer_details(report: LayerReport, *, show_all: bool = False, alpha: bool = True) -> Iterator[Block]:
    """What is to be said of a layer beside its coefficients.

    Args:
        report: The layer.
        show_all: Every confusion matrix and every lean.
        alpha: With the notes on the leading alpha.
    """
    if alpha:
        yield layer_facts(report)
    points = [*comparison_notes(report), *(alpha_notes(report) if alpha else ())]
    points += [flips_note(report.flips, report.categories)] if report.flips else []
    points += leans_told(report, show_all=show_all)
    if points:
        yield Points(tuple(points))
    if report.pairs:
        yield pairs_grid(report, show_all=show_all)
    tables = confusions_shown(report, most=_FEW_PAIRS, show_all=show_all)
    yield from (_confusion_grid(report, table, number) for number, table in enumerate(tables, start=1))


def pairs_grid(report: LayerReport, *, show_all: bool = False) -> Grid:
    """Every two annotators: a matrix of alphas, or a list where there are many.

    Args:
        report: The layer.
        show_all: A list has every pair, not just those that share most units.
    """
    shared = [pair for pair in report.pairs if pair.n]
    names = [name for name in report.annotators if any(name in (pair.first, pair.second) for pair in shared)]
    return _matrix(report, names) if len(names) <= _WIDEST else _list(report, names, None if show_all else _MOST_PAIRS)


def _matrix(report: LayerReport, names: list[str]) -> Grid:
    found = {frozenset((pair.first, pair.second)): pair for pair in report.pairs}

    def cell(row: int, column: int) -> str:
        pair = found.get(frozenset((names[row], names[column])))
        if row == column or pair is None:
            return ""
        return decimal(pair.alpha) if row > column else str(pair.n)

    places = range(len(names))
    rows = tuple((f"{row + 1}. {names[row]}", *(cell(row, column) for column in places)) for row in places)
    name = report.pairs[0].alpha_name.replace("_", " ", 1)
    caption = f"Pairs: {name} below the diagonal, shared units above it ({report.question})"
    heads = ("", *(f"{column + 1}." for column in places))
    return Grid(f"agreement-{_label(report)}-pairs", caption, heads, rows, side(names) + "r" * len(names))


def _list(report: LayerReport, names: list[str], most: int | None) -> Grid:
    shared = sorted((pair for pair in report.pairs if pair.n), key=lambda pair: -pair.n)
    rows = tuple(
        (
            pair.first,
            pair.second,
            str(pair.n),
            *(decimal(value) for value in (pair.percent_agreement, pair.cohen_kappa, pair.alpha)),
        )
        for pair in shared[:most]
    )
    heads = ("First", "Second", "n", "Agreement", "Cohen's kappa", report.pairs[0].alpha_name.replace("_", " ", 1))
    short = most is not None and len(shared) > most
    notes = (f"The {most} pairs that share most units, of {len(shared)}.",) if short else ()
    align = f"{side(names)}{side(names)}rrrr"
    return Grid(f"agreement-{_label(report)}-pairs", f"Pairs ({report.question})", heads, rows, align, notes)


def _confusion_grid(report: LayerReport, table: Confusion, number: int) -> Grid:
    rows = tuple(
        (name, *(count(value) for value in row), count(sum(row)))
        for name, row in zip(table.categories, table.counts, strict=True)
    )
    heads = ("", *table.categories, "Sum")
    label = f"agreement-{_label(report)}-confusion-{number}"
    return Grid(
        label,
        f"{confusion_title(table)} ({report.question})",
        heads,
        rows,
        side(table.categories) + "r" * (len(heads) - 1),
    )


def _label(report: LayerReport) -> str:
    return report.layer.replace("_", "-")
