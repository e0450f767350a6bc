"""Reports for the page: beside that of the panel one of nobody, of one annotator, of tables, and a very large one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, cycle
from pathlib import Path

import pytest

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.span_tables import SpanTableReport, span_table_agreement
from annotator.desk.agreement.tables import table_agreement
from annotator.desk.project import init_project, open_project
from annotator.reports.agreement_csv import csv_text

QUICK = Sampling(60)
MANY, DOCUMENTS = 50, 500


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> AgreementReport:
    """Nobody has done anything."""
    with open_project(init_project(tmp_path_factory.mktemp("empty") / "project")) as project:
        return project_agreement(project, (), QUICK)


@pytest.fixture(scope="session")
def alone(panel: Path, report: AgreementReport) -> AgreementReport:
    """One annotator."""
    with open_project(panel) as project:
        return project_agreement(project, (report.people[0].name,), QUICK)


@pytest.fixture(scope="session")
def ratings(tmp_path_factory: pytest.TempPathFactory) -> LayerReport:
    """A table of ratings on an ordered scale, without documents; `</td>` is one of the annotators."""
    names = ("</td>", "b", "c")
    rows = [
        (f"u{unit}", name, ("-1", "0", "+1")[(unit + (unit * place) % 4 // 3) % 3])
        for unit in range(30)
        for place, name in enumerate(names)
    ]
    return table_agreement(_written(tmp_path_factory, ("unit", "annotator", "value"), rows), "ordinal", None, QUICK)


@pytest.fixture(scope="session")
def spans(tmp_path_factory: pytest.TempPathFactory) -> SpanTableReport:
    """A table of spans."""
    rows = [(f"d{n}", name, "0", str(5 + (n + len(name)) % 3), "x_1") for n in range(12) for name in ("a", "bb", "c")]
    header = ("document", "annotator", "start", "end", "label")
    return span_table_agreement(_written(tmp_path_factory, header, rows), QUICK)


@pytest.fixture(scope="session")
def crowd(report: AgreementReport) -> AgreementReport:
    """Fifty annotators and five hundred documents: the figures of the panel over and over under other names."""
    names = tuple(f"annotator number {place:02}" for place in range(MANY))
    people = cycle(report.people)
    cuts = [replace(report.cuts[0], name=f"{place:016x}") for place in range(DOCUMENTS)]
    cuts += [replace(cut, by="week", name=f"2026-W{place:02}") for place, cut in enumerate(report.cuts[:3], start=10)]
    disputes = cycle(report.disputes)
    return replace(
        report,
        people=tuple(replace(next(people), name=name) for name in names),
        layers=tuple(_crowded(layer, names) for layer in report.layers),
        cuts=tuple(cuts),
        disputes=tuple(
            replace(each, text=each.text * 20, said=tuple(replace(each.said[0], annotator=name) for name in names))
            for each, _ in zip(disputes, range(MANY), strict=False)
        ),
    )


def _crowded(layer: LayerReport, names: tuple[str, ...]) -> LayerReport:
    couples = list(combinations(names, 2))
    alphas = [place / len(couples) for place in range(len(couples))]
    pairs = [
        replace(pair, first=first, second=second, alpha=alpha)
        for (first, second), alpha, pair in zip(couples, alphas, cycle(layer.pairs), strict=False)
    ]
    confusions, leans = cycle(layer.confusions), cycle(layer.leans)
    return replace(
        layer,
        annotators=names,
        pairs=tuple(pairs),
        without=dict.fromkeys(names, 0.5),
        confusions=tuple(replace(next(confusions), first=a, second=b) for a, b in couples if layer.confusions),
        leans=tuple(replace(next(leans), first=a, second=b) for a, b in couples if layer.leans),
    )


def _written(made: pytest.TempPathFactory, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Path:
    path = made.mktemp("tables") / "table.csv"
    path.write_text(csv_text(header, rows), encoding="utf-8")
    return path
