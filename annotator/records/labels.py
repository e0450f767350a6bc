"""What one annotator says of one sentence: the verdict and the claims.

A label is checked in itself here (no-claim has no claims, spans of a claim do not overlap), against its sentence by the
revision that carries it, and against the codebook by `codebook.fit`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from annotator.records.base import Record
from annotator.records.spans import Span

Verdict = Literal["claims", "no-claim", "skipped"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

AUTHOR = "author"
"""The id of the speaker that stands for the author of the article at hand."""


class Claim(Record):
    """Something that a speaker holds, in one or more stretches of one sentence."""

    id: str = Field(min_length=1, max_length=64)
    """Unique among all claims; `continues` refers to it."""
    spans: tuple[Span, ...] = Field(min_length=1)
    """Where the claim stands, in document offsets, sorted; more than one where it is broken by "he said"."""
    speaker: str = Field(default=AUTHOR, min_length=1)
    """Id of the one who makes the claim; `author` is the article's own voice."""
    mention: Span | None = None
    """Where the speaker is named, in document offsets."""
    via: str | None = None
    """Id of the one who passes the claim on, where a speaker is quoted by another."""
    stance: str = Field(min_length=1)
    """A value of the codebook's scale."""
    confidence: int | None = Field(default=None, ge=1, le=3)
    """How sure the annotator is: 1 guess, 2 likely, 3 sure."""
    continues: str | None = None
    """Id of the claim that this one carries on, where a quote runs over several sentences."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Values of the codebook's further attributes, by attribute."""

    @field_validator("spans")
    @classmethod
    def _apart(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        ordered = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        for left, right in pairwise(ordered):
            if left.overlaps(right):
                raise ValueError(
                    f"spans {left.start}-{left.end} and {right.start}-{right.end} of one claim overlap; join them"
                )
        return ordered

    @model_validator(mode="after")
    def _not_itself(self) -> Claim:
        if self.continues == self.id:
            raise ValueError(f"claim {self.id} continues itself")
        if self.via == self.speaker:
            raise ValueError(f"claim {self.id} names {self.via!r} both as speaker and as the one who passes it on")
        return self


class Label(Record):
    """Everything one annotator says of one sentence."""

    verdict: Verdict | None = None
    """Whether there are claims; null while the annotator has not decided (opened, noted or flagged only)."""
    claims: tuple[Claim, ...] = ()
    """The claims, in the order in which they were marked."""
    note: str = ""
    """A remark for the lead."""
    flag: bool = False
    """Marked to be come back to."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Label:
        if self.verdict == "claims" and not self.claims:
            raise ValueError("verdict is 'claims' but no claim is given")
        if self.verdict != "claims" and self.claims:
            raise ValueError(f"verdict is {self.verdict or 'open'!r} but {len(self.claims)} claim(s) are given")
        names = [claim.id for claim in self.claims]
        if len(set(names)) < len(names):
            raise ValueError("two claims of one label have the same id")
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return self == EMPTY

    def claim(self, claim_id: str) -> Claim | None:
        """The claim with this id, if it is here."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)


EMPTY = Label()
"""The label of a sentence of which nothing has been said."""
