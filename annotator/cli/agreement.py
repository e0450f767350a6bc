"""`annotator agreement`: how far annotators agree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from annotator.cli.common import console, narrate, opened, pass_context, progress_bar
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from annotator.agreement.results import Level
    from annotator.desk.agreement.model import Sampling

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_LAYERS = ("claim", "count", "span", "speaker", "stance", "stance_same_speaker", "tuple")
_PARTS = ("pair", "document", "week", "codebook", "suggestions", "kind")
_FORMATS = ("terminal", "json", "csv")
_CSV = click.Path(path_type=Path)


@click.command()
@click.option("--layer", "layers", type=click.Choice(_LAYERS), multiple=True, help="Only this layer; may be repeated.")
@click.option("--annotators", metavar="A,B,...", help="Only these annotators.")
@click.option("--by", type=click.Choice(_PARTS), help="Only this table.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="[default: terminal]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--all", "show_all", is_flag=True, help="Show every coefficient, not just the usual ones.")
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
    asked = _Asked(context, **options)  # type: ignore[arg-type]
    asked.write(asked.text(), output)


@dataclass
class _Asked:
    """What the options ask for."""

    context: Context
    layers: tuple[str, ...]
    annotators: str | None
    by: str | None
    form: str | None
    as_json: bool
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
        self.form = "json" if self.as_json else self.form or "terminal"
        self._refuse_mixtures()

    @property
    def names(self) -> list[str]:
        """The annotators asked for; everyone where empty."""
        return [name.strip() for name in (self.annotators or "").split(",") if name.strip()]

    @property
    def declared(self) -> list[str] | None:
        """The categories asked for."""
        return None if self.categories is None else [each.strip() for each in self.categories.split(",")]

    @property
    def sampling(self) -> Sampling:
        """How intervals are made."""
        from annotator.desk.agreement.model import Sampling

        return Sampling(self.resamples, self.seed, self.resample or "auto", self.gamma)

    def _refuse_mixtures(self) -> None:
        table = self.ratings or self.spans
        if self.ratings and self.spans:
            raise UsageError("--ratings and --spans exclude each other", "measure one table at a time")
        if table and (self.layers or self.annotators or self.by):
            raise UsageError("--layer, --annotators and --by are for projects", f"leave them out with {table}")
        if table and self.form not in ("terminal", "json"):
            raise UsageError(f"--format {self.form} is for projects", "use terminal or json for a table")
        if not table and (self.level or self.categories):
            raise UsageError("--level and --categories go with a table", "a project's codebook says its own")
        if self.form == "csv" and len(self.layers) != 1:
            raise UsageError("--format csv writes the units of one layer", "name it: --layer stance")

    def text(self) -> str | None:
        """The report as text; None where it was printed in colours already."""
        if self.ratings is not None:
            return self._ratings(self.ratings)
        if self.spans is not None:
            return self._spans(self.spans)
        return self._units() if self.form == "csv" else self._project()

    def _ratings(self, path: Path) -> str | None:
        from annotator.desk.agreement.tables import table_agreement
        from annotator.reports.agreement import layer_parts
        from annotator.reports.agreement_json import layer_row

        report = table_agreement(path, cast("Level", self.level or "nominal"), self.declared, self.sampling)
        if self.form == "json":
            return layer_row(report).model_dump_json(indent=2) + "\n"
        _print(layer_parts(report, show_all=self.show_all))
        return None

    def _spans(self, path: Path) -> str | None:
        from annotator.desk.agreement.span_tables import span_table_agreement
        from annotator.reports.agreement import span_table_parts
        from annotator.reports.agreement_json import span_table_text

        report = span_table_agreement(path, self.sampling, self.declared)
        if self.form == "json":
            return span_table_text(report)
        _print(span_table_parts(report))
        return None

    def _units(self) -> str:
        from annotator.desk.agreement.material import gather
        from annotator.desk.agreement.units import HEADERS, unit_rows
        from annotator.reports.agreement_csv import csv_text

        layer = "span" if self.layers[0] == "tuple" else self.layers[0]
        with opened(self.context) as project:
            material = gather(project.store, project.roles, self.names)
            return csv_text(HEADERS[layer], unit_rows(material, layer))

    def _project(self) -> str | None:
        from annotator.desk.agreement.build import STEPS, project_agreement

        with opened(self.context) as project, progress_bar("Measuring", STEPS) as advance:
            report = project_agreement(project, self.names, self.sampling, advance)
        if self.form == "terminal":
            from annotator.reports.agreement import agreement_parts

            _print(agreement_parts(report, self.layers, self.by, show_all=self.show_all))
            return None
        from annotator.reports.agreement_json import report_row

        return report_row(report, _coded(self.layers)).model_dump_json(indent=2) + "\n"

    def write(self, text: str | None, output: Path | None) -> None:
        """Print the text, or write it to a file, whole or not at all."""
        if output is None:
            if text is not None:
                click.echo(text, nl=False)
            return
        if text is None:
            raise UsageError("the terminal report cannot be written to a file", "choose another --format")
        from annotator.exports.folder import write_text

        write_text(output, text)
        narrate(f"Wrote {output}.")


def _print(parts: Iterable[RenderableType]) -> None:
    for part in parts:
        console().print(part)


def _coded(layers: tuple[str, ...]) -> tuple[str, ...]:
    """The layers asked for that are answered with one value a unit; the figures of the others are always there."""
    return tuple(layer for layer in layers if layer not in ("span", "tuple"))
