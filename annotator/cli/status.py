"""`annotator status`: progress by document and annotator."""

from __future__ import annotations

import click

from annotator.cli.common import console, opened, pass_context, print_json
from annotator.cli.main import Context


@click.command()
@click.option("--as", "annotator", metavar="NAME", help="Only this annotator.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, annotator: str | None, as_json: bool) -> None:
    """Show progress by document and annotator."""
    from annotator.desk.status import project_status

    with opened(context) as project:
        status = project_status(project, annotator)
    if as_json:
        print_json(status.as_json())
        return
    from annotator.reports.status import status_tables

    for part in status_tables(status):
        console().print(part)
