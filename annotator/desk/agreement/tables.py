"""Agreement over any table of ratings: data that never was in this program.

A table that this program wrote reads as it was: the apostrophe that kept a cell from being a formula is taken off.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.agreement.distances import from_matrix
from annotator.agreement.intake import Row
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level
from annotator.desk.agreement.formulas import bare
from annotator.desk.agreement.layer import measure
from annotator.desk.agreement.model import LayerReport, Sampling
from annotator.desk.agreement.units import UnitTable
from annotator.errors import InputError
from annotator.imports.distances_csv import DistanceTable, read_distances
from annotator.imports.rating_sets import SEPARATOR, read_set, written
from annotator.imports.ratings_csv import RatingRow, read_ratings


def table_agreement(
    path: Path,
    level: Level,
    categories: Sequence[str] | None,
    sampling: Sampling,
    *,
    separator: str = SEPARATOR,
    distances: Path | None = None,
) -> LayerReport:
    """Agreement over a CSV with the columns unit, annotator, value, and perhaps document and weight.

    Args:
        path: The file.
        level: Level of measurement of the values.
        categories: The declared categories in their order, at level set the labels that sets may hold; those seen
            where None.
        sampling: How intervals are made.
        separator: At level set, what stands between the labels of a set.
        distances: A matrix of distances between the values, which it declares, at level nominal.

    Raises:
        InputError: The file cannot be read as such a table, or the matrix as such; names line, column and value.
    """
    table = read_distances(distances) if distances else None
    rows = _rows(path, categories if table is None else table.labels)
    ratings = _ratings(path, rows, level, categories, separator, table)
    report = measure(
        ratings, level, sampling, layer="ratings", question=f"Ratings of {path.name}", unit="unit of the table"
    )
    return replace(report, separator=separator if level == "set" else "", distances=distances.name if distances else "")


def table_units(
    path: Path,
    level: Level,
    categories: Sequence[str] | None,
    *,
    separator: str = SEPARATOR,
    distances: Path | None = None,
) -> UnitTable:
    """The ratings of such a table as they were used; arguments as of `table_agreement`.

    Values are written as their category (`2` for `2.0` at level interval), missing ones as nothing; `pairable` says
    which ratings stand in a unit with two or more. Documents and weights are there where the table has them.

    Raises:
        InputError: As `table_agreement`.
    """
    table = read_distances(distances) if distances else None
    rows = list(_rows(path, categories if table is None else table.labels))
    scale = _ratings(path, rows, level, categories, separator, table).scale
    numbers = dict(zip(scale.values or (), scale.categories, strict=False))
    ratings = Counter((row.document, row.unit) for row in rows if row.value is not None)
    documents, weights = any(row.document is not None for row in rows), any(row.weight != 1 for row in rows)

    def shown(value: str) -> str:
        if value and level == "set":
            return written(read_set(value, separator, ""), separator)
        return numbers[float(value)] if value and numbers else value

    def cells(row: RatingRow) -> Iterator[str]:
        value = row.value or ""
        yield from (row.unit, row.annotator, shown(value))
        yield from [row.document or ""] * documents
        yield from [str(row.weight)] * weights
        yield "yes" if value and ratings[row.document, row.unit] > 1 else "no"

    header = ("unit", "annotator", "value", *["document"] * documents, *["weight"] * weights, "pairable")
    return UnitTable(header, (tuple(cells(row)) for row in rows))


def _ratings(
    path: Path,
    rows: Iterable[RatingRow],
    level: Level,
    categories: Sequence[str] | None,
    separator: str,
    distances: DistanceTable | None,
) -> Ratings:
    """The table, with its sets or its distances."""
    if level == "set":
        found = Ratings.from_triples(
            _sets(path, rows, categories, separator), None, level, source=str(path), open_set=True
        )
        names = tuple(written(labels, separator) for labels in found.scale.sets or ())
        return replace(found, scale=replace(found.scale, categories=names))
    if distances is None:
        return Ratings.from_triples(rows, categories, level, source=str(path))
    declared = [bare(label) for label in distances.labels]
    found = Ratings.from_triples(rows, declared, level, source=str(path))
    return replace(found, scale=replace(found.scale, own=from_matrix(distances.rows)))


def _sets(path: Path, rows: Iterable[RatingRow], labels: Sequence[str] | None, separator: str) -> Iterator[Row]:
    """The rows with sets for values."""
    for row in rows:
        if row.value is None:
            yield row
            continue
        where = f"{path}, line {row.line}: "
        found = read_set(row.value, separator, where)
        unknown = sorted(found - set(found if labels is None else labels))
        if unknown:
            what = f"{where}value {row.value!r} holds {unknown[0]!r}, which is not among the declared labels"
            raise InputError(what, f"Correct it, or declare it; declared are: {', '.join(labels or ())}.")
        yield row.unit, row.annotator, found, row.document, row.weight, row.line


def _rows(path: Path, categories: Sequence[str] | None) -> Iterator[RatingRow]:
    try:
        for row in read_ratings(path, keep=tuple(categories or ())):
            yield _bare(row) if _marked(row) else row
    except csv.Error as error:
        # A header with a column longer than the module takes is no header.
        raise InputError(
            f"{path}, line 1: not a header: {error}", "Begin with a line such as unit,annotator,value."
        ) from error


def _marked(row: RatingRow) -> bool:
    cells = (row.unit, row.annotator, row.value, row.document)
    return any(cell is not None and cell.startswith("'") for cell in cells)


def _bare(row: RatingRow) -> RatingRow:
    return row._replace(
        unit=bare(row.unit),
        annotator=bare(row.annotator),
        value=None if row.value is None else bare(row.value),
        document=None if row.document is None else bare(row.document),
    )
