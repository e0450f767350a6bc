"""`annotator agreement`: how far annotators agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from annotator.cli.common import console, opened, pass_context, print_json
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.desk.agreement import LayerReport, Sampling

_LEVELS = ("nominal", "ordinal", "interval", "ratio")


@click.command()
@click.option(
    "--ratings", type=click.Path(path_type=Path), metavar="FILE.csv",
    help="Measure this table instead of a project: columns unit, annotator, value, and perhaps document and weight.",
)  # fmt: skip
@click.option("--level", type=click.Choice(_LEVELS), help="How the values of the table compare. [default: nominal]")
@click.option("--categories", metavar="A,B,C", help="All categories of the table in their order. [default: those seen]")
@click.option("--layer", "layers", type=click.Choice(("claim", "stance")), multiple=True, help="Only this layer.")
@click.option("--annotators", metavar="A,B,...", help="Only these annotators.")
@click.option("--resamples", type=click.IntRange(min=1), default=2000, show_default=True, help="Bootstrap replicates.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the bootstrap.")
@click.option("--all", "show_all", is_flag=True, help="Show every coefficient, not just the usual ones.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every coefficient.")
@pass_context
def command(
    context: Context,
    ratings: Path | None,
    level: str | None,
    categories: str | None,
    layers: tuple[str, ...],
    annotators: str | None,
    resamples: int,
    seed: int,
    show_all: bool,
    as_json: bool,
) -> None:
    """Report how far annotators agree: on whether there is a claim, and on its stance.

    With --ratings: the same coefficients over any table; no project is needed.
    """
    from annotator.desk.agreement import Sampling

    sampling = Sampling(resamples, seed)
    if ratings is not None:
        if layers or annotators:
            raise UsageError("--layer and --annotators are for projects", "leave them out with --ratings")
        reports = [_table(ratings, level, categories, sampling)]
    else:
        if level or categories:
            raise UsageError("--level and --categories go with --ratings", "a project's codebook says both")
        reports = _project(context, layers, annotators, sampling)
    if as_json:
        from annotator.reports.agreement_json import reports_json

        print_json(reports_json(reports))
        return
    from annotator.reports.agreement import agreement_parts

    for part in agreement_parts(reports, show_all=show_all):
        console().print(part)


def _table(path: Path, level: str | None, categories: str | None, sampling: Sampling) -> LayerReport:
    from annotator.agreement.results import Level
    from annotator.desk.agreement import table_agreement

    declared = [each.strip() for each in categories.split(",")] if categories is not None else None
    return table_agreement(path, cast("Level", level or "nominal"), declared, sampling)


def _project(
    context: Context, layers: tuple[str, ...], annotators: str | None, sampling: Sampling
) -> list[LayerReport]:
    from annotator.desk.agreement import LAYERS, project_agreement

    chosen = [each.strip() for each in annotators.split(",") if each.strip()] if annotators else []
    with opened(context) as project:
        return project_agreement(project, layers or LAYERS, chosen, sampling)
