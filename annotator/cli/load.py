"""`annotator load`: bring in labels made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from annotator.cli.common import narrate, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as", "annotator", metavar="NAME", help="Whose labels these are; else the names in the file.")
@click.option(
    "--kind", type=click.Choice(["person", "model", "adjudicator"]), default="person", show_default=True,
    help="What sort of annotator that is.",
)  # fmt: skip
@click.option("--format", "form", metavar="FORMAT", help="jsonl or quotes; told from the first line if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, path: Path, annotator: str | None, kind: str, form: str | None, as_json: bool) -> None:
    """Load labels from PATH: a release (its folder, or its annotations.jsonl), or a file of quoted labels.

    All of it or, where a line does not fit, nothing. Loading a file twice changes nothing the second time.
    """
    from annotator.desk.loading import load
    from annotator.records.people import AnnotatorKind

    with opened(context) as project, progress_bar("Loading", None) as advance:
        loaded = load(project, path, annotator=annotator, kind=cast("AnnotatorKind", kind), form=form, on_line=advance)
    for name in loaded.changed:
        narrate(f"Warning: {name} is not the file that manifest.json describes; it was changed after it was exported.")
    if as_json:
        found = {"documents": loaded.documents, "labels": loaded.labels, "known": loaded.known}
        print_json({**found, "offers": loaded.offers, "changed": list(loaded.changed)})
    else:
        more = f" and {loaded.documents} document(s)" if loaded.documents else ""
        more += f", with what was suggested for {loaded.offers}," if loaded.offers else ""
        narrate(f"Loaded {loaded.labels} label(s){more} from {path}; {loaded.known} were here already.")
