"""The annotators: how much each did, how far each agrees with the others, and what all votes say of each."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import AgreementReport, Person, Quality
from annotator.reports.agreement_words import layer_name
from annotator.reports.page.confusion import probabilities
from annotator.reports.page.dots import MOST as MOST_DRAWN
from annotator.reports.page.dots import Dots, dots
from annotator.reports.page.elements import Element, clipped, el
from annotator.reports.page.names import figure
from annotator.reports.page.tables import capped, fold, section, table

_MOST = 200
_MOST_MATRICES = 60
_SHOWN = ("claim", "speaker", "stance")
_REASONS = {"no_ratings": "no ratings", "needs_three_annotators": "needs three annotators"}
_NOTE = (
    "Alpha with the rest: mean of the alphas with each other annotator, weighted by shared units. Accuracy (Dawid and "
    "Skene) and competence (MACE) compare with what all votes together make likely, the annotator's own votes "
    "included, so they flatter; both take for granted that each unit has one right answer."
)


def people(report: AgreementReport) -> Element | None:
    """The part of the page; nothing where nobody has finished a sentence."""
    if not report.people:
        return None
    kept = list(report.people)
    if len(kept) > _MOST:
        kept = sorted(kept, key=lambda person: -person.finished)[:_MOST]
    said = capped(len(kept), len(report.people), "annotators who finished most")
    layers = [layer.layer for layer in report.layers if any(layer.layer in person.rest for person in report.people)]
    return section(
        "annotators",
        "Annotators",
        _work(kept, said),
        _against(kept, layers),
        _picture(kept, [layer for layer in layers if layer in _SHOWN]),
        _quality(kept),
    )


def _work(people: Sequence[Person], said: str | None) -> Element:
    rows = [(each.name, each.kind, str(each.finished), str(each.claims), str(each.skipped)) for each in people]
    heads = ("Annotator", "Kind", "Sentences finished", "Claims", "Skipped")
    return table("Work", heads, rows, "llrrr", [said] if said else [])


def _against(people: Sequence[Person], layers: Sequence[str]) -> Element:
    def cells(person: Person) -> list[str]:
        found = [person.rest.get(layer) for layer in layers]
        rest = [figure(each.value) if each else "–" for each in found]
        values = [
            (_fit(person.quality.get(name), "accuracy"), _fit(person.quality.get(name), "competence")) for name in fits
        ]
        return [person.name, *rest, *(cell for pair in values for cell in pair)]

    fits = list(dict.fromkeys(name for person in people for name in person.quality))
    heads = ["Annotator", *(f"α {layer_name(layer)}" for layer in layers)]
    heads += [head for name in fits for head in (f"Accuracy, {layer_name(name)}", f"Competence, {layer_name(name)}")]
    reasons = dict.fromkeys(
        f"{layer_name(name)}: {_REASONS[found.reason]}"
        for person in people
        for name, found in person.quality.items()
        if found.reason
    )
    notes = [_NOTE, *([f"No accuracy or competence for {'; '.join(reasons)}."] if reasons else [])]
    return table("Each against the rest", heads, map(cells, people), "lr", notes)


def _fit(quality: Quality | None, what: str) -> str:
    if quality is None:
        return "–"
    return figure(quality.accuracy if what == "accuracy" else quality.competence)


def _picture(people: Sequence[Person], layers: Sequence[str]) -> Element | None:
    rows = [
        Dots(each.name, tuple(each.rest[layer].value if layer in each.rest else None for layer in layers))
        for each in people[:MOST_DRAWN]
    ]
    if len(people) > MOST_DRAWN or not layers:
        return None
    caption = "Alpha of each annotator with the rest, by layer. How much hangs on one of them stands in each layer."
    return dots("people", "Each against the rest", [f"α {name}" for name in layers], rows, caption)


def _quality(people: Sequence[Person]) -> Element | None:
    found = [
        (person, layer, quality)
        for person in people[:_MOST_MATRICES]
        for layer, quality in person.quality.items()
        if any(row is not None for row in quality.confusion)
    ]
    if not found:
        return None
    made = [
        probabilities(
            f"{clipped(person.name, 60)}, {layer_name(layer)}: given (columns) where likely true (rows)",
            quality.categories,
            quality.confusion,
        )
        for person, layer, quality in found
    ]
    title = "What each gives where something is likely true (Dawid and Skene)"
    said = capped(min(_MOST_MATRICES, len(people)), len(people), "first annotators")
    return fold(title, el("p", said, class_="note") if said else None, el("div", made, class_="multiples"))
