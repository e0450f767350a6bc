"""The saved versions of a label as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from annotator.records.labels import Claim, Label
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.reports.tables import cell, table

_LONGEST = 60
"""Code points of a claim's words that are shown."""


def history_parts(
    text: str, sentence: Span, revisions: Sequence[Revision], names: Mapping[str, str]
) -> Iterator[Table | Text]:
    """The sentence and one row a version, oldest first.

    Args:
        text: The document's text.
        sentence: Where the sentence stands in it.
        revisions: What was saved of it.
        names: Names of speakers by id.
    """
    yield cell(sentence.of(text))
    if not revisions:
        yield Text("Nothing was saved for this sentence.")
        return
    made = table("", "saved at (UTC)", "origin", "done", "codebook", "says")
    for each in revisions:
        saved = f"{each.saved_at:%Y-%m-%d %H:%M:%S}"
        made.add_row(
            *map(
                cell,
                (saved, each.origin, "yes" if each.done else "", each.codebook_version, _says(each.body, text, names)),
            )
        )
    yield made


def _says(label: Label, text: str, names: Mapping[str, str]) -> str:
    parts: list[str] = [] if label.claims else [label.verdict or "open"]
    parts += [_claimed(claim, text, names) for claim in label.claims]
    if label.note:
        parts.append(f"note: {label.note}")
    if label.flag:
        parts.append("flagged")
    return "; ".join(parts)


def _claimed(claim: Claim, text: str, names: Mapping[str, str]) -> str:
    words = " … ".join(" ".join(span.of(text).split()) for span in claim.spans)
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    via = f" via {names.get(claim.via, claim.via)}" if claim.via else ""
    sure = f", confidence {claim.confidence}" if claim.confidence else ""
    return f"{claim.stance} by {names.get(claim.speaker, claim.speaker)}{via}: {words}{sure}"
