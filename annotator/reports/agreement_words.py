"""What every text of the agreement report says in the same words: names, reasons, remarks, leans and flips.

Plain strings that may hold the names of annotators and categories: whoever prints them escapes them for the place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.agreement.direction.results import REASONS as DIRECTION_REASONS
from annotator.agreement.direction.results import Confusion, Effect, Lean, PoleFlips
from annotator.agreement.results import REASONS, Interval
from annotator.desk.agreement.model import AgreementReport, Cut, Figure, LayerReport

NAMES = {
    "percent_agreement": "percent agreement (mean over units)",
    "cohen_kappa": "Cohen's kappa",
    "cohen_kappa_quadratic": "Cohen's kappa, quadratic weights",
    "cohen_kappa_custom": "Cohen's kappa, own distances",
    "fleiss_kappa": "Fleiss' kappa",
    "alpha_nominal": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
    "alpha_interval": "Krippendorff's alpha, interval",
    "alpha_ratio": "Krippendorff's alpha, ratio",
    "alpha_masi": "Krippendorff's alpha, MASI",
    "alpha_jaccard": "Krippendorff's alpha, Jaccard",
    "alpha_custom": "Krippendorff's alpha, own distances",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2_quadratic": "Gwet's AC2, quadratic weights",
    "gwet_ac2_custom": "Gwet's AC2, own distances",
}
"""The coefficients shown unless all are asked for, in this order; the others go by their names in the JSON."""

_NOT_SAID = ("needs_two_raters", "needs_order", "open_set")
"""Measures that this table is not for are not listed among the usual ones."""
_MOST_SPECIFIC = 12
_MOST_STRETCHES = 5
NO_PAIRS = "There is no pair of annotators with a unit in common on such a layer."
"""Instead of a table of pairs; spans and whole claims have no table of pairs."""
_CORRECTED = re.compile("alpha|gamma")
SURE = 0.05
"""A lean is told as one where its corrected p lies below this."""


def coefficient_name(name: str) -> str:
    """What a coefficient is called; a category in it stands as it is."""
    return NAMES.get(name, name.replace("specific_agreement:", "specific agreement: "))


def figure_name(name: str) -> str:
    """What a measure of spans or of whole claims is called."""
    return name.replace("both_marked:", "where both marked: ")


def is_conditional(layers: Sequence[LayerReport]) -> bool:
    """Whether some layer is measured only where something else was agreed on, so that the funnel belongs above it."""
    return any(layer.conditional_on for layer in layers)


def layer_name(layer: str) -> str:
    """What a layer is called."""
    return layer.replace("_", ", ", 1).replace("_", " ")


def shown_coefficients(report: LayerReport, *, show_all: bool = False) -> list[str]:
    """The names of the coefficients that a table lists, in its order."""
    if show_all:
        return list(report.coefficients)
    specific = [name for name in report.coefficients if name.startswith("specific_agreement:")]
    names = [name for name in NAMES if name in report.coefficients]
    names += specific if len(specific) <= _MOST_SPECIFIC else []
    return [name for name in names if report.coefficients[name].reason not in _NOT_SAID]


def listed(names: Sequence[str], most: int = 20) -> str:
    """Names in a row, the first ones where there are many."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def people_told(names: Sequence[str]) -> str:
    """How many annotators, and who."""
    return f"{len(names)} ({listed(names)})" if names else "none"


def decimal(value: float | None, places: int = 2) -> str:
    """A number as papers print it, without the zero before the point: `.71`, `-.05`, `1.00`."""
    if value is None:
        return "–"
    text = f"{value:.{places}f}"
    sign = "-" if text.startswith("-") and float(text) else ""
    return sign + text.removeprefix("-").removeprefix("0" if places else "")


def p_value(p: float) -> str:
    """A probability after its letter."""
    return "p < .001" if p < 0.001 else f"p = {decimal(p, 3)}"


def interval_remark(interval: Interval) -> str:
    """How an interval was made, or why there is none."""
    if interval.reason:
        return f"none, {REASONS[interval.reason]}"
    method = (interval.method or "").replace("_", " ")
    draws = f", B={interval.resamples}, seed {interval.seed}" if interval.seed is not None else ""
    dropped = f", {interval.dropped} dropped" if interval.dropped else ""
    return f"{method}, {interval.clusters} clusters{draws}{dropped}"


def coefficient_notes(report: LayerReport, names: Sequence[str]) -> Iterator[str]:
    """What a table of these coefficients needs said below it: how intervals were made, what is undefined and why."""
    remarks: dict[str, list[str]] = {}
    undefined: dict[str, list[str]] = {}
    for name in names:
        reason = report.coefficients[name].reason
        if reason:
            undefined.setdefault(REASONS[reason], []).append(coefficient_name(name))
        else:
            remarks.setdefault(interval_remark(report.intervals[name]), []).append(coefficient_name(name))
    for index, (remark, of) in enumerate(sorted(remarks.items(), key=lambda item: -len(item[1]))):
        # What most intervals have in common is said first, without their names.
        yield f"Intervals: {remark}." if index == 0 else f"Interval of {'; '.join(of)}: {remark}."
    for why, of in undefined.items():
        yield f"Undefined ({why}): {'; '.join(of)}."


