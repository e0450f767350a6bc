"""`annotator repeats`: sentences that stand in several documents."""

from __future__ import annotations

from dataclasses import asdict

import click

from annotator.cli.common import console, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context

threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(min=0.5, max=1),
    default=0.8,
    show_default=True,
    help="Jaccard similarity of words from which two sentences are the same.",
)
shortest_option = click.option(
    "--shortest", type=click.IntRange(min=1), default=6, show_default=True, help="Leave out sentences of fewer words."
)


@click.command()
@threshold_option
@shortest_option
@click.option("--all", "show_all", is_flag=True, help="List every one.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, threshold: float, shortest: int, show_all: bool, as_json: bool) -> None:
    """List sentences that stand in two documents or more, word for word or nearly: wire copy, quotes.

    For those with the very same words it also tells whether each annotator labelled them alike. See annotator split,
    which keeps them on one side of a division into training and test data.
    """
    from annotator.desk.repeats import consistency, repeats_of

    with opened(context, to_read=True) as project:
        with progress_bar("Comparing", None) as advance:
            repeats = repeats_of(project, threshold=threshold, shortest=shortest, on_sentence=advance)
        consistent, clashes = consistency(project, repeats)
    if as_json:
        print_json(
            {
                "threshold": threshold,
                "shortest": shortest,
                "repeats": [
                    {"documents": repeat.documents, "copies": [asdict(copy) for copy in repeat.copies]}
                    for repeat in repeats
                ],
                "consistency": [asdict(each) for each in consistent],
                "clashes": [asdict(each) for each in clashes],
            }
        )
        return
    from annotator.reports.repeats import repeat_tables

    for part in repeat_tables(repeats, consistent, clashes, show_all=show_all):
        console().print(part)
