"""How good each annotator is, measured against the aggregated label.

    accuracy_j = sum over j's ratings of P(true = what j gave) / number of j's ratings

The posterior contains the annotator's own votes, so accuracies flatter a little; with few annotators per unit, much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.aggregation.expectation import expected_counts
from annotator.agreement.aggregation.responses import Responses
from annotator.agreement.aggregation.results import Aggregate, Glad, Mace, Reason
from annotator.agreement.label_counts import Floats


@dataclass(frozen=True)
class AnnotatorQuality:
    """One person against the aggregated labels."""

    annotator: str
    ratings: int
    """Ratings given."""
    accuracy: float | None
    """Expected share of these that are right; None without ratings."""
    competence: float | None
    """MACE's competence; None under another method."""
    ability: float | None
    """GLAD's ability; None under another method."""
    expected: tuple[tuple[float, ...], ...]
    """Expected units by true category (rows) and category given (columns)."""
    confusion: tuple[tuple[float, ...] | None, ...]
    """P(given | true) by true category; None for a category that none of the units has."""
    reason: Reason | None
    """Why there is no accuracy; None where there is."""


def quality(result: Aggregate, people: Mapping[str, str] | None = None) -> tuple[AnnotatorQuality, ...]:
    """Every person's quality, in the order of the table's annotators.

    Args:
        result: Labels by any method.
        people: Person behind an annotator, as given to the method.
    """
    responses = Responses.of(result.table, people)
    counts = expected_counts(responses, np.ascontiguousarray(result.posterior.T))
    competence = dict(zip(result.people, result.competence.tolist(), strict=True)) if isinstance(result, Mace) else {}
    ability = dict(zip(result.people, result.ability.tolist(), strict=True)) if isinstance(result, Glad) else {}
    place = {name: index for index, name in enumerate(responses.people)}
    names = dict.fromkeys((people or {}).get(name, name) for name in result.table.annotators)
    none = np.zeros((result.table.q, result.table.q))
    return tuple(
        _quality(name, counts[place[name]] if name in place else none, competence.get(name), ability.get(name))
        for name in names
    )


def _quality(name: str, expected: Floats, competence: float | None, ability: float | None) -> AnnotatorQuality:
    total = float(expected.sum())
    confusion = [tuple((row / row.sum()).tolist()) if row.sum() > 0 else None for row in expected]
    return AnnotatorQuality(
        annotator=name,
        ratings=round(total),
        accuracy=float(np.trace(expected)) / total if total > 0 else None,
        competence=competence,
        ability=ability,
        expected=tuple(tuple(row) for row in expected.tolist()),
        confusion=tuple(confusion),
        reason=None if total > 0 else "no_ratings",
    )
