"""What coefficients of two annotators share: disagreement and margins of each pair, on the units both rated.

All arrays are (..., pairs) and keep the leading axes of the sums.
"""

from __future__ import annotations

from annotator.agreement.coefficient import quotient
from annotator.agreement.distances import Distance
from annotator.agreement.features import PAIR_MARGINS, PAIR_UNITS, pair_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.sums import Sums


def observed_disagreement(sums: Sums, weights: Distance) -> Floats:
    """Mean distance of the two ratings (..., pairs); NaN for a pair that shares nothing."""
    return quotient(sums[pair_disagreement(weights)], sums[PAIR_UNITS])


def margins(sums: Sums) -> tuple[Floats, Floats]:
    """Category shares of the first and of the second annotator of each pair, each (..., pairs, categories)."""
    units = sums[PAIR_UNITS]
    counts = sums[PAIR_MARGINS].reshape(*units.shape, 2, sums.ratings.q)
    shares = quotient(counts, units[..., None, None])
    return shares[..., 0, :], shares[..., 1, :]
