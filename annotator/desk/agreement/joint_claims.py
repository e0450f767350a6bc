"""What several annotators marked, sentence by sentence: each row of the one alignment is a claim, gold claims win.

The words of a claim are those of one of its marks, never a mixture, so they are words that somebody chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotator.agreement.layers.claims import PlacedClaim, aligned_claims
from annotator.desk.agreement.material import Material
from annotator.store.ratings import Finished, MarkedClaim

Pieces = tuple[tuple[int, int], ...]
"""`[start, end)` in code points of the document, sorted, apart."""


@dataclass(frozen=True, slots=True)
class JointClaim:
    """What several annotators marked as one claim, or one annotator alone."""

    unit: str
    """Its name among all claims; empty where nobody but the adjudicator marked it."""
    spans: Pieces
    """The adjudicator's words, or those of the mark that is nearest to all others."""
    marks: tuple[MarkedClaim, ...]
    """Each annotator's mark, by annotator; the adjudicator's is not among them."""
    gold: MarkedClaim | None = None
    """The adjudicator's claim, where this is one."""

    @property
    def closeness(self) -> float | None:
        """Mean intersection over union of the words with every other mark; None where there is no other."""
        # Without gold the words are those of one of the marks, which is no other.
        others = len(self.marks) - (self.gold is None)
        total = _nearness(self.spans, self.marks) - (self.gold is None)
        return float(total / others) if others > 0 else None


@dataclass(frozen=True, slots=True)
class JointSentence:
    """One sentence: who read it, and what they marked."""

    segment: str
    readers: tuple[Finished, ...]
    """Everyone whose vote counts, by annotator."""
    gold: Finished | None
    """The adjudicator's label."""
    claims: tuple[JointClaim, ...]
    """The gold claims where there is a gold label, else every claim that anyone marked; by place."""
    overruled: tuple[JointClaim, ...] = ()
    """Claims that annotators marked and the adjudicator did not."""


def joint_sentences(material: Material, gold: Material) -> dict[str, JointSentence]:
    """Every sentence that somebody finished, by segment key.

    Args:
        material: The labels that are votes.
        gold: The adjudicator's labels, one a sentence at most.
    """
    votes: dict[str, list[Finished]] = {}
    for label in material.labels:
        votes.setdefault(label.segment, []).append(label)
    judged = {label.segment: label for label in gold.labels}
    joint = _joint_claims(material)
    taken = _matched(joint, gold)
    sentences = {}
    for segment in {**votes, **judged}:
        readers = tuple(sorted(votes.get(segment, ()), key=lambda label: label.annotator))
        found = joint.get(segment, [])
        if segment not in judged:
            sentences[segment] = JointSentence(segment, readers, None, _in_order(found))
            continue
        golden = [_golden(gold.claims[index], taken.get(index)) for index in gold.claims_in.get(segment, ())]
        kept = {claim.unit for claim in golden}
        left = _in_order(claim for claim in found if claim.unit not in kept)
        sentences[segment] = JointSentence(segment, readers, judged[segment], _in_order(golden), left)
    return sentences


def _joint_claims(material: Material) -> dict[str, list[JointClaim]]:
    """The rows of the alignment by sentence; where only one finished the sentence, each claim is a row."""
    rows = [*material.rows, *((index,) for index in range(len(material.claims)) if index not in material.row_of)]
    found: dict[str, list[JointClaim]] = {}
    for row in rows:
        marks = tuple(sorted((material.claims[index] for index in row), key=lambda claim: claim.annotator))
        here = found.setdefault(marks[0].segment, [])
        here.append(JointClaim(f"{marks[0].segment} {len(here)}", _nearest(marks), marks))
    return found


def _matched(joint: Mapping[str, Sequence[JointClaim]], gold: Material) -> dict[int, JointClaim]:
    """The joint claim that each gold claim is, by the gold claim's index: aligned as two annotators' claims are."""
    placed = [PlacedClaim(claim.segment, "gold", claim.spans) for claim in gold.claims]
    rivals = [claim for segment in gold.claims_in for claim in joint.get(segment, ())]
    placed += [PlacedClaim(claim.marks[0].segment, "votes", claim.spans) for claim in rivals]
    pairs = (row for row in aligned_claims(placed, dict.fromkeys(gold.claims_in, 2)) if len(row) == 2)
    return {min(pair): rivals[max(pair) - len(gold.claims)] for pair in pairs}


def _golden(claim: MarkedClaim, match: JointClaim | None) -> JointClaim:
    if match is None:
        return JointClaim("", claim.spans, (), claim)
    return JointClaim(match.unit, claim.spans, match.marks, claim)


def _in_order(claims: Iterable[JointClaim]) -> tuple[JointClaim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.spans, [mark.annotator for mark in claim.marks])))


def _nearest(marks: Sequence[MarkedClaim]) -> Pieces:
    """The words with the greatest mean intersection over union with all marks; of equals the fewest, then the first.

    Two marks are always equally near to each other. The fewer words are then those that more annotators share; whose
    they are decides nothing.
    """
    candidates = sorted({mark.spans for mark in marks}, key=lambda spans: (_length(spans), spans))
    return max(candidates, key=lambda spans: _nearness(spans, marks)) if len(candidates) > 1 else candidates[0]


def _nearness(spans: Pieces, marks: Iterable[MarkedClaim]) -> Fraction:
    """Sum of the intersections over unions, exact, so that equals are equal."""
    return sum((_iou(spans, mark.spans) for mark in marks), start=Fraction(0))


def _iou(first: Pieces, second: Pieces) -> Fraction:
    if first == second:
        return Fraction(1)
    shared = sum(_shared(first, second))
    return Fraction(shared, _length(first) + _length(second) - shared)


def _shared(first: Pieces, second: Pieces) -> Iterator[int]:
    for start, end in first:
        for other_start, other_end in second:
            yield max(0, min(end, other_end) - max(start, other_start))


def _length(spans: Pieces) -> int:
    return sum(end - start for start, end in spans)
