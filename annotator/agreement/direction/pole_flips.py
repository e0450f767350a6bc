"""How often one annotator sees one pole where another sees the other.

share = units with both the first and the last category / units with two or more ratings. A flip is the error that turns
a finding around; a coefficient hides how many of the disagreements are of this kind.
"""

from __future__ import annotations

from annotator.agreement.direction.binomial import wilson
from annotator.agreement.direction.contrast import Contrast
from annotator.agreement.direction.results import PoleFlips
from annotator.agreement.ratings import Ratings


def pole_flips(ratings: Ratings, confidence: float = 0.95) -> PoleFlips:
    """Units on whose pole annotators contradict each other.

    Args:
        ratings: The table; for one pair, `ratings.only([first, second])`.
        confidence: Coverage of the interval.

    >>> table = Ratings.from_matrix([["-", "+"], ["-", "0"], ["+", "+"], ["0", None]], ["-", "0", "+"])
    >>> result = pole_flips(table)
    >>> result.flips, result.n
    (1, 3)
    """
    both = (ratings.codes == 0).any(axis=1) & (ratings.codes == ratings.q - 1).any(axis=1)
    ordered = ratings.scale.ordered and ratings.q >= 2
    return _flips(int(ratings.counts[both].sum()), ratings.paired_units, ordered, confidence)


def flips_between(contrast: Contrast, confidence: float = 0.95) -> PoleFlips:
    """Units in which the first said one pole and the second, or any of the others, the opposite one.

    Args:
        contrast: The comparison.
        confidence: Coverage of the interval.
    """
    q = len(contrast.categories)
    if not contrast.ordered or q < 2:
        return _flips(0, contrast.n, False, confidence)
    first, last = (contrast.code == place for place in (0, q - 1))
    both = (first & (contrast.other[:, -1] > 0)) | (last & (contrast.other[:, 0] > 0))
    return _flips(int(contrast.count[both].sum()), contrast.n, True, confidence)


def _flips(flips: int, n: int, ordered: bool, confidence: float) -> PoleFlips:
    if not ordered:
        return PoleFlips(0, n, None, None, None, confidence, "needs_order")
    if n == 0:
        return PoleFlips(0, 0, None, None, None, confidence, "no_units")
    low, high = wilson(flips, n, confidence)
    return PoleFlips(flips, n, flips / n, low, high, confidence, None)
