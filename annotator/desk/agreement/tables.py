"""Agreement over any table of ratings: data that never was in this program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level
from annotator.desk.agreement.layer import measure
from annotator.desk.agreement.model import LayerReport, Sampling
from annotator.imports.ratings_csv import read_ratings


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
    rows = read_ratings(path, keep=tuple(categories or ()))
    ratings = Ratings.from_triples(rows, categories, level, source=str(path))
    return measure(
        ratings, level, sampling, layer="ratings", question=f"Ratings of {path.name}", unit="unit of the table"
    )
