"""Distances between two categories: 0 for equal ones, larger for worse disagreement.

Agreement weights are distances too, w = 1 - d. A distance is bound to a scale and then compares arrays of codes element
by element, so no matrix of categories x categories is needed unless one was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.categories import Scale
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import InputError

Between = Callable[[Ints, Ints], Floats]
"""Distance of two arrays of codes that broadcast against each other."""


@dataclass(frozen=True, eq=False)
class Distance:
    """A named distance; `bind(scale)` gives the function on codes."""

    name: str
    bind: Callable[[Scale], Between]


def _nominal(scale: Scale) -> Between:
    return lambda k, j: (k != j).astype(np.float64)


def _linear(scale: Scale) -> Between:
    steps = max(len(scale.categories) - 1, 1)
    return lambda k, j: np.abs(k - j) / steps


def _quadratic(scale: Scale) -> Between:
    steps = max(len(scale.categories) - 1, 1)
    return lambda k, j: ((k - j) / steps) ** 2


def _gwet_ordinal(scale: Scale) -> Between:
    q = len(scale.categories)
    most = max(q * (q - 1) / 2, 1.0)

    def between(k: Ints, j: Ints) -> Floats:
        gap = np.abs(k - j).astype(np.float64)
        distance: Floats = gap * (gap + 1) / 2 / most
        return distance

    return between


def _interval(scale: Scale) -> Between:
    values = np.array(scale.values)
    return lambda k, j: (values[k] - values[j]) ** 2


def _ratio(scale: Scale) -> Between:
    values = np.array(scale.values)

    def between(k: Ints, j: Ints) -> Floats:
        total = values[k] + values[j]
        # Both zero: equal values, so no distance.
        distance: Floats = ((values[k] - values[j]) / np.where(total == 0, 1.0, total)) ** 2
        return distance

    return between


_SetMeasure = Callable[[Floats, Floats, Floats], Floats]
"""From the sizes of what two sets share, of the one and of the other, to their distance; arrays that broadcast."""
_MOST_SETS = 2**11
"""Up to this many sets all distances are kept (32 MB); of more, each is worked out where it is needed."""


def _of_sets(measure: _SetMeasure) -> Callable[[Scale], Between]:
    def bind(scale: Scale) -> Between:
        sets = scale.sets or ()
        if len(sets) <= _MOST_SETS:
            matrix = _all_distances(measure, sets)
            return lambda k, j: matrix[k, j]
        held, sizes = _incidence(sets)

        def between(k: Ints, j: Ints) -> Floats:
            whole = k.shape == (len(k), 1) and j.shape == (1, j.size)
            shared = held[k[:, 0]] @ held[j[0]].T if whole else (held[k] * held[j]).sum(axis=-1)
            return measure(shared.astype(np.float64), sizes[k], sizes[j])

        return between

    return bind


@lru_cache(maxsize=8)
def _all_distances(measure: _SetMeasure, sets: tuple[frozenset[str], ...]) -> Floats:
    held, sizes = _incidence(sets)
    return measure((held @ held.T).astype(np.float64), sizes[:, None], sizes[None, :])


def _incidence(sets: Sequence[frozenset[str]]) -> tuple[NDArray[np.float32], Floats]:
    """Which labels each set holds (sets, labels), as floats that count exactly, and how many (sets,)."""
    labels = {label: place for place, label in enumerate(sorted(frozenset().union(*sets)))}
    held = np.zeros((len(sets), len(labels)), dtype=np.float32)
    for row, members in enumerate(sets):
        held[row, [labels[label] for label in members]] = 1
    return held, held.sum(axis=1).astype(np.float64)


def _jaccard(shared: Floats, one: Floats, other: Floats) -> Floats:
    union = one + other - shared
    distance: Floats = np.where(union > 0, 1 - shared / np.maximum(union, 1), 0.0)
    return distance


def _passonneau(shared: Floats, one: Floats, other: Floats) -> Floats:
    first, second = shared == one, shared == other
    return np.select([first & second, first | second, shared > 0], [0.0, 1 / 3, 2 / 3], 1.0)


def _masi(shared: Floats, one: Floats, other: Floats) -> Floats:
    return 1 - (1 - _jaccard(shared, one, other)) * (1 - _passonneau(shared, one, other))


def _masi_product(shared: Floats, one: Floats, other: Floats) -> Floats:
    return _jaccard(shared, one, other) * _passonneau(shared, one, other)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """1 - |A n B| / |A u B|; two empty sets are equal, so 0.

    >>> round(jaccard(frozenset("AB"), frozenset("AC")), 4)
    0.6667
    """
    return 1 - len(one & other) / len(one | other) if one or other else 0.0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """1 - J * M with M = 1 equal, 2/3 one within the other, 1/3 overlapping, 0 disjoint (Passonneau 2006).

    >>> round(masi(frozenset("AB"), frozenset("A")), 4)
    0.6667
    """
    return 1 - (1 - jaccard(one, other)) * (1 - passonneau(one, other))


def masi_product(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard distance times Passonneau's 2004 distance: what DKPro Statistics calls MASI; for comparison only."""
    return jaccard(one, other) * passonneau(one, other)


