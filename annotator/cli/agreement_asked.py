"""What the options of `annotator agreement` ask for: where the report comes from, how it is made, where it goes.

Options that do not go together are refused before anything is read.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from annotator.cli.agreement_formats import FORMATS, Source, View
from annotator.cli.agreement_sources import ProjectSource, RatingsSource, SpansSource
from annotator.cli.common import narrate, opened
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.agreement.results import Level
    from annotator.desk.agreement.model import GammaSettings, Sampling

Sampler = Literal["statistical", "shuffle"]
_FIRST_ROUND = 30
"""Samples of gamma that a precision begins with, unless another number is given."""
_OF_GAMMA = ("precision", "alpha", "beta", "delta", "sampler", "seed")


@dataclass
class Asked:
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
    separator: str | None
    distance: Path | None
    continuum_start: int | None
    continuum_length: int | None
    gamma: int | None
    gamma_precision: float | None
    gamma_alpha: float | None
    gamma_beta: float | None
    gamma_delta: float | None
    gamma_sampler: Sampler | None
    gamma_seed: int | None
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
        self._refuse_for_tables()
        self._refuse_for_gamma()
        self._refuse_unheeded()

    @property
    def source(self) -> Source:
        """Where the report comes from."""
        if self.ratings is not None:
            level, sign = cast("Level", self.level or "nominal"), self.separator or "|"
            categories = _listed(self.categories)
            return RatingsSource(self.ratings, level, categories, self.sampling, sign, self.distance)
        if self.spans is not None:
            continuum = (self.continuum_start, self.continuum_length)
            return SpansSource(self.spans, _listed(self.categories), self.sampling, continuum)
        return ProjectSource(self.context, _listed(self.annotators) or [], self.sampling)

    @property
    def sampling(self) -> Sampling:
        """How intervals are made."""
        from annotator.desk.agreement.model import Sampling

        return Sampling(self.resamples, self.seed, self.resample or "auto", self._gamma_samples, self._gamma_settings)

    @property
    def _gamma_samples(self) -> int:
        return _FIRST_ROUND if self.gamma is None and self.gamma_precision is not None else self.gamma or 0

    @property
    def _gamma_settings(self) -> GammaSettings:
        from annotator.desk.agreement.model import GammaSettings

        usual = GammaSettings()
        return GammaSettings(
            alpha=usual.alpha if self.gamma_alpha is None else self.gamma_alpha,
            beta=usual.beta if self.gamma_beta is None else self.gamma_beta,
            delta=usual.delta if self.gamma_delta is None else self.gamma_delta,
            sampler=self.gamma_sampler or usual.sampler,
            precision=self.gamma_precision,
            seed=self.gamma_seed,
        )

    def show(self) -> None:
        """Show the report on the screen until the reader leaves."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("--screen needs a terminal", "leave it out, or write a page: --format html -o report.html")
        with opened(self.context, to_read=True) as project:
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

    def _refuse_for_tables(self) -> None:
        """What says how a table is read goes with such a table."""
        if self.separator is not None and self.level != "set":
            raise UsageError("--separator goes with --level set", "it stands between the labels of a set")
        if self.separator is not None and (not self.separator.strip() or self.separator in "{}"):
            raise UsageError(f"{self.separator!r} separates no labels", "choose a sign that no label holds, such as |")
        if self.distance is not None:
            if not self.ratings:
                raise UsageError("--distance goes with --ratings", "name the table that holds the values")
            if self.level not in (None, "nominal") or self.categories is not None:
                other = "--categories" if self.categories is not None else f"--level {self.level}"
                remedy = "the matrix names the values and says how they compare"
                raise UsageError(f"--distance and {other} exclude each other", remedy)
        if not self.spans and (self.continuum_start is not None or self.continuum_length is not None):
            raise UsageError("--continuum-start and --continuum-length go with --spans", "a project knows its texts")

    def _refuse_for_gamma(self) -> None:
        """What says how gamma is computed goes with gamma, and gamma goes with spans."""
        given = [name for name in _OF_GAMMA if getattr(self, f"gamma_{name}") is not None]
        if given and not self._gamma_samples:
            raise UsageError(f"--gamma-{given[0]} goes with --gamma", "ask for gamma: --gamma 30")
        if self.ratings and self._gamma_samples:
            raise UsageError("--gamma is for spans", "leave it out with --ratings")
        if self.gamma_delta == 0:
            raise UsageError("--gamma-delta must be greater than 0", "1 is usual")
        if self.gamma_beta == 0 and self.gamma_alpha == 0:
            raise UsageError("--gamma-alpha and --gamma-beta are both 0", "3 and 1 is usual")

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
