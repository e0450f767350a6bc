"""`annotator schema`: print the JSON Schema of a line of the dataset."""

from __future__ import annotations

import click

from annotator.errors import UsageError


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema NAME (such as annotation-row); without NAME, list the schemas."""
    from annotator.reports.schemas import SCHEMAS, schema_text

    if name is None:
        for each in SCHEMAS:
            click.echo(each.removesuffix(".schema.json"))
        return
    wanted = name if name.endswith(".schema.json") else f"{name}.schema.json"
    if wanted not in SCHEMAS:
        raise UsageError(f"there is no schema {name!r}", "list them with: annotator schema")
    click.echo(schema_text(wanted), nl=False)
