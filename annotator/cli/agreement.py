"""`annotator agreement`: how far annotators agree, in the terminal, on the screen, or as a file of any format."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.agreement_asked import Asked
from annotator.cli.agreement_formats import FORMATS
from annotator.cli.common import pass_context
from annotator.cli.main import Context

_LEVELS = ("nominal", "ordinal", "interval", "ratio", "set")
_LAYERS = ("claim", "count", "span", "speaker", "stance", "stance_same_speaker", "tuple")
_PARTS = ("pair", "document", "outlet", "length", "week", "codebook", "suggestions", "kind", "retest", "reveal")
_SAMPLERS = ("statistical", "shuffle")
_CSV = click.Path(path_type=Path)
_PLACE = click.IntRange(min=0)
_WEIGHT = click.FloatRange(min=0)
_SHARE = click.FloatRange(min=0, max=1, min_open=True, max_open=True)


@click.command()
@click.option("--layer", "layers", type=click.Choice(_LAYERS), multiple=True, help="Only this layer; may be repeated.")
@click.option("--annotators", metavar="A,B,...", help="Only these annotators.")
@click.option("--by", type=click.Choice(_PARTS), help="Only this table.")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), help="[default: terminal]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--screen", is_flag=True, help="Look through the report on the screen, down to the disputed sentences.")
@click.option("--all", "show_all", is_flag=True, help="Show every coefficient, pair, matrix and lean.")
@click.option("--ratings", type=_CSV, metavar="FILE.csv", help="Measure a table: unit, annotator, value.")
@click.option("--spans", type=_CSV, metavar="FILE.csv", help="Measure a table: document, annotator, start, end, label.")
@click.option("--level", type=click.Choice(_LEVELS), help="How the values of --ratings compare. [default: nominal]")
@click.option("--categories", metavar="A,B,C", help="All values or labels of the table. [default: those seen]")
@click.option("--separator", metavar="SIGN", help="Between the labels of a set, at --level set. [default: |]")
@click.option(
    "--distance", type=_CSV, metavar="FILE.csv", help="A matrix of distances between the values of --ratings."
)
@click.option("--continuum-start", type=_PLACE, help="Where the texts of --spans begin. [default: 0]")
@click.option("--continuum-length", type=_PLACE, help="How long they are. [default: to the last span]")
@click.option("--gamma", type=click.IntRange(min=0), help="Samples for gamma. [default: 0, gamma is left out]")
@click.option("--gamma-precision", type=_SHARE, help="More samples, until the expected disorder is known so well: .02")
@click.option("--gamma-alpha", type=_WEIGHT, help="Weight of the places in gamma's dissimilarity. [default: 3]")
@click.option("--gamma-beta", type=_WEIGHT, help="Weight of the labels in it. [default: 1]")
@click.option("--gamma-delta", type=_WEIGHT, help="Dissimilarity to nothing (delta_empty). [default: 1]")
@click.option("--gamma-sampler", type=click.Choice(_SAMPLERS), help="How samples are made. [default: statistical]")
@click.option("--gamma-seed", type=click.IntRange(min=0), help="Seed of the samples. [default: that of --seed]")
@click.option("--resamples", type=click.IntRange(min=1), default=2000, show_default=True, help="Bootstrap replicates.")
@click.option("--resample", type=click.Choice(("document", "unit")), help="What is drawn again. [default: document]")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the bootstrap.")
@pass_context
def command(context: Context, /, output: Path | None, **options: object) -> None:
    """Report how far annotators agree: is there a claim, which words, who says it, whose side does it take?

    With --ratings or --spans: the same measures over any table; no project is needed.

    \b
    --format html: all layers, parts and pairs; no --layer, --by or --all.
    --level set: a cell holds labels such as a|b; {} is the empty set.
    --distance: values in the header, a row of numbers for each, symmetric.
    """
    asked = Asked(context, output, **options)  # type: ignore[arg-type]
    if asked.screen:
        asked.show()
    else:
        asked.write()
