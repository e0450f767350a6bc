"""What the page is about and what its figures stand on; and the leading figures at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.agreement.results import REASONS, Interval
from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_values import comparison, gamma_told
from annotator.reports.agreement_words import coverage, interval_remark, layer_name, listed
from annotator.reports.page.elements import Element, el
from annotator.reports.page.names import estimate, figure, lead_name, percent
from annotator.reports.page.svg import THRESHOLDS
from annotator.reports.page.tables import facts, section, table

_BY = {"auto": "documents, where they are known", "document": "documents", "unit": "units"}
_THRESHOLDS = "alpha .667 and .800, judged at the lower limit of its interval"
_JUDGED = (
    "Judged is the lower limit of the interval, not the value: below .667 no conclusion is drawn, from .667 to .800 a "
    "tentative one (Krippendorff). A limit is for these annotators and this codebook."
)


def project_header(report: AgreementReport, made_at: str) -> Element:
    """The head of a project's page."""
    lines = [
        ("Codebook", f"{report.codebook}; labels made under {', '.join(report.codebook_versions) or 'none'}"),
        ("Last label counted", _moment(report.as_of) or "none"),
        ("Documents", f"{report.documents} read by two or more"),
        ("Annotators", _people([person.name for person in report.people])),
        ("Adjudication", f"figures are from before it; {report.adjudicated} sentence(s) adjudicated, none counted"),
        ("Intervals", _sampling(report.sampling)),
        *([("Gamma", gamma_told(report.gamma))] if report.gamma else []),
        ("Thresholds", _THRESHOLDS),
    ]
    return _header("Agreement", report.project, lines, made_at)


def layer_header(report: LayerReport, made_at: str) -> Element:
    """The head of the page of a table of ratings."""
    sure = report.intervals.get(report.alpha)
    lines = [
        ("Units", str(report.units)),
        ("Documents", str(report.documents) if report.documents else "not named in the table"),
        ("Annotators", _people(report.annotators)),
        ("Compared as", comparison(report)),
        ("Intervals", _capital(interval_remark(sure)) if sure else "none"),
        ("Thresholds", _THRESHOLDS),
    ]
    return _header("Agreement of a table of ratings", report.question, lines, made_at)


def span_header(report: SpanTableReport, made_at: str) -> Element:
    """The head of the page of a table of spans."""
    lines = [("Spans", f"{report.units} in documents that two or more read")]
    lines += [("Documents", str(report.documents)), ("Annotators", _people(report.annotators))]
    lines += [("Labels", listed(report.labels))] if report.labels else []
    lines += [("Texts", report.continuum)] if report.continuum else []
    lines += [("Gamma", gamma_told(report.gamma) if report.gamma else "not asked for")]
    return _header("Agreement of a table of spans", "Which words, and which labels?", lines, made_at)


def glance(layers: Sequence[LayerReport], project: AgreementReport | None) -> Element | None:
    """The leading alpha of each layer, and where its lower limit stands."""
    rows = [_glance(layer, project) for layer in layers if layer.alpha in layer.coefficients]
    if not rows:
        return None
    covered = [] if project is None else ["Coverage"]
    heads = (
        "Layer",
        "Leading alpha",
        "Value [95\u00a0%]",
        "Lower limit",
        "P(α\u00a0<\u00a0.667)",
        "P(α\u00a0<\u00a0.800)",
        "Units",
        *covered,
    )
    kept = rows if covered else [row[:-1] for row in rows]
    notes = [_JUDGED]
    notes += ["Coverage: share of all claims of every two annotators that reach the layer."] if covered else []
    return section("glance", "At a glance", table("Leading figures", heads, kept, "llrwrrrr", notes))


def _glance(layer: LayerReport, project: AgreementReport | None) -> tuple[str, ...]:
    result, sure = layer.coefficients[layer.alpha], layer.intervals.get(layer.alpha)
    share = coverage(project, layer.layer) if project else None
    return (
        layer_name(layer.layer),
        lead_name(layer).replace(" ", "\u00a0"),
        estimate(result.value, sure.low if sure else None, sure.high if sure else None),
        f"undefined: {REASONS[result.reason]}" if result.reason else _standing(sure),
        figure(sure.below_667 if sure else None),
        figure(sure.below_800 if sure else None),
        str(result.n),
        percent(share) if share is not None else "",
    )


def _standing(sure: Interval | None) -> str:
    if sure is None or sure.low is None:
        return f"none: {REASONS[sure.reason]}" if sure and sure.reason else "none"
    tentative, reliable = THRESHOLDS
    if sure.low < tentative:
        return "below .667"
    return "at .800 or above" if sure.low >= reliable else "from .667 to below .800"


def _header(kind: str, title: str, lines: Iterable[tuple[str, str]], made_at: str) -> Element:
    made = [("Page made", made_at)] if made_at else []
    return el(
        "header", el("p", kind, class_="eyebrow"), el("h1", title, dir="auto"), facts([*lines, *made]), class_="top"
    )


def _people(names: Sequence[str]) -> str:
    return f"{len(names)} ({listed(names)})" if names else "none"


def _sampling(sampling: Sampling) -> str:
    drawn = f"95 %; resampled: {_BY[sampling.by]}; bootstrap of {sampling.resamples} resamples, seed {sampling.seed}"
    return f"{drawn}, or a jackknife where they are few"


def _moment(saved_at: str) -> str:
    """A moment as people write it; seconds say nothing here."""
    return f"{saved_at[:10]} {saved_at[11:16]} UTC" if saved_at.endswith("Z") and len(saved_at) > 16 else saved_at


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
