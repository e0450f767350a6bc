"""Where an agreement report comes from: the project, a table of ratings, or a table of spans.

Nothing is read or measured before a format asks for it, and the modules that measure are loaded then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.common import opened, progress_bar
from annotator.cli.main import Context

if TYPE_CHECKING:
    from annotator.agreement.results import Level
    from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
    from annotator.desk.agreement.span_tables import SpanTableReport
    from annotator.desk.agreement.units import UnitTable
    from annotator.store.second_looks import SecondLook


@dataclass(frozen=True)
class ProjectSource:
    """The labels of a project."""

    context: Context
    annotators: Sequence[str]
    sampling: Sampling

    def report(self) -> AgreementReport:
        """Measure the whole project."""
        from annotator.desk.agreement.build import STEPS, project_agreement

        with opened(self.context, to_read=True) as project, progress_bar("Measuring", STEPS) as advance:
            return project_agreement(project, self.annotators, self.sampling, advance)

    def units(self, layers: tuple[str, ...], by: str | None = None) -> UnitTable:
        """The units of one layer; of second looks where `by` names them."""
        from annotator.desk.agreement.intra import second_look_units
        from annotator.desk.agreement.material import gather
        from annotator.desk.agreement.names import names_of
        from annotator.desk.agreement.units import HEADERS, UnitTable, unit_rows

        layer = "span" if layers[0] == "tuple" else layers[0]
        with opened(self.context, to_read=True) as project:
            material = gather(project.store, project.roles, self.annotators)
            names = names_of(project.store, material)
            if by is not None:
                kind: SecondLook = "recalled" if by == "retest" else "revealed"
                return names.of_units(second_look_units(project, kind, layer, self.annotators), layer)
        return names.of_units(UnitTable(HEADERS[layer], unit_rows(material, layer)), layer)


@dataclass(frozen=True)
class RatingsSource:
    """A table of ratings."""

    path: Path
    level: Level
    categories: Sequence[str] | None
    sampling: Sampling
    separator: str = "|"
    distances: Path | None = None

    def report(self) -> LayerReport:
        """Measure the table."""
        from annotator.desk.agreement.tables import table_agreement

        return table_agreement(
            self.path,
            self.level,
            self.categories,
            self.sampling,
            separator=self.separator,
            distances=self.distances,
        )

    def units(self, layers: tuple[str, ...], by: str | None = None) -> UnitTable:
        """Its ratings as they were used."""
        from annotator.desk.agreement.tables import table_units

        return table_units(self.path, self.level, self.categories, separator=self.separator, distances=self.distances)


@dataclass(frozen=True)
class SpansSource:
    """A table of spans."""

    path: Path
    labels: Sequence[str] | None
    sampling: Sampling
    continuum: tuple[int | None, int | None] = (None, None)
    """Where every text begins and how long it is."""

    def report(self) -> SpanTableReport:
        """Measure the table."""
        from annotator.desk.agreement.span_tables import span_table_agreement
        from annotator.imports.spans_csv import Continuum

        return span_table_agreement(self.path, self.sampling, self.labels, Continuum(*self.continuum))

    def units(self, layers: tuple[str, ...], by: str | None = None) -> UnitTable:
        """Its spans as they were used."""
        from annotator.desk.agreement.span_tables import span_table_units
        from annotator.imports.spans_csv import Continuum

        return span_table_units(self.path, self.labels, Continuum(*self.continuum))
