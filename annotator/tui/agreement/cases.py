"""Disputed sentences with their claims set against each other, on the same alignment on which the figures stand.

Knows the desk, not the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Dispute
from annotator.store.ratings import MarkedClaim


@dataclass(frozen=True, slots=True)
class Voice:
    """One annotator's version of a claim."""

    annotator: str
    quote: str
    speaker: str
    stance: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What is one claim by the alignment, as each who marked it sees it."""

    voices: tuple[Voice, ...]
    without: tuple[str, ...]
    """Who finished the sentence and did not mark it."""

    @property
    def differs(self) -> tuple[str, ...]:
        """In what the voices differ: `stance`, `speaker`, `words`."""
        parts = {
            "stance": {voice.stance for voice in self.voices},
            "speaker": {voice.speaker for voice in self.voices},
            "words": {voice.quote for voice in self.voices},
        }
        return tuple(name for name, said in parts.items() if len(said) > 1)


@dataclass(frozen=True, slots=True)
class Case:
    """A disputed sentence."""

    dispute: Dispute
    stages: tuple[str, ...]
    """Where claims are lost here, as in the waterfall; the most frequent stage first."""
    units: tuple[Unit, ...]

    @property
    def place(self) -> str:
        """Where it stands, to be copied or read off: the id of the document and the number of the sentence."""
        return f"{self.dispute.document} sentence {self.dispute.sentence}"


def cases_of(material: Material, disputes: Sequence[Dispute], people: Sequence[str] = ()) -> tuple[Case, ...]:
    """The disputes with their claims set against each other.

    Args:
        material: The labels; only the disputed sentences are aligned.
        disputes: Disputed sentences among them.
        people: Between whom stages are counted: one and anybody, or two; everybody where empty.
    """
    part = material.only(segments={dispute.segment for dispute in disputes})
    return tuple(
        Case(dispute, _stages(part, dispute.segment, people), tuple(_units(part, dispute))) for dispute in disputes
    )


def matched(part: Material, segment: str, first: str, second: str) -> Iterator[tuple[MarkedClaim, MarkedClaim]]:
    """The claims that both marked, as pairs."""
    for row in {part.row_of[index]: None for index in part.claims_in.get(segment, ())}:
        by_name = {part.claims[index].annotator: part.claims[index] for index in part.rows[row]}
        if first in by_name and second in by_name:
            yield by_name[first], by_name[second]


def reached(
    part: Material, segment: str, pair: tuple[str, str], shared: Sequence[tuple[MarkedClaim, MarkedClaim]]
) -> Counter[str]:
    """Where each claim of two annotators stops, as `chain.stages` has it for all."""
    found: Counter[str] = Counter()
    for one, other in shared:
        same = "agreed" if one.stance == other.stance else "stance"
        found["speaker" if one.speaker != other.speaker else same] += 2
    alone = sum(part.counts[segment, name] for name in pair) - 2 * len(shared)
    both = all(part.counts[segment, name] for name in pair)
    found["boundary" if both else "detection"] += alone
    return found


def _stages(part: Material, segment: str, people: Sequence[str]) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    for pair in part.pairs_of(segment):
        if set(people) <= set(pair):
            found.update(reached(part, segment, pair, list(matched(part, segment, *pair))))
    return tuple(stage for stage, count in found.most_common() if count and stage != "agreed")


def _units(part: Material, dispute: Dispute) -> Iterator[Unit]:
    """The rows of the alignment, in the order of the text."""
    said = {each.annotator: list(each.claims) for each in dispute.said}
    indices = part.claims_in.get(dispute.segment, [])
    place: Counter[str] = Counter()
    voices: dict[int, Voice] = {}
    for index in indices:
        name = part.claims[index].annotator
        voices[index] = Voice(name, *said[name][place[name]])
        place[name] += 1
    rows = {part.row_of[index]: None for index in sorted(indices, key=lambda index: part.claims[index].spans)}
    for row in rows:
        heard = tuple(sorted((voices[index] for index in part.rows[row]), key=lambda voice: voice.annotator))
        present = {voice.annotator for voice in heard}
        yield Unit(heard, tuple(sorted(part.readers[dispute.segment] - present)))
