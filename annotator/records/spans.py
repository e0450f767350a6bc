"""A span: `[start, end)` in Unicode code points of a document's exact text.

`text[span.start:span.end]` is its quote, always; the end is never included.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from annotator.records.base import Record


class Span(Record):
    """A stretch of text that is not empty."""

    start: int = Field(ge=0)
    """First code point of the stretch, counted from 0 at the start of the document's text."""
    end: int = Field(ge=0)
    """The code point after the last one."""

    @model_validator(mode="after")
    def _not_empty(self) -> Span:
        if self.end <= self.start:
            raise ValueError(f"span {self.start}-{self.end} is empty; its end must lie after its start")
        return self

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def inside(self, other: Span) -> bool:
        """Whether this span lies within the other."""
        return other.start <= self.start and self.end <= other.end

    def of(self, text: str) -> str:
        """The quote: the stretch of `text` that the span covers."""
        return text[self.start : self.end]
