"""Upper tail of the chi-square distribution, without scipy.

P(X > x) = Q(df / 2, x / 2), the regularised upper incomplete gamma function: by its power series below a + 1 (DLMF
8.11.4), by its continued fraction above (DLMF 8.9.2, modified Lentz).
"""

from __future__ import annotations

import math

_TINY = 1e-300
_EPS = 1e-16
_TERMS = 100_000


def chi_square_tail(x: float, df: float) -> float:
    """P(X > x) with df > 0 degrees of freedom.

    >>> round(chi_square_tail(5.991464547, 2), 6)
    0.05
    """
    return upper_gamma(df / 2, x / 2)


def upper_gamma(a: float, x: float) -> float:
    """Regularised upper incomplete gamma function Q(a, x) for a > 0."""
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    return 1 - front * _series(a, x) if x < a + 1 else front * _fraction(a, x)


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in range(1, _TERMS):
        term *= x / (a + n)
        total += term
        if term < total * _EPS:
            break
    return total


def _fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for n in range(1, _TERMS):
        b += 2
        d = 1 / _away(b - n * (n - a) * d)
        c = _away(b - n * (n - a) / c)
        value *= c * d
        if abs(c * d - 1) < _EPS:
            break
    return value


def _away(number: float) -> float:
    """A number that can be divided by."""
    return number if abs(number) > _TINY else _TINY
