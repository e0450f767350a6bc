"""From scores to a label, with the rule for ties named.

A tie is never broken silently: the default is to give no label.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.aggregation.results import TIE_RULES, TieRule
from annotator.agreement.categories import Scale
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.errors import UsageError

_NEAR = 1e-9
"""Scores that differ by less than this are equal: what is left of a tie after sums and logarithms."""


def check_ties(ties: TieRule, scale: Scale) -> None:
    """Refuse a rule that does not exist or does not fit the scale; raises UsageError."""
    if ties not in TIE_RULES:
        raise UsageError(f"there is no tie rule {ties!r}", f"Choose among: {', '.join(TIE_RULES)}.")
    if ties in ("median", "adjacent") and not scale.ordered:
        raise UsageError(f"the tie rule {ties!r} needs ordered categories", "Declare them in their order, or abstain.")


def decide(scores: Floats, votes: Ints, ties: TieRule) -> Ints:
    """The category with the highest score of each row.

    Rules where several are highest:

    - `abstain`: no label.
    - `first`: the one declared first.
    - `median`: the one nearest to the median of all votes of the row; no label if two are equally near.
    - `adjacent`: of two neighbours on the scale the one nearer to its middle (a tie of neutral and a pole is neutral);
      no label for any other tie, such as one of both poles.

    Args:
        scores: Votes, shares or probabilities (rows, categories).
        votes: Votes (rows, categories).
        ties: The rule.

    Returns:
        Place on the scale per row, -1 = no label.

    >>> votes = np.array([[2, 1, 0], [0, 1, 1], [1, 0, 1]])
    >>> [decide(votes.astype(float), votes, rule).tolist() for rule in ("abstain", "first", "adjacent")]
    [[0, -1, -1], [0, 1, 0], [0, 1, -1]]
    """
    if scores.size == 0:
        return np.zeros(len(scores), dtype=np.int64)
    best = scores.max(axis=1, keepdims=True)
    tied = scores >= best - _NEAR
    label: Ints = tied.argmax(axis=1).astype(np.int64)
    rows = np.flatnonzero(tied.sum(axis=1) > 1)
    if len(rows) == 0 or ties == "first":
        return label
    if ties == "median":
        label[rows] = _nearest(tied[rows], _medians(votes[rows]))
    elif ties == "adjacent":
        label[rows] = _towards_middle(tied[rows])
    else:
        label[rows] = -1
    return label


def _nearest(tied: NDArray[np.bool_], target: Floats) -> Ints:
    """The tied place nearest to the target, -1 where two are."""
    far = np.where(tied, np.abs(np.arange(tied.shape[1]) - target[:, None]), np.inf)
    nearest = far == far.min(axis=1, keepdims=True)
    place: Ints = np.where(nearest.sum(axis=1) == 1, nearest.argmax(axis=1), -1)
    return place


def _medians(votes: Ints) -> Floats:
    total = votes.sum(axis=1, keepdims=True)
    reached = votes.cumsum(axis=1)
    lower = (reached * 2 >= total).argmax(axis=1)
    upper = (reached * 2 > total).argmax(axis=1)
    middle: Floats = (lower + upper) / 2
    return middle


def _towards_middle(tied: NDArray[np.bool_]) -> Ints:
    neighbours = (tied.sum(axis=1) == 2) & (tied[:, 1:] & tied[:, :-1]).any(axis=1)
    middle = np.full(len(tied), (tied.shape[1] - 1) / 2)
    place: Ints = np.where(neighbours, _nearest(tied, middle), -1)
    return place
