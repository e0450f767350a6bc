"""One line for each layer: all that a reader needs to believe a figure, in the order in which reviewers ask for it.

ASCII but for names, so that it can be grepped and pasted anywhere; a value that is undefined shows its reason code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.agreement.results import Interval
from annotator.desk.agreement.model import AgreementReport, Figure, LayerReport
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_line_intra import figure_told, intra_line
from annotator.reports.agreement_names import shown
from annotator.reports.agreement_values import comparison, gamma_told
from annotator.reports.agreement_words import coverage, decimal, figure_risk, layer_name
from annotator.text.cells import one_line

_CODES = {
    "alpha_nominal": "alpha_nom",
    "alpha_ordinal": "alpha_ord",
    "alpha_interval": "alpha_int",
    "alpha_ratio": "alpha_ratio",
    "alpha_masi": "alpha_masi",
    "alpha_jaccard": "alpha_jaccard",
    "alpha_custom": "alpha_custom",
    "gwet_ac1": "AC1",
    "gwet_ac2_quadratic": "AC2(quad)",
    "gwet_ac2_custom": "AC2(own)",
    "cohen_kappa": "Cohen",
    "fleiss_kappa": "Fleiss",
    "percent_agreement": "p_a",
}
"""The coefficients of a line beside the leading alpha, in this order, and what a line calls them."""
_UNITS = {"matched claim": "matched claims, IoU>=.5", "sentence": "sentences"}
_METHODS = {"document": "docs", "unit": "units"}
_NEVER_SAID = ("needs_two_raters", "needs_order", "needs_numbers", "needs_nonnegative", "needs_sets", "open_set")
"""Coefficients that a layer is not for do not stand in its line."""
_MOST_CATEGORIES = 7
_SPAN_FIGURES = ("exact_f1", "iou50_f1", "soft_f1", "token_f1", "u_alpha_bar", "u_alpha", "gamma")
_TUPLE_FIGURES = ("tuple_f1", "tuple_soft_f1", "span_speaker_f1", "set_alpha", "set_ks", "set_sigma")


def report_line(report: LayerReport, project: AgreementReport | None = None) -> str:
    """One layer in one line.

    Args:
        report: The layer.
        project: The report it belongs to, which knows coverage, codebook and adjudication; None for a table.

    Returns:
        The line, without a line feed.
    """
    head = f"{layer_name(report.layer)} ({_UNITS.get(report.unit, report.unit)}{_condition(report)})"
    compared = [comparison(report)] if report.level == "set" or report.distances else []
    parts = [_leading(report), *compared, *_others(report), *_flips(report), _numbers(report, project)]
    return one_line(f"{head}: {'; '.join([*parts, *_declared(report), *_risk(report), *_origin(project)])}")


def report_lines(report: AgreementReport | LayerReport | SpanTableReport, layers: Sequence[str] = ()) -> str:
    """The lines of a report, each ended by a line feed.

    Args:
        report: Of a project or of a table.
        layers: Only these layers of a project, `span` and `tuple` among them; where empty all coded layers, and the
            annotators beside themselves.
    """
    return "".join(f"{line}\n" for line in _lines(report, layers))


def _lines(report: AgreementReport | LayerReport | SpanTableReport, layers: Sequence[str]) -> Iterator[str]:
    if isinstance(report, AgreementReport):
        report = shown(report)
    if isinstance(report, LayerReport):
        yield report_line(report)
    elif isinstance(report, SpanTableReport):
        people = f"{report.units} spans, {report.documents} docs, {len(report.annotators)} annotators"
        drawn = [f"texts {report.continuum}"] if report.continuum else []
        drawn += [f"gamma of {gamma_told(report.gamma)}"] if report.gamma else []
        yield _figure_line("spans (of a table)", report.figures, _SPAN_FIGURES, [people, *drawn])
    else:
        yield from (report_line(each, report) for each in report.layers if not layers or each.layer in layers)
        people = f"{report.documents} docs, {len(report.people)} annotators"
        tail = [people, *_origin(report)]
        if "span" in layers:
            drawn = [f"gamma of {gamma_told(report.gamma)}"] if report.gamma else []
            yield _figure_line("span (pairs of annotators)", report.spans, _SPAN_FIGURES, [*drawn, *tail])
        if "tuple" in layers:
            yield _figure_line("tuple (pairs of annotators, IoU>=.5)", report.tuples, _TUPLE_FIGURES, tail)
        if not layers:
            yield from (one_line(intra_line(each, "; ".join(_origin(report)))) for each in report.second_looks)


def _figure_line(head: str, figures: Sequence[Figure], names: Sequence[str], tail: Sequence[str]) -> str:
    found = {figure.name: figure for figure in figures}
    chosen = [found[name] for name in names if name in found]
    parts = [figure_told(each) for each in chosen]
    made = list(dict.fromkeys(_method(each.interval) for each in chosen if each.interval and each.low is not None))
    risks = [risk.partition(",")[0].replace(" ", "") for risk in map(figure_risk, chosen) if risk]
    return one_line(f"{head}: {'; '.join([*parts, *made[:1], *risks, *tail])}")


def _value(value: float, low: float | None, high: float | None) -> str:
    sure = "" if low is None or high is None else f" [{decimal(low)},{decimal(high)}]"
    return decimal(value) + sure


def _condition(report: LayerReport) -> str:
    return ", same speaker" if report.layer == "stance_same_speaker" else ""


def _coefficient(report: LayerReport, name: str) -> str:
    result = report.coefficients[name]
    shown = f"undefined ({result.reason})" if result.value is None else decimal(result.value)
    return f"{_CODES.get(name, name)} {shown}"


def _leading(report: LayerReport) -> str:
    result, interval = report.coefficients[report.alpha], report.intervals[report.alpha]
    if result.value is None:
        return _coefficient(report, report.alpha)
    value = _value(result.value, interval.low, interval.high)
    return f"{_CODES.get(report.alpha, report.alpha)} {value} {_method(interval)}"


def _method(interval: Interval) -> str:
    if interval.reason or not interval.method:
        return f"[no interval: {interval.reason or 'no_interval'}]"
    drawn, _, way = interval.method.partition("_")
    how = f"{_METHODS.get(drawn, drawn)}-{way}"
    if interval.seed is None:
        return f"{how} of {interval.clusters}"
    return f"{how} B={interval.resamples} seed {interval.seed}"


def _others(report: LayerReport) -> Iterator[str]:
    for name in _CODES:
        result = report.coefficients.get(name)
        if result and name not in (report.alpha, "percent_agreement") and result.reason not in _NEVER_SAID:
            yield _coefficient(report, name)
    yield _coefficient(report, "percent_agreement")
    specific = [name for name in report.coefficients if name.startswith("specific_agreement:")]
    if 0 < len(specific) <= _MOST_CATEGORIES:
        values = "/".join(decimal(report.coefficients[name].value).replace("–", "-") for name in specific)
        yield f"specific {values}"


def _flips(report: LayerReport) -> Iterator[str]:
    if report.flips is not None:
        share, reason = report.flips.share, report.flips.reason
        yield f"flips undefined ({reason})" if share is None else f"flips {100 * share:.1f} %"


def _numbers(report: LayerReport, project: AgreementReport | None) -> str:
    result = report.coefficients[report.alpha]
    parts = [f"{_thousands(result.n)} units"]
    parts += [f"{_thousands(_documents(report))} docs"] if report.documents else []
    parts += [f"{len(report.annotators)} annotators", f"{_thousands(result.pairable)} pairable ratings"]
    share = coverage(project, report.layer) if project else None
    parts += [f"{100 * share:.0f} % coverage of claims"] if share is not None else []
    # What a layer leaves out stands behind its condition, which the head of the line has already.
    _, _, left_out = report.conditional_on.partition("; ")
    return ", ".join([*parts, *([left_out] if left_out else [])])


def _documents(report: LayerReport) -> int:
    """Documents with a unit that two rated, where the interval knows them; else those with a unit."""
    interval = report.intervals[report.alpha]
    by_document = (interval.method or "").startswith("document") or interval.reason == "few_documents"
    return interval.clusters if by_document else report.documents


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _declared(report: LayerReport) -> Iterator[str]:
    if not report.shares:
        return
    if len(report.categories) > _MOST_CATEGORIES:
        yield f"{len(report.categories)} categories"
    else:
        shares = "/".join(f"{100 * share:.0f}" for share in report.shares)
        yield f"declared {','.join(report.categories)} ({shares} %)"


def _risk(report: LayerReport) -> Iterator[str]:
    below = report.intervals[report.alpha].below_667
    if below is not None:
        yield f"P(alpha<.667)={decimal(below)}"


def _origin(project: AgreementReport | None) -> Iterator[str]:
    if project is not None:
        yield f"codebook {project.codebook}, labels under {', '.join(project.codebook_versions) or 'none'}"
        yield f"before adjudication, {project.adjudicated} adjudicated"