def alpha_notes(report: LayerReport) -> Iterator[str]:
    """How sure the leading alpha is, how much of it hangs on one person, and how many units it lacks."""
    interval = report.intervals[report.alpha]
    if interval.below_667 is not None and interval.below_800 is not None:
        yield f"P(alpha < .667) = {interval.below_667:.2f}, P(alpha < .800) = {interval.below_800:.2f}."
    known = {name: value for name, value in report.without.items() if value is not None}
    if known:
        low, high = min(known, key=lambda name: known[name]), max(known, key=lambda name: known[name])
        yield (
            f"Leaving one annotator out, alpha lies between {known[low]:.3f} (without {low}) "
            f"and {known[high]:.3f} (without {high})."
        )
    if report.needed:
        yield f"About {report.needed} more doubly rated units would bring its interval to ±.05."


def figure_intervals(figures: Sequence[Figure]) -> Iterator[str]:
    """How the intervals of measures were made, and how likely those that correct for chance are low."""
    made: dict[str, list[str]] = {}
    for figure in figures:
        if figure.interval is not None and not figure.why:
            made.setdefault(interval_remark(figure.interval), []).append(figure_name(figure.name))
    for index, (remark, of) in enumerate(sorted(made.items(), key=lambda item: -len(item[1]))):
        yield f"Intervals: {remark}." if index == 0 else f"Interval of {'; '.join(of)}: {remark}."
    yield from (f"{risk}." for risk in map(figure_risk, figures) if risk)


def figure_notes(figures: Sequence[Figure]) -> Iterator[str]:
    """How intervals were made; why some measures have no value, and others no interval."""
    undefined: dict[str, list[str]] = {}
    unsure: dict[str, list[str]] = {}
    for figure in figures:
        if figure.why:
            (undefined if figure.value is None else unsure).setdefault(figure.why, []).append(figure_name(figure.name))
    yield from figure_intervals(figures)
    for why, names in unsure.items():
        yield f"No interval ({why}): {'; '.join(names)}."
    for why, names in undefined.items():
        yield f"Undefined ({why}): {'; '.join(names)}."


def figure_risk(figure: Figure) -> str:
    """How likely a measure that corrects for chance lies below the usual limits; empty for a share, and unknown."""
    sure = figure.interval
    if sure is None or sure.below_667 is None or sure.below_800 is None or not _CORRECTED.search(figure.name):
        return ""
    name = figure_name(figure.name)
    return f"P({name} < .667) = {sure.below_667:.2f}, P({name} < .800) = {sure.below_800:.2f}"


def flips_note(flips: PoleFlips, categories: Sequence[str]) -> str:
    """How often one said one end of the scale and another the other."""
    ends = f"{categories[0]} by one and {categories[-1]} by another"
    if flips.share is None:
        return f"Pole flips ({ends}): undefined."
    sure = "" if flips.low is None or flips.high is None else f", {flips.low:.1%} to {flips.high:.1%} by units"
    return f"Pole flips ({ends}): {flips.flips} of {flips.n} units ({flips.share:.1%}{sure})."


def lean_p(lean: Lean) -> float | None:
    """The p by which a lean is judged: the sign test over units, corrected for all pairs; None without one."""
    return lean.sign_p_holm


def leans_told(report: LayerReport, *, show_all: bool = False) -> Iterator[str]:
    """Who leans where, in words: the leans that stand out, strongest first, and how many do not; or all of them."""
    if not report.leans:
        return
    ranked = sorted(report.leans, key=lambda lean: 1.0 if (p := lean_p(lean)) is None else p)
    told = ranked if show_all else [lean for lean in ranked if (p := lean_p(lean)) is not None and p < SURE]
    yield from (lean_words(lean) for lean in told)
    rest = len(ranked) - len(told)
    if rest:
        others = f"the other {rest}" if told else str(rest)
        yield f"Of {others} pair(s) none leans apart (sign test, Holm, p >= .05)."


def lean_words(lean: Lean) -> str:
    """One lean as a sentence: towards what, against whom, by how much, and how sure that is."""
    other = lean.second or "all others"
    if lean.toward is None:
        return f"{lean.first} and {other} lean to neither end ({lean.n} units)."
    # A direction that is seen from the first of a pair: who stands nearer to that end is always the first.
    sign, holm, document = lean.sign, lean_p(lean), lean.by_document
    parts = [f"mean difference {_effect(lean.mean_difference)}"]
    parts += [f"{sign.higher} up, {sign.lower} down, {sign.equal} equal"]
    parts += [f"sign test {p_value(holm)} (Holm)"] if holm is not None else []
    parts += [f"by document {p_value(document.p)}" if document.p is not None else _untested(document.reason)]
    return f"{lean.first} leans to {lean.toward} against {other}: {'; '.join(part for part in parts if part)}."


