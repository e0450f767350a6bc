"""What a suggester proposes for a sentence: who may be claiming what, best first.

A suggestion is never a label: it becomes one only when an annotator takes it. Spans are document offsets inside one
segment.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from annotator.records.base import Record
from annotator.records.identifiers import SegmentKey
from annotator.records.spans import Span
from annotator.records.speakers import SpeakerKind, SpeakerName

SuggestedVerdict = Literal["no-claim", "has-claims"]


class Suggestion(Record):
    """One claim that someone may be making."""

    spans: tuple[Span, ...] = Field(min_length=1)
    """Where the claim stands, in document offsets, sorted; more than one where it is broken by "he said"."""
    speaker: SpeakerName
    """Name of the one who makes it, as the document gives it in full; `author` is the article's own voice."""
    kind: SpeakerKind | None = None
    """What sort of speaker it is, where that can be told."""
    via: SpeakerName | None = None
    """Name of the one who passes the claim on, where a speaker is quoted by another."""
    stance: str | None = None
    """A value of the codebook's scale; null where the suggester does not judge."""
    score: float = Field(ge=0, le=1, allow_inf_nan=False)
    """How sure the suggester is, from 0 to 1."""
    rule: str = ""
    """What led to it, in the suggester's own terms."""

    @field_validator("spans")
    @classmethod
    def _apart(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        for left, right in pairwise(spans):
            if right.start < left.end:
                raise ValueError(
                    f"spans {left.start}-{left.end} and {right.start}-{right.end} are not in order or overlap"
                )
        return spans


class SuggestedSentence(Record):
    """All that a suggester proposes for one sentence."""

    segment: SegmentKey
    """The sentence."""
    verdict: SuggestedVerdict | None = None
    """Whether there is a claim at all; null where the suggester is not sure."""
    suggestions: tuple[Suggestion, ...] = ()
    """The candidates, best first."""

    @model_validator(mode="after")
    def _ranked(self) -> SuggestedSentence:
        for better, worse in pairwise(self.suggestions):
            if worse.score > better.score:
                raise ValueError(f"suggestions are not ranked: score {worse.score} stands after {better.score}")
        return self
