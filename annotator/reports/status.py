"""Progress as tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from annotator.desk.status import Status
from annotator.reports.tables import cell, table


def status_tables(status: Status) -> Iterator[Table | Text]:
    """One table by document, one by annotator, or what to do where there is nothing yet."""
    counts = f"{len(status.documents)} document(s), {status.sentences} sentence(s)"
    yield cell(f"{status.project}: {counts}, codebook {status.codebook}")
    if not status.documents:
        yield Text("Nothing to annotate yet. Import articles with: annotator add FILE...")
        return
    yield _by_document(status)
    if status.annotators:
        yield _by_annotator(status)
    else:
        yield Text("Nobody has begun. Open the screen with: annotator annotate --as NAME")


def _by_document(status: Status) -> Table:
    names = ("document", "id", "annotator", "finished", "of", "claims", "skipped", "flagged")
    made = table("By document", *names, numbers=3)
    for document in status.documents:
        head = (document.title or document.source, document.id[:8])
        rows: list[tuple[object, ...]] = [
            (each.annotator, each.finished, document.sentences + each.more, each.claims, each.skipped, each.flagged)
            for each in document.annotators
        ]
        for index, row in enumerate(rows or [("–", 0, document.sentences, 0, 0, 0)]):
            made.add_row(*map(cell, (*(head if index == 0 else ("", "")), *row)))
    return made


def _by_annotator(status: Status) -> Table:
    names = ("annotator", "documents", "finished", "left", "%", "claims", "skipped", "flagged", "hours")
    blind = any(each.blind or each.revealed for each in status.annotators)
    made = table("By annotator", *names, *(("blind", "revealed") if blind else ()), numbers=1)
    for each in status.annotators:
        sentences = each.finished + each.remaining
        share = 100 * each.finished / sentences if sentences else 0
        amounts = (each.annotator, each.documents, each.finished, each.remaining, f"{share:.0f}")
        rest = (each.claims, each.skipped, each.flagged, f"{each.seconds / 3600:.1f}")
        made.add_row(*map(cell, (*amounts, *rest, *((each.blind, each.revealed) if blind else ()))))
    return made
