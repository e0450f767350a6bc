"""The exact joint alignment: units of all annotators, each annotator at most once per row, at minimum total cost.

The cost of a row is the mean over all C(k, 2) pairs of the k annotators of the dissimilarity of their units, or
delta_empty where a partner is missing (Mathet, Widloecher & Metivier 2015). Ties go first to fewer rows (more matched),
then to position: the leftmost unit takes the leftmost partners. Order of input and order of annotators change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment import programme, search
from annotator.agreement.alignment.assignment import best_matching
from annotator.agreement.alignment.candidates import Edges, Rows, candidates, edges, pairs_of
from annotator.agreement.alignment.components import components
from annotator.agreement.alignment.dissimilarity import Dissimilarity
from annotator.agreement.alignment.joins import summed
from annotator.agreement.alignment.units import Units
from annotator.agreement.label_counts import Floats, adjacent_pairs
from annotator.agreement.patterns import Ints
from annotator.errors import InputError

PATIENCE = 400_000
"""Steps of the search per component, about half a second; beyond, the integer programme is quicker."""
_WITHOUT_SCIPY = 50
"""So many times longer the search goes on where there is no integer programme."""
_MOST_ASSIGNED = 2_000
"""Units of one annotator up to which two annotators are matched without scipy."""


@dataclass(frozen=True, eq=False)
class Alignment:
    """Rows of aligned units."""

    row: Ints
    """Row of each unit (units,)."""
    group: Ints
    """Group of each row, ascending; rows of a group are sorted by their first unit (rows,)."""
    cost: Floats
    """Cost of each row (rows,)."""
    size: Ints
    """Units of each row (rows,)."""

    def table(self, annotator: Ints, annotators: int) -> Ints:
        """The rows laid out: index of each annotator's unit, -1 = none (rows, annotators)."""
        table = np.full((len(self.group), annotators), -1, dtype=np.int64)
        table[self.row, annotator] = np.arange(len(self.row))
        return table

    def matched_pairs(self) -> tuple[Ints, Ints]:
        """Every two units that share a row."""
        order = np.argsort(self.row, kind="stable")
        _, low, high = adjacent_pairs(self.row[order])
        return order[low], order[high]


def align(units: Units, annotators: int, dissimilarity: Dissimilarity) -> list[tuple[int | None, ...]]:
    """The rows of the best alignment, each with the index of every annotator's unit, or None.

    >>> from annotator.agreement.alignment.dissimilarity import IntersectionOverUnion
    >>> places = [np.array(x) for x in ([0, 0, 0], [0, 0, 1], [0.0, 10.0, 11.0], [9.0, 20.0, 20.0], [-1, -1, -1], [2])]
    >>> align(Units.of_intervals(*places), 2, IntersectionOverUnion())
    [(0, None), (1, 2)]
    """
    table = align_units(units, dissimilarity).table(units.annotator, annotators)
    return [tuple(None if unit < 0 else unit for unit in row) for row in table.tolist()]


def align_units(units: Units, dissimilarity: Dissimilarity, *, patience: int = PATIENCE) -> Alignment:
    """The best alignment of every group.

    Args:
        units: The units; each is in exactly one row of its group.
        dissimilarity: How unlike two units are.
        patience: Steps of search per component before the integer programme takes over. What the search solves has the
            promised tie-breaking; the programme's choice among equally good alignments is only always the same.

    Raises:
        InputError: A unit is of a group with fewer than two annotators.
        AnnotatorError: Too many annotators mark the same place, or scipy is needed and missing.
    """
    if len(units) and int(units.raters[units.group].min()) < 2:
        raise InputError("a group with units has fewer than two annotators", "Leave out what only one annotator read.")
    order = units.canonical()
    ordered = units.take(order)
    found = edges(ordered, dissimilarity)
    leader = _solve(ordered, found, patience)
    first, row = np.unique(leader, return_inverse=True)
    back = np.empty(len(order), dtype=np.int64)
    back[order] = row
    cost = _costs(ordered, row, len(first), found, dissimilarity.delta_empty)
    return Alignment(back, ordered.group[first], cost, np.bincount(row, minlength=len(first)).astype(np.int64))


def _costs(units: Units, row: Ints, rows: int, found: Edges, empty: float) -> Floats:
    together = row[found.first] == row[found.second]
    inside = row[found.first[together]]
    raters = np.zeros(rows, dtype=np.int64)
    raters[row] = units.raters[units.group]
    pairs = pairs_of(raters)
    missing = pairs - np.bincount(inside, minlength=rows)
    cost: Floats = (summed(inside, found.apart[together], rows) + missing * empty) / pairs
    return cost


