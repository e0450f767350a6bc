"""The order of the layers, and the one figure that stands for each in the overview."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.desk.agreement.figures import BOTH
from annotator.desk.agreement.model import AgreementReport, Figure, LayerReport
from annotator.tui.agreement.names import coefficient_name, figure_name, leading_figure, reason_words


@dataclass(frozen=True, slots=True)
class Leading:
    """A layer in one line."""

    layer: str
    name: str
    """What the figure is called."""
    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str
    """Why there is no value, or no interval; empty where both are there."""


def layer_order(report: AgreementReport) -> list[str]:
    """All layers in the order in which a sentence passes them: words before the speaker, all of it last."""
    names = [layer.layer for layer in report.layers]
    before = [name for name in names if name in ("claim", "count")]
    return [*before, "span", *(name for name in names if name not in before), "tuple"]


def layer_of(report: AgreementReport, name: str) -> LayerReport | None:
    """The report of a layer; None for spans and whole claims, which have figures instead."""
    return next((layer for layer in report.layers if layer.layer == name), None)


def figures_of(report: AgreementReport, name: str) -> tuple[Figure, ...]:
    """The figures of spans or of whole claims."""
    return report.spans if name == "span" else report.tuples


def leading(report: AgreementReport, name: str) -> Leading:
    """The figure that stands for a layer: its alpha, or the F1 at half of the words."""
    layer = layer_of(report, name)
    if layer is not None:
        result, interval = layer.coefficients[layer.alpha], layer.intervals[layer.alpha]
        why = reason_words(result.reason) if result.value is None else reason_words(interval.reason)
        return Leading(name, coefficient_name(layer.alpha), result.value, interval.low, interval.high, result.n, why)
    wanted = leading_figure(name)
    figure = next((each for each in figures_of(report, name) if each.name == wanted), None)
    if figure is None:
        return Leading(name, wanted.removeprefix(BOTH), None, None, None, 0, "not measured")
    why = figure.why or reason_words(figure.reason)
    return Leading(name, figure_name(wanted), figure.value, figure.low, figure.high, figure.n, why)
