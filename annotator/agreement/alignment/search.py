"""The best set of rows that share no unit, found exactly by dynamic programming along the units.

The state is which later units are already taken. Units lie along the text and rows are local, so few states occur; a
budget stops the search where they are many.
"""

from __future__ import annotations

from collections.abc import Sequence

_Choice = tuple[int, int, int]
"""Of a row: bits of its other units counted from the unit after its first, its worth, its index."""


def best_rows(units: int, rows: Sequence[Sequence[int]], worth: Sequence[int], budget: int) -> list[int] | None:
    """The rows of greatest total worth of which no two share a unit.

    Ties are broken by position: the first unit takes the first row in the order given, and so on.

    Args:
        units: How many units there are, numbered from 0 in their order.
        rows: Units of each row, ascending, at least two.
        worth: Worth of each row, whole and not negative, so that equal is equal.
        budget: Steps after which the search gives up.

    Returns:
        Indices of the chosen rows, or None where the budget did not last.

    >>> best_rows(3, [(0, 1), (1, 2)], [3, 4], 100)
    [1]
    """
    choices: list[list[_Choice]] = [[] for _ in range(units)]
    for index, row in enumerate(rows):
        first = row[0]
        choices[first].append((sum(1 << (unit - first - 1) for unit in row[1:]), worth[index], index))
    layers = _reachable(choices, budget)
    return None if layers is None else _trace(layers, choices)


def _reachable(choices: list[list[_Choice]], budget: int) -> list[set[int]] | None:
    """Per unit the sets of units from it on that may be taken already."""
    layers: list[set[int]] = []
    states = {0}
    for options in choices:
        layers.append(states)
        budget -= len(states) * (len(options) + 1)
        if budget < 0:
            return None
        after = {state >> 1 for state in states}
        for state in states:
            if not state & 1:
                rest = state >> 1
                after.update(rest | taken for taken, _, _ in options if not rest & taken)
        states = after
    return layers


def _trace(layers: list[set[int]], choices: list[list[_Choice]]) -> list[int]:
    """The best choices, from the last unit back, then read from the first on."""
    best: dict[int, int] = {0: 0}
    decisions: list[dict[int, _Choice]] = []
    for states, options in zip(reversed(layers), reversed(choices), strict=True):
        values: dict[int, int] = {}
        decided: dict[int, _Choice] = {}
        for state in states:
            rest = state >> 1
            values[state] = best[rest]
            if state & 1:
                continue
            top = -1
            for option in options:
                if not rest & option[0] and (value := option[1] + best[rest | option[0]]) > top:
                    top, decided[state] = value, option
            # Only where nothing can be gained by any row is the unit left alone.
            if top < best[rest]:
                decided.pop(state, None)
            else:
                values[state] = top
        best = values
        decisions.append(decided)
    chosen: list[int] = []
    state = 0
    for decided in reversed(decisions):
        taken = decided.get(state)
        state >>= 1
        if taken:
            state |= taken[0]
            chosen.append(taken[2])
    return chosen
