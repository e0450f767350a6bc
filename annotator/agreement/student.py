"""Student's t distribution: probability and quantile, without scipy.

P(T <= t) through the regularised incomplete beta function (continued fraction, modified Lentz); the quantile by
bisection of it, to the last digit that matters.
"""

from __future__ import annotations

import math

_TINY = 1e-300
_TERMS = 10_000


def probability(t: float, df: float) -> float:
    """P(T <= t) with df degrees of freedom.

    >>> round(probability(2.228138852, 10), 6)
    0.975
    """
    if math.isinf(t):
        return 1.0 if t > 0 else 0.0
    if t * t < df:
        # The tail would be one half less a small number, and lose its digits.
        centre = incomplete_beta(0.5, df / 2, t * t / (df + t * t)) / 2
        return 0.5 + math.copysign(centre, t)
    tail = incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2
    return 1 - tail if t > 0 else tail


def quantile(p: float, df: float) -> float:
    """The t with P(T <= t) = p, for 0 < p < 1.

    >>> round(quantile(0.975, 9), 6)
    2.262157
    """
    if p == 0.5:
        return 0.0
    if p < 0.5:
        return -quantile(1 - p, df)
    low, high = 0.0, 1.0
    while probability(high, df) < p:
        low, high = high, high * 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if probability(middle, df) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function I_x(a, b) for 0 <= x <= 1 (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    # The fraction converges fast only on this side of the mean; the other side is its mirror.
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) / a * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        before = value
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= c * d
        if abs(value - before) <= 1e-16 * abs(value):
            break
    return value


def _away(number: float) -> float:
    """A number that can be divided by."""
    return number if abs(number) > _TINY else _TINY
