"""The agreement report in the terminal: every figure with its interval, its n, and a reason where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from annotator.agreement.results import REASONS, Interval
from annotator.desk.agreement.model import AgreementReport, Cut, Figure, LayerReport, Loss, Person, Step
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.tables import cell, table

NAMES = {
    "percent_agreement": "percent agreement (mean over units)",
    "cohen_kappa": "Cohen's kappa",
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

_NOT_SAID = ("needs_two_raters", "needs_order", "open_set")
"""Measures that this table is not for are not listed among the usual ones."""


def agreement_parts(
    report: AgreementReport, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False
) -> Iterator[RenderableType]:
    """The report of a project, part by part.

    Args:
        report: The report.
        layers: Only these layers; all where empty.
        by: Only the table of `pair`, `document`, `week`, `codebook` or `kind`.
        show_all: Every coefficient, not just the usual ones.
    """
    chosen = [layer for layer in report.layers if not layers or layer.layer in layers]
    if by == "pair":
        yield from (_pairs(layer) for layer in chosen if layer.pairs)
        return
    if by is not None:
        yield _cuts(report, by)
        return
    yield _heading(report)
    if not layers:
        yield _funnel(report.funnel)
        yield _waterfall(report.waterfall)
    for layer in chosen:
        yield from layer_parts(layer, show_all=show_all)
    if not layers or "span" in layers:
        yield _figures("Which words? (F1 over pairs)", report.spans)
    if not layers or "tuple" in layers:
        yield _figures("All of it: words, speaker and stance (F1 over pairs)", report.tuples)
    if not layers:
        yield _people(report)
        yield _disputes(report)


def layer_parts(report: LayerReport, *, show_all: bool = False) -> Iterator[RenderableType]:
    """Heading, coefficients and pairs of one layer."""
    yield _layer_heading(report)
    yield _coefficients(report, show_all=show_all)
    if report.pairs:
        yield _pairs(report)


def span_table_parts(report: SpanTableReport) -> Iterator[RenderableType]:
    """The measures of a table of spans."""
    people = f"{len(report.annotators)} annotator(s): {', '.join(report.annotators)}"
    yield cell(f"{report.units} span(s); {report.documents} document(s); {people}")
    yield _figures("Spans", report.figures)


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
        bar = "█" * round(30 * loss.left) + "▒" * round(30 * loss.share)
        made.add_row(*map(cell, (loss.stage, f"{loss.share:.1%}", f"{loss.left:.1%}", bar, loss.says)))
    return made


def _layer_heading(report: LayerReport) -> Text:
    shares = ", ".join(f"{name} {share:.0%}" for name, share in zip(report.categories, report.shares, strict=False))
    parts = [f"{report.units} units ({report.unit})"]
    parts += [f"{report.documents} document(s)"] if report.documents else []
    parts += [f"{len(report.annotators)} annotator(s): {', '.join(report.annotators[:20])}"]
    parts += [f"declared {shares}"] if shares and len(report.categories) <= 12 else []
    lines = [cell("; ".join(parts))]
    lines += [cell(f"Only {report.conditional_on}.")] if report.conditional_on else []
    return Text("\n") + Text(cell(report.question).plain, style="bold") + Text("\n") + Text("\n").join(lines)


def _coefficients(report: LayerReport, *, show_all: bool) -> Table:
    made = table("", "coefficient", "value", "95 % interval", "n", "pairable", "remark", numbers=1)
    made.columns[-1].justify = "left"
    made.columns[-1].no_wrap = False
    made.caption_justify = "left"
    common = _most_common(report)
    made.caption = Text("\n".join([*([f"Intervals: {common}."] if common else []), *_alpha_remarks(report)]))
    usual = [name for name in NAMES if name in report.coefficients]
    specific = [name for name in report.coefficients if name.startswith("specific_agreement:")]
    specific = specific if len(specific) <= 12 else []
    for name in report.coefficients if show_all else [*usual, *specific]:
        result, interval = report.coefficients[name], report.intervals[name]
        if result.reason in _NOT_SAID and not show_all:
            continue
        value = "undefined" if result.value is None else f"{result.value:.3f}"
        remark = REASONS[result.reason] if result.reason else _remark(interval)
        remark = "" if remark == common else remark
        shown = NAMES.get(name, name.replace("specific_agreement:", "specific agreement: "))
        made.add_row(*map(cell, (shown, value, _range(interval.low, interval.high), result.n, result.pairable, remark)))
    return made


def _alpha_remarks(report: LayerReport) -> Iterator[str]:
    interval = report.intervals[report.alpha]
    if interval.below_667 is not None and interval.below_800 is not None:
        yield f"P(alpha < .667) = {interval.below_667:.2f}, P(alpha < .800) = {interval.below_800:.2f}."
    known = {name: value for name, value in report.without.items() if value is not None}
    if known:
        low, high = min(known, key=lambda name: known[name]), max(known, key=lambda name: known[name])
        yield (
            f"Leaving one annotator out, alpha lies between {known[low]:.3f} (without {cell(low).plain}) "
            f"and {known[high]:.3f} (without {cell(high).plain})."
        )
    if report.needed:
        yield f"About {report.needed} more doubly rated units would bring its interval to ±.05."


def _most_common(report: LayerReport) -> str:
    """What most intervals have in common is said once, below the table."""
    remarks = Counter(_remark(report.intervals[name]) for name in NAMES if name in report.coefficients)
    return remarks.most_common(1)[0][0] if remarks else ""


def _range(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _remark(interval: Interval) -> str:
    if interval.reason:
        return f"none, {REASONS[interval.reason]}"
    method = (interval.method or "").replace("_", " ")
    draws = f", B={interval.resamples}, seed {interval.seed}" if interval.seed is not None else ""
    dropped = f", {interval.dropped} dropped" if interval.dropped else ""
    return f"{method}, {interval.clusters} clusters{draws}{dropped}"


def _pairs(report: LayerReport) -> Table:
    alpha = report.pairs[0].alpha_name
    weighted = report.level != "nominal"
    names = ["percent agreement", "Cohen's kappa", *(["quadratic kappa"] if weighted else []), NAMES.get(alpha, alpha)]
    made = table(f"Pairs: {cell(report.question).plain}", "annotators", "n", *names, "remark", numbers=1)
    made.columns[-1].justify = "left"
    for pair in report.pairs:
        figures = [pair.percent_agreement, pair.cohen_kappa]
        figures += [pair.cohen_kappa_quadratic] if weighted else []
        shown = [_number(figure) for figure in [*figures, pair.alpha]]
        remark = REASONS[pair.reason] if pair.reason else ""
        made.add_row(*map(cell, (f"{pair.first} – {pair.second}", pair.n, *shown, remark)))
    return made


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _figures(title: str, figures: Sequence[Figure]) -> Table:
    made = table(title, "measure", "value", "95 % interval", "n", "remark", numbers=1)
    made.columns[-1].justify = "left"
    made.columns[-1].no_wrap = False
    common = Counter(figure.why for figure in figures if figure.value is not None and figure.why).most_common(1)
    said_once = common[0][0] if common else ""
    made.caption = Text(f"No interval: {said_once}.") if said_once else None
    made.caption_justify = "left"
    for figure in figures:
        value = "undefined" if figure.value is None else f"{figure.value:.3f}"
        remark = "" if figure.why == said_once else figure.why
        name = figure.name.replace("both_marked:", "where both marked: ")
        made.add_row(*map(cell, (name, value, _range(figure.low, figure.high), figure.n, remark)))
    return made


def _people(report: AgreementReport) -> Table:
    layers = [layer for layer in report.layers if layer.layer in ("claim", "speaker", "stance")]
    names = [f"alpha {layer.layer}" for layer in layers]
    made = table("Annotators", "annotator", "kind", "finished", "claims", "skipped", *names, "accuracy", numbers=2)
    # Columns of numbers do not wrap; without this a narrow terminal would squeeze out the names.
    made.columns[0].min_width = 12
    made.caption_justify = "left"
    made.caption = Text(
        "alpha: with every other annotator. accuracy: claim / stance, the share of labels that fit what all votes "
        "together make likely (Dawid and Skene), own votes included, so it flatters; it needs three annotators. "
        "--json has confusions and competence."
    )
    for person in report.people:
        rest = [_number(person.rest[layer.layer].value) for layer in layers]
        done = (person.name, person.kind, person.finished, person.claims, person.skipped)
        made.add_row(*map(cell, (*done, *rest, _accuracy(person))))
    return made


def _accuracy(person: Person) -> str:
    known = [person.quality[layer].accuracy for layer in ("claim", "stance") if layer in person.quality]
    return " / ".join("–" if value is None else f"{value:.2f}" for value in known)


def _cuts(report: AgreementReport, by: str) -> RenderableType:
    cuts: list[Cut] = [cut for cut in report.cuts if cut.by == by]
    if not cuts:
        return Text(f"There is only one part by {by}, or none: nothing to compare.")
    made = table(f"By {by}", by, "sentences", "alpha: claim", "alpha: stance", "F1: whole claims", numbers=1)
    for cut in cuts:
        figures = [_number(cut.figures[name].value) for name in ("claim", "stance", "tuple")]
        made.add_row(*map(cell, (cut.name, cut.units, *figures)))
    return made


def _disputes(report: AgreementReport) -> Table:
    made = table("Worth talking about (more in --json)", "where", "score", "sentence")
    for dispute in report.disputes[:5]:
        where = f"{dispute.title[:32]}, {dispute.sentence}"
        made.add_row(cell(where), cell(f"{dispute.score:.2f}"), cell(" ".join(dispute.text.split())[:120]))
    return made