def _solve(units: Units, found: Edges, patience: int) -> Ints:
    """For each unit the first unit of its row; units are in canonical order."""
    n = len(units)
    leader = np.arange(n, dtype=np.int64)
    part = components(n, found.first, found.second)
    hard = _at_sight(part, found, leader)
    open_edges = np.flatnonzero(hard[part[found.first]])
    if len(open_edges) == 0:
        return leader
    rest = Edges(
        found.first[open_edges],
        found.second[open_edges],
        found.apart[open_edges],
        found.quanta[open_edges],
        found.empty,
    )
    rows = candidates(units, rest)
    left = _search(n, rows, part, leader, patience, units)
    if left is not None and not programme.available():
        left = _search(n, left, part, leader, patience * _WITHOUT_SCIPY, units)
    if left is not None:
        programme.require_scipy()
        sizes, places = programme.best_rows(n, left, float(found.empty))
        for size, place in zip(sizes.tolist(), places.tolist(), strict=True):
            members = left.members[size - 2][place]
            leader[members] = members[0]
    return leader


def _at_sight(part: Ints, found: Edges, leader: Ints) -> NDArray[np.bool_]:
    """Solve the components that are one row: every two of their units no further apart than a missing partner.

    Joining any two parts of such a component saves delta_empty and costs nothing, so the whole of it is the best row.
    Returns which components are still to be solved.
    """
    parts = int(part.max(initial=-1)) + 1
    size = np.bincount(part, minlength=parts)
    inner = np.bincount(part[found.first], minlength=parts)
    near = np.bincount(part[found.first], found.quanta <= found.empty, minlength=parts)
    whole = (near == inner) & (inner == size * (size - 1) // 2)
    first = np.full(parts, len(part), dtype=np.int64)
    np.minimum.at(first, part, np.arange(len(part)))
    solved = whole[part]
    leader[solved] = first[part[solved]]
    hard: NDArray[np.bool_] = (size > 1) & ~whole
    return hard


def _search(n: int, rows: Rows, part: Ints, leader: Ints, patience: int, units: Units) -> Rows | None:
    """Solve by search what can be; returns the candidate rows of the components that are left."""
    listed: dict[int, list[tuple[tuple[int, ...], int]]] = {}
    for block, worths in zip(rows.members, rows.worth, strict=True):
        for members, worth in zip(block.tolist(), worths.tolist(), strict=True):
            # Of equally good alignments the one with fewer rows: a row of t units saves t - 1 rows.
            listed.setdefault(int(part[members[0]]), []).append((tuple(members), worth * (n + 1) + len(members) - 1))
    hard = np.zeros(int(part.max()) + 1, dtype=bool)
    for component, choices in listed.items():
        choices.sort()
        chosen = _of_component(choices, patience, units)
        if chosen is None:
            hard[component] = True
        for row in chosen or ():
            leader[list(row)] = row[0]
    if not hard.any():
        return None
    kept = [hard[part[block[:, 0]]] for block in rows.members]
    members = tuple(block[keep] for block, keep in zip(rows.members, kept, strict=True))
    return Rows(members, tuple(worth[keep] for worth, keep in zip(rows.worth, kept, strict=True)))


def _of_component(
    choices: Sequence[tuple[tuple[int, ...], int]], patience: int, units: Units
) -> list[tuple[int, ...]] | None:
    """The best rows of one component, or None where it is too large."""
    present = sorted({unit for row, _ in choices for unit in row})
    local = {unit: place for place, unit in enumerate(present)}
    rows = [tuple(local[unit] for unit in row) for row, _ in choices]
    chosen = search.best_rows(len(present), rows, [worth for _, worth in choices], patience)
    if chosen is not None:
        return [choices[index][0] for index in chosen]
    return _between_two(choices, present, units)


def _between_two(
    choices: Sequence[tuple[tuple[int, ...], int]], present: Sequence[int], units: Units
) -> list[tuple[int, ...]] | None:
    """The best pairs where only two annotators are concerned: an assignment, whatever its size; None otherwise."""
    who = units.annotator[np.array(present)]
    names = np.unique(who)
    sides = [
        [unit for unit, name in zip(present, who.tolist(), strict=True) if name == side] for side in names.tolist()
    ]
    if len(names) != 2 or min(len(side) for side in sides) > _MOST_ASSIGNED:
        return None
    places = [{unit: place for place, unit in enumerate(side)} for side in sides]
    # Worths carry the tie-break in their last digits; it is given up only where it does not fit a machine word.
    shift = 0 if max(worth for _, worth in choices) < 2**60 // len(present) else 20
    weights = np.zeros((len(sides[0]), len(sides[1])), dtype=np.int64)
    for (left, right), worth in choices:
        pair = (left, right) if left in places[0] else (right, left)
        weights[places[0][pair[0]], places[1][pair[1]]] = (worth >> shift) + 1
    found = best_matching(weights)
    pairs = [(sides[0][row], sides[1][column]) for row, column in enumerate(found.tolist()) if column >= 0]
    return [(min(pair), max(pair)) for pair in pairs]
