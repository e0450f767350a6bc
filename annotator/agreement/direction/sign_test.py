"""The sign test: is the first above the second as often as below?

Units in which both say the same do not count; among the others the number above is binomial with probability 1/2. Exact
and two-sided; asks only for an order. J. Arbuthnott 1710; W. J. Dixon, A. M. Mood: The statistical sign test. JASA
41(236), 1946, 557-566.
"""

from __future__ import annotations

from annotator.agreement.direction.binomial import sign_p, wilson
from annotator.agreement.direction.contrast import Contrast
from annotator.agreement.direction.results import Reason, SignTest


def sign_test(contrast: Contrast, confidence: float = 0.95) -> SignTest:
    """Test that units in which the first stands higher are as frequent as those in which it stands lower.

    Args:
        contrast: The comparison.
        confidence: Coverage of the interval of the share.
    """
    if not contrast.ordered:
        return SignTest(0, 0, 0, None, None, None, None, confidence, "needs_order")
    higher = int(contrast.count[contrast.step > 0].sum())
    lower = int(contrast.count[contrast.step < 0].sum())
    equal, differing = contrast.n - higher - lower, higher + lower
    if differing == 0:
        reason: Reason = "no_difference" if equal else "no_units"
        return SignTest(higher, lower, equal, None, None, None, None, confidence, reason)
    low, high = wilson(higher, differing, confidence)
    return SignTest(higher, lower, equal, sign_p(higher, lower), higher / differing, low, high, confidence, None)
