"""What a report says of annotators beside themselves: the labels before and after a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.agreement.direction.results import Lean
from annotator.desk.agreement.model import Figure


@dataclass(frozen=True, slots=True)
class Days:
    """Days between two labels."""

    median: float
    shortest: float
    longest: float


@dataclass(frozen=True, slots=True)
class SecondLooks:
    """The labels of one annotator before and after second looks, compared as if two annotators had made them."""

    kind: Literal["recalled", "revealed"]
    """`recalled`: judged anew, without the first label; `revealed`: looked at again, with more to be seen."""
    annotator: str
    """Whose; empty for everybody's together."""
    sentences: int
    """Sentences with two labels that are ratings."""
    documents: int
    """Documents with such a sentence."""
    with_claims: int
    """Of these sentences, those with a claim in the first label or the second."""
    skipped: int
    """Sentences left out, for one of the two labels skips them."""
    under_way: int
    """Sentences left out, for the second label is not finished."""
    not_anew: int
    """Recalled sentences left out, for the second label went on from the first one."""
    versions: int
    """Of the sentences, those whose two labels were made under different versions of the codebook."""
    days: Days
    """Days between the two labels."""
    changed: dict[str, int]
    """Sentences whose labels differ, by where they first do: `detection`, `boundary`, `speaker` or `stance`."""
    figures: dict[str, tuple[Figure, ...]]
    """Agreement of the first labels with the second ones, by layer."""
    lean: Lean | None
    """Where stances moved: second label against first, on matched claims; None without a match or an order."""
    others: dict[str, Figure]
    """Agreement with other annotators on the same sentences, by layer: mean alpha, weighted by shared units."""

    @property
    def whose(self) -> str:
        """Whose labels, in words."""
        return self.annotator or "everybody"
