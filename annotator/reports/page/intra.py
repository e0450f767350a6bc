"""Each annotator with themselves on the page: a table for each second look, beside the agreement with others."""

from __future__ import annotations

from annotator.desk.agreement.intra_model import SecondLooks
from annotator.desk.agreement.model import AgreementReport
from annotator.reports.agreement_intra import SAYS, TITLES, heading, leading, looks_of, rows, sentences
from annotator.reports.page.dots import Dots, dots
from annotator.reports.page.elements import Element, el
from annotator.reports.page.tables import section, table

_HEADS = ("Layer", "Measure", "Value", "95 % interval", "n", "With others")
_LAYERS = ("claim", "speaker", "stance")


def intra(report: AgreementReport, by: str) -> Element | None:
    """The part of the page for `retest` or `reveal`; nothing where no sentence came back so."""
    found = looks_of(report, by)
    if not found:
        return None
    parts = [_part(by, number, looks) for number, looks in enumerate(found, start=1)]
    return section(by, TITLES[by], el("p", SAYS[by]), _picture(by, found), parts)


def _picture(by: str, found: list[SecondLooks]) -> Element | None:
    values = [Dots(each.whose, tuple(_alpha(each, layer) for layer in _LAYERS)) for each in found]
    caption = "Alpha of first labels with second ones. With few sentences it stands far out by chance."
    return dots(f"{by}-dots", TITLES[by], [f"alpha: {layer}" for layer in _LAYERS], values, caption)


def _alpha(looks: SecondLooks, layer: str) -> float | None:
    mine, _ = leading(looks, layer)
    return mine.value if mine is not None else None


def _part(by: str, number: int, looks: SecondLooks) -> Element:
    made = table(heading(looks), _HEADS, list(rows(looks)), "llr", list(sentences(looks)))
    return section(f"{by}-{number}", looks.whose, made, level=3)
