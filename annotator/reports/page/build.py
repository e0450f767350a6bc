"""Puts the page together: head, contents, parts. Same report, same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import AgreementReport, LayerReport
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_names import shown
from annotator.reports.agreement_words import boundaries_told
from annotator.reports.page.cuts import cuts
from annotator.reports.page.disputes import disputes
from annotator.reports.page.elements import Child, Element, document, el
from annotator.reports.page.forest import forest, layer_groups
from annotator.reports.page.funnel import funnel
from annotator.reports.page.header import glance, layer_header, project_header, span_header
from annotator.reports.page.intra import intra
from annotator.reports.page.layer import layer_part
from annotator.reports.page.measures import measures
from annotator.reports.page.method import method, reading
from annotator.reports.page.people import people
from annotator.reports.page.tables import capped, fold, points, section
from annotator.reports.page.waterfall import waterfall

_MARKED = "n: claims marked in text that two annotators read."
_MOST_STRETCHES = 200
_NOTHING = (
    "Agreement needs sentences that two annotators have finished, and there are none yet. What there is stands below; "
    "no figure is made up for what is missing."
)


def page(report: AgreementReport | LayerReport | SpanTableReport, *, made_at: str = "") -> str:
    """The report as one HTML page that needs nothing else: no network, no script, no other file.

    Args:
        report: Of a project, of a table of ratings, or of a table of spans.
        made_at: When the page was made, in words; it says nothing of that where empty.

    Returns:
        The page; it can be written as UTF-8. The same arguments give the same text.
    """
    if isinstance(report, AgreementReport):
        return _whole(f"Agreement: {report.project}", project_header(report, made_at), _project(shown(report)))
    if isinstance(report, LayerReport):
        return _whole(f"Agreement: {report.question}", layer_header(report, made_at), _ratings(report))
    return _whole("Agreement of a table of spans", span_header(report, made_at), _spans(report))


def _project(report: AgreementReport) -> list[Element | None]:
    chosen = [layer for layer in report.layers if layer.units]
    layers = [layer_part(layer, f"layer-{place}", report) for place, layer in enumerate(report.layers)]
    shared = any(step.count for step in report.funnel)
    return [
        None if shared else el("p", _NOTHING, class_="condition"),
        glance(report.layers, report),
        reading("project"),
        funnel(report.funnel),
        _boundaries(report),
        waterfall(report.waterfall),
        _coefficients(chosen),
        *layers,
        measures("spans", "span: Which words?", report.spans, _MARKED),
        measures("tuples", "tuple: Whole claims (words, speaker and stance)", report.tuples, _MARKED),
        people(report),
        intra(report, "retest"),
        intra(report, "reveal"),
        cuts(report),
        disputes(report.disputes),
        method("project"),
    ]


def _ratings(report: LayerReport) -> list[Element | None]:
    return [
        glance([report], None),
        reading("ratings"),
        _coefficients([report]),
        layer_part(report, "layer"),
        method("ratings"),
    ]


def _spans(report: SpanTableReport) -> list[Element | None]:
    note = "n: spans in text that two annotators read, or tokens or boundaries there."
    return [reading("spans"), measures("spans", "Measures", report.figures, note), method("spans")]


def _boundaries(report: AgreementReport) -> Element | None:
    lines = list(boundaries_told(report, show_all=True))
    if not lines:
        return None
    kept = lines[1 : 1 + _MOST_STRETCHES]
    said = capped(len(kept), len(lines) - 1, "first stretches")
    note = el("p", said, class_="note") if said else None
    return section("boundaries", "Different sentences", el("p", lines[0]), fold("The stretches", note, points(kept)))


def _coefficients(layers: Sequence[LayerReport]) -> Element | None:
    groups = layer_groups(layers)
    alone = len(groups) == 1
    made = forest("forest", "Coefficients", [("" if alone else head, rows) for head, rows in groups], thresholds=True)
    return section("coefficients", "Coefficients", made) if made else None


def _whole(title: str, header: Element, parts: Sequence[Element | None]) -> str:
    kept = [part for part in parts if part is not None]
    main = el("main", kept, id="top")
    return document(title, header, el("div", _contents(kept), main, class_="columns"))


def _contents(parts: Sequence[Element]) -> Element:
    found = [(part.get("id"), part.find("h2")) for part in parts if part.tag == "section"]
    items = [_item(key, "".join(head.itertext())) for key, head in found if key and head is not None]
    return el("nav", el("h2", "Contents"), el("ol", items), aria_label="Contents")


def _item(key: str, title: str) -> Child:
    return el("li", el("a", title.partition(":")[0] if key.startswith("layer-") else title, href=f"#{key}"), dir="auto")
