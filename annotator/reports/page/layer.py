"""One layer: what it stands on, its coefficients, shares, and everything that is known of its pairs."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.results import REASONS
from annotator.desk.agreement.model import AgreementReport, LayerReport
from annotator.reports.agreement_values import comparison, comparison_notes
from annotator.reports.agreement_words import (
    alpha_notes,
    coverage,
    decimal,
    flips_note,
    interval_remark,
    layer_name,
    people_told,
    shown_coefficients,
)
from annotator.reports.page.confusion import confusions
from annotator.reports.page.elements import Element, el
from annotator.reports.page.heat import pairs
from annotator.reports.page.leans import leans
from annotator.reports.page.names import figure, full_name, interval, percent
from annotator.reports.page.tables import Cell, capped, facts, fold, points, remarked, section, table

_MOST_CATEGORIES = 40
_MOST_PEOPLE = 60
_HEADS = ("Coefficient", "Value", "95 % interval", "n", "Pairable", "Observed", "Expected", "q", "Remark")


def layer_part(report: LayerReport, key: str, project: AgreementReport | None = None) -> Element:
    """The part of the page for one layer.

    Args:
        report: The layer.
        key: Its anchor.
        project: The report it belongs to, which knows how many claims reach it.
    """
    title = report.question if project is None else f"{layer_name(report.layer)}: {report.question}"
    if not report.units:
        reason = report.coefficients[report.alpha].reason if report.alpha in report.coefficients else "no_units"
        return section(key, title, el("p", f"Nothing to compare: {REASONS[reason or 'no_units']}."))
    parts = [
        _condition(report, project),
        _facts(report),
        _coefficients(report),
        points([*comparison_notes(report), *alpha_notes(report), *_flips(report)]),
        _shares(report),
        *_without(report),
        *pairs(report, key),
        *confusions(report),
        *leans(report, key),
    ]
    return section(key, title, parts)


def _flips(report: LayerReport) -> list[str]:
    return [flips_note(report.flips, report.categories)] if report.flips else []


def _condition(report: LayerReport, project: AgreementReport | None) -> Element | None:
    if not report.conditional_on:
        return None
    share = coverage(project, report.layer) if project else None
    reached = "" if share is None else f" {percent(share)} of all claims of every two annotators get that far."
    said = f"Only {report.conditional_on}.{reached} The figures below are silent about the others."
    return el("p", el("strong", "Conditional. "), said, class_="condition")


def _facts(report: LayerReport) -> Element:
    lines = [("Units", f"{report.units} ({report.unit})")]
    lines += [("Documents", str(report.documents))] if report.documents else []
    lines += [("Annotators", people_told(report.annotators))]
    lines += [("Compared as", comparison(report))]
    return facts(lines)


def _coefficients(report: LayerReport) -> Element:
    usual = [name for name in shown_coefficients(report) if ":" not in name]
    usual = [report.alpha] * (report.alpha in report.coefficients) + [name for name in usual if name != report.alpha]
    rest = [name for name in report.coefficients if name not in usual]
    kept = [name for name in rest if ":" not in name or _category_kept(report, name)]
    said = capped(len(kept), len(rest), "coefficients of the most frequent categories and of all")
    more = _listed(report, "All other coefficients", kept, [said] if said else [])
    main = _listed(report, "Coefficients", usual, [_HOW])
    return el("div", main, fold(f"All other coefficients ({len(rest)})", more) if rest else None)


_HOW = (
    "n: units with two ratings or more; pairable: ratings in them; q: categories. Observed and expected are "
    "agreements, for alpha disagreements. – in a cell: there is none."
)


def _listed(report: LayerReport, caption: str, names: Sequence[str], notes: Sequence[str] = ()) -> Element:
    rows = [[*_row(report, name), _remark(report, name)] for name in names]
    return remarked(caption, _HEADS, rows, "lrrrrrrrw", notes)


def _remark(report: LayerReport, name: str) -> str:
    reason, sure = report.coefficients[name].reason, report.intervals.get(name)
    if reason:
        return f"undefined: {REASONS[reason]}"
    # A standard error is a number about a coefficient, so an interval of its own would say nothing.
    if sure is None or name.endswith("_se"):
        return ""
    return f"interval: {interval_remark(sure)}"


def _row(report: LayerReport, name: str) -> list[Cell]:
    result, sure = report.coefficients[name], report.intervals.get(name)
    value = "undefined" if result.value is None else figure(result.value)
    shown: Cell = el("td", value, class_="n lead") if name == report.alpha else value
    edges = interval(sure.low, sure.high) if sure else "–"
    made = (figure(result.observed), figure(result.expected), str(result.q))
    return [full_name(name), shown, edges, str(result.n), str(result.pairable), *made]


def _category_kept(report: LayerReport, name: str) -> bool:
    return name.partition(":")[2] in set(_frequent(report))


def _frequent(report: LayerReport) -> list[str]:
    """The categories that stand in tables: all, or the most frequent ones of an open set."""
    if len(report.categories) <= _MOST_CATEGORIES or not report.shares:
        return list(report.categories[:_MOST_CATEGORIES])
    ranked = sorted(zip(report.shares, report.categories, strict=True), key=lambda pair: -pair[0])
    return [name for _, name in ranked[:_MOST_CATEGORIES]]


def _shares(report: LayerReport) -> Element | None:
    if not report.shares or not report.categories:
        return None
    share = dict(zip(report.categories, report.shares, strict=True))
    rows = []
    for name in _frequent(report):
        found = report.coefficients.get(f"specific_agreement:{name}")
        sure = report.intervals.get(f"specific_agreement:{name}")
        edges = interval(sure.low, sure.high) if sure else "–"
        reason = REASONS[found.reason] if found and found.reason else ""
        rows.append((name, percent(share[name]), figure(found.value if found else None), edges, reason))
    said = capped(len(rows), len(report.categories), "most frequent categories")
    caption = "Categories: share of all ratings, and specific agreement"
    heads = ("Category", "Share", "Specific agreement", "95 % interval", "Remark")
    return remarked(caption, heads, rows, "lrrrw", [said] if said else [])


def _without(report: LayerReport) -> list[Element]:
    if len(report.annotators) < 3 or not report.without:
        return []
    ranked = sorted(report.without.items(), key=lambda item: (2.0 if item[1] is None else item[1], item[0]))
    # The range is what counts, so of many both ends are kept.
    half = _MOST_PEOPLE // 2
    kept = ranked if len(ranked) <= _MOST_PEOPLE else [*ranked[:half], *ranked[-half:]]
    whole = report.coefficients[report.alpha].value

    def change(value: float | None) -> str:
        return (
            "–"
            if value is None or whole is None
            else f"{'+' if value >= whole else '-'}{decimal(abs(value - whole), 3)}"
        )

    rows = [(name, figure(value), change(value)) for name, value in kept]
    said = capped(len(kept), len(ranked), "annotators at both ends of the range")
    heads = ("Without", "Alpha", "Change")
    shown = table("Alpha without each annotator", heads, rows, "lrr", [said] if said else [])
    return [fold("Alpha without each annotator", shown)]
