"""The alphabet of the pictures: scales, marks and the frame that every picture has.

A picture is as wide as its column; 640 units are that width. Its texts grow on narrow screens (`page.css`), so a label
has half of the width at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite

from annotator.reports.page.elements import Child, Element, el

WIDTH = 640
THRESHOLDS = (0.667, 0.8)
"""Below the first no conclusion is drawn, between the two a tentative one (Krippendorff)."""
MARKS = ("circle", "square", "triangle")
"""The shapes of up to three series, so that none is told by its colour alone."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to units of the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands; one beyond the scale stands at its end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round values on a scale of coefficients, seven at most."""
        step = 0.2 if self.low >= -0.2 else 0.5
        first = ceil(self.low / step - 1e-9)
        return [round(step * place, 1) for place in range(first, floor(self.high / step + 1e-9) + 1)]


def unit_scale(values: Iterable[float | None], start: float, end: float) -> Scale:
    """A scale up to 1 that begins at 0, or below it where a value does."""
    known = [value for value in values if value is not None and isfinite(value)]
    lowest = min([0.0, *known])
    return Scale(max(-1.0, floor(lowest * 5) / 5), 1.0, start, end)


def picture(key: str, title: str, says: str, height: float, *shapes: Child | Iterable[Child]) -> Element:
    """An SVG with its name and what it shows, for those who do not see it.

    Args:
        key: Unlike that of any other picture of the page.
        title: Its name.
        says: What it shows, in a sentence.
        height: In units.
        shapes: What it is made of.
    """
    names = (f"{key}-title", f"{key}-desc")
    return el(
        "svg",
        el("title", title, id=names[0]),
        el("desc", says, id=names[1]),
        *shapes,
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        role="img",
        aria_labelledby=" ".join(names),
    )


def framed(svg: Element, *caption: Child | Iterable[Child]) -> Element:
    """A picture with its caption."""
    return el("figure", svg, el("figcaption", *caption))


def text(x: float, y: float, said: str, anchor: str | None = None, class_: str | None = None) -> Element:
    """A text; `anchor` is `middle` or `end` where it does not begin at x."""
    return el("text", said, x=x, y=y, text_anchor=anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    """A straight line."""
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def bar(x: float, y: float, width: float, height: float, class_: str) -> Element:
    """A bar that is seen even where its width is next to nothing."""
    return el("rect", x=x, y=y, width=max(width, 1.0), height=height, class_=class_)


def mark(shape: str, x: float, y: float, class_: str) -> Element:
    """A mark of one of the `MARKS`, or a `diamond`."""
    if shape == "circle":
        return el("circle", cx=x, cy=y, r=4.5, class_=class_)
    if shape == "square":
        return el("rect", x=x - 4, y=y - 4, width=8, height=8, class_=class_)
    corners = {"triangle": ((0, -5.5), (5.5, 4.5), (-5.5, 4.5)), "diamond": ((0, -6), (6, 0), (0, 6), (-6, 0))}[shape]
    points = " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
    return el("polygon", points=points, class_=class_)


def legend(names: Sequence[str], y: float, start: float = 0) -> list[Element]:
    """Which mark is which series, in a row."""
    width = (WIDTH - start) / len(names)
    return [
        el(
            "g",
            mark(MARKS[place], start + width * place + 8, y - 5, f"s{place}"),
            text(start + width * place + 20, y, name),
        )
        for place, name in enumerate(names)
    ]
