"""Each annotator with themselves, in words and in the terminal: labels before and after a second look.

The words and rows are the same on paper and on the page: `rows`, `sentences` and `TITLES` serve all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from annotator.desk.agreement.intra_model import SecondLooks
from annotator.desk.agreement.model import AgreementReport, Figure
from annotator.reports.agreement_layer import notes
from annotator.reports.agreement_words import figure_name, p_value
from annotator.reports.tables import cell, table
from annotator.store.second_looks import SecondLook

KIND_OF: dict[str, SecondLook] = {"retest": "recalled", "reveal": "revealed"}
"""The kind of second look behind a part of the report, by its name in `--by`."""
TITLES = {"retest": "Each annotator with themselves over time", "reveal": "Shift after the reveal"}
"""Headings, by the same names."""
SAYS = {
    "retest": "First labels against second ones of the same annotator, made after some days without seeing the first.",
    "reveal": "Labels made blind against those of the same annotator after the reveal.",
}
_STAGES = {
    "detection": "whether there is a claim",
    "boundary": "the words",
    "speaker": "the speaker",
    "stance": "the stance",
}
_LAYERS = {"all": "whole label", "claim": "claim", "span": "span", "speaker": "speaker", "stance": "stance"}
_SHORT = {
    "unchanged": "unchanged",
    "percent_agreement": "agreement",
    "cohen_kappa": "kappa",
    "cohen_kappa_quadratic": "kappa, quadratic",
    "alpha_nominal": "alpha, nominal",
    "alpha_ordinal": "alpha, ordinal",
}
_LEADING = {"claim": ("alpha_nominal",), "speaker": ("alpha_nominal",), "stance": ("alpha_ordinal", "alpha_nominal")}


def looks_of(report: AgreementReport, by: str) -> list[SecondLooks]:
    """The second looks of a report that `--by retest` or `--by reveal` shows."""
    return [each for each in report.second_looks if each.kind == KIND_OF[by]]


def intra_summary(report: AgreementReport, by: str) -> Iterator[RenderableType]:
    """The part of a whole report in the terminal: a line or two for each annotator; nothing where nothing came back."""
    found = looks_of(report, by)
    if found:
        yield Text(TITLES[by], style="bold")
        yield notes([*overview(found), f"Every figure: --by {by}."])


def intra_parts(report: AgreementReport, by: str) -> Iterator[RenderableType]:
    """All of it in the terminal, by annotator.

    Args:
        report: The report.
        by: `retest` or `reveal`.
    """
    found = looks_of(report, by)
    if not found:
        yield Text(nothing(by))
        return
    yield Text(TITLES[by], style="bold")
    yield Text(SAYS[by])
    for each in found:
        yield Text("")
        yield cell(heading(each))
        made = table("", "layer", "measure", "value", "95 % interval", "n", "others", numbers=2)
        made.title = None
        for row in rows(each):
            made.add_row(*map(cell, row))
        yield made
        yield notes(list(sentences(each)))


def nothing(by: str) -> str:
    """What is said where there is nothing to compare."""
    if by == "reveal":
        return "No sentence was looked at again after a reveal."
    return "No sentence that came back is finished again. Let some come back: annotator retest"


def heading(looks: SecondLooks) -> str:
    """Whose labels, how many, and how far apart."""
    days = looks.days
    apart = f"{days.median:.1f} days between (median; {days.shortest:.1f} to {days.longest:.1f})"
    return (
        f"{looks.whose}: {looks.sentences} sentence(s), {looks.with_claims} with a claim, in {looks.documents} "
        f"document(s); {apart}"
    )


def rows(looks: SecondLooks) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Layer, measure, value, interval, n, and the agreement with others where it is the same measure."""
    for layer, figures in looks.figures.items():
        for figure in figures:
            value = "undefined" if figure.value is None else f"{figure.value:.3f}"
            sure = "–" if figure.low is None or figure.high is None else f"{figure.low:.3f} to {figure.high:.3f}"
            other = looks.others.get(layer)
            same = other is not None and other.name == figure.name and other.value is not None
            beside = f"{other.value:.3f}" if same and other is not None else ""
            yield _LAYERS.get(layer, layer), measure_name(figure), value, sure, str(figure.n), beside


