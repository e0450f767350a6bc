"""Maximum-weight one-to-one matching between two sets, exactly: successive shortest paths with potentials.

Kuhn 1955, Munkres 1957, in the form of Jonker & Volgenant 1987; the inner loop runs over whole rows at once. Weights
are whole numbers, so that equal is equal.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.patterns import Ints

_FAR = int(np.iinfo(np.int64).max) // 4
"""Farther than any column is."""


def best_matching(weights: Ints) -> Ints:
    """The one-to-one matching of greatest total weight.

    Args:
        weights: Weight of each pair (rows, columns), not negative; 0 = no pair.

    Returns:
        Column of each row, -1 = none (rows,).

    Raises:
        ValueError: The weights are so great that their sum could not be told from infinity.

    >>> best_matching(np.array([[7, 9], [0, 3]])).tolist()
    [0, 1]
    """
    rows, columns = weights.shape
    if int(weights.max(initial=0)) * (min(rows, columns) + 1) >= _FAR:
        raise ValueError("weights must sum to less than 2^61")
    if rows > columns:
        column_of = np.full(rows, -1, dtype=np.int64)
        row_of = best_matching(np.ascontiguousarray(weights.T))
        found = np.flatnonzero(row_of >= 0)
        column_of[row_of[found]] = found
        return column_of
    match = _assign(weights.max(initial=0) - weights)
    match[weights[np.arange(rows), match] == 0] = -1
    return match


def _assign(cost: Ints) -> Ints:
    """The column of each row in an assignment of least cost; there are at least as many columns as rows."""
    rows, columns = cost.shape
    row_price = np.zeros(rows, dtype=np.int64)
    column_price = np.zeros(columns, dtype=np.int64)
    row_of = np.full(columns, -1, dtype=np.int64)
    for row in range(rows):
        distance = np.full(columns, _FAR, dtype=np.int64)
        came_from = np.full(columns, -1, dtype=np.int64)
        done = np.zeros(columns, dtype=bool)
        at, column, length = row, -1, 0
        while True:
            slack = length + cost[at] - row_price[at] - column_price
            nearer = ~done & (slack < distance)
            distance[nearer] = slack[nearer]
            came_from[nearer] = column
            column = int(np.argmin(np.where(done, _FAR, distance)))
            length = int(distance[column])
            done[column] = True
            if row_of[column] < 0:
                break
            at = int(row_of[column])
        taken = np.flatnonzero(done & (row_of >= 0))
        row_price[row_of[taken]] += length - distance[taken]
        column_price[done] -= length - distance[done]
        row_price[row] += length
        while column >= 0:
            before = int(came_from[column])
            row_of[column] = row if before < 0 else row_of[before]
            column = before
    match = np.empty(rows, dtype=np.int64)
    found = np.flatnonzero(row_of >= 0)
    match[row_of[found]] = found
    return match
