"""`annotator status`: progress by document and annotator, or what a change of the codebook leaves to look at again."""

from __future__ import annotations

import click

from annotator.cli.common import console, opened, pass_context, print_json
from annotator.cli.main import Context


@click.command()
@click.option("--as", "annotator", metavar="NAME", help="Only this annotator.")
@click.option("--outdated", is_flag=True, help="Count labels that a change of the codebook touches, instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, annotator: str | None, outdated: bool, as_json: bool) -> None:
    """Show progress by document and annotator."""
    if outdated:
        _show_outdated(context, annotator, as_json=as_json)
        return
    from annotator.desk.finding import known_annotator
    from annotator.desk.status import project_status

    with opened(context, to_read=True) as project:
        if annotator is not None:
            known_annotator(project, annotator)
        status = project_status(project, annotator)
    if as_json:
        print_json(status.as_json())
        return
    from annotator.reports.status import status_tables

    for part in status_tables(status):
        console().print(part)


def _show_outdated(context: Context, annotator: str | None, *, as_json: bool) -> None:
    from annotator.desk.finding import known_annotator
    from annotator.desk.outdated import outdated_counts

    with opened(context, to_read=True) as project:
        if annotator is not None:
            known_annotator(project, annotator)
        counts = outdated_counts(project, annotator)
        codebook = (project.codebook.name, project.codebook.version)
    if as_json:
        print_json({"codebook": codebook[1], "annotators": [each.as_json() for each in counts]})
        return
    from annotator.reports.outdated import outdated_tables

    for part in outdated_tables(counts, " ".join(codebook)):
        console().print(part)
