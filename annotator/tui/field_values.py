"""What follows in the round of a field's values, and what a field is without one. No screen: the desk is all it knows.

Only fields with few values have a round: stance, confidence, answers, the places of the speaker's name, and the claims
that can be carried on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.text.names import names
from annotator.tui.card_lines import Field
from annotator.tui.moves import MOST_CONTINUABLE

T = TypeVar("T")

ROUND = frozenset({"stance", "confidence", "mention", "continues"})
"""The fields with a round, beside the answers to further questions."""
CLEARED = frozenset({"confidence", "mention", "continues", "via"})
"""The fields that may say nothing, beside the answers."""


def step_on(desk: AnnotationDesk, claim: Claim, field: Field, step: int) -> Revision | None:
    """Give a field the value that follows in its round, or the one before; None where there is no other.

    Args:
        desk: The annotator's desk.
        claim: The claim.
        field: One of its fields that has a round.
        step: 1, or -1 for the one before.

    Raises:
        LabelError: The value is not possible.
    """
    name = field.attribute
    if name is not None:
        attribute = desk.codebook.attributes.get(name)
        values = [each.value for each in attribute.values] if attribute else []
        answer = _after([None, *values], claim.attributes.get(name), step)
        return None if answer == claim.attributes.get(name) else desk.set_attribute(claim.id, name, answer)
    if field.name == "stance":
        return _changed(desk, claim, "stance", _after(desk.codebook.stances, claim.stance, step))
    if field.name == "confidence":
        return _changed(desk, claim, "confidence", _after([None, 1, 2, 3], claim.confidence, step))
    if field.name == "mention":
        return _changed(desk, claim, "mention", _after([None, *named(desk)], claim.mention, step))
    earlier = desk.continuable(claim.id)[:MOST_CONTINUABLE]
    return _changed(desk, claim, "continues", _after([None, *earlier], claim.continues, step))


def cleared(desk: AnnotationDesk, claim: Claim, field: Field) -> Revision | None:
    """Let a field that may say nothing say nothing; None where it does already."""
    if field.attribute is not None:
        known = field.attribute in claim.attributes
        return desk.set_attribute(claim.id, field.attribute, None) if known else None
    return _changed(desk, claim, field.name, None)


def named(desk: AnnotationDesk) -> list[Span]:
    """Where the sentence at hand names somebody."""
    text, sentence = desk.passage.document.text, desk.sentence
    return [Span(start=start, end=end) for start, end in names(text, sentence.start, sentence.end)]


def _changed(desk: AnnotationDesk, claim: Claim, name: str, value: object) -> Revision | None:
    return None if getattr(claim, name) == value else desk.change_claim(claim.id, **{name: value})


def _after(values: Sequence[T], value: T, step: int) -> T:
    """What follows in the round; behind a value that is not in it the first one, before it the last."""
    if value not in values:
        return values[0] if step > 0 else values[-1]
    return values[(values.index(value) + step) % len(values)]
