"""`annotator history`: every saved version of one annotator's label of a sentence."""

from __future__ import annotations

import click

from annotator.cli.common import DEFAULT_NAME, console, opened, pass_context, print_json
from annotator.cli.main import Context
from annotator.errors import InputError


@click.command()
@click.argument("document")
@click.argument("sentence", type=click.IntRange(min=1))
@click.option("--as", "annotator", metavar="NAME", help=f"Whose label. {DEFAULT_NAME}")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, document: str, sentence: int, annotator: str | None, as_json: bool) -> None:
    """Show every saved version of the label of sentence number SENTENCE of DOCUMENT (its id, title or file)."""
    from annotator.desk.finding import find_document
    from annotator.desk.passage import open_passage
    from annotator.desk.project import default_annotator
    from annotator.store.revisions import history

    name = annotator or default_annotator()
    with opened(context) as project:
        passage = open_passage(project.store, name, find_document(project, document), project.roles)
        if sentence > len(passage.sentences):
            raise InputError(
                f"{document} has {len(passage.sentences)} sentence(s), not {sentence}", "give a smaller number"
            )
        segment = passage.sentences[sentence - 1]
        revisions = history(project.store, name, segment.key)
    if as_json:
        print_json([revision.model_dump(mode="json") for revision in revisions])
        return
    from annotator.reports.history import history_parts

    for part in history_parts(segment.span.of(passage.document.text), revisions):
        console().print(part)
