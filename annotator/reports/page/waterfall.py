"""The waterfall: where agreement on whole claims is lost, step by step, as floating bars and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import Loss
from annotator.reports.page.elements import Element
from annotator.reports.page.names import percent
from annotator.reports.page.svg import WIDTH, bar, framed, line, picture, text
from annotator.reports.page.tables import section, table

_ROW = 50
_CAPTION = (
    "All claims of every two annotators are 100 %. Each step takes away those on which the two part there; what is "
    "left at the end is the F1 of whole claims."
)


def waterfall(losses: Sequence[Loss]) -> Element | None:
    """The part of the page; nothing where no two annotators read a sentence with a claim."""
    if not any(loss.claims for loss in losses) and not any(loss.left for loss in losses):
        return None
    heads = ("Stage", "Claims lost", "Lost", "Left", "Because")
    rows = [(loss.stage, str(loss.claims), percent(loss.share), percent(loss.left), loss.says) for loss in losses]
    picture_of_it = framed(_steps(losses), _CAPTION)
    return section("waterfall", "Where agreement is lost", picture_of_it, table("Waterfall", heads, rows, "lrrrw"))


def _steps(losses: Sequence[Loss]) -> Element:
    shapes = [
        text(0, 16, "all claims of all pairs"),
        text(WIDTH, 16, "100 %", "end", "strong"),
        bar(0, 23, WIDTH, 14, "f0"),
    ]
    for place, loss in enumerate(losses, start=1):
        top, left = place * _ROW, WIDTH * loss.left
        shapes += [
            line(left + WIDTH * loss.share, top - _ROW + 37, left + WIDTH * loss.share, top + 23, "join"),
            text(0, top + 16, f"lost: {loss.stage}"),
            text(WIDTH, top + 16, f"-{percent(loss.share)}" if loss.share else percent(0.0), "end", "strong"),
            bar(0, top + 23, WIDTH, 14, "track"),
        ]
        shapes += [bar(left, top + 23, WIDTH * loss.share, 14, "f1")] if loss.share else []
    top, rest = (len(losses) + 1) * _ROW, losses[-1].left
    shapes += [
        line(WIDTH * rest, top - _ROW + 37, WIDTH * rest, top + 23, "join"),
        text(0, top + 16, "left: words, speaker and stance alike"),
        text(WIDTH, top + 16, percent(rest), "end", "strong"),
        bar(0, top + 23, WIDTH, 14, "track"),
        bar(0, top + 23, WIDTH * rest, 14, "f0"),
    ]
    says = "; ".join(f"{loss.stage} {percent(loss.share)} lost, {percent(loss.left)} left" for loss in losses)
    return picture("waterfall-picture", "Where agreement is lost", says, top + _ROW, shapes)
