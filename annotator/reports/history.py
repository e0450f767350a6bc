"""The saved versions of a label as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from annotator.records.labels import Label
from annotator.records.revisions import Revision
from annotator.reports.tables import cell, table


def history_parts(sentence: str, revisions: Sequence[Revision]) -> Iterator[Table | Text]:
    """The sentence and one row a version, oldest first."""
    yield cell(sentence)
    if not revisions:
        yield Text("Nothing was saved for this sentence.")
        return
    made = table("", "saved at (UTC)", "origin", "done", "codebook", "says")
    for each in revisions:
        saved = f"{each.saved_at:%Y-%m-%d %H:%M:%S}"
        made.add_row(
            *map(cell, (saved, each.origin, "yes" if each.done else "", each.codebook_version, _says(each.body)))
        )
    yield made


def _says(label: Label) -> str:
    parts: list[str] = [label.verdict or "open"]
    for claim in label.claims:
        spans = " + ".join(f"{span.start}-{span.end}" for span in claim.spans)
        via = f" via {claim.via}" if claim.via else ""
        sure = f", confidence {claim.confidence}" if claim.confidence else ""
        parts.append(f"{claim.stance} by {claim.speaker}{via} at {spans}{sure}")
    if label.note:
        parts.append(f"note: {label.note}")
    if label.flag:
        parts.append("flagged")
    return "; ".join(parts)
