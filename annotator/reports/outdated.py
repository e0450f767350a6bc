"""Labels that a change of the codebook touches, counted for the lead, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from annotator.desk.outdated import OutdatedCount
from annotator.reports.tables import cell, table


def outdated_tables(counts: Sequence[OutdatedCount], codebook: str) -> Iterator[Table | Text]:
    """One table by annotator, one by reason, or one line where nothing has to be looked at again.

    Args:
        counts: One entry for each annotator.
        codebook: Name and version of the project's codebook.
    """
    yield cell(f"Finished labels that changes of the codebook touch; it is now {codebook}")
    if any(each.outdated or each.unknown for each in counts):
        yield _by_annotator(counts)
    if any(each.outdated for each in counts):
        yield _by_reason(counts)
        yield Text("Each annotator finds them with the key W on the screen: annotator annotate")
    else:
        yield Text("Nothing has to be looked at again.")


def _by_annotator(counts: Sequence[OutdatedCount]) -> Table:
    made = table("To look at again", "annotator", "labels", "made under version", "unknown version", numbers=1)
    for each in counts:
        versions = ", ".join(f"{version}: {count}" for version, count in sorted(each.versions.items()))
        made.add_row(*map(cell, (each.annotator, each.outdated, versions or "–", each.unknown)))
    return made


def _by_reason(counts: Sequence[OutdatedCount]) -> Table:
    made = table("Why", "annotator", "change", "labels", numbers=2)
    for each in counts:
        for index, (reason, count) in enumerate(sorted(each.reasons.items(), key=lambda item: (-item[1], item[0]))):
            made.add_row(*map(cell, (each.annotator if index == 0 else "", reason, count)))
    return made
