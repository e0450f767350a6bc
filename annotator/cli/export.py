"""`annotator export`: write the dataset."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.common import narrate, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context
from annotator.errors import UsageError


@click.command()
@click.argument("form", metavar="FORMAT", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The folder. [default: exports/FORMAT of the project]"
)
@click.option("--list", "list_formats", is_flag=True, help="Name the formats.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest.")
@pass_context
def command(context: Context, form: str | None, output: Path | None, list_formats: bool, as_json: bool) -> None:
    """Write the dataset in FORMAT. Files appear whole or not at all."""
    from annotator.exports.registry import FORMATS, export_format

    if list_formats:
        for each in FORMATS:
            click.echo(f"{each.name:10} {each.description}")
        return
    if form is None:
        raise UsageError("name a format", "list them with: annotator export --list")
    chosen = export_format(form)
    with opened(context) as project:
        from annotator.store.documents import document_ids

        target = output or project.root / "exports" / chosen.name
        with progress_bar("Exporting", len(document_ids(project.store))) as advance:
            manifest = chosen.write(project.store, project.roles, target, advance)
    if as_json:
        print_json(manifest.model_dump(mode="json"))
        return
    counts = manifest.counts
    narrate(
        f"Wrote {counts.labels} label(s) with {counts.claims} claim(s) of {counts.annotators} annotator(s) "
        f"on {counts.documents} document(s)."
    )
    for name in [*manifest.files, "manifest.json"]:
        click.echo(str(target / name))
