"""The report as people read it: names and titles in the place of ids. JSON keeps the ids, with the names beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from annotator.agreement.direction.results import Confusion
from annotator.desk.agreement.model import AgreementReport, Cut, LayerReport

_Value = TypeVar("_Value")


def shown(report: AgreementReport) -> AgreementReport:
    """The same report with what its ids are called; a report that has that already stays as it is."""
    return replace(
        report,
        layers=tuple(shown_layer(layer) for layer in report.layers),
        cuts=tuple(_cut(cut) for cut in report.cuts),
    )


def shown_layer(report: LayerReport) -> LayerReport:
    """The layer with the names of its categories."""
    names = report.names
    if not names:
        return report
    return replace(
        report,
        categories=tuple(names.get(each, each) for each in report.categories),
        coefficients=_renamed(report.coefficients, names),
        intervals=_renamed(report.intervals, names),
        confusions=tuple(_confusion(each, names) for each in report.confusions),
        names={},
    )


def _cut(cut: Cut) -> Cut:
    return replace(cut, name=cut.title, title="") if cut.title else cut


def _renamed(found: Mapping[str, _Value], names: Mapping[str, str]) -> dict[str, _Value]:
    """What is known of each coefficient; those of one category end with its id, after a colon."""
    renamed = {}
    for name, value in found.items():
        base, colon, category = name.partition(":")
        renamed[f"{base}:{names.get(category, category)}" if colon else name] = value
    return renamed


def _confusion(table: Confusion, names: Mapping[str, str]) -> Confusion:
    return replace(table, categories=tuple(names.get(each, each) for each in table.categories))