def measure_name(figure: Figure) -> str:
    """What a measure is called in a narrow column."""
    return _SHORT.get(figure.name, figure_name(figure.name))


def leading(looks: SecondLooks, layer: str) -> tuple[Figure | None, Figure | None]:
    """The alpha of a layer with oneself, and with others on the same sentences."""
    found = {each.name: each for each in looks.figures.get(layer, ())}
    mine = next((found[name] for name in _LEADING[layer] if name in found), None)
    return mine, looks.others.get(layer)


def sentences(looks: SecondLooks) -> Iterator[str]:
    """What has to be said beside the figures."""
    yield changed_told(looks)
    if looks.lean is not None:
        yield lean_told(looks)
    if any(each.value is not None for each in looks.others.values()):
        yield "others: mean alpha with each other annotator on the same sentences, weighted by shared units."
    if looks.kind == "recalled":
        yield (
            "A retest draws sentences with and without a claim by --claims-share, so figures on claims hold for that "
            "mixture; those with others, on the same sentences, can be set beside them."
        )
    yield from _missing(looks)
    yield from _left_out(looks)


def changed_told(looks: SecondLooks) -> str:
    """How many sentences changed, and in what first."""
    total = sum(looks.changed.values())
    share = total / looks.sentences if looks.sentences else 0.0
    parts = [f"{count} in {_STAGES[stage]}" for stage, count in looks.changed.items() if count]
    why = f": {', '.join(parts)}" if parts else ""
    return f"Changed: {total} of {looks.sentences} sentence(s) ({share:.1%}){why}."


def lean_told(looks: SecondLooks) -> str:
    """Where stances moved, and how sure that is."""
    lean = looks.lean
    if lean is None:
        return ""
    sign = lean.sign
    moved = f"{sign.higher} up, {sign.lower} down, {sign.equal} equal"
    tested = f"sign test {p_value(sign.p)}" if sign.p is not None else "nothing to test"
    toward = f"towards {lean.toward}" if lean.toward else "to neither end"
    mean = lean.mean_difference
    by = f", mean {mean.value:+.2f} steps" if mean.value is not None else ""
    sure = f" [{mean.low:+.2f}, {mean.high:+.2f}]" if mean.low is not None and mean.high is not None else ""
    return f"Stances moved {toward}: {moved} of {lean.n} matched claim(s){by}{sure}; {tested}."


def _missing(looks: SecondLooks) -> Iterator[str]:
    undefined: dict[str, list[str]] = {}
    unsure: dict[str, list[str]] = {}
    for layer, figures in looks.figures.items():
        for figure in figures:
            if figure.why:
                name = f"{_LAYERS.get(layer, layer)} {measure_name(figure)}"
                (undefined if figure.value is None else unsure).setdefault(figure.why, []).append(name)
    yield from (f"No interval: {why}." for why in unsure)
    yield from (f"Undefined ({why}): {'; '.join(names)}." for why, names in undefined.items())


def _left_out(looks: SecondLooks) -> Iterator[str]:
    if looks.versions:
        yield f"{looks.versions} of the pairs were made under two versions of the codebook."
    counts = (
        (looks.under_way, "not finished again"),
        (looks.skipped, "skipped once"),
        (looks.not_anew, "not judged anew, but from the first label on"),
    )
    said = [f"{count} {what}" for count, what in counts if count]
    if said:
        yield f"Left out: {', '.join(said)}."


def overview(found: Sequence[SecondLooks]) -> Iterator[str]:
    """One line for each annotator: the leading figures with oneself, and beside them those with others."""
    for each in found:
        parts = []
        for layer in _LEADING:
            mine, other = leading(each, layer)
            if mine is not None and mine.value is not None:
                beside = f" (with others {other.value:.2f})" if other is not None and other.value is not None else ""
                parts.append(f"{layer} {mine.value:.2f}{beside}")
        yield f"{each.whose}: {each.sentences} sentence(s); alpha: {', '.join(parts) or 'undefined'}."
        if each.kind == "revealed" and each.lean is not None:
            yield lean_told(each)
