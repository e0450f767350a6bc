"""`annotator agreement`: how far annotators agree, in the terminal, on the screen, or as a file of any format."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from annotator.cli.agreement_formats import FORMATS, Source, View
from annotator.cli.agreement_sources import ProjectSource, RatingsSource, SpansSource
from annotator.cli.common import narrate, opened, pass_context
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.agreement.results import Level
    from annotator.desk.agreement.model import Sampling

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_LAYERS = ("claim", "count", "span", "speaker", "stance", "stance_same_speaker", "tuple")
_PARTS = ("pair", "document", "week", "codebook", "suggestions", "kind")
_CSV = click.Path(path_type=Path)


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
@click.option("--gamma", type=click.IntRange(min=0), default=0, help="Samples for gamma, which is left out at 0.")
@click.option("--resamples", type=click.IntRange(min=1), default=2000, show_default=True, help="Bootstrap replicates.")
@click.option("--resample", type=click.Choice(("document", "unit")), help="What is drawn again. [default: document]")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the bootstrap.")
@pass_context
def command(context: Context, /, output: Path | None, **options: object) -> None:
    """Report how far annotators agree: is there a claim, which words, who says it, whose side does it take?

    With --ratings or --spans: the same measures over any table; no project is needed.
    """
    asked = _Asked(context, output, **options)  # type: ignore[arg-type]
    if asked.screen:
        asked.show()
    else:
        asked.write()


@dataclass
class _Asked:
    """What the options ask for."""

    context: Context
    output: Path | None
    layers: tuple[str, ...]
    annotators: str | None
    by: str | None
    form: str | None
    as_json: bool
    screen: bool
    show_all: bool
    ratings: Path | None
    spans: Path | None
    level: str | None
    categories: str | None
    gamma: int
    resamples: int
    resample: Literal["document", "unit"] | None
    seed: int

    def __post_init__(self) -> None:
        if self.as_json and self.form not in (None, "json"):
            raise UsageError(f"--json and --format {self.form} exclude each other", "leave one of them out")
        if self.screen:
            self._refuse_beside_screen()
        self.name = "json" if self.as_json else self.form or "terminal"
        self._refuse_mixtures()
        self._refuse_unheeded()

    @property
    def source(self) -> Source:
        """Where the report comes from."""
        if self.ratings is not None:
            level = cast("Level", self.level or "nominal")
            return RatingsSource(self.ratings, level, _listed(self.categories), self.sampling)
        if self.spans is not None:
            return SpansSource(self.spans, _listed(self.categories), self.sampling)
        return ProjectSource(self.context, _listed(self.annotators) or [], self.sampling)

    @property
    def sampling(self) -> Sampling:
        """How intervals are made."""
        from annotator.desk.agreement.model import Sampling

        return Sampling(self.resamples, self.seed, self.resample or "auto", self.gamma)

    def show(self) -> None:
        """Show the report on the screen until the reader leaves."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("--screen needs a terminal", "leave it out, or write a page: --format html -o report.html")
        with opened(self.context) as project:
            from annotator.tui.agreement.run import run_agreement  # 350 ms: Textual

            run_agreement(project, _listed(self.annotators) or [], self.sampling)

    def write(self) -> None:
        """Print the report, or write it to a file, whole or not at all."""
        text = FORMATS[self.name].write(self.source, View(self.layers, self.by, self.show_all))
        if text is None:
            return
        if self.output is None:
            click.echo(text, nl=False)
            return
        from annotator.exports.folder import write_text

        write_text(self.output, text)
        narrate(f"Wrote {self.output}.")

    def _refuse_beside_screen(self) -> None:
        beside = {
            "--format": self.form,
            "--json": self.as_json,
            "-o": self.output,
            "--by": self.by,
            "--layer": self.layers,
            "--all": self.show_all,
            "--ratings": self.ratings,
            "--spans": self.spans,
        }
        for option, given in beside.items():
            if given:
                raise UsageError(f"--screen and {option} exclude each other", "leave one of them out")

    def _refuse_mixtures(self) -> None:
        table = self.ratings or self.spans
        if self.ratings and self.spans:
            raise UsageError("--ratings and --spans exclude each other", "measure one table at a time")
        if table and (self.layers or self.annotators or self.by):
            raise UsageError("--layer, --annotators and --by are for projects", f"leave them out with {table}")
        if self.level and not self.ratings:
            raise UsageError("--level goes with --ratings", "a project's codebook says its own; spans have none")
        if self.categories is not None and not table:
            raise UsageError("--categories goes with a table", "a project's codebook says its own")
        if self.name == "csv" and not table and len(self.layers) != 1:
            raise UsageError("--format csv writes the units of one layer", "name it: --layer stance")

    def _refuse_unheeded(self) -> None:
        form = FORMATS[self.name]
        for option, given in (("layer", self.layers), ("by", self.by), ("all", self.show_all)):
            if given and option not in form.obeys:
                raise UsageError(f"--format {self.name} heeds no --{option}", "leave it out, or choose another format")
        if self.name == "terminal" and self.output is not None:
            raise UsageError("the terminal report cannot be written to a file", "choose another --format")
        if not form.for_terminals and self.output is None and sys.stdout.isatty():
            raise UsageError(f"{self.name} is not for reading in a terminal", f"write a file: -o report.{self.name}")


def _listed(names: str | None) -> list[str] | None:
    """Names between commas; one that holds a comma stands in double quotes, as in a CSV file."""
    if names is None:
        return None
    try:
        found = next(csv.reader([names], skipinitialspace=True), [])
    except csv.Error as error:
        raise UsageError(f"not a list of names: {error}", "separate names by commas: low,mid,high") from error
    return [name.strip() for name in found if name.strip()]
