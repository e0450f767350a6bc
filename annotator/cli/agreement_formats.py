"""The formats of `annotator agreement`, one entry each: what writes it, and which options it obeys.

A writer takes a source, of a project or of a table, and asks it for its report or for the units behind it. It returns
text, or None where it has printed in colours already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from annotator.cli.common import console
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.desk.agreement.units import UnitTable
    from annotator.reports.paper.contents import Report


@dataclass(frozen=True)
class View:
    """Which part of a report is asked for."""

    layers: tuple[str, ...] = ()
    by: str | None = None
    show_all: bool = False


class Source(Protocol):
    """Where a report comes from: a project, a table of ratings, a table of spans."""

    def report(self) -> Report:
        """Measure."""
        ...

    def units(self, layers: tuple[str, ...], by: str | None = None) -> UnitTable:
        """The units behind the report, or behind its part by `retest` or `reveal`."""
        ...


@dataclass(frozen=True)
class Format:
    """One format."""

    write: Callable[[Source, View], str | None]
    obeys: frozenset[str]
    """Of the options `layer`, `by` and `all`, those that it heeds; the others are refused, not ignored."""
    for_terminals: bool = True
    """Whether a terminal shows it well; else it is written to a file or a pipe only."""


def _terminal(source: Source, view: View) -> None:
    from annotator.reports.agreement import terminal_parts

    out = console()
    for part in terminal_parts(source.report(), view.layers, view.by, show_all=view.show_all):
        out.print(part)


def _json(source: Source, view: View) -> str:
    from annotator.desk.agreement.model import AgreementReport, LayerReport
    from annotator.reports.agreement_json import layer_row, report_row, span_table_row

    report = source.report()
    if isinstance(report, AgreementReport):
        coded = tuple(layer for layer in view.layers if layer not in ("span", "tuple"))
        return report_row(report, coded).model_dump_json(indent=2) + "\n"
    row = layer_row(report) if isinstance(report, LayerReport) else span_table_row(report)
    return row.model_dump_json(indent=2) + "\n"


def _csv(source: Source, view: View) -> str:
    from annotator.reports.agreement_csv import csv_text

    if view.by not in (None, "retest", "reveal"):
        raise UsageError(f"--format csv heeds no --by {view.by}", "leave it out, or choose another format")
    table = source.units(view.layers, view.by)
    return csv_text(table.header, table.rows)


def _markdown(source: Source, view: View) -> str:
    from annotator.reports.agreement_markdown import markdown

    return markdown(source.report(), view.layers, view.by, show_all=view.show_all)


def _latex(source: Source, view: View) -> str:
    from annotator.reports.agreement_latex import latex

    return latex(source.report(), view.layers, view.by, show_all=view.show_all)


def _line(source: Source, view: View) -> str:
    from annotator.reports.agreement_line import report_lines

    return report_lines(source.report(), view.layers)


def _html(source: Source, view: View) -> str:
    from annotator.reports.page import page

    return page(source.report())


_EVERY = frozenset({"layer", "by", "all"})

FORMATS: dict[str, Format] = {
    "terminal": Format(_terminal, _EVERY),
    "line": Format(_line, frozenset({"layer"})),
    "json": Format(_json, _EVERY),
    "csv": Format(_csv, frozenset({"layer", "by"})),
    "md": Format(_markdown, _EVERY),
    "latex": Format(_latex, _EVERY),
    "html": Format(_html, frozenset(), for_terminals=False),
}
"""The formats by name, in the order in which the help lists them. JSON holds every part and coefficient anyway."""
