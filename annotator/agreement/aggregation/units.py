"""From patterns back to units: which label, and which votes, belong to which unit.

A table of ratings folds equal units together; here their names are kept. Units come out in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement import intake
from annotator.agreement.aggregation.responses import freeze
from annotator.agreement.aggregation.results import Aggregate, Glad, Reason, UnitLabel
from annotator.agreement.categories import Coder, Value
from annotator.agreement.patterns import Codes, Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level
from annotator.errors import UsageError


@dataclass(frozen=True, eq=False)
class UnitTable:
    """A table of ratings that still knows its units."""

    ratings: Ratings
    units: tuple[str, ...]
    documents: tuple[str | None, ...]
    """Document of each unit; None where documents are not known."""
    codes: Codes
    """Units x annotators, -1 = missing."""

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[intake.Row],
        categories: Iterable[Value] | None = None,
        level: Level = "nominal",
        *,
        source: str = "",
        open_set: bool = False,
    ) -> UnitTable:
        """Read long rows, as `Ratings.from_triples` does.

        Args:
            rows: (unit, annotator, value[, document[, weight[, line]]]), consumed once.
            categories: All categories in their order; default those seen.
            level: How values compare.
            source: Name of the file, for messages.
            open_set: See `Scale.open_set`.

        Raises:
            InputError: As `Ratings.from_triples`.

        >>> table = UnitTable.from_rows([("u2", "ann", "yes"), ("u1", "ann", "no"), ("u2", "bob", "yes")])
        >>> table.units, table.codes.tolist()
        (('u2', 'u1'), [[1, 1], [0, -1]])
        """
        met: dict[tuple[str, str | None], None] = {}
        long = intake.read_triples(_watched(rows, met), Coder(level, categories, open_set), source)
        ratings = Ratings.from_codes(
            long.codes,
            long.scale,
            annotators=long.annotators,
            document=long.document,
            documents=long.documents,
            weights=long.weights,
        )
        freeze(long.codes)
        return cls(ratings, tuple(unit for unit, _ in met), tuple(document for _, document in met), long.codes)


def unit_labels(result: Aggregate, table: UnitTable) -> tuple[UnitLabel, ...]:
    """The label of every unit, in the order of `table.units`.

    Args:
        result: Made from `table.ratings`, or from a table with the same annotators and categories.
        table: The units.

    Raises:
        UsageError: The result was made from other ratings.
    """
    if result.table.annotators != table.ratings.annotators or result.table.categories != table.ratings.categories:
        raise UsageError("these labels were made from other ratings", "Aggregate the ratings of the same table.")
    place = patterns_of(result.table, table.codes).tolist()
    answers = [_answer(result, row) for row in range(len(result.label))]
    nothing = (None, "no_ratings", (0,) * result.table.q, None, None, None)
    return tuple(
        UnitLabel(unit, document, *(answers[row] if row >= 0 else nothing))
        for unit, document, row in zip(table.units, table.documents, place, strict=True)
    )


def patterns_of(table: Ratings, codes: Codes) -> Ints:
    """Which row of a table each unit is.

    Args:
        table: Distinct patterns, without documents (such as `Aggregate.table`).
        codes: Units x annotators, the same columns and categories as the table.

    Returns:
        Index of a row of `table.codes` per unit, -1 where the pattern does not occur there.

    Raises:
        UsageError: The columns differ in number.
    """
    if codes.ndim != 2 or codes.shape[1] != table.codes.shape[1]:
        raise UsageError("the columns of the units are not those of the table", "Give one column per annotator.")
    rows, width = table.codes.shape
    if rows == 0 or width == 0:
        return np.full(len(codes), -1, dtype=np.int64)
    joint = np.ascontiguousarray(np.concatenate([table.codes.astype(np.int64), codes.astype(np.int64)]))
    keys = joint.view(np.dtype((np.void, 8 * width))).ravel()
    distinct, index = np.unique(keys, return_inverse=True)
    place = np.full(len(distinct), -1, dtype=np.int64)
    place[index[:rows]] = np.arange(rows)
    return place[index[rows:]]


_Shares = tuple[float, ...] | None
_Answer = tuple[str | None, Reason | None, tuple[int, ...], _Shares, _Shares, float | None]


def _answer(result: Aggregate, row: int) -> _Answer:
    """Label, reason, votes, shares, posterior, difficulty of a pattern."""
    place = int(result.label[row])
    votes = result.votes[row]
    return (
        result.table.categories[place] if place >= 0 else None,
        None if place >= 0 else "tie",
        tuple(votes.tolist()),
        tuple((votes / votes.sum()).tolist()),
        tuple(result.posterior[row].tolist()),
        float(result.difficulty[row]) if isinstance(result, Glad) else None,
    )


def _watched(rows: Iterable[intake.Row], met: dict[tuple[str, str | None], None]) -> Iterator[intake.Row]:
    """Pass rows on, noting each unit when it is first met: the order in which the reader numbers them."""
    for row in rows:
        met.setdefault((row[0], row[3] if len(row) > 3 else None), None)
        yield row
