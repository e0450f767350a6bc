"""`annotator merge`: bring in other annotators' files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.common import narrate, opened, pass_context, print_json
from annotator.cli.main import Context


@click.command()
@click.argument("others", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="OTHER.db...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, others: tuple[Path, ...], as_json: bool) -> None:
    """Bring in the labels of other projects' files (or folders): all of them or, where one does not fit, none.

    The result is the same in whatever order and however often files are merged.
    """
    from annotator.store.merge import merge

    with opened(context) as project:
        merged = merge(project.store, others)
    if as_json:
        print_json(asdict(merged))
        return
    narrate(
        f"Merged {len(others)} file(s): {merged.revisions} new revision(s), {merged.documents} document(s), "
        f"{merged.annotators} annotator(s), {merged.speaker_changes} change(s) to the speakers, "
        f"{merged.segment_changes} to sentence boundaries."
    )
    if merged.overruled:
        narrate(
            f"{merged.overruled} change(s) to sentence boundaries have no effect, for the same place was cut "
            "differently on another machine before; labels on them stay on record: annotator history."
        )
