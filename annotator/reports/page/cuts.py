"""The leading figures on parts of the data: documents, weeks, codebook versions, suggestions, people and models."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import AgreementReport, Cut
from annotator.reports.agreement_words import CUT_FIGURES, cut_names, cuts_told
from annotator.reports.page.dots import Dots, dots
from annotator.reports.page.drift import drift
from annotator.reports.page.elements import Element, el
from annotator.reports.page.names import figure
from annotator.reports.page.tables import capped, fold, points, section, table

_MOST = 100
_FEW = 20
"""More rows than this are folded away."""
_TITLES = {
    "document": "By document",
    "week": "By week: drift",
    "codebook": "By version of the codebook",
    "suggestions": "With and without suggestions",
    "kind": "People and models",
}
_SAYS = {
    "codebook": "Sentences all of whose labels were made under one version; the others are mixed.",
    "suggestions": "Sentences whose labels were all made with suggestions shown, or all with them withheld; where "
    "no log was kept, those in which some label came from a suggestion, and those in which none did.",
    "kind": "People among themselves beside each person with each model, on the same sentences.",
}


def cuts(report: AgreementReport) -> Element | None:
    """The part of the page; nothing where the data fall into one part only."""
    names = cut_names(report)
    if not names:
        return None
    titles = {dispute.document: dispute.title for dispute in report.disputes}
    made = [_part(by, [cut for cut in report.cuts if cut.by == by], titles) for by in names]
    return section("parts", "Parts of the data", points(cuts_told(report)), made)


def _part(by: str, found: Sequence[Cut], titles: dict[str, str]) -> Element:
    kept = list(found)
    if len(kept) > _MOST:
        # Weeks stand in their order, so the latest ones are kept; of others those where annotators agree least.
        kept = kept[-_MOST:] if by == "week" else sorted(kept, key=_whole)[:_MOST]
    which = "latest weeks" if by == "week" else "parts with the lowest F1 of whole claims"
    said = capped(len(kept), len(found), which)
    shown = _table(by, kept, titles, [said] if said else [])
    folded = fold(f"The {len(kept)} parts one by one", shown) if len(kept) > _FEW else shown
    return section(f"by-{by}", _TITLES.get(by, f"By {by}"), _picture(by, kept), folded, level=3)


def _whole(cut: Cut) -> float:
    found = cut.figures.get("tuple")
    return 2.0 if found is None or found.value is None else found.value


def _picture(by: str, found: Sequence[Cut]) -> Element | None:
    if by == "week":
        return drift(found)
    rows = [
        Dots(cut.name, tuple(cut.figures[name].value if name in cut.figures else None for name in CUT_FIGURES))
        for cut in found
    ]
    title = _TITLES.get(by, f"By {by}")
    caption = _SAYS.get(by, "A part with few sentences stands far out by chance; their number stands in the table.")
    return dots(f"cut-{by}", title, list(CUT_FIGURES.values()), rows, caption)


def _table(by: str, found: Sequence[Cut], titles: dict[str, str], notes: Sequence[str]) -> Element:
    titled = by == "document" and any(cut.name in titles for cut in found)

    def cells(cut: Cut) -> list[str | Element]:
        values = [figure(cut.figures[name].value) if name in cut.figures else "–" for name in CUT_FIGURES]
        title = [el("td", titles.get(cut.name, ""), class_="w", dir="auto")] if titled else []
        return [cut.name, *title, str(cut.units), *values]

    heads = (by, *(["Title, where disputed"] if titled else []), "Sentences", *CUT_FIGURES.values())
    return table(_TITLES.get(by, f"By {by}"), heads, map(cells, found), "lwr" if titled else "lr", notes)
