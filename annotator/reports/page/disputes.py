"""The sentences worth talking about, with what every annotator said of each. Their texts are anybody's: data only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.desk.agreement.model import Dispute, Said
from annotator.reports.page.elements import Element, clipped, el
from annotator.reports.page.tables import capped, section, table

_BUDGET = 300_000
"""Code points of all disputes together, so that a page stays one that can be sent."""
_OPEN = 5
_SENTENCE = 1200
_QUOTE = 300
_NAME = 60
_VERDICTS = {"no-claim": "no claim", "claims": "claims", "skipped": "skipped"}
_SAYS = (
    "By score: the mean over pairs of 1 - F1 of whole claims, a flip from one pole to the other counting as much as a "
    "lost claim. A dispute may be a slip, a gap in the codebook, or a sentence that can be read in two ways."
)


def disputes(found: Sequence[Dispute]) -> Element | None:
    """The part of the page; nothing where nobody disagrees."""
    if not found:
        return None
    kept = list(_affordable(found))
    said = capped(len(kept), len(found), "most disputed sentences")
    made = [_dispute(each, place) for place, each in enumerate(kept)]
    note = el("p", said, class_="note") if said else None
    return section("disputes", "Worth talking about", el("p", _SAYS), note, made)


def _affordable(found: Sequence[Dispute]) -> Iterator[Dispute]:
    spent = 0
    for dispute in found:
        claims = [claim for said in dispute.said for claim in said.claims]
        # Tags around a row cost about as much as a short quote.
        spent += min(len(dispute.text), _SENTENCE) + 120 * len(dispute.said)
        spent += sum(120 + sum(min(len(part), _QUOTE) for part in claim) for claim in claims)
        if spent > _BUDGET:
            return
        yield dispute


def _dispute(dispute: Dispute, place: int) -> Element:
    where = f"{clipped(dispute.title, 90)}, sentence {dispute.sentence}"
    rows = [row for said in dispute.said for row in _rows(said)]
    heads = ("Annotator", "Says", "Words", "Speaker", "Stance")
    claimed = any(said.claims for said in dispute.said)
    kept = rows if claimed else [row[:2] for row in rows]
    summary = el(
        "summary", el("span", f"{dispute.score:.2f}", class_="score"), " ", el("bdi", clipped(dispute.text, 110))
    )
    body = el(
        "div",
        el("blockquote", clipped(dispute.text, _SENTENCE), dir="auto", lang=""),
        el("p", el("bdi", where), el("span", f" · {dispute.segment}", class_="muted"), class_="note"),
        table(f"What was said, dispute {place + 1}", heads if claimed else heads[:2], kept, "llwll"),
        class_="folded",
    )
    return el("details", summary, body, class_="dispute", open="" if place < _OPEN else None)


def _rows(said: Said) -> Iterator[tuple[str | Element, ...]]:
    verdict = _VERDICTS.get(said.verdict, said.verdict)
    if not said.claims:
        yield said.annotator, verdict, "", "", ""
    for number, (quote, speaker, stance) in enumerate(said.claims):
        name = said.annotator if number == 0 else f"{clipped(said.annotator, _NAME)} ({number + 1})"
        words = el("td", el("q", clipped(quote, _QUOTE), lang=""), dir="auto", class_="w")
        yield clipped(name, _NAME), "claim", words, clipped(speaker, _NAME), clipped(stance, _NAME)
