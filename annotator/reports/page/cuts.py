"""The leading figures on parts of the data: documents, outlets, long and short sentences, weeks, and so on."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import AgreementReport, Cut
from annotator.reports.agreement_cuts import cut_estimate, cut_notes
from annotator.reports.agreement_effects import EFFECT_HEADS, EFFECT_NOTE, EFFECTS, effect_rows
from annotator.reports.agreement_words import CUT_FIGURES, cut_names, cuts_told
from annotator.reports.page.dots import Dots, dots
from annotator.reports.page.drift import drift
from annotator.reports.page.elements import Element
from annotator.reports.page.tables import capped, fold, points, section, table

_MOST = 100
_FEW = 20
"""More rows than this are folded away."""
_TITLES = {
    "document": "By document",
    "outlet": "By outlet",
    "length": "By length of the sentence",
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
    made = [_part(report, by, [cut for cut in report.cuts if cut.by == by]) for by in names]
    return section("parts", "Parts of the data", points(cuts_told(report)), made)


def _part(report: AgreementReport, by: str, found: Sequence[Cut]) -> Element:
    kept = list(found)
    if len(kept) > _MOST:
        # Weeks stand in their order, so the latest ones are kept; of others those where annotators agree least.
        kept = kept[-_MOST:] if by == "week" else sorted(kept, key=_whole)[:_MOST]
    which = "latest weeks" if by == "week" else "parts with the lowest F1 of whole claims"
    said = capped(len(kept), len(found), which)
    shown = _table(by, kept, [*cut_notes(kept), *([said] if said else [])])
    folded = fold(f"The {len(kept)} parts one by one", shown) if len(kept) > _FEW else shown
    effects = _effects(report) if by == "suggestions" else None
    return section(f"by-{by}", _TITLES.get(by, f"By {by}"), _picture(by, kept), folded, effects, level=3)


def _effects(report: AgreementReport) -> Element | None:
    """How fast labels were made with and without suggestions, and what was taken; nothing without a log."""
    rows = effect_rows(report)
    return table(EFFECTS, EFFECT_HEADS, rows, "lr", [EFFECT_NOTE]) if rows else None


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


def _table(by: str, found: Sequence[Cut], notes: Sequence[str]) -> Element:
    rows = [(cut.name, str(cut.units), *(cut_estimate(cut.figures.get(name)) for name in CUT_FIGURES)) for cut in found]
    heads = (by, "Sentences", *CUT_FIGURES.values())
    return table(_TITLES.get(by, f"By {by}"), heads, rows, "lr", notes)
