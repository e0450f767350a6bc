"""What suggestions do, as a table: how fast labels were made with and without, what they say, what was taken."""

from __future__ import annotations

from rich.table import Table

from annotator.desk.agreement.model import AgreementReport, Effect
from annotator.reports.tables import cell, table


def effects_table(report: AgreementReport) -> Table | None:
    """One row for each part of the data by suggestions; None where no log of suggestions was kept."""
    found = [(cut.name, cut.effect) for cut in report.cuts if cut.by == "suggestions" and cut.effect is not None]
    if not found:
        return None
    heads = ("labels", "median s", "with claims", "claims", "taken", "unchanged", "edited")
    made = table("What suggestions do (labels of people)", "suggestions", *heads, numbers=1)
    made.columns[0].min_width = 16
    for name, effect in found:
        made.add_row(*map(cell, (name, *_cells(effect))))
    return made


def _cells(effect: Effect) -> tuple[object, ...]:
    return (
        effect.labels,
        f"{effect.seconds:.1f}",
        f"{effect.with_claims / effect.labels:.0%}",
        effect.claims,
        *(_share(part, effect.suggested_to) for part in (effect.taken, effect.unchanged, effect.edited)),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "–"
