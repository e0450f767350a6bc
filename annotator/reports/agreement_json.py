"""The agreement report for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from annotator.desk.agreement import LayerReport


def reports_json(reports: Sequence[LayerReport]) -> dict[str, object]:
    """One object: the first layer's report, and under `layers` every layer's by name where there are several."""
    first = _report(reports[0])
    return first if len(reports) == 1 else {**first, "layers": {each.layer: _report(each) for each in reports}}


def _report(report: LayerReport) -> dict[str, object]:
    return {
        "layer": report.layer,
        "unit": report.unit,
        "conditional_on": report.conditional_on,
        "level": report.level,
        "units": report.units,
        "annotators": list(report.annotators),
        "documents": report.documents,
        "categories": list(report.categories),
        "shares": list(report.shares),
        "coefficients": {name: _coefficient(report, name) for name in report.coefficients},
        "pairs": [asdict(pair) for pair in report.pairs],
    }


def _coefficient(report: LayerReport, name: str) -> dict[str, object]:
    result, interval = report.coefficients[name], report.intervals[name]
    return {
        "value": result.value,
        "low": interval.low,
        "high": interval.high,
        "n": result.n,
        "reason": result.reason,
        "observed": result.observed,
        "expected": result.expected,
        "q": result.q,
        "pairable": result.pairable,
        "interval": {
            "reason": interval.reason,
            "method": interval.method,
            "clusters": interval.clusters,
            "resamples": interval.resamples,
            "dropped": interval.dropped,
            "seed": interval.seed,
            "confidence": interval.confidence,
            "below_667": interval.below_667,
            "below_800": interval.below_800,
        },
    }
