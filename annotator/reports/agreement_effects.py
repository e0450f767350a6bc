"""What suggestions do, as a table: how fast labels were made with and without, what they say, what was taken."""

from __future__ import annotations

from rich.table import Table

from annotator.desk.agreement.model import AgreementReport, Effect
from annotator.reports.tables import cell, table

EFFECTS = "What suggestions do (labels of people)"
EFFECT_HEADS = (
    "suggestions",
    "labels",
    "median s",
    "with claims",
    "claims",
    "taken",
    "unchanged",
    "edited",
)
EFFECT_NOTE = (
    "median s: seconds spent on a label. taken: labels made from a suggestion, of those of sentences in which "
    "something was or would have been suggested; unchanged or edited."
)


def effect_rows(report: AgreementReport) -> list[tuple[str, ...]]:
    """One row for each part of the data by suggestions, under `EFFECT_HEADS`; none where no log was kept."""
    found = [(cut.name, cut.effect) for cut in report.cuts if cut.by == "suggestions" and cut.effect is not None]
    return [(name, *_cells(effect)) for name, effect in found]


def effects_table(report: AgreementReport) -> Table | None:
    """The table for the terminal; None where no log of suggestions was kept."""
    rows = effect_rows(report)
    if not rows:
        return None
    made = table(EFFECTS, *EFFECT_HEADS, numbers=1)
    made.columns[0].min_width = 16
    for row in rows:
        made.add_row(*map(cell, row))
    return made


def _cells(effect: Effect) -> tuple[str, ...]:
    return (
        str(effect.labels),
        f"{effect.seconds:.1f}",
        f"{effect.with_claims / effect.labels:.0%}",
        str(effect.claims),
        *(_share(part, effect.suggested_to) for part in (effect.taken, effect.unchanged, effect.edited)),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "–"
