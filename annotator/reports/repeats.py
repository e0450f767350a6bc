"""Repeated sentences, consistency on them, and the division of documents, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from annotator.desk.repeats import Clash, Consistency, Repeat
from annotator.desk.splitting import Division
from annotator.reports.tables import cell, table

_MOST = 20
_WIDTH = 120
_TITLE = 40
"""Characters of a sentence or a list, and of one title in it."""


def repeat_tables(
    repeats: Sequence[Repeat], consistent: Sequence[Consistency], clashes: Sequence[Clash], *, show_all: bool
) -> Iterator[Table | Text]:
    """What repeats, and how alike it is labelled."""
    if not repeats:
        yield Text("No sentence stands in two documents.")
        return
    documents = {document for repeat in repeats for document in repeat.documents}
    copies = sum(len(repeat.copies) for repeat in repeats)
    yield cell(f"{len(repeats)} sentence(s) stand in {copies} places, in {len(documents)} documents.")
    yield _repeats(repeats if show_all else repeats[:_MOST])
    if not show_all and len(repeats) > _MOST:
        yield cell(f"{len(repeats) - _MOST} more: --all, or --json.")
    if consistent:
        yield _consistency(consistent)
    if clashes:
        yield _clashes(clashes if show_all else clashes[:_MOST])


def _repeats(repeats: Sequence[Repeat]) -> Table:
    made = table("Repeated sentences", "sentence", "places", "where", "least alike")
    made.columns[1].justify = made.columns[3].justify = "right"
    for repeat in sorted(repeats, key=lambda repeat: -len(repeat.copies)):
        where = "; ".join(dict.fromkeys(_clipped(copy.title, _TITLE) for copy in repeat.copies))
        least = min(copy.similarity for copy in repeat.copies)
        exact = all(copy.identical for copy in repeat.copies)
        text = _clipped(" ".join(repeat.copies[0].text.split()), _WIDTH)
        alike = "same words" if exact else f"{least:.2f}"
        made.add_row(*map(cell, (text, len(repeat.copies), _clipped(where, _WIDTH), alike)))
    return made


def _consistency(consistent: Sequence[Consistency]) -> Table:
    made = table("Same words, same label?", "annotator", "pairs", "same verdict", "same label", numbers=1)
    for each in consistent:
        shares = (f"{each.same_verdict / each.pairs:.0%}", f"{each.same_label / each.pairs:.0%}")
        made.add_row(*map(cell, (each.annotator, each.pairs, *shares)))
    return made


def _clashes(clashes: Sequence[Clash]) -> Table:
    made = table("Same words, another label", "annotator", "differs in", "sentence", "first", "second")
    for each in clashes:
        text = _clipped(" ".join(each.text.split()), _WIDTH)
        made.add_row(*map(cell, (each.annotator, each.differs, text, each.first, each.second)))
    return made


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def division_table(division: Division) -> Table:
    """The parts, with what was asked for beside what came out."""
    made = table("Parts", "part", "documents", "sentences", "share", "wanted", numbers=1)
    for part in division.parts:
        share = f"{part.share:.1%}" if division.rows else "–"
        made.add_row(*map(cell, (part.name, part.documents, part.sentences, share, f"{part.wanted:.1%}")))
    largest = f"The largest set of documents that share sentences has {division.largest} sentence(s)."
    made.caption = Text(largest if division.largest else "No two documents share sentences.")
    made.caption_justify = "left"
    return made
