"""The coefficients of a layer as a table, and what hangs on its alpha: thresholds, single annotators, more units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from annotator.agreement.results import Interval
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import alpha_notes, shown_coefficients
from annotator.tui.agreement.drawing import Reading, left, many, measured, paragraph
from annotator.tui.agreement.names import coefficient_name, reason_words
from annotator.tui.paint import Line

_NAMED, _NAMED_SHORT = 36, 33
_ROOMY = 90


def table(
    report: LayerReport, cells: int, category: Callable[[str], str], *, every: bool, of: int = 0
) -> Iterator[Line]:
    """Name, value, interval and n of each; how the intervals were made is said once, below.

    Args:
        report: The layer.
        cells: The width.
        category: Puts a category in words.
        every: Whether every coefficient is shown, or the usual ones.
        of: Of how many claims the layer sees a part; 0 where it sees every sentence.
    """
    named = _NAMED if cells >= _ROOMY or not of else _NAMED_SHORT
    names = shown_coefficients(report, show_all=every)
    said_once = _common(report, names)
    for name in names:
        result, interval = report.coefficients[name], report.intervals[name]
        looks = "key" if name == report.alpha else "soft"
        remark = reason_words(result.reason) if result.value is None else f"interval: {method(interval)}"
        remark = "" if remark == f"interval: {said_once}" else remark
        reading = Reading(result.value, interval.low, interval.high, result.n, remark, of)
        yield from measured(
            [(" ", ""), left(coefficient_name(name, category), named, looks)], reading, cells - 1, 15 if of else 8
        )
    if said_once:
        yield from paragraph(f"Intervals: {said_once}.", cells - 1, "faint", indent=1)


def _common(report: LayerReport, names: list[str]) -> str:
    found = Counter(
        method(report.intervals[name]) for name in names if report.coefficients[name].value is not None
    ).most_common(1)
    return found[0][0] if found else ""


def method(interval: Interval) -> str:
    """How an interval was made, or why there is none."""
    if interval.reason:
        return f"none, {reason_words(interval.reason)}"
    by, _, kind = (interval.method or "").partition("_")
    parts = [f"95 %, {kind} over {many(interval.clusters, by)}"]
    parts += [f"{interval.resamples} resamples, seed {interval.seed}"] if interval.seed is not None else []
    parts += [f"{interval.dropped} dropped"] if interval.dropped else []
    return ", ".join(parts)


def remarks(report: LayerReport, cells: int) -> Iterator[Line]:
    """What hangs on the alpha of the layer, and how often the poles were flipped."""
    for said in alpha_notes(report):
        yield from paragraph(said, cells - 1, indent=1)
    if report.flips is not None and report.flips.share is not None:
        flips = report.flips
        said = f"{flips.flips} of {many(flips.n, 'unit')} ({flips.share:.1%}; {_shares(flips.low, flips.high)})"
        yield from paragraph(f"Pole flips: {said}.", cells - 1, indent=1)


def _shares(low: float | None, high: float | None) -> str:
    return "no interval" if low is None or high is None else f"{low:.1%} to {high:.1%}"
