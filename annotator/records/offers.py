"""What was offered for a sentence, and whether it was shown: one row for the first version of a label.

Written with that version and never changed, so that the effect of suggestions can be measured afterwards.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from annotator.records.base import Record
from annotator.records.identifiers import RevisionId, SegmentKey
from annotator.records.people import AnnotatorName
from annotator.records.suggestions import SuggestedSentence


class Offer(Record):
    """The suggestions of one sentence at the moment when one annotator first said something of it."""

    id: RevisionId
    """Id of that first revision."""
    annotator: AnnotatorName
    """Who said it."""
    segment: SegmentKey
    """The sentence."""
    suggester: str = Field(min_length=1)
    """Who made the suggestions."""
    version: str
    """Version of the suggester."""
    assigned: bool
    """Whether the project shows the suggestions of this sentence, as the seed has it."""
    shown: bool
    """Whether they were on the screen; not so where the annotator had switched them off."""
    offered: SuggestedSentence
    """The suggestions that were shown, or would have been."""

    @model_validator(mode="after")
    def _of_its_sentence(self) -> Offer:
        if self.offered.segment != self.segment:
            raise ValueError(f"suggestions of {self.offered.segment} were offered for {self.segment}")
        return self
