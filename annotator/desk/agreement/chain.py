"""The funnel and the waterfall: how labels thin out from layer to layer, and where agreement is lost.

Both count on the one alignment. The waterfall takes every claim of every two annotators who finished its sentence and
asks how far it came: the sentence (did the other mark any claim?), the words, the speaker, the stance.
"""

from __future__ import annotations

from collections import Counter

from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Loss, Step

STAGES = {
    "detection": "the other saw no claim in the sentence",
    "boundary": "the other marked a claim there, but not half of the same words",
    "speaker": "same claim, another speaker",
    "stance": "same claim and speaker, another stance",
}


def funnel(material: Material) -> tuple[Step, ...]:
    """Counts from the sentences that two finished down to the claims with one speaker and one stance."""
    shared = set(material.shared)
    rows = [[material.claims[index] for index in row] for row in material.rows]
    matched = [row for row in rows if len(row) >= 2]
    speaker = [row for row in matched if len({claim.speaker for claim in row}) == 1]
    stance = [row for row in speaker if len({claim.stance for claim in row}) == 1]
    return (
        Step("sentences finished by two or more", len(shared)),
        Step("of these, with a claim by anyone", len({row[0].segment for row in rows})),
        Step("different claims marked there", len(rows)),
        Step("marked by two or more", len(matched)),
        Step("with the same speaker", len(speaker)),
        Step("and the same stance", len(stance)),
    )


def waterfall(material: Material) -> tuple[Loss, ...]:
    """What share of the claims of all pairs is lost at each stage; what is left is the F1 of whole claims."""
    reached: Counter[str] = Counter()
    for segment in material.shared:
        for stage, claims in stages(material, segment).items():
            reached[stage] += claims
    total = sum(reached.values())
    losses, left = [], total
    for stage, says in STAGES.items():
        left -= reached[stage]
        share, rest = (reached[stage] / total, left / total) if total else (0.0, 0.0)
        losses.append(Loss(stage, says, reached[stage], share, rest))
    return tuple(losses)


def stages(material: Material, segment: str) -> Counter[str]:
    """Where each claim of a sentence stops, once for every other annotator; `agreed` where it stops nowhere."""
    known = material.reached.get(segment)
    if known is None:
        known = material.reached[segment] = _stages(material, segment)
    return known


def _stages(material: Material, segment: str) -> Counter[str]:
    reached: Counter[str] = Counter()
    for index in material.claims_in.get(segment, ()):
        claim = material.claims[index]
        partners = {
            material.claims[each].annotator: material.claims[each] for each in material.rows[material.row_of[index]]
        }
        for other in material.readers[segment] - {claim.annotator}:
            partner = partners.get(other)
            if partner is None:
                reached["boundary" if material.counts[segment, other] else "detection"] += 1
            elif partner.speaker != claim.speaker:
                reached["speaker"] += 1
            else:
                reached["agreed" if partner.stance == claim.stance else "stance"] += 1
    return reached
