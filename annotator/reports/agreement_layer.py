"""One layer in the terminal: heading, coefficients, notes, pairs, confusion, leans. Fits 80 columns.

By default what a reader needs first; every pair, matrix, lean and coefficient where all are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from annotator.agreement.direction.results import Confusion
from annotator.agreement.results import REASONS, PairResult
from annotator.desk.agreement.model import Figure, LayerReport
from annotator.reports.agreement_values import comparison_notes
from annotator.reports.agreement_words import (
    alpha_notes,
    coefficient_name,
    coefficient_notes,
    confusion_title,
    confusions_shown,
    count,
    figure_name,
    figure_notes,
    flips_note,
    leans_told,
    listed,
    shown_coefficients,
)
from annotator.reports.tables import cell, table

_FEW_PAIRS = 3
"""As many pairs still have a table each time; of more, the lowest and the highest are named."""
_FEW_CATEGORIES = 12


def layer_parts(report: LayerReport, *, show_all: bool = False) -> Iterator[RenderableType]:
    """One layer, part by part.

    Args:
        report: The layer.
        show_all: Every coefficient, pair, confusion matrix and lean, not just the usual ones.
    """
    yield _heading(report)
    names = shown_coefficients(report, show_all=show_all)
    reasons = {report.coefficients[name].reason for name in names}
    if len(reasons) == 1 and (reason := reasons.pop()) and not show_all:
        # A table in which every line says the same says it once.
        yield notes([f"Nothing to measure: {REASONS[reason]}."])
        return
    yield _coefficients(report, names)
    yield notes([*coefficient_notes(report, names), *comparison_notes(report), *alpha_notes(report)])
    shared = [pair for pair in report.pairs if pair.n]
    if show_all or 0 < len(report.pairs) <= _FEW_PAIRS:
        yield pairs_table(report)
    elif shared:
        yield notes([_extremes(shared, "--all" if report.layer == "ratings" else "--by pair")])
    for confusion in confusions_shown(report, show_all=show_all):
        yield from _confusion(confusion)
    told = [flips_note(report.flips, report.categories)] if report.flips else []
    yield notes([*told, *leans_told(report, show_all=show_all)])


def notes(lines: Sequence[str]) -> RenderableType:
    """Sentences below a table, each on its own line; nothing for none."""
    said = Text("\n").join(cell(line) for line in lines)
    return Padding(said, (0, 0, 1, 0)) if lines else Text("", end="")


def figures_table(title: str, figures: Sequence[Figure]) -> Iterator[RenderableType]:
    """Measures of spans or of whole claims, and why some are missing."""
    made = table(title, "measure", "value", "95 % interval", "n", numbers=1)
    for figure in figures:
        value = "undefined" if figure.value is None else f"{figure.value:.3f}"
        made.add_row(*map(cell, (figure_name(figure.name), value, _range(figure.low, figure.high), figure.n)))
    yield made
    yield notes(list(figure_notes(figures)))


def pairs_table(report: LayerReport) -> RenderableType:
    """Every two annotators."""
    if not report.pairs:
        return Text("There are no pairs of annotators.")
    weighted = report.level not in ("nominal", "set")
    alpha = report.pairs[0].alpha_name.replace("_", " ", 1)
    names = ["agreement", "kappa", *(["quadratic"] if weighted else []), alpha]
    made = table(f"Pairs: {cell(report.question).plain}", "annotators", "n", *names, numbers=1)
    # Columns of numbers do not wrap; without this a narrow terminal would squeeze out the names.
    made.columns[0].min_width = 20
    missing: dict[str, None] = {}
    for pair in report.pairs:
        figures = [pair.percent_agreement, pair.cohen_kappa]
        figures += [pair.cohen_kappa_quadratic] if weighted else []
        shown = [number(figure) for figure in [*figures, pair.alpha]]
        made.add_row(*map(cell, (f"{pair.first} – {pair.second}", pair.n, *shown)))
        if pair.reason:
            missing[REASONS[pair.reason]] = None
    said = ["kappa: Cohen's" + ("; quadratic: with quadratic weights." if weighted else ".")]
    made.caption = cell(" ".join([*said, *(f"–: {reason}." for reason in missing)]))
    made.caption_justify = "left"
    return made


def number(value: float | None) -> str:
    """A figure in a cell."""
    return "–" if value is None else f"{value:.3f}"


def _heading(report: LayerReport) -> Text:
    shares = ", ".join(f"{name} {share:.0%}" for name, share in zip(report.categories, report.shares, strict=False))
    parts = [f"{report.units} units ({report.unit})"]
    parts += [f"{report.documents} document(s)"] if report.documents else []
    parts += [f"{len(report.annotators)} annotator(s): {listed(report.annotators)}"]
    parts += [f"declared {shares}"] if shares and len(report.categories) <= _FEW_CATEGORIES else []
    lines = [cell("; ".join(parts))]
    lines += [cell(f"Only {report.conditional_on}.")] if report.conditional_on else []
    return Text(cell(report.question).plain, style="bold") + Text("\n") + Text("\n").join(lines)


def _coefficients(report: LayerReport, names: Sequence[str]) -> Table:
    made = table("", "coefficient", "value", "95 % interval", "n", "pairable", numbers=1)
    made.title = None
    for name in names:
        result, interval = report.coefficients[name], report.intervals[name]
        value = "undefined" if result.value is None else f"{result.value:.3f}"
        # The docs say over what the usual percent agreement is a mean; a narrow terminal has no room for it.
        shown = coefficient_name(name).removesuffix(" (mean over units)")
        made.add_row(*map(cell, (shown, value, _range(interval.low, interval.high), result.n, result.pairable)))
    return made


def _range(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _extremes(pairs: Sequence[PairResult], more: str) -> str:
    known = [(pair.alpha, f"{pair.first} – {pair.second}") for pair in pairs if pair.alpha is not None]
    if not known:
        return f"Pairs: {len(pairs)}, alpha undefined for all of them."
    (low, lowest), (high, highest) = min(known), max(known)
    return f"Pairs: alpha from {low:.3f} ({lowest}) to {high:.3f} ({highest}); all {len(pairs)} with {more}."


def _confusion(confusion: Confusion) -> Iterator[RenderableType]:
    made = table("", "", *(cell(name).plain for name in confusion.categories), "sum", numbers=1)
    # A title would be folded to the width of a narrow table.
    made.title = None
    yield Text(cell(confusion_title(confusion)).plain, style="bold")
    for name, row in zip(confusion.categories, confusion.counts, strict=True):
        made.add_row(*map(cell, (name, *(count(value) for value in row), count(sum(row)))))
    yield made
