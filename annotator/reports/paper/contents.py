"""What stands in a report on paper, whatever the format: every figure with its interval, its n and its condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.desk.agreement.model import AgreementReport, LayerReport, Person
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_cuts import cut_estimate, cut_notes
from annotator.reports.agreement_effects import EFFECT_HEADS, EFFECT_NOTE, EFFECTS, effect_rows
from annotator.reports.agreement_intra import KIND_OF, looks_of
from annotator.reports.agreement_names import shown
from annotator.reports.agreement_values import gamma_told
from annotator.reports.agreement_words import (
    CUT_FIGURES,
    NO_PAIRS,
    alpha_notes,
    cut_names,
    decimal,
    figure_notes,
    is_conditional,
    layer_name,
    people_told,
)
from annotator.reports.paper.blocks import Block, Facts, Grid, Heading, Points, side
from annotator.reports.paper.figures import MainTable
from annotator.reports.paper.intra import intra_blocks
from annotator.reports.paper.layers import layer_details, layer_facts, pairs_grid

Report = AgreementReport | LayerReport | SpanTableReport


def contents(
    report: Report, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False
) -> Iterator[Block]:
    """The parts of a report in their order.

    Args:
        report: Of a project or of a table.
        layers: Only these layers of a project; all where empty.
        by: Of a project, only the table of `pair`, `document`, `week`, `codebook`, `suggestions`,
            `kind`, `retest` or `reveal`.
        show_all: Every coefficient, confusion matrix and lean, not just the usual ones.
    """
    if isinstance(report, SpanTableReport):
        yield from _span_table(report)
    elif isinstance(report, LayerReport):
        yield from _table(report, show_all)
    elif by is not None:
        yield from _part(shown(report), layers, by)
    else:
        yield from _project(shown(report), layers, show_all)


def _project(report: AgreementReport, layers: Sequence[str], show_all: bool) -> Iterator[Block]:
    chosen = [layer for layer in report.layers if not layers or layer.layer in layers]
    yield Heading(f"Agreement: {report.project}")
    yield _facts(report)
    if not layers or is_conditional(chosen):
        yield _funnel(report)
    if not layers:
        yield _waterfall(report)
    main = MainTable(show_all)
    for layer in chosen:
        main.add_layer(layer)
    for name, figures in (("span", report.spans), ("tuple", report.tuples)):
        if not layers or name in layers:
            main.add_figures(name, figures)
    yield main.grid("Agreement by layer")
    for layer in chosen:
        yield Heading(f"{layer_name(layer.layer)}: {layer.question}", 2)
        yield from layer_details(layer, show_all=show_all)
    if not layers:
        for by in cut_names(report):
            yield from _cuts(report, by) if by != "document" or show_all else ()
        yield _people(report)
        for name in KIND_OF:
            yield from intra_blocks(report, name) if looks_of(report, name) else ()


def _table(report: LayerReport, show_all: bool) -> Iterator[Block]:
    yield Heading(f"Agreement: {report.question}")
    yield layer_facts(report)
    main = MainTable(show_all)
    main.add_layer(report)
    yield main.grid(report.question, [*alpha_notes(report)])
    yield from layer_details(report, show_all=show_all, alpha=False)


def _span_table(report: SpanTableReport) -> Iterator[Block]:
    yield Heading("Agreement on spans")
    lines = [("Spans", str(report.units)), ("Documents", str(report.documents))]
    lines += [("Annotators", people_told(report.annotators))]
    lines += [("Labels", ", ".join(report.labels))] if report.labels else []
    lines += [("Texts", report.continuum)] if report.continuum else []
    lines += [("Gamma", gamma_told(report.gamma))] if report.gamma else []
    yield Facts(tuple(lines))
    main = MainTable(show_all=True)
    main.add_figures("spans", report.figures)
    yield main.grid("Agreement on spans", list(figure_notes(report.figures)))


def _part(report: AgreementReport, layers: Sequence[str], by: str) -> Iterator[Block]:
    if by == "pair":
        chosen = [layer for layer in report.layers if layer.pairs and (not layers or layer.layer in layers)]
        yield from (pairs_grid(layer, show_all=True) for layer in chosen)
        if not chosen:
            yield Points((NO_PAIRS,))
    elif by in KIND_OF:
        yield from intra_blocks(report, by)
    elif by in cut_names(report):
        yield from _cuts(report, by)
    else:
        yield Points((f"There is only one part by {by}, or none: nothing to compare.",))


def _facts(report: AgreementReport) -> Facts:
    sampling = report.sampling
    return Facts(
        (
            ("Documents read by two or more", str(report.documents)),
            ("Annotators", people_told([person.name for person in report.people])),
            ("Codebook", f"{report.codebook}; labels made under {', '.join(report.codebook_versions) or 'none'}"),
            ("Last label", report.as_of or "none"),
            ("Adjudication", f"computed before it; {report.adjudicated} sentence(s) adjudicated"),
            ("Intervals", f"95 %, up to {sampling.resamples} resamples, seed {sampling.seed}"),
            *([("Gamma", gamma_told(report.gamma))] if report.gamma else []),
        )
    )


def _funnel(report: AgreementReport) -> Grid:
    rows = []
    before: int | None = None
    for step in report.funnel:
        rows.append((step.name, str(step.count), f"{step.count / before:.0%}" if before else ""))
        before = step.count
    return Grid("agreement-funnel", "Funnel", ("Step", "Count", "Of the one before"), tuple(rows), "lrr")


def _waterfall(report: AgreementReport) -> Grid:
    rows = tuple((loss.stage, f"{loss.share:.1%}", f"{loss.left:.1%}", loss.says) for loss in report.waterfall)
    caption = "Where agreement is lost (all claims of all pairs = 100 %)"
    return Grid("agreement-waterfall", caption, ("Stage", "Lost", "Left", "Because"), rows, "lrrw")


def _cuts(report: AgreementReport, by: str) -> Iterator[Block]:
    cuts = [cut for cut in report.cuts if cut.by == by]
    rows = tuple((cut.name, str(cut.units), *(cut_estimate(cut.figures[name]) for name in CUT_FIGURES)) for cut in cuts)
    yield Grid(
        f"agreement-by-{by}",
        f"By {by}",
        (by, "Sentences", *CUT_FIGURES.values()),
        rows,
        f"{side(row[0] for row in rows)}rrrr",
        tuple(cut_notes(cuts)),
    )
    effects = effect_rows(report) if by == "suggestions" else []
    if effects:
        align = f"{side(row[0] for row in effects)}{'r' * (len(EFFECT_HEADS) - 1)}"
        yield Grid("agreement-effects", EFFECTS, EFFECT_HEADS, tuple(effects), align, (EFFECT_NOTE,))


def _people(report: AgreementReport) -> Grid:
    layers = [layer.layer for layer in report.layers if layer.layer in ("claim", "speaker", "stance")]

    def cells(person: Person) -> tuple[str, ...]:
        rest = [decimal(person.rest[layer].value) for layer in layers]
        return person.name, person.kind, str(person.finished), str(person.claims), str(person.skipped), *rest

    heads = ("Annotator", "Kind", "Finished", "Claims", "Skipped", *(f"α {layer}" for layer in layers))
    notes = ("α: alpha with every other annotator, weighted by shared units.",)
    rows = tuple(cells(person) for person in report.people)
    align = f"{side(row[0] for row in rows)}l{'r' * (len(heads) - 2)}"
    return Grid("agreement-annotators", "Annotators", heads, rows, align, notes)
