"""Exact tail of a fair coin, and Wilson's interval of a share.

P(X <= k) = I_{1/2}(n - k, k + 1), the regularised incomplete beta function. E. B. Wilson: Probable inference, the law
of succession, and statistical inference. JASA 22(158), 1927, 209-212.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from annotator.agreement.student import incomplete_beta


def sign_p(higher: int, lower: int) -> float:
    """Two-sided exact p of `higher` against `lower` if both are equally likely; at least one unit.

    >>> round(sign_p(8, 2), 6)
    0.109375
    """
    fewer, n = min(higher, lower), higher + lower
    return min(1.0, 2 * incomplete_beta(n - fewer, fewer + 1, 0.5))


def wilson(hits: float, n: float, confidence: float) -> tuple[float, float]:
    """Wilson's score interval of hits / n, for n > 0.

    >>> tuple(round(end, 4) for end in wilson(15, 148, 0.95))
    (0.0624, 0.1605)
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, square = hits / n, z * z / n
    middle = share + square / 2
    reach = z * math.sqrt(share * (1 - share) / n + square / (4 * n))
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    return (0.0 if hits == 0 else low), (1.0 if hits == n else high)
