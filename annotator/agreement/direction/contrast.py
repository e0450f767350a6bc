"""Two sides of a comparison, unit by unit, reduced to what differs.

One side is an annotator, the other a second annotator or all others together. Equal units are folded; every test here
is a sum over the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.direction.results import Confusion
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints, group_keys
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError

_DUST = 1e-12
"""Differences smaller than this are what rounding leaves of zero."""


@dataclass(frozen=True, eq=False)
class Contrast:
    """The units that both sides rated, folded."""

    first: str
    second: str | None
    """None: all others."""
    categories: tuple[str, ...]
    ordered: bool
    code: Ints
    """What the first said (rows,)."""
    other: Floats
    """Share of each category in what the second said (rows, categories)."""
    step: Floats
    """Score of the first minus (mean) score of the second; zero is exact (rows,)."""
    most: float
    """Distance of the two ends of the scale: no step is larger."""
    count: Ints
    """Units behind each row (rows,)."""
    document: Ints
    """Document of each row (rows,)."""
    has_documents: bool

    @classmethod
    def of_pair(cls, ratings: Ratings, first: str, second: str) -> Contrast:
        """Two annotators on the units that both rated.

        Raises:
            UsageError: There is no such annotator, or both are the same.
        """
        left, right = _column(ratings, first), _column(ratings, second)
        if left == right:
            raise UsageError(f"{first!r} cannot be compared with themselves", "Name two annotators.")
        a, b = ratings.codes[:, left].astype(np.int64), ratings.codes[:, right].astype(np.int64)
        rows = np.flatnonzero((a >= 0) & (b >= 0))
        q = ratings.q
        keys = (ratings.document[rows] * q + a[rows]) * q + b[rows]
        found, count = group_keys(keys, max(len(ratings.documents), 1) * q * q, ratings.counts[rows])
        rows = rows[found]
        return _contrast(ratings, first, second, a[rows], np.eye(q)[b[rows]], count, ratings.document[rows])

    @classmethod
    def of_rest(cls, ratings: Ratings, first: str) -> Contrast:
        """One annotator against all others on the units that anybody else rated.

        The others of a unit count as one voice that says their mean, however many they are.

        Raises:
            UsageError: There is no such annotator.
        """
        own = ratings.codes[:, _column(ratings, first)].astype(np.int64)
        rows = np.flatnonzero((own >= 0) & (ratings.sizes >= 2))
        q = ratings.q
        place, column = np.nonzero(ratings.codes[rows] >= 0)
        votes = np.bincount(place * q + ratings.codes[rows][place, column], minlength=len(rows) * q).reshape(-1, q)
        others = (votes - np.eye(q, dtype=np.int64)[own[rows]]) / (ratings.sizes[rows] - 1)[:, None]
        return _contrast(ratings, first, None, own[rows], others, ratings.counts[rows], ratings.document[rows])

    @property
    def n(self) -> int:
        """Units compared."""
        return int(self.count.sum())

    def differences(self) -> Floats:
        """Per row 1 at the category of the first, less the shares of the second (rows, categories)."""
        return np.eye(len(self.categories))[self.code] - self.other

    def confusion(self) -> Confusion:
        """The confusion matrix."""
        q = len(self.categories)
        table = np.zeros((q, q))
        np.add.at(table, self.code, self.other * self.count[:, None])
        counts = tuple(tuple(row) for row in table.tolist())
        return Confusion(self.first, self.second, self.categories, counts, self.n)


def confusion(ratings: Ratings, first: str, second: str | None = None) -> Confusion:
    """What the second said where the first said this; without a second, all others.

    Args:
        ratings: The table.
        first: Annotator of the rows.
        second: Annotator of the columns; None for all others.

    Raises:
        UsageError: There is no such annotator.

    >>> table = Ratings.from_matrix([["a", "a"], ["a", "b"], ["b", "b"], ["a", None]], annotators=["ann", "bob"])
    >>> confusion(table, "ann", "bob").counts
    ((1.0, 1.0), (0.0, 1.0))
    """
    return contrast(ratings, first, second).confusion()


def contrast(ratings: Ratings, first: str, second: str | None) -> Contrast:
    """The comparison of `first` with `second`, or with all others where that is None."""
    return Contrast.of_rest(ratings, first) if second is None else Contrast.of_pair(ratings, first, second)


def _contrast(
    ratings: Ratings, first: str, second: str | None, code: Ints, other: Floats, count: Ints, document: Ints
) -> Contrast:
    # Steps around the middle: -1, 0, +1 for three categories.
    middle = (ratings.q - 1) / 2
    scores = np.array(ratings.scale.values or [place - middle for place in range(ratings.q)], dtype=np.float64)
    step = scores[code] - other @ scores
    step[np.abs(step) < _DUST * max(1.0, float(np.abs(scores).max(initial=0.0)))] = 0.0
    return Contrast(
        first=first,
        second=second,
        categories=ratings.categories,
        ordered=ratings.scale.ordered,
        code=code,
        other=other,
        step=step,
        most=float(np.ptp(scores)) if len(scores) else 0.0,
        count=count,
        document=document,
        has_documents=bool(ratings.documents),
    )


def _column(ratings: Ratings, name: str) -> int:
    if name not in ratings.annotators:
        raise UsageError(
            f"there is no annotator {name!r} in these ratings", f"Choose among: {', '.join(ratings.annotators[:20])}."
        )
    return ratings.annotators.index(name)