def _untested(reason: str | None) -> str:
    said = {code: words for code, words in DIRECTION_REASONS.items() if code == reason}
    return f"no test by document ({next(iter(said.values()))})" if said else ""


def _effect(effect: Effect) -> str:
    if effect.value is None:
        return "undefined"
    value = f"{effect.value:+.2f}"
    return value if effect.low is None or effect.high is None else f"{value} [{effect.low:+.2f}, {effect.high:+.2f}]"


def confusions_shown(report: LayerReport, *, most: int = 1, show_all: bool = False) -> list[Confusion]:
    """The confusion matrices worth a table: of each pair where there are few, else all pairs in one, both ways.

    Args:
        report: The layer.
        most: As many pairs still have a matrix each.
        show_all: Every pair's in any case.
    """
    if report.level in ("interval", "ratio") and not show_all:
        # Numbers are compared by their distance; which of them met which says little.
        return []
    tables = list(report.confusions)
    if len(tables) <= most:
        return tables
    return [_pooled(tables), *(tables if show_all else [])]


def confusion_title(confusion: Confusion) -> str:
    """Who stands in the rows, and who in the columns."""
    if not confusion.first:
        return "Confusion: one said the row, another the column (all pairs, both ways)"
    return f"Confusion: {confusion.first} (rows) against {confusion.second or 'all others'} (columns)"


def _pooled(tables: Sequence[Confusion]) -> Confusion:
    places = range(len(tables[0].categories))
    counts = tuple(
        tuple(sum(table.counts[row][column] + table.counts[column][row] for table in tables) for column in places)
        for row in places
    )
    return Confusion("", None, tables[0].categories, counts, 2 * sum(table.n for table in tables))


def count(value: float) -> str:
    """A number of units, which is not whole where a unit was shared out."""
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"


CUT_FIGURES = {"claim": "alpha: claim", "stance": "alpha: stance", "tuple": "F1: whole claims"}
"""The figures of a part of the data, and their headings."""


def cut_names(report: AgreementReport) -> list[str]:
    """The ways in which the data fall into several parts, in the order of the report."""
    return list(Counter(cut.by for cut in report.cuts))


def cuts_told(report: AgreementReport) -> Iterator[str]:
    """How far the parts of the data differ, a line for each way of parting them."""
    for by in cut_names(report):
        parts = [cut for cut in report.cuts if cut.by == by]
        ranges = [said for name in CUT_FIGURES if (said := _spread(parts, name))]
        if ranges:
            yield f"By {by} ({len(parts)}): {'; '.join(ranges)}."


def _spread(parts: Sequence[Cut], name: str) -> str:
    known = [(value, cut.name) for cut in parts if (value := cut.figures[name].value) is not None]
    if len(known) < 2:
        return ""
    if parts[0].by == "week":
        return f"{CUT_FIGURES[name]} {' '.join(decimal(value) for value, _ in known)}"
    low, high = min(known), max(known)
    return f"{CUT_FIGURES[name]} {decimal(low[0])} ({low[1]}) to {decimal(high[0])} ({high[1]})"


def coverage(report: AgreementReport, layer: str) -> float | None:
    """Of all claims of every two annotators, the share that reaches a conditional layer; None where there are none."""
    stage = {"speaker": "boundary", "stance": "boundary", "stance_same_speaker": "speaker"}.get(layer)
    if not any(loss.claims for loss in report.waterfall) and not any(loss.left for loss in report.waterfall):
        return None
    return next((loss.left for loss in report.waterfall if loss.stage == stage), None)


def boundaries_told(report: AgreementReport, *, show_all: bool) -> Iterator[str]:
    """Where annotators worked on different sentences; nothing where all kept the same boundaries."""
    if not report.boundaries:
        return
    count = len(report.boundaries)
    yield f"{count} stretch(es) of text were compared as a whole, for annotators cut them into different sentences:"
    for note in report.boundaries if show_all else report.boundaries[:_MOST_STRETCHES]:
        cuts = ", ".join(f"{name} {len(sentences)}" for name, sentences in note.sentences.items())
        where = f"{report.titles.get(note.document, note.document[:8])}, {note.start}-{note.end}"
        yield f"{where}: sentences {cuts}; counted: {listed(note.counted) or 'nobody'}"
    if not show_all and count > _MOST_STRETCHES:
        yield f"{count - _MOST_STRETCHES} more: --all, or --json."
