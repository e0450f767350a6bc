"""All coefficients of a table in one pass, and the matrix of its annotators.

The entry of the room for reports: plain dictionaries and lists of frozen results.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.coefficient import compute
from annotator.agreement.coefficients import at_level, named
from annotator.agreement.pairwise import pairs
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level, Result

__all__ = ["coefficients", "pairs"]


def coefficients(ratings: Ratings, level: Level = "nominal", names: Sequence[str] | None = None) -> dict[str, Result]:
    """Every coefficient that means something at this level.

    A measure of the level that cannot handle this table (Cohen's kappa with three annotators, say) is in the answer
    with its reason and no value.

    Args:
        ratings: The table; for interval and ratio it must have been read at such a level.
        level: Level of measurement; includes the measures of the levels below it.
        names: Only these measures, whatever their level.

    Returns:
        Results by name, in the order of a report.

    Raises:
        UsageError: There is no such level or measure.
    """
    chosen, errors = at_level(ratings, level) if names is None else named(ratings, names)
    found = compute([*chosen, *(error.of for error in errors)], ratings)
    answer = {each.name: found[each.name] for each in chosen}
    answer |= {error.name: error(ratings, found[error.of.name]) for error in errors}
    return answer
