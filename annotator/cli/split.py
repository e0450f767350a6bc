"""`annotator split`: divide the documents into training and test data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.common import console, narrate, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context
from annotator.cli.repeats import shortest_option, threshold_option
from annotator.errors import UsageError


@click.command()
@click.option(
    "--shares", default="train=80,dev=10,test=10", show_default=True, help="Parts and their shares of all sentences."
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Decides which goes where.")
@threshold_option
@shortest_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the lines to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the division as one JSON object.")
@pass_context
def command(
    context: Context, shares: str, seed: int, threshold: float, shortest: int, output: Path | None, as_json: bool
) -> None:
    """Divide the documents into parts such that no repeated sentence stands in two of them.

    Documents that share a sentence, word for word or nearly, stay together. Without -o or --json the shares that came
    out are shown and nothing is written.
    """
    from annotator.desk.repeats import repeats_of
    from annotator.desk.splitting import divide
    from annotator.exports.folder import write_text
    from annotator.reports.repeats import division_table

    wanted = _shares(shares)
    with opened(context, to_read=True) as project:
        with progress_bar("Comparing", None) as advance:
            repeats = repeats_of(project, threshold=threshold, shortest=shortest, on_sentence=advance)
        division = divide(project, repeats, wanted, seed)
    for part in division.parts if division.rows else ():
        if part.missed:
            narrate(
                f"{part.name} has {part.share:.1%} of the sentences, not {part.wanted:.1%}: "
                "the articles are too few, or too many of them share sentences."
            )
    if output is not None:
        write_text(output, "\n".join(row.model_dump_json() for row in division.rows))
        narrate(f"Wrote {output}.")
    if as_json:
        rows = [row.model_dump(mode="json") for row in division.rows]
        parts = [asdict(part) for part in division.parts]
        print_json({"seed": seed, "parts": parts, "largest": division.largest, "documents": rows})
        return
    console().print(division_table(division))


def _shares(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in text.split(","):
        name, _, share = (each.strip() for each in part.partition("="))
        try:
            value = float(share)
        except ValueError:
            value = -1.0
        if name in found:
            raise UsageError(f"--shares: {name!r} stands there twice", "use: train=80,dev=10,test=10")
        if not name or not 0 <= value < 1e9:
            raise UsageError(f"--shares: {part.strip()!r} is no part with a share", "use: train=80,dev=10,test=10")
        found[name] = value
    return found
