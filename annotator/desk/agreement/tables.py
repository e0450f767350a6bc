"""How far annotators agree, layer by layer, over a project or over any table of ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.agreement.intake import Row
from annotator.agreement.intervals import intervals
from annotator.agreement.layers.claims import PlacedClaim, aligned_claims
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs
from annotator.agreement.results import Interval, Level, PairResult, Result
from annotator.agreement.shares import shares
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.imports.ratings_csv import read_ratings
from annotator.store.ratings import Finished, MarkedClaim, finished_labels, marked_claims

LAYERS = ("claim", "stance")
"""The layers that a project's labels are measured on."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How intervals are made."""

    resamples: int = 2000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class LayerReport:
    """Agreement on one question."""

    layer: str
    """What was asked: `claim` (is there one?), `stance` (whose side?), or `ratings` for a table from elsewhere."""
    unit: str
    """What one unit is."""
    conditional_on: str
    """What had to be agreed on already for a unit to count; nothing where empty."""
    level: Level
    units: int
    """Units rated by at least one annotator."""
    annotators: tuple[str, ...]
    documents: int
    """Documents with a unit; 0 where the table names none."""
    categories: tuple[str, ...]
    shares: tuple[float, ...]
    """Share of each category among all ratings; empty where there is none."""
    coefficients: dict[str, Result] = field(default_factory=dict)
    intervals: dict[str, Interval] = field(default_factory=dict)
    pairs: tuple[PairResult, ...] = ()


def measure(
    ratings: Ratings, level: Level, sampling: Sampling, *, layer: str, unit: str, conditional_on: str = ""
) -> LayerReport:
    """Every coefficient of a table with its interval, and every pair of annotators."""
    found = coefficients(ratings, level)
    return LayerReport(
        layer=layer,
        unit=unit,
        conditional_on=conditional_on,
        level=level,
        units=ratings.units,
        annotators=ratings.annotators,
        documents=len(ratings.documents),
        categories=ratings.categories,
        shares=shares(ratings),
        coefficients=found,
        intervals=intervals(ratings, list(found), resamples=sampling.resamples, seed=sampling.seed),
        pairs=tuple(pairs(ratings, level, strangers=True)),
    )


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
    ratings = Ratings.from_triples(read_ratings(path), categories, level, source=str(path))
    return measure(ratings, level, sampling, layer="ratings", unit="unit of the table")


def project_agreement(
    project: Project, layers: Sequence[str], annotators: Sequence[str], sampling: Sampling
) -> list[LayerReport]:
    """Agreement over a project's finished labels.

    Args:
        project: The open project.
        layers: Which of `LAYERS`, in their order.
        annotators: Whose labels count; everyone's where empty.
        sampling: How intervals are made.

    Raises:
        UsageError: An annotator is named who has finished nothing.
    """
    finished = finished_labels(project.store, project.roles)
    known = {label.annotator for label in finished}
    unknown = sorted(set(annotators) - known)
    if unknown:
        raise UsageError(
            f"{unknown[0]!r} has not finished a label", f"these have: {', '.join(sorted(known)) or 'nobody yet'}"
        )
    chosen = set(annotators) or known
    labels = [label for label in finished if label.annotator in chosen]
    reports = [_presence(labels, sampling)] if "claim" in layers else []
    if "stance" in layers:
        claims = [claim for claim in marked_claims(project.store, project.roles) if claim.annotator in chosen]
        reports.append(_stance(project, labels, claims, sampling))
    return reports


def _presence(labels: Sequence[Finished], sampling: Sampling) -> LayerReport:
    rows: Iterable[Row] = (
        (label.segment, label.annotator, "claim" if label.has_claims else "no-claim", label.document)
        for label in labels
    )
    table = Ratings.from_triples(rows, ("no-claim", "claim"))
    return measure(table, "nominal", sampling, layer="claim", unit="sentence")


def _stance(
    project: Project, labels: Sequence[Finished], claims: Sequence[MarkedClaim], sampling: Sampling
) -> LayerReport:
    readers = Counter(label.segment for label in labels)
    placed = [PlacedClaim(claim.segment, claim.annotator, claim.spans) for claim in claims]
    rows: Iterable[Row] = (
        (f"{claims[index].segment} {number}", claims[index].annotator, claims[index].stance, claims[index].document)
        for number, row in enumerate(aligned_claims(placed, readers))
        if len(row) >= 2
        for index in row
    )
    level: Level = "ordinal" if project.codebook.stance.ordered else "nominal"
    table = Ratings.from_triples(rows, project.codebook.stances, level)
    condition = "claims that at least two annotators marked, sharing half of their words or more"
    return measure(table, level, sampling, layer="stance", unit="matched claim", conditional_on=condition)
