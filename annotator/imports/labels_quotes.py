"""Reads labels that point at the text by quoting it: what a model, or a hand with an editor, can write.

No offsets, so the file survives any change of the segmentation:

    {"document": "01.txt", "claims": [{"quote": "...", "speaker": "Name", "stance": "neutral"}]}
    {"document": "01.txt", "sentence": "a piece of the sentence", "verdict": "skipped"}
    {"document": "01.txt", "others": "no-claim"}
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from annotator.errors import InputError
from annotator.imports.labels_jsonl import json_lines
from annotator.records.base import Record, explain
from annotator.records.labels import AUTHOR, Verdict
from annotator.records.speakers import SpeakerKind


def _said(words: str | None) -> str | None:
    if words is not None and not words.strip():
        raise ValueError("it has no words; leave it out, or write null")
    return words


class QuotedClaim(Record):
    """A claim by its words."""

    quote: tuple[str, ...] = Field(min_length=1)
    """The words of the claim, exactly as in the text; several pieces where it is broken."""
    speaker: str = AUTHOR
    """The speaker's name; `author` is the author of the article."""
    speaker_kind: SpeakerKind = "person"
    """What sort of speaker it is, where the registry does not know the name yet."""
    mention: str | None = None
    """The words that name the speaker."""
    via: str | None = None
    """The name of the one who passes the claim on."""
    via_kind: SpeakerKind = "person"
    """What sort of speaker that is."""
    stance: str
    """A value of the codebook's scale."""
    confidence: int | None = Field(default=None, ge=1, le=3)
    """How sure the annotator is."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Values of the codebook's further attributes."""

    @field_validator("quote", mode="before")
    @classmethod
    def _pieces(cls, quote: object) -> object:
        return (quote,) if isinstance(quote, str) else quote

    @field_validator("quote")
    @classmethod
    def _words(cls, quote: tuple[str, ...]) -> tuple[str, ...]:
        if not all(piece.strip() for piece in quote):
            raise ValueError("a quote has no words")
        return quote

    @field_validator("mention", "via")
    @classmethod
    def _not_blank(cls, words: str | None) -> str | None:
        return _said(words)


class QuotedLabel(Record):
    """One line: a sentence, or all the others of a document."""

    document: str
    """The document's id, or the name of the file it came from."""
    sentence: str | None = None
    """A piece of the sentence that occurs only there; not needed where the quotes do."""
    verdict: Verdict | None = None
    """Whether there are claims; follows from `claims` where it is left out."""
    claims: tuple[QuotedClaim, ...] = ()
    """The claims."""
    note: str = ""
    """A remark."""
    flag: bool = False
    """Marked to be come back to."""
    others: Literal["no-claim", "skipped"] | None = None
    """The verdict of every sentence of the document that no other line is about."""

    @field_validator("sentence")
    @classmethod
    def _not_blank(cls, words: str | None) -> str | None:
        return _said(words)

    @model_validator(mode="after")
    def _says_something(self) -> QuotedLabel:
        if self.others is not None:
            if self.sentence or self.claims or self.verdict or self.note or self.flag:
                raise ValueError("a line with 'others' is about no sentence of its own")
        elif not self.claims and self.sentence is None:
            raise ValueError("the line needs 'claims', or 'sentence' and 'verdict'")
        elif not self.claims and self.verdict in (None, "claims"):
            raise ValueError("a line without claims needs 'verdict': no-claim or skipped")
        elif self.claims and self.verdict not in (None, "claims"):
            raise ValueError(f"verdict is {self.verdict!r} but {len(self.claims)} claim(s) are given")
        return self


def read_quotes(path: Path) -> Iterator[tuple[int, QuotedLabel]]:
    """The lines of a file of quoted labels, each with its number.

    Raises:
        InputError: A line cannot be read; names file, line and value.
    """
    for number, value in json_lines(path):
        try:
            yield number, QuotedLabel.model_validate(value)
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: {explain(error)}", "see docs/data-format.md, quotes") from error
