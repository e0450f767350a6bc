"""The ratings of a table as a list of cells, the form in which models are fitted.

One entry per pattern and annotator who rated it; cost follows the ratings given, not patterns x annotators. Arrays over
categories have the category first, so that sums along the list run over neighbours in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError


@dataclass(frozen=True, eq=False)
class Responses:
    """Ratings of distinct patterns, ordered by pattern."""

    table: Ratings
    """The patterns: documents forgotten, units that nobody rated left out."""
    people: tuple[str, ...]
    """Those who gave a rating."""
    row: Ints
    """Pattern of each rating (ratings,), ascending; every pattern occurs."""
    person: Ints
    """Who gave it, an index into `people`."""
    code: Ints
    """Place of the category given."""
    start: Ints
    """First rating of each pattern (patterns,)."""
    weight: Floats
    """Units behind each pattern (patterns,)."""

    @classmethod
    def of(cls, ratings: Ratings, people: Mapping[str, str] | None = None) -> Responses:
        """List the ratings of a table.

        Args:
            ratings: The table.
            people: Person behind an annotator, where one person has several columns (rated everything more than once);
                an annotator not named is a person of that name.

        Raises:
            UsageError: `people` names an annotator who is not in the table.
        """
        table = ratings.without_documents().rated()
        known = people or {}
        _refuse_unknown(known, table)
        names = [known.get(name, name) for name in table.annotators]
        row, column = np.nonzero(table.codes >= 0)
        rated = set(column.tolist())
        who = list(dict.fromkeys(name for place, name in enumerate(names) if place in rated))
        place = {name: index for index, name in enumerate(who)}
        index = np.array([place.get(name, -1) for name in names], dtype=np.int64)
        return cls(
            table=table,
            people=tuple(who),
            row=row.astype(np.int64),
            person=index[column] if len(column) else np.zeros(0, dtype=np.int64),
            code=table.codes[row, column].astype(np.int64),
            start=np.flatnonzero(np.diff(row, prepend=-1)).astype(np.int64),
            weight=table.counts.astype(np.float64),
        )

    @property
    def q(self) -> int:
        """Number of categories."""
        return self.table.q

    @property
    def units(self) -> float:
        """Units that anybody rated."""
        return float(self.weight.sum())

    @property
    def ratings(self) -> float:
        """Ratings in these units."""
        return float(self.weight[self.row].sum())

    def votes(self) -> Ints:
        """How many ratings gave each category (patterns, categories)."""
        shape = len(self.start), self.q
        counts: Ints = np.bincount(self.row * self.q + self.code, minlength=shape[0] * shape[1])
        return counts.reshape(shape)

    def sum_rows(self, values: Floats) -> Floats:
        """Sum over the ratings of each pattern: (..., ratings) to (..., patterns)."""
        if len(self.start) == 0:
            return np.zeros((*values.shape[:-1], 0))
        return np.add.reduceat(values, self.start, axis=-1)

    def sum_people(self, values: Floats) -> Floats:
        """Sum over the ratings of each person and category given: (ratings,) to (people, categories)."""
        size = len(self.people) * self.q
        sums: Floats = np.bincount(self.person * self.q + self.code, values, minlength=size).astype(np.float64)
        return sums.reshape(len(self.people), self.q)


def log_sum(logs: Floats) -> Floats:
    """log sum exp over the first axis, without overflow."""
    highest = logs.max(axis=0)
    total: Floats = highest + np.log(np.exp(logs - highest).sum(axis=0))
    return total


def shares(votes: Ints) -> Floats:
    """Votes as shares of each row; every row must have a vote."""
    part: Floats = votes / votes.sum(axis=1, keepdims=True)
    return part


def freeze(*arrays: NDArray[np.generic]) -> None:
    """Make arrays read-only."""
    for array in arrays:
        array.setflags(write=False)


def _refuse_unknown(people: Mapping[str, str], table: Ratings) -> None:
    for name in sorted(set(people) - set(table.annotators)):
        raise UsageError(
            f"there is no annotator {name!r} in these ratings", f"Choose among: {', '.join(table.annotators[:20])}."
        )
