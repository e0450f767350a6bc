"""What every two annotators have in common: the funnel of each pair, and their answers that no table has room for.

Knows the desk, not the screen. Counts on the alignment of all, as the figures of the report do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Step
from annotator.desk.agreement.units import unit_rows

Pair = tuple[str, str]
"""Two names, sorted."""
Crossing = tuple[str, str, int]
"""What the first said, what the second said of the same unit, and how often."""

MOST_CROSSINGS = 40
"""Answers of a pair that are listed at most."""
_STEPS = (
    "sentences finished by both",
    "different claims that either marked there",
    "marked by both",
    "where all who marked it name one speaker",
    "and both the same stance",
)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of every pair; of a pair without a sentence in common there are none."""

    funnels: Mapping[Pair, tuple[Step, ...]]
    crossings: Mapping[tuple[str, Pair], tuple[Crossing, ...]]
    """Units on which a pair differs, by layer and pair, the most frequent answers first."""

    def funnel(self, first: str, second: str) -> tuple[Step, ...]:
        """The funnel of two annotators, whichever way round; nothing where they share no sentence."""
        return self.funnels.get(_pair(first, second), ())

    def crossed(self, layer: str, first: str, second: str) -> tuple[Crossing, ...]:
        """On what two annotators differ, in this order."""
        found = self.crossings.get((layer, _pair(first, second)), ())
        return found if first <= second else tuple((other, one, count) for one, other, count in found)


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)


def tally(material: Material, layers: Collection[str], ask: Callable[[], None]) -> Tallies:
    """Count what every two annotators have in common.

    Args:
        material: The labels of the report.
        layers: Layers whose answers are to be listed.
        ask: Called now and then; what it raises ends the work.
    """
    counts: list[Counter[Pair]] = [Counter() for _ in _STEPS]
    for segment in material.shared:
        counts[0].update(material.pairs_of(segment))
    for row in material.rows:
        ask()
        claims = {material.claims[index].annotator: material.claims[index] for index in row}
        segment = material.claims[row[0]].segment
        one_speaker = len({claim.speaker for claim in claims.values()}) == 1
        for pair in material.pairs_of(segment):
            marked = [claims[name] for name in pair if name in claims]
            both = len(marked) == 2
            same = both and one_speaker
            reached = (True, bool(marked), both, same, same and marked[0].stance == marked[1].stance)
            for step, here in enumerate(reached):
                counts[step][pair] += step > 0 and here
    return Tallies(
        {
            pair: tuple(Step(name, count[pair]) for name, count in zip(_STEPS, counts, strict=True))
            for pair in counts[0]
        },
        {(layer, pair): found for layer in layers for pair, found in _crossings(material, layer, ask).items()},
    )


def _crossings(material: Material, layer: str, ask: Callable[[], None]) -> dict[Pair, tuple[Crossing, ...]]:
    answers: dict[str, dict[str, str]] = {}
    for unit, name, value, _ in unit_rows(material, layer):
        answers.setdefault(unit, {})[name] = value
    found: dict[Pair, Counter[tuple[str, str]]] = {}
    for said in answers.values():
        ask()
        for first, second in combinations(sorted(said), 2):
            if said[first] != said[second]:
                found.setdefault((first, second), Counter())[said[first], said[second]] += 1
    return {
        pair: tuple((one, other, count) for (one, other), count in counter.most_common(MOST_CROSSINGS))
        for pair, counter in found.items()
    }
