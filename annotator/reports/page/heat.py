"""Heat maps as tables: the shade is the second reading, the number in each cell the first.

Pairs: alpha below the diagonal, shared units above it. More annotators than fit side by side get a histogram of their
alphas and the pairs that differ most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import floor

from annotator.agreement.results import REASONS, PairResult
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import decimal
from annotator.reports.page.elements import Element, el
from annotator.reports.page.names import figure
from annotator.reports.page.svg import WIDTH, bar, framed, line, picture, text
from annotator.reports.page.tables import Cell, capped, fold, shade, table

_WIDEST = 16
"""As many annotators still stand side by side."""
_MOST_PAIRS = 60
_HEIGHT = 150


def pairs(report: LayerReport, key: str) -> list[Element]:
    """Every two annotators of a layer; nothing where there are no two."""
    shared = [pair for pair in report.pairs if pair.n]
    if not shared:
        return []
    names = [name for name in report.annotators if any(name in (pair.first, pair.second) for pair in shared)]
    made = [_matrix(report, names)] if len(names) <= _WIDEST else [_histogram(shared, key)]
    return [el("h4", "Pairs of annotators"), *made, fold("The pairs one by one", _list(report, shared))]


def _matrix(report: LayerReport, names: Sequence[str]) -> Element:
    found = {frozenset((pair.first, pair.second)): pair for pair in report.pairs}

    def cell(row: int, column: int) -> Element:
        pair = found.get(frozenset((names[row], names[column])))
        if row == column or pair is None:
            return el("td", class_="n void")
        if row < column:
            return el("td", pair.n, class_="n units")
        if pair.alpha is None:
            return el("td", "–", class_="n")
        return el("td", decimal(pair.alpha), class_=f"n {shade(pair.alpha)}")

    places = range(len(names))
    rows: list[Sequence[Cell]] = [
        (f"{row + 1}. {names[row]}", *(cell(row, column) for column in places)) for row in places
    ]
    alpha = report.pairs[0].alpha_name.replace("_", " ", 1)
    caption = f"Below the diagonal {alpha}, darker where higher; above it the units that both rated"
    return table(caption, ("", *(f"{place + 1}." for place in places)), rows, "lr", _reasons(report.pairs), "matrix")


def _list(report: LayerReport, shared: Sequence[PairResult]) -> Element:
    ranked = sorted(shared, key=lambda pair: (2.0 if pair.alpha is None else pair.alpha, pair.first, pair.second))
    kept = ranked[:_MOST_PAIRS] if len(ranked) > _MOST_PAIRS else list(shared)
    weighted = report.level in ("ordinal", "interval", "ratio")
    alpha = report.pairs[0].alpha_name.replace("_", " ", 1)
    heads = ["First", "Second", "n", "Agreement", "Cohen's κ", *(["κ, quadratic"] if weighted else []), alpha]

    def cells(pair: PairResult) -> tuple[str, ...]:
        values = [pair.percent_agreement, pair.cohen_kappa]
        values += [pair.cohen_kappa_quadratic] if weighted else []
        return pair.first, pair.second, str(pair.n), *map(figure, [*values, pair.alpha])

    said = capped(len(kept), len(shared), "pairs with the lowest alpha")
    notes = [*([said] if said else []), *_reasons(kept)]
    return table("Pairs", heads, map(cells, kept), "llr", notes)


def _reasons(pairs: Sequence[PairResult]) -> list[str]:
    return [f"–: {words}." for words in dict.fromkeys(REASONS[pair.reason] for pair in pairs if pair.reason)]


def _histogram(shared: Sequence[PairResult], key: str) -> Element:
    """How many pairs have which alpha, in steps of .1."""
    known = [pair.alpha for pair in shared if pair.alpha is not None]
    bins = Counter(min(9, floor(value * 10 + 1e-9)) for value in known)
    low = min([0, *bins])
    width = WIDTH / (10 - low)
    most = max([1, *bins.values()])
    shapes: list[Element] = []
    for place in range(low, 10):
        at, count = (place - low) * width, bins[place]
        tall = _HEIGHT * count / most
        if count:
            shapes += [bar(at + 2, 24 + _HEIGHT - tall, width - 4, tall, "f0")]
            shapes += [text(at + width / 2, 18 + _HEIGHT - tall, str(count), "middle")]
        shapes.append(text(at + width / 2, _HEIGHT + 44, decimal(place / 10, 1), "middle", "muted"))
    shapes.append(line(0, 24 + _HEIGHT, WIDTH, 24 + _HEIGHT, "axis"))
    says = "; ".join(f"from {place / 10:.1f}: {bins[place]} pairs" for place in range(low, 10) if bins[place])
    title = "Alphas of the pairs"
    drawn = picture(f"{key}-pairs", title, says, _HEIGHT + 52, shapes)
    undefined = len(shared) - len(known)
    more = f" It is undefined for {undefined} pairs." if undefined else ""
    return framed(drawn, f"Number of pairs by their alpha, in steps of .1; a step is named by where it begins.{more}")
