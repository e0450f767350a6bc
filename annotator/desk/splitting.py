"""Divides documents into parts for training and testing, so that no repeated sentence stands in two of them.

Documents that share a sentence are kept together. Within that the division depends on the seed and the documents' ids
alone, so it is the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from annotator.desk.project import Project
from annotator.desk.repeats import Repeat
from annotator.errors import UsageError
from annotator.records.split_rows import SplitRow
from annotator.store.progress import sentence_counts
from annotator.text.repeats.joined import joined

_LARGE = 0.25
_FAR = 0.25
_POINT = 0.01


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the division."""

    name: str
    wanted: float
    """Share of all sentences that was asked for."""
    documents: int
    sentences: int
    share: float
    """Share of all sentences that came out."""

    @property
    def missed(self) -> bool:
        """Whether the share is far from what was asked for: by more than a quarter of it, and by more than a point."""
        return abs(self.share - self.wanted) > max(_FAR * self.wanted, _POINT)


@dataclass(frozen=True, slots=True)
class Division:
    """Which document goes where."""

    rows: tuple[SplitRow, ...]
    parts: tuple[Part, ...]
    largest: int
    """Sentences in the largest set of several documents that had to stay together; 0 where none had."""


def divide(project: Project, repeats: Iterable[Repeat], shares: Mapping[str, float], seed: int) -> Division:
    """Divide the project's documents.

    Args:
        project: The open project.
        repeats: The sentences that stand in several documents.
        shares: What part of all sentences each split should have, by its name; they need not add up to 1.
        seed: Decides which documents go where.

    Raises:
        UsageError: A share is negative, or none is above 0.
    """
    total = sum(shares.values())
    if any(share < 0 for share in shares.values()) or not total > 0:
        raise UsageError("shares must be 0 or more, and one of them above 0", "use: train=80,dev=10,test=10")
    sizes = sentence_counts(project.store, project.roles)
    together = joined(list(sizes), (pair for repeat in repeats for pair in pairwise(repeat.documents)))
    weights = {tuple(group): sum(sizes[document] for document in group) for group in together}
    everything = sum(sizes.values())
    large = _LARGE * min(share for share in shares.values() if share) / total * everything
    # What would overfill the smallest part goes first, the largest before the others; chance orders all the rest, so
    # that the parts do not differ in how long their articles are.
    order = sorted(weights, key=lambda group: (-weights[group] if weights[group] > large else 0, _draw(seed, group[0])))
    filled = dict.fromkeys(shares, 0)
    place: dict[str, tuple[str, int]] = {}
    for number, group in enumerate(order, start=1):
        # Into the part that lacks most of what it should have by now; the first named one where several lack as much.
        name = max(shares, key=lambda each: shares[each] / total * everything - filled[each])
        filled[name] += weights[group]
        place |= dict.fromkeys(group, (name, number))
    rows = tuple(
        SplitRow(document=each, split=place[each][0], group=place[each][1], sentences=sizes[each]) for each in sizes
    )
    parts = tuple(
        Part(
            name,
            shares[name] / total,
            sum(row.split == name for row in rows),
            filled[name],
            filled[name] / everything if everything else 0.0,
        )
        for name in shares
    )
    return Division(rows, parts, max((weight for group, weight in weights.items() if len(group) > 1), default=0))


def _draw(seed: int, document: str) -> str:
    return hashlib.sha256(f"{seed}:{document}".encode()).hexdigest()
