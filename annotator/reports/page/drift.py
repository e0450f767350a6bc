"""Drift: the leading figures week by week as lines, broken where a week has no value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.desk.agreement.model import Cut
from annotator.reports.agreement_words import CUT_FIGURES, decimal
from annotator.reports.page.elements import Element
from annotator.reports.page.svg import (
    MARKS,
    THRESHOLDS,
    WIDTH,
    Scale,
    framed,
    legend,
    line,
    mark,
    picture,
    text,
    unit_scale,
)

_LEFT, _TOP, _BOTTOM = 44, 34, 284
_CAPTION = (
    "By the week in which the last label of a sentence was saved. A week without a value is a gap. Dotted lines: .667 "
    "and .800, for the two alphas. Few sentences a week make a line jump; their number stands in the table."
)


def drift(weeks: Sequence[Cut]) -> Element | None:
    """The picture; nothing where no week has a value."""
    series = [[week.figures[name].value if name in week.figures else None for week in weeks] for name in CUT_FIGURES]
    known = [value for values in series for value in values if value is not None]
    if not known:
        return None
    scale = unit_scale(known, _BOTTOM, _TOP)
    step = (WIDTH - _LEFT - 30) / max(1, len(weeks) - 1)
    places = [_LEFT + 14 + step * place for place in range(len(weeks))]
    shapes = [*legend(list(CUT_FIGURES.values()), 18), *_frame(scale), *_weeks(weeks, places)]
    for number, values in enumerate(series):
        shapes += _line(number, values, places, scale)
    says = "; ".join(
        f"{week.name}: "
        + ", ".join(f"{CUT_FIGURES[name]} {decimal(week.figures[name].value)}" for name in week.figures)
        for week in weeks[:60]
    )
    return framed(picture("drift", "Agreement by week", says, _BOTTOM + 34, shapes), _CAPTION)


def _frame(scale: Scale) -> list[Element]:
    made = []
    for tick in scale.ticks():
        made.append(line(_LEFT, scale(tick), WIDTH, scale(tick), "grid"))
        made.append(text(_LEFT - 8, scale(tick) + 5, decimal(tick, 1), "end", "muted"))
    return [*made, *(line(_LEFT, scale(value), WIDTH, scale(value), "limit") for value in THRESHOLDS)]


def _weeks(weeks: Sequence[Cut], places: Sequence[float]) -> list[Element]:
    # Five names are as many as a narrow screen has room for.
    every = max(1, -(-len(weeks) // 5))
    kept = range(0, len(weeks), every)
    return [text(places[place], _BOTTOM + 26, weeks[place].name, _anchor(place, len(weeks)), "muted") for place in kept]


def _anchor(place: int, weeks: int) -> str:
    return "start" if place == 0 else "end" if place == weeks - 1 else "middle"


def _line(number: int, values: Sequence[float | None], places: Sequence[float], scale: Scale) -> list[Element]:
    made = []
    for (x1, before), (x2, after) in pairwise(zip(places, values, strict=True)):
        if before is not None and after is not None:
            made.append(line(x1, scale(before), x2, scale(after), f"line{number}"))
    marks = [
        mark(MARKS[number], x, scale(value), f"s{number}")
        for x, value in zip(places, values, strict=True)
        if value is not None
    ]
    return [*made, *marks]
