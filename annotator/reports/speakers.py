"""The speaker registry as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from annotator.desk.aliases import Suggested
from annotator.reports.tables import cell, table


def speaker_table(speakers: Sequence[Mapping[str, object]]) -> Table:
    """One row a speaker, merged ones below with what stands for them."""
    made = table("Speakers", "name", "id", "kind", "aliases", "merged into", "claims", numbers=5)
    for speaker in sorted(speakers, key=lambda speaker: speaker["merged_into"] is not None):
        aliases = speaker["aliases"]
        shown = ", ".join(aliases) if isinstance(aliases, list) else ""
        made.add_row(
            *map(
                cell,
                (speaker["name"], speaker["id"], speaker["kind"], shown, speaker["merged_into"], speaker["claims"]),
            )
        )
    return made


def suggestion_table(suggested: Sequence[Suggested]) -> Table | Text:
    """What may be merged or renamed, with the reason."""
    if not suggested:
        return Text("Nothing to merge is left.")
    made = table("Who may be one", "speaker", "is", "why", "score", "claims")
    made.columns[3].justify = made.columns[4].justify = "right"
    for each in suggested:
        made.add_row(*map(cell, (each.name, each.into_name, each.says, f"{each.score:.2f}", each.claims)))
    made.caption = Text("Take or turn down with one key each: annotator speakers review")
    made.caption_justify = "left"
    return made
