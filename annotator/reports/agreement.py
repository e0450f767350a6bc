"""The agreement report in the terminal: every figure with its interval, its n, and a reason where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from annotator.desk.agreement.model import AgreementReport, Cut, LayerReport, Loss, Person, Step
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_cuts import cut_estimate, cut_notes
from annotator.reports.agreement_effects import effects_table
from annotator.reports.agreement_intra import KIND_OF, intra_parts, intra_summary, looks_of
from annotator.reports.agreement_layer import figures_table, layer_parts, notes, number, pairs_table
from annotator.reports.agreement_names import shown
from annotator.reports.agreement_values import gamma_told
from annotator.reports.agreement_words import CUT_FIGURES, NO_PAIRS, boundaries_told, cuts_told, is_conditional, listed
from annotator.reports.agreement_words import NAMES as NAMES
from annotator.reports.paper.contents import Report
from annotator.reports.tables import cell, table

_BAR = 20
"""Cells that stand for all claims of all pairs."""
_NOTHING_SHARED = (
    "No two annotators of this report have finished the same sentence yet, so there is nothing to compare. Let "
    "somebody read what another has read (annotator annotate --as NAME), or load labels (annotator "
    "load FILE --as NAME)."
)


def terminal_parts(
    report: Report, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False
) -> Iterator[RenderableType]:
    """Any report, part by part; see `agreement_parts`."""
    if isinstance(report, AgreementReport):
        return agreement_parts(report, layers, by, show_all=show_all)
    if isinstance(report, LayerReport):
        return layer_parts(report, show_all=show_all)
    return span_table_parts(report)


def agreement_parts(
    report: AgreementReport, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False
) -> Iterator[RenderableType]:
    """The report of a project, part by part.

    Args:
        report: The report.
        layers: Only these layers; all where empty.
        by: Only the table of `pair`, `document`, `week`, `codebook`, `suggestions`, `kind`, `retest` or `reveal`.
        show_all: Every coefficient, pair, confusion matrix and lean, not just the usual ones.
    """
    report = shown(report)
    chosen = [layer for layer in report.layers if not layers or layer.layer in layers]
    if by == "pair":
        paired = [layer for layer in chosen if layer.pairs]
        yield from (pairs_table(layer) for layer in paired)
        if not paired:
            yield Text(NO_PAIRS)
        return
    if by is not None and by in KIND_OF:
        yield from intra_parts(report, by)
        return
    if by is not None:
        yield from _cuts(report, by)
        effects = effects_table(report) if by == "suggestions" else None
        if effects is not None:
            yield effects
        return
    yield _heading(report)
    if report.funnel and not report.funnel[0].count:
        yield Text(_NOTHING_SHARED)
        yield from _second_looks(report, show_all=show_all)
        return
    if not layers or is_conditional(chosen):
        yield _funnel(report.funnel)
    if not layers:
        yield _waterfall(report.waterfall)
        yield notes(list(boundaries_told(report, show_all=show_all)))
    for layer in chosen:
        yield from layer_parts(layer, show_all=show_all)
    if not layers or "span" in layers:
        yield from figures_table("Which words? (F1 over pairs)", report.spans)
        yield notes([f"Gamma: {gamma_told(report.gamma)}."] if report.gamma else [])
    if not layers or "tuple" in layers:
        yield from figures_table("All of it: words, speaker and stance (F1 over pairs)", report.tuples)
    if not layers:
        yield notes(list(cuts_told(report)))
        yield _people(report)
        yield from _second_looks(report, show_all=show_all)
        yield _disputes(report)


def _second_looks(report: AgreementReport, *, show_all: bool) -> Iterator[RenderableType]:
    for name in KIND_OF:
        yield from intra_parts(report, name) if show_all and looks_of(report, name) else intra_summary(report, name)


def span_table_parts(report: SpanTableReport) -> Iterator[RenderableType]:
    """The measures of a table of spans."""
    people = f"{len(report.annotators)} annotator(s): {listed(report.annotators)}"
    texts = f"; texts {report.continuum}" if report.continuum else ""
    yield cell(f"{report.units} span(s); {report.documents} document(s){texts}; {people}")
    yield from figures_table("Spans", report.figures)
    yield notes([f"Gamma: {gamma_told(report.gamma)}."] if report.gamma else [])


def _heading(report: AgreementReport) -> Text:
    versions = ", ".join(report.codebook_versions) or "none"
    sampling = f"{report.sampling.resamples} resamples, seed {report.sampling.seed}"
    lines = [
        f"{report.project}: {report.documents} document(s) read by two or more; codebook {report.codebook}, labels "
        f"made under {versions}; intervals: {sampling}.",
        f"Computed on labels as annotated, before adjudication; {report.adjudicated} sentence(s) adjudicated.",
    ]
    return cell("\n".join(lines[:1])) + Text("\n") + cell(lines[1])


def _funnel(steps: Sequence[Step]) -> Table:
    made = table("Funnel", "step", "count", "of the one before", numbers=1)
    before: int | None = None
    for step in steps:
        share = f"{step.count / before:.0%}" if before else ""
        made.add_row(cell(step.name), cell(step.count), cell(share))
        before = step.count
    return made


def _waterfall(losses: Sequence[Loss]) -> Table:
    made = table("Where agreement is lost (all claims of all pairs = 100 %)", "stage", "lost", "left", "", "because")
    for column in made.columns[1:3]:
        column.justify = "right"
    for loss in losses:
        bar = "█" * round(_BAR * loss.left) + "▒" * round(_BAR * loss.share)
        made.add_row(*map(cell, (loss.stage, f"{loss.share:.1%}", f"{loss.left:.1%}", bar, loss.says)))
    return made


def _people(report: AgreementReport) -> Table:
    layers = [layer for layer in report.layers if layer.layer in ("claim", "speaker", "stance")]
    skips = any(person.skipped for person in report.people)
    heads = ["done\n(skipped)" if skips else "done", "claims", *(f"α\n{layer.layer}" for layer in layers)]
    made = table("Annotators", "annotator", "kind", *heads, "accuracy", numbers=2)
    # Columns of numbers do not wrap; without this a narrow terminal would squeeze out the names.
    made.columns[0].min_width = 10
    made.columns[1].no_wrap = True
    made.caption_justify = "left"
    made.caption = Text(
        "done: sentences finished. α: alpha with every other annotator. accuracy: claim / stance, the share of labels "
        "that fit what all votes together make likely (Dawid and Skene), own votes included, so it flatters; it needs "
        "three annotators. --json has confusions and competence."
    )
    for person in report.people:
        done = (f"{person.finished} ({person.skipped})" if skips else person.finished, person.claims)
        rest = [number(person.rest[layer.layer].value) for layer in layers]
        made.add_row(*map(cell, (person.name, person.kind, *done, *rest, _accuracy(person))))
    return made


def _accuracy(person: Person) -> str:
    known = [person.quality[layer].accuracy for layer in ("claim", "stance") if layer in person.quality]
    return " / ".join("–" if value is None else f"{value:.2f}" for value in known)


def _cuts(report: AgreementReport, by: str) -> Iterator[RenderableType]:
    cuts: list[Cut] = [cut for cut in report.cuts if cut.by == by]
    if not cuts:
        yield Text(f"There is only one part by {by}, or none: nothing to compare.")
        return
    made = table(f"By {by}", by, "sentences", *CUT_FIGURES.values(), numbers=1)
    # Columns of numbers do not wrap; without this a narrow terminal would squeeze out the names.
    made.columns[0].min_width = 16
    for cut in cuts:
        figures = [cut_estimate(cut.figures[name]) for name in CUT_FIGURES]
        made.add_row(*map(cell, (cut.name, cut.units, *figures)))
    yield made
    yield notes(list(cut_notes(cuts)))


def _disputes(report: AgreementReport) -> Table:
    made = table("Worth talking about (more in --json)", "where", "score", "sentence")
    for dispute in report.disputes[:5]:
        where = f"{dispute.title[:32]}, {dispute.sentence}"
        made.add_row(cell(where), cell(f"{dispute.score:.2f}"), cell(" ".join(dispute.text.split())[:120]))
    return made
