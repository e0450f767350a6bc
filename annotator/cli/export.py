"""`annotator export`: write the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from annotator.cli.common import narrate, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.desk.agreement.aggregate import Rule
    from annotator.exports.registry import Format, Written
    from annotator.records.aggregated_manifest import MethodName, TieName

METHODS = ("majority", "dawid-skene", "one-coin", "mace", "glad")
TIES = ("abstain", "first", "median", "adjacent")


@click.command()
@click.argument("form", metavar="FORMAT", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The folder. [default: exports/FORMAT of the project]"
)
@click.option("--list", "list_formats", is_flag=True, help="Name the formats.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest, or the list.")
@click.option(
    "--method", type=click.Choice(METHODS), help="aggregated: how one label is made of several. [default: majority]"
)
@click.option("--ties", type=click.Choice(TIES), help="aggregated: what becomes of ties. [default: abstain]")
@click.option("--seed", type=click.IntRange(min=0), help="aggregated: seed of mace's random starts. [default: 1]")
@click.option("--annotators", metavar="A,B,...", help="aggregated: only these annotators' votes.")
@pass_context
def command(
    context: Context,
    /,
    form: str | None,
    output: Path | None,
    list_formats: bool,
    as_json: bool,
    **asked: str | int | None,
) -> None:
    """Write the dataset in FORMAT. Files appear whole or not at all.

    jsonl holds every annotator's labels; aggregated holds one label a sentence, made of all of them, with the votes.
    """
    from annotator.exports.registry import FORMATS, export_format

    if list_formats and as_json:
        print_json([{"name": each.name, "description": each.description} for each in FORMATS])
        return
    if list_formats:
        for each in FORMATS:
            click.echo(f"{each.name:10} {each.description}")
        return
    if form is None:
        raise UsageError("name a format", "list them with: annotator export --list")
    chosen = export_format(form)
    _refuse_stray_options(chosen, asked)
    target, manifest = _write(context, chosen, output, asked)
    _warn(manifest)
    if as_json:
        print_json(manifest.model_dump(mode="json"))
        return
    narrate(_summary(manifest))
    for name in [*manifest.files, "manifest.json"]:
        click.echo(str(target / name))


def _write(
    context: Context, form: Format, output: Path | None, asked: dict[str, str | int | None]
) -> tuple[Path, Written]:
    from annotator.exports.registry import refuse_other_release
    from annotator.exports.request import Labels, Request

    with opened(context, to_read=True) as project:
        from annotator.store.documents import document_ids

        def labels() -> Labels:
            from annotator.desk.agreement.aggregated_rows import aggregated_labels  # 200 ms: numpy

            names = [name.strip() for name in str(asked["annotators"] or "").split(",") if name.strip()]
            return aggregated_labels(project, names, _rule(asked))

        target = output or project.root / "exports" / form.name
        refuse_other_release(form, target)
        with progress_bar("Exporting", len(document_ids(project.store))) as advance:
            return target, form.write(Request(project.store, project.roles, target, advance, labels))


def _refuse_stray_options(form: Format, asked: dict[str, str | int | None]) -> None:
    given = [f"--{name}" for name, value in asked.items() if value is not None]
    if given and not form.aggregates:
        raise UsageError(
            f"{given[0]} is for aggregated labels; {form.name} holds everyone's as they are",
            "leave it out, or use: annotator export aggregated",
        )


def _rule(asked: dict[str, str | int | None]) -> Rule:
    from annotator.desk.agreement.aggregate import Rule

    method = str(asked["method"] or METHODS[0]).replace("-", "_")
    seed = 1 if asked["seed"] is None else int(asked["seed"])
    return Rule(cast("MethodName", method), cast("TieName", asked["ties"] or TIES[0]), seed)


def _warn(manifest: Written) -> None:
    from annotator.records.aggregated_manifest import AggregatedManifest

    if isinstance(manifest, AggregatedManifest):
        made = manifest.aggregation
        if made.method != "majority" and len(made.annotators) < 3:
            narrate(
                f"Note: of {len(made.annotators)} annotator(s) no model can tell who is right, it guesses; "
                "--method majority leaves ties open."
            )
        for name, layer in made.layers.items():
            if layer.converged is False:
                narrate(f"Warning: the fit of {name} had not come to rest after {layer.iterations} iterations.")


def _summary(manifest: Written) -> str:
    from annotator.records.aggregated_manifest import AggregatedManifest

    if not isinstance(manifest, AggregatedManifest):
        counts = manifest.counts
        return (
            f"Wrote {counts.labels} label(s) with {counts.claims} claim(s) of {counts.annotators} annotator(s) "
            f"on {counts.documents} document(s)."
        )
    made, totals = manifest.aggregation, manifest.counts
    ties = [totals.tied_verdicts, totals.tied_stances, totals.tied_speakers]
    return (
        f"Wrote {totals.labelled} sentence(s) with {totals.claims} claim(s), {totals.gold} sentence(s) gold; votes of "
        f"{len(made.annotators)} annotator(s) by {made.method.replace('_', '-')}, ties: {made.ties}; left open: "
        f"{ties[0]} verdict(s), {ties[1]} stance(s), {ties[2]} speaker(s)."
    )
