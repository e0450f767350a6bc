"""Revisions: the saved versions of a label. Only ever added.

The current label of an annotator and a sentence is the one with the greatest revision id.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from annotator.records.base import Moment, Record
from annotator.records.identifiers import RevisionId, SegmentKey, parse_segment_key
from annotator.records.labels import Label
from annotator.records.people import AnnotatorName
from annotator.records.spans import Span

Origin = Literal[
    "typed", "suggested", "edited", "imported", "undo", "redo", "adjudicated", "carried", "recalled", "revealed"
]
"""How a revision came about; `carried` where boundaries were changed and the label went on to other sentences.

Two begin a second look, and end the first: `recalled` puts the sentence before its annotator again as if undecided, and
`revealed` with the label as it was, now that more is shown.
"""


class Revision(Record):
    """One saved version of a label."""

    id: RevisionId
    """UUIDv7; the greatest of a label is its current version."""
    annotator: AnnotatorName
    """Whose label it is."""
    segment: SegmentKey
    """The sentence it is about."""
    saved_at: Moment
    """When it was saved."""
    seconds: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """Time spent on the sentence since the revision before, in seconds."""
    origin: Origin = "typed"
    """How it came about."""
    codebook_version: str = Field(min_length=1)
    """The codebook under which it was made."""
    device: str = ""
    """The machine it was made on."""
    done: bool = False
    """Whether the annotator has finished the sentence."""
    reverts: RevisionId | None = None
    """The revision that an undo takes back, or a redo brings back; of a carried label the one it was carried from."""
    body: Label
    """The label."""

    @model_validator(mode="after")
    def _fits_its_sentence(self) -> Revision:
        document, start, end = parse_segment_key(self.segment)
        sentence = Span(start=start, end=end)
        for claim in self.body.claims:
            for span in claim.spans:
                if not span.inside(sentence):
                    raise ValueError(
                        f"claim {claim.id}: span {span.start}-{span.end} lies outside its sentence "
                        f"{start}-{end} of document {document}"
                    )
        if self.done and self.body.verdict is None:
            raise ValueError("a finished label needs a verdict: claims, no-claim or skipped")
        if self.origin in ("recalled", "revealed") and self.done:
            raise ValueError(f"a {self.origin} label is not finished: its annotator is to look at it again")
        if self.origin == "recalled" and not self.body.is_empty:
            raise ValueError("a recalled label is empty: nothing of the earlier answer is to show")
        # What is carried on may be nothing, which no revision said.
        if self.origin != "carried" and (self.origin in ("undo", "redo")) != (self.reverts is not None):
            raise ValueError("an undo or redo, and nothing else, names the revision it reverts")
        return self
