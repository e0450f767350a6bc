"""Random tables of ratings, and the definitions of the coefficients written out unit by unit in exact fractions."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

Table = list[list[int | None]]
Weights = list[list[Fraction]]


@st.composite
def tables(
    draw: st.DrawFn,
    raters: tuple[int, int] = (2, 4),
    most_units: int = 9,
    q: tuple[int, int] = (2, 4),
    missing: bool = True,
) -> tuple[Table, int]:
    """A table of units x raters with codes below q, and q."""
    categories = draw(st.integers(*q))
    width = draw(st.integers(*raters))
    cell = st.integers(0, categories - 1)
    row = st.lists(st.none() | cell if missing else cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=1, max_size=most_units)), categories


def weights_named(name: str, q: int) -> Weights:
    """Agreement weights 1 - d, from their formulas."""

    def weight(k: int, j: int) -> Fraction:
        gap = abs(k - j)
        if name == "nominal":
            return Fraction(int(gap == 0))
        if name == "linear":
            return 1 - Fraction(gap, q - 1)
        if name == "quadratic":
            return 1 - Fraction(gap**2, (q - 1) ** 2)
        return 1 - Fraction(gap * (gap + 1) // 2, q * (q - 1) // 2)

    return [[weight(k, j) for j in range(q)] for k in range(q)]


def corrected(agreement: Fraction | None, chance: Fraction | None) -> float | None:
    if agreement is None or chance is None or chance == 1:
        return None
    return float((agreement - chance) / (1 - chance))


def rated(table: Table) -> list[list[int]]:
    return [found for row in table if (found := [code for code in row if code is not None])]


def unit_agreement(table: Table, w: Weights) -> Fraction | None:
    """p_a: mean over units with two or more ratings of the mean weight of two of them."""
    units = [row for row in rated(table) if len(row) >= 2]
    if not units:
        return None
    of_units = [
        Fraction(sum(w[a][b] for a, b in combinations(row, 2)), len(row) * (len(row) - 1) // 2) for row in units
    ]
    return sum(of_units, Fraction(0)) / len(units)


def mean_shares(table: Table, q: int) -> list[Fraction]:
    units = rated(table)
    return [sum((Fraction(row.count(k), len(row)) for row in units), Fraction(0)) / len(units) for k in range(q)]


def form(w: Weights, left: list[Fraction], right: list[Fraction]) -> Fraction:
    q = len(w)
    return sum((w[k][j] * left[k] * right[j] for k in range(q) for j in range(q)), Fraction(0))


def total(w: Weights) -> Fraction:
    return sum((weight for row in w for weight in row), Fraction(0))


def fleiss(table: Table, q: int, w: Weights) -> float | None:
    shares = mean_shares(table, q)
    return corrected(unit_agreement(table, w), form(w, shares, shares))


def gwet(table: Table, q: int, w: Weights) -> float | None:
    spread = sum((share * (1 - share) for share in mean_shares(table, q)), Fraction(0))
    return corrected(unit_agreement(table, w), total(w) / (q * (q - 1)) * spread)


def brennan(table: Table, q: int, w: Weights) -> float | None:
    return corrected(unit_agreement(table, w), total(w) / q**2)


def conger(table: Table, q: int, w: Weights) -> float | None:
    shares = []
    for column in zip(*table, strict=True):
        codes = [code for code in column if code is not None]
        if codes:
            shares.append([Fraction(codes.count(k), len(codes)) for k in range(q)])
    both = [form(w, one, other) for one, other in combinations(shares, 2)]
    return corrected(unit_agreement(table, w), sum(both, Fraction(0)) / len(both))


def cohen(table: Table, q: int, w: Weights) -> float | None:
    """Of the first two columns, on the units both rated."""
    shared = [(row[0], row[1]) for row in table if row[0] is not None and row[1] is not None]
    if not shared:
        return None
    n = len(shared)
    first = [Fraction(sum(a == k for a, _ in shared), n) for k in range(q)]
    second = [Fraction(sum(b == k for _, b in shared), n) for k in range(q)]
    return corrected(sum((w[a][b] for a, b in shared), Fraction(0)) / n, form(w, first, second))


def alpha(table: Table, level: str) -> float | None:
    """1 - D_o / D_e over all ordered pairs of ratings, within units and anywhere."""
    units = [row for row in rated(table) if len(row) >= 2]
    margin = Counter(code for row in units for code in row)
    n = sum(margin.values())

    def distance(a: int, b: int) -> Fraction:
        if level == "nominal":
            return Fraction(int(a != b))
        if level == "ordinal":
            low, high = min(a, b), max(a, b)
            between = sum(margin[code] for code in range(low, high + 1))
            return (between - Fraction(margin[a] + margin[b], 2)) ** 2
        if level == "interval":
            return Fraction((a - b) ** 2)
        return Fraction((a - b) ** 2, (a + b) ** 2) if a + b else Fraction(0)

    within = sum((2 * distance(a, b) / (len(row) - 1) for row in units for a, b in combinations(row, 2)), Fraction(0))
    anywhere = sum((count * margin[b] * distance(a, b) for a, count in margin.items() for b in margin), Fraction(0))
    return None if anywhere == 0 else float(1 - (n - 1) * within / anywhere)
