"""`annotator history`: every saved version of one annotator's label of a sentence, and where it was cut or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cli.common import DEFAULT_NAME, console, opened, pass_context, print_json
from annotator.cli.main import Context
from annotator.errors import InputError

if TYPE_CHECKING:
    from annotator.records.revisions import Revision
    from annotator.records.segment_changes import SegmentChange


@click.command()
@click.argument("document")
@click.argument("sentence", type=click.IntRange(min=1))
@click.option("--as", "annotator", metavar="NAME", help=f"Whose label. {DEFAULT_NAME}")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, document: str, sentence: int, annotator: str | None, as_json: bool) -> None:
    """Show every saved version of the label of sentence number SENTENCE of DOCUMENT (its id, title or file).

    Sentences are counted as the annotator cuts the document. Changes of boundaries in its stretch are shown as well; in
    JSON they stand among the versions, in the order in which all of it was saved, and have an `op`.
    """
    from annotator.desk.finding import find_document, known_annotator
    from annotator.desk.passage import open_passage
    from annotator.desk.project import default_annotator
    from annotator.store.revisions import history
    from annotator.store.segment_changes import segment_changes
    from annotator.store.speakers import registry

    with opened(context, to_read=True) as project:
        identifier = find_document(project, document)
        name = known_annotator(project, annotator or default_annotator())
        passage = open_passage(project.store, name, identifier, project.roles)
        if sentence > len(passage.sentences):
            raise InputError(
                f"{document} has {len(passage.sentences)} sentence(s), not {sentence}", "give a smaller number"
            )
        segment = passage.sentences[sentence - 1]
        revisions = history(project.store, name, segment.key)
        names = {each.id: each.name for each in registry(project.store).values()}
        changes = [
            change
            for change in segment_changes(project.store, name, passage.document.id)
            if change.start < segment.end and segment.start < change.end
        ]
    if as_json:
        saved: list[Revision | SegmentChange] = sorted([*revisions, *changes], key=lambda each: each.id)
        print_json([each.model_dump(mode="json") for each in saved])
        return
    from annotator.reports.history import history_parts

    for part in history_parts(passage.document.text, segment.span, revisions, names):
        console().print(part)
    if changes:
        _show(changes)


def _show(changes: list[SegmentChange]) -> None:
    from annotator.reports.tables import cell, table

    made = table("Boundaries", "saved at (UTC)", "change", "stretch", "says")
    for each in changes:
        says = f"now {each.role}" if each.role else f"cut at {each.at}" if each.at is not None else ""
        made.add_row(*map(cell, (f"{each.saved_at:%Y-%m-%d %H:%M:%S}", each.op, f"{each.start}-{each.end}", says)))
    console().print(made)
