"""The speaker registry as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

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
