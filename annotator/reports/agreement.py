"""The agreement report in the terminal: every figure with its interval, its n, and a reason where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from annotator.agreement.results import REASONS, Interval
from annotator.desk.agreement import LayerReport
from annotator.reports.tables import cell, table

NAMES = {
    "percent_agreement": "percent agreement (mean over units)",
    "percent_agreement_pairs": "percent agreement (pooled pairs)",
    "percent_agreement_alpha": "percent agreement (as in alpha)",
    "cohen_kappa": "Cohen's kappa",
    "cohen_kappa_linear": "Cohen's kappa, linear weights",
    "cohen_kappa_quadratic": "Cohen's kappa, quadratic weights",
    "fleiss_kappa": "Fleiss' kappa",
    "alpha_nominal": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "alpha_interval": "Krippendorff's alpha, interval",
    "alpha_ratio": "Krippendorff's alpha, ratio",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2_quadratic": "Gwet's AC2, quadratic weights",
}
"""The coefficients shown unless all are asked for, in this order; the others go by their names in the JSON."""

_QUESTIONS = {"claim": "Is there a claim?", "stance": "Whose side does it take?", "ratings": "Ratings"}


def agreement_parts(reports: Sequence[LayerReport], *, show_all: bool) -> Iterator[Table | Text]:
    """Heading, coefficients and pairs of each layer."""
    for report in reports:
        yield _heading(report)
        yield _coefficients(report, show_all=show_all)
        if report.pairs:
            yield _pairs(report)


def _heading(report: LayerReport) -> Text:
    shares = ", ".join(f"{name} {share:.0%}" for name, share in zip(report.categories, report.shares, strict=False))
    parts = [f"{report.units} units ({report.unit})"]
    parts += [f"{report.documents} document(s)"] if report.documents else []
    parts += [f"{len(report.annotators)} annotator(s): {', '.join(report.annotators)}"]
    parts += [f"declared {shares}"] if shares and len(report.categories) <= 12 else []
    head = Text(f"\n{_QUESTIONS.get(report.layer, report.layer)}\n", style="bold")
    lines = [cell("; ".join(parts))]
    lines += [cell(f"Only {report.conditional_on}.")] if report.conditional_on else []
    return head + Text("\n").join(lines)


def _coefficients(report: LayerReport, *, show_all: bool) -> Table:
    made = table("", "coefficient", "value", "95 % interval", "n", "pairable", "remark", numbers=1)
    made.columns[-1].justify = "left"
    made.columns[-1].no_wrap = False
    made.caption_justify = "left"
    common = _most_common(report)
    made.caption = Text(f"Intervals: {common}.") if common else None
    usual = [name for name in NAMES if name in report.coefficients]
    specific = [name for name in report.coefficients if name.startswith("specific_agreement:")]
    for name in report.coefficients if show_all else [*usual, *specific]:
        result, interval = report.coefficients[name], report.intervals[name]
        if result.reason in ("needs_two_raters", "needs_order") and not show_all:
            continue
        value = "undefined" if result.value is None else f"{result.value:.3f}"
        remark = REASONS[result.reason] if result.reason else _remark(interval)
        remark = "" if remark == common else remark
        shown = NAMES.get(name, name.replace("specific_agreement:", "specific agreement: "))
        made.add_row(*map(cell, (shown, value, _range(interval), result.n, result.pairable, remark)))
    return made


def _most_common(report: LayerReport) -> str:
    """What most intervals have in common is said once, below the table."""
    remarks = Counter(_remark(report.intervals[name]) for name in NAMES if name in report.coefficients)
    return remarks.most_common(1)[0][0] if remarks else ""


def _range(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return "–"
    return f"{interval.low:.3f} to {interval.high:.3f}"


def _remark(interval: Interval) -> str:
    if interval.reason:
        return f"none, {REASONS[interval.reason]}"
    method = (interval.method or "").replace("_", " ")
    draws = f", B={interval.resamples}, seed {interval.seed}" if interval.seed is not None else ""
    return f"{method}, {interval.clusters} clusters{draws}"


def _pairs(report: LayerReport) -> Table:
    alpha = report.pairs[0].alpha_name
    weighted = report.level != "nominal"
    names = ["percent agreement", "Cohen's kappa", *(["quadratic kappa"] if weighted else []), NAMES.get(alpha, alpha)]
    made = table("Pairs", "annotators", "n", *names, "remark", numbers=1)
    made.columns[-1].justify = "left"
    for pair in report.pairs:
        figures = [pair.percent_agreement, pair.cohen_kappa]
        figures += [pair.cohen_kappa_quadratic] if weighted else []
        shown = ["–" if figure is None else f"{figure:.3f}" for figure in [*figures, pair.alpha]]
        remark = REASONS[pair.reason] if pair.reason else ""
        made.add_row(*map(cell, (f"{pair.first} – {pair.second}", pair.n, *shown, remark)))
    return made
