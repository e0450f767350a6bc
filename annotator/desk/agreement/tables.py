"""Agreement over any table of ratings: data that never was in this program.

A table that this program wrote reads as it was: the apostrophe that kept a cell from being a formula is taken off.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level
from annotator.desk.agreement.formulas import bare
from annotator.desk.agreement.layer import measure
from annotator.desk.agreement.model import LayerReport, Sampling
from annotator.desk.agreement.units import UnitTable
from annotator.errors import InputError
from annotator.imports.ratings_csv import RatingRow, read_ratings


def table_agreement(path: Path, level: Level, categories: Sequence[str] | None, sampling: Sampling) -> LayerReport:
    """Agreement over a CSV with the columns unit, annotator, value, and perhaps document and weight.

    Args:
        path: The file.
        level: Level of measurement of the values.
        categories: The declared categories in their order; those seen where None.
        sampling: How intervals are made.

    Raises:
        InputError: The file cannot be read as such a table; names line, column and value.
    """
    ratings = Ratings.from_triples(_rows(path, categories), categories, level, source=str(path))
    return measure(
        ratings, level, sampling, layer="ratings", question=f"Ratings of {path.name}", unit="unit of the table"
    )


def table_units(path: Path, level: Level, categories: Sequence[str] | None) -> UnitTable:
    """The ratings of such a table as they were used.

    Values are written as their category (`2` for `2.0` at level interval), missing ones as nothing; `pairable` says
    which ratings stand in a unit with two or more. Documents and weights are there where the table has them.

    Raises:
        InputError: As `table_agreement`.
    """
    rows = list(_rows(path, categories))
    scale = Ratings.from_triples(rows, categories, level, source=str(path)).scale
    numbers = dict(zip(scale.values or (), scale.categories, strict=False))
    ratings = Counter((row.document, row.unit) for row in rows if row.value is not None)
    documents, weights = any(row.document is not None for row in rows), any(row.weight != 1 for row in rows)

    def cells(row: RatingRow) -> Iterator[str]:
        value = row.value or ""
        yield from (row.unit, row.annotator, numbers[float(value)] if value and numbers else value)
        yield from [row.document or ""] * documents
        yield from [str(row.weight)] * weights
        yield "yes" if value and ratings[row.document, row.unit] > 1 else "no"

    header = ("unit", "annotator", "value", *["document"] * documents, *["weight"] * weights, "pairable")
    return UnitTable(header, (tuple(cells(row)) for row in rows))


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