def passonneau(one: frozenset[str], other: frozenset[str]) -> float:
    """0 equal, 1/3 one within the other (as the empty set is), 2/3 overlapping, 1 disjoint (Passonneau 2004)."""
    if one == other:
        return 0.0
    if one < other or other < one:
        return 1 / 3
    return 2 / 3 if one & other else 1.0


NOMINAL = Distance("nominal", _nominal)
LINEAR = Distance("linear", _linear)
QUADRATIC = Distance("quadratic", _quadratic)
GWET_ORDINAL = Distance("ordinal", _gwet_ordinal)
INTERVAL = Distance("interval", _interval)
RATIO = Distance("ratio", _ratio)
JACCARD = Distance("jaccard", _of_sets(_jaccard))
MASI = Distance("masi", _of_sets(_masi))
MASI_PRODUCT = Distance("masi_dkpro", _of_sets(_masi_product))
PASSONNEAU = Distance("passonneau2004", _of_sets(_passonneau))

RANK_WEIGHTS = (LINEAR, QUADRATIC, GWET_ORDINAL)
"""Distances of ranks, which need ordered categories."""

SET_DISTANCES = (JACCARD, MASI, MASI_PRODUCT, PASSONNEAU)

WEIGHTS: dict[str, Distance] = {each.name: each for each in (NOMINAL, LINEAR, QUADRATIC, GWET_ORDINAL)}
"""Weightings of the kappa family by name; `ordinal` is Gwet's."""


def from_matrix(matrix: Sequence[Sequence[float]] | NDArray[np.floating], name: str = "custom") -> Distance:
    """A distance given as a matrix in the order of the categories.

    Raises:
        InputError: The matrix is not square and symmetric with a zero diagonal and no negative entry, or (when bound)
            does not fit the scale.
    """
    table = np.array(matrix, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not np.array_equal(table, table.T):
        raise InputError(
            "the matrix of distances is not square and symmetric", "Give one row and one column per category."
        )
    if np.any(np.diag(table) != 0) or not np.all(np.isfinite(table)) or np.any(table < 0):
        raise InputError("the matrix of distances needs a zero diagonal and no negative entry")

    def bind(scale: Scale) -> Between:
        if len(table) != len(scale.categories):
            raise InputError(f"the matrix has {len(table)} rows for {len(scale.categories)} categories")
        return lambda k, j: table[k, j]

    return Distance(name, bind)


def _own(scale: Scale) -> Between:
    if scale.own is None:
        raise InputError("these ratings have no distances of their own", "Give a matrix of distances.")
    return scale.own.bind(scale)


def _own_as_weights(scale: Scale) -> Between:
    between, everything = _own(scale), np.arange(len(scale.categories))
    most = max(float(between(row, everything).max()) for row in everything[:, None]) if len(everything) else 0.0
    # Weights of agreement lie between 0 and 1; what is corrected for chance does not depend on the unit of distance.
    return lambda k, j: between(k, j) / (most or 1.0)


CUSTOM = Distance("custom", _own)
"""The distance of one's own that a scale brings along."""
CUSTOM_WEIGHTS = Distance("custom", _own_as_weights)
"""The same for agreement weights: the largest distance is 1."""


def bilinear(between: Between, left: Floats, right: Floats) -> Floats:
    """sum_kl left_k d_kl right_l over the last axis."""
    total: Floats = (mean_distance(between, left) * right).sum(axis=-1)
    return total


def mean_distance(between: Between, shares: Floats) -> Floats:
    """For each category l: sum_k shares_k d_kl, a block of categories at a time so that memory stays bounded."""
    q = shares.shape[-1]
    everything = np.arange(q)
    block = max(1, 2**22 // max(q, 1))
    total = np.zeros(shares.shape)
    for start in range(0, q, block):
        rows = everything[start : start + block]
        total += shares[..., rows] @ between(rows[:, None], everything[None, :])
    return total
