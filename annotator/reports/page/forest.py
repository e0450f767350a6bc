"""The forest plot: one row a coefficient, its value, its interval, and the thresholds for alpha.

A value without an interval is an open diamond, so that nobody takes it for a sure one; one that is undefined stands
below the picture with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from annotator.agreement.results import REASONS
from annotator.desk.agreement.model import Figure, LayerReport
from annotator.reports.agreement_words import decimal, layer_name, shown_coefficients
from annotator.reports.page.elements import Element, clipped, el
from annotator.reports.page.names import estimate, full_name, short_name
from annotator.reports.page.svg import THRESHOLDS, WIDTH, Scale, framed, line, mark, picture, text, unit_scale
from annotator.reports.page.tables import points

_ROW = 26
_START, _END = 196, 484
_NOT_DRAWN = ("disorder", "_Do", "_De", "coverage")
"""Parts of names of figures that are no agreement."""
_CAPTION = (
    "Filled mark and bar: value and 95 % interval. Open diamond: a value without an interval. Dashed lines: the "
    "thresholds .667 and .800 for alpha, at which its lower limit is judged."
)
_PLAIN = "Filled mark and bar: value and 95 % interval. Open diamond: a value without an interval."


@dataclass(frozen=True, slots=True)
class Row:
    """One coefficient in the picture."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    why: str
    """The reason in words, where there is no value."""
    leading: bool = False


Group = tuple[str, Sequence[Row]]


def layer_rows(report: LayerReport) -> list[Row]:
    """The usual coefficients of a layer, its leading alpha first."""
    usual = [name for name in shown_coefficients(report) if ":" not in name and name != report.alpha]
    found = []
    for name in [report.alpha, *sorted(usual, key=lambda name: name == "percent_agreement")]:
        result, sure = report.coefficients.get(name), report.intervals.get(name)
        if result is not None:
            low, high = (sure.low, sure.high) if sure else (None, None)
            why = REASONS[result.reason] if result.reason else ""
            found.append(Row(name, result.value, low, high, why, leading=name == report.alpha))
    return found


def figure_rows(figures: Sequence[Figure]) -> list[Row]:
    """The measures of spans or of whole claims that say how far annotators agree."""
    kept = [figure for figure in figures if not any(part in figure.name for part in _NOT_DRAWN)]
    return [Row(each.name, each.value, each.low, each.high, each.why) for each in kept]


def forest(key: str, title: str, groups: Sequence[Group], *, thresholds: bool) -> list[Element]:
    """The picture and, below it, what is undefined.

    Args:
        key: Unlike that of any other picture.
        title: Its name.
        groups: Headings, each with its rows.
        thresholds: Whether the thresholds for alpha are drawn.
    """
    drawn = [(head, [row for row in rows if _known(row)]) for head, rows in groups]
    drawn = [(head, rows) for head, rows in drawn if rows]
    missing: dict[tuple[str, str], list[str]] = {}
    for head, rows in groups:
        for row in rows:
            if not _known(row):
                name = full_name(row.name.removeprefix("both_marked:"))
                missing.setdefault((head, row.why or "undefined"), []).append(name)
    made = [framed(_draw(key, title, drawn, thresholds), _CAPTION if thresholds else _PLAIN)] if drawn else []
    listed = points(
        f"{f'{head}: ' if head else ''}{'; '.join(names)} ({why})." for (head, why), names in missing.items()
    )
    told = [el("p", "Undefined, so not in the picture:", class_="note"), listed] if listed is not None else []
    return [*made, *told]


def _known(row: Row) -> bool:
    return row.value is not None and isfinite(row.value) and -1.5 <= row.value <= 1.5


def _draw(key: str, title: str, groups: Sequence[Group], thresholds: bool) -> Element:
    rows = [row for _, rows in groups for row in rows]
    scale = unit_scale([edge for row in rows for edge in (row.value, row.low)], _START, _END)
    shapes: list[Element] = []
    top = 4
    for head, held in groups:
        if head:
            shapes.append(text(0, top + 20, head, class_="strong"))
            top += 30
        for row in held:
            shapes += _row(row, scale, top + _ROW / 2)
            top += _ROW
        top += 8
    # The threshold of .8 has a line and a name of its own.
    ticks = [tick for tick in scale.ticks() if not (thresholds and tick in THRESHOLDS)]
    frame = [part for tick in ticks for part in _tick(tick, scale, top)]
    if thresholds:
        frame += [part for value in THRESHOLDS for part in _threshold(value, scale, top)]
    says = "; ".join(f"{full_name(row.name)} {estimate(row.value, row.low, row.high)}" for row in rows)
    return picture(key, title, says, top + (48 if thresholds else 26), frame, shapes)


def _row(row: Row, scale: Scale, y: float) -> list[Element]:
    assured = row.low is not None and row.high is not None
    made = [text(0, y + 5, clipped(short_name(row.name), 20), class_="strong" if row.leading else None)]
    if row.low is not None and row.high is not None:
        made += [line(scale(row.low), y, scale(row.high), y, "sure")]
        made += [line(scale(edge), y - 4, scale(edge), y + 4, "sure") for edge in (row.low, row.high)]
    shape = "circle" if assured else "diamond"
    made.append(mark(shape, scale(row.value or 0.0), y, "s0" if assured else "open"))
    made.append(text(WIDTH, y + 5, estimate(row.value, row.low, row.high), "end", "number"))
    return made


def _tick(value: float, scale: Scale, bottom: float) -> list[Element]:
    at = scale(value)
    return [line(at, 4, at, bottom, "grid"), text(at, bottom + 19, decimal(value, 1), "middle", "muted")]


def _threshold(value: float, scale: Scale, bottom: float) -> list[Element]:
    # The two stand closer than their names are wide on a narrow screen, so one is named to the left, one to the right.
    anchor = "end" if value == THRESHOLDS[0] else "start"
    at = scale(value)
    return [
        line(at, 4, at, bottom + 24, "threshold"),
        text(at, bottom + 40, decimal(value, 3), anchor, "strong"),
    ]


def layer_groups(layers: Sequence[LayerReport]) -> list[Group]:
    """One group a layer."""
    return [(layer_name(layer.layer), layer_rows(layer)) for layer in layers]
