"""Majority vote.

label(u) = argmax_k c_uk, with c_uk the votes of unit u for category k. The posterior is the vote distribution
c_uk / m_u itself, the soft label. How ties are broken changes published accuracies, so the rule is always named.
"""

from __future__ import annotations

from annotator.agreement.aggregation.responses import Responses, freeze, shares
from annotator.agreement.aggregation.results import Aggregate, TieRule
from annotator.agreement.aggregation.ties import check_ties, decide
from annotator.agreement.ratings import Ratings


def majority(ratings: Ratings, ties: TieRule = "abstain") -> Aggregate:
    """The category that most annotators gave, per pattern.

    Args:
        ratings: The table.
        ties: What becomes of ties; see `ties.decide`.

    Raises:
        UsageError: The rule does not exist, or needs an ordered scale.

    >>> table = Ratings.from_matrix([["a", "a", "b"], ["a", "b", None]])
    >>> result = majority(table)
    >>> result.votes.tolist(), result.label.tolist()
    ([[2, 1], [1, 1]], [0, -1])
    """
    check_ties(ties, ratings.scale)
    responses = Responses.of(ratings)
    votes = responses.votes()
    posterior = shares(votes)
    label = decide(posterior, votes, ties)
    freeze(votes, posterior, label)
    return Aggregate("majority", ties, responses.table, votes, posterior, label)
