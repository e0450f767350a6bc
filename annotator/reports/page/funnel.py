"""The funnel: how many units reach each step, as bars on one scale and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import Step
from annotator.reports.page.elements import Element
from annotator.reports.page.svg import WIDTH, bar, framed, picture, text
from annotator.reports.page.tables import section, table

_ROW = 46
_CAPTION = "How many units reach each step. A figure on a later step says nothing about those that were lost before."


def funnel(steps: Sequence[Step]) -> Element | None:
    """The part of the page; nothing where no sentence was finished by two."""
    if not any(step.count for step in steps):
        return None
    rows = [(step.name, str(step.count), share) for step, share in zip(steps, _shares(steps), strict=True)]
    heads = ("Step", "Count", "Of the one before")
    return section("funnel", "Funnel", framed(_bars(steps), _CAPTION), table("Funnel", heads, rows, "lrr"))


def _shares(steps: Sequence[Step]) -> list[str]:
    before = [0, *(step.count for step in steps[:-1])]
    return [
        f"{step.count / was:.0%}".replace("%", " %") if was else "" for step, was in zip(steps, before, strict=True)
    ]


def _bars(steps: Sequence[Step]) -> Element:
    most = max(step.count for step in steps)
    shapes = []
    for place, (step, share) in enumerate(zip(steps, _shares(steps), strict=True)):
        top = place * _ROW
        shapes += [
            text(0, top + 16, step.name),
            text(WIDTH, top + 16, f"{step.count} ({share})" if share else str(step.count), "end", "strong"),
            bar(0, top + 23, WIDTH, 12, "track"),
        ]
        shapes += [bar(0, top + 23, WIDTH * step.count / most, 12, "f0")] if step.count else []
    says = "; ".join(f"{step.name}: {step.count}" for step in steps)
    return picture("funnel-picture", "Funnel", says, len(steps) * _ROW, shapes)
