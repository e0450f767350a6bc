"""What aggregation hands out: votes, posterior and label per pattern, and the same per unit.

Every result is frozen and its arrays are read-only. A label that cannot be given is None (-1 in arrays) with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings

TieRule = Literal["abstain", "first", "median", "adjacent"]
"""What becomes of a tie; see `ties.decide`."""

TIE_RULES: tuple[TieRule, ...] = get_args(TieRule)

Reason = Literal["tie", "no_ratings"]

REASONS: dict[Reason, str] = {
    "tie": "two or more categories are equally probable",
    "no_ratings": "nobody has rated this",
}


@dataclass(frozen=True, eq=False)
class Aggregate:
    """One label per pattern of ratings, with all that it was made from."""

    method: str
    """`majority`, `dawid_skene`, `one_coin`, `mace` or `glad`."""
    ties: TieRule
    """What became of ties."""
    table: Ratings
    """The patterns: documents forgotten, units that nobody rated left out. All arrays below follow its rows."""
    votes: Ints
    """How many annotators gave each category (patterns, categories)."""
    posterior: Floats
    """Probability of each category; rows sum to 1; for the majority the shares of the votes (patterns, categories)."""
    label: Ints
    """Place of the label on the scale, -1 for a tie (patterns,)."""


@dataclass(frozen=True, eq=False)
class Fitted(Aggregate):
    """What every method that is fitted by iteration reports besides."""

    people: tuple[str, ...]
    """Those who gave a rating, in the order of the arrays."""
    iterations: int
    converged: bool
    """Whether the change fell below the tolerance before the iterations ran out."""
    log_likelihood: float | None
    """Natural logarithm of the likelihood of all ratings; for MACE by variational Bayes its lower bound, the evidence
    less the divergence from the priors; for GLAD with the logarithm of the priors. None without ratings."""


@dataclass(frozen=True, eq=False)
class DawidSkene(Fitted):
    """A fitted model of Dawid and Skene, with full error rates or one coin."""

    priors: tuple[float, ...] | None
    """Share of each category among the true labels; None without ratings."""
    confusion: Floats
    """P(given | true), (people, true category, given category)."""
    smoothing: float


@dataclass(frozen=True, eq=False)
class Mace(Fitted):
    """A fitted MACE model."""

    competence: Floats
    """Probability that a person reports the true label rather than a habit (people,)."""
    strategy: Floats
    """What each person gives when not looking at the item (people, categories)."""
    fit: Literal["vb", "em"]
    restarts: int
    seed: int


@dataclass(frozen=True, eq=False)
class Glad(Fitted):
    """A fitted GLAD model."""

    ability: Floats
    """What each person brings: 0 answers by lot, below 0 against the truth (people,)."""
    difficulty: Floats
    """1 / beta of each pattern's units, above 0: at 0 everybody with some ability is right (patterns,)."""

    def chance_right(self, person: str, pattern: int) -> float:
        """Probability that a person gives the true label of a pattern's units.

        Raises:
            ValueError: There is no such person among `people`.
        """
        strength = float(self.ability[self.people.index(person)] / self.difficulty[pattern])
        return float(1 / (1 + np.exp(-strength)))


@dataclass(frozen=True)
class UnitLabel:
    """The aggregated label of one unit, with its soft label."""

    unit: str
    document: str | None
    label: str | None
    reason: Reason | None
    """Why there is no label; None where there is one."""
    votes: tuple[int, ...]
    """How many annotators gave each category, in the order of the scale."""
    shares: tuple[float, ...] | None
    """The votes as shares; None where nobody rated the unit."""
    posterior: tuple[float, ...] | None
    """Probability of each category under the method; None where nobody rated the unit."""
    difficulty: float | None
    """GLAD's difficulty; None under another method and where nobody rated the unit."""
