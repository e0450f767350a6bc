"""A retest as tables: which sentences come back, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from annotator.desk.retesting import Place, Retested, Sample
from annotator.reports.tables import cell, table

_MOST = 20
_WIDTH = 70


def sample_parts(sample: Sample, places: Sequence[Place], version: str, *, dry_run: bool) -> Iterator[Table | Text]:
    """The sentences that come back, or would, and how many of each sort; `version` is that of the codebook now."""
    asked = sample.asked
    claims = sum(each.has_claims for each in sample.chosen)
    would = "would come" if dry_run else "came"
    yield cell(
        f"{len(places)} sentence(s) {would} back to {asked.annotator}, {claims} with a claim and "
        f"{len(places) - claims} without, of {len(sample.eligible)} that can (seed {asked.seed})."
    )
    older = sum(each.codebook_version != version for each in sample.chosen)
    if older:
        yield cell(f"{older} of them were labelled under another version of the codebook than {version}.")
    made = table("", "where", "no.", "claim", "saved at (UTC)", "sentence")
    made.title = None
    made.columns[1].justify = "right"
    for each in places[:_MOST]:
        text = " ".join(each.text.split())[:_WIDTH]
        has = "yes" if each.has_claims else ""
        made.add_row(*map(cell, (each.title[:32], each.number, has, each.saved_at[:16].replace("T", " "), text)))
    yield made
    if len(places) > _MOST:
        yield cell(f"{len(places) - _MOST} more: --json.")
    if not dry_run:
        yield Text("Nothing marks them on the screen. How far it is: annotator retest")


def state_parts(found: Sequence[Retested]) -> Iterator[Table | Text]:
    """How far retests are, by annotator."""
    if not found:
        yield Text("No sentence came back to anybody yet.")
        yield Text("Let some: annotator retest --annotator NAME --after-days 14 --count 20")
        return
    made = table("Retests", "annotator", "called back", "done again", "open", "days between", numbers=1)
    made.columns[0].min_width = 10
    for each in found:
        days = "–"
        if each.days is not None:
            middle, shortest, longest = each.days
            days = f"{middle:.1f} ({shortest:.1f} to {longest:.1f})"
        made.add_row(*map(cell, (each.annotator, each.called_back, each.done_again, each.open, days)))
    lost = [each for each in found if each.not_anew]
    if lost:
        said = ", ".join(f"{each.annotator} {each.not_anew}" for each in lost)
        made.caption = cell(f"Not judged anew, but from the first label on, and so not counted: {said}.")
        made.caption_justify = "left"
    yield made
    yield Text("The two labels are compared by: annotator agreement --by retest")
