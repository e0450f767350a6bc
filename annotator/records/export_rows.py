"""The lines of a release: what a dataset user reads. Their JSON Schemas stand in `schemas/`.

A row checks itself on the way out: every quote is as long as its span, every offset within the sentence is the
document's offset less the sentence's start.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from annotator.records.base import Moment, Record
from annotator.records.documents import Role
from annotator.records.identifiers import DocumentId, RevisionId
from annotator.records.labels import Verdict
from annotator.records.people import AnnotatorKind, AnnotatorName
from annotator.records.revisions import Origin
from annotator.records.speakers import SpeakerKind, SpeakerName
from annotator.records.suggestions import SuggestedVerdict

SCHEMA_VERSION = 1
"""Raised whenever a line of a release changes its form."""


class SegmentRow(Record):
    """A slice of a document's text."""

    start: int = Field(ge=0)
    """First code point, counted from the start of the document."""
    end: int = Field(gt=0)
    """The code point after the last."""
    role: Role
    """What the slice is."""


class DocumentRow(Record):
    """One line of documents.jsonl."""

    id: DocumentId
    """First 16 hex digits of the text's SHA-256."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the text in UTF-8."""
    title: str
    """Headline."""
    outlet: str
    """Who published it."""
    author: str
    """Who wrote it, as printed."""
    date: str
    """Day of publication, ISO 8601 where known to the day."""
    language: str
    """BCP 47 tag; empty where unknown."""
    url: str
    """Where it was found."""
    extra: dict[str, str]
    """Every other field that the source gave."""
    source: str
    """The file it was imported from."""
    encoding: str
    """The encoding in which that file was read."""
    added_at: Moment
    """When it was imported."""
    segments: tuple[SegmentRow, ...]
    """The segmentation, in the order of the text."""
    text: str = Field(min_length=1)
    """The exact text; every offset counts its Unicode code points."""


class QuoteRow(Record):
    """A stretch of a sentence, with its words."""

    start: int = Field(ge=0)
    """First code point, counted from the start of the document."""
    end: int = Field(gt=0)
    """The code point after the last, counted from the start of the document."""
    start_in_sentence: int
    """First code point, counted from the start of the sentence; negative for a mention in an earlier sentence."""
    end_in_sentence: int
    """The code point after the last, counted from the start of the sentence."""
    quote: str = Field(min_length=1)
    """The words: `text[start:end]`."""

    @model_validator(mode="after")
    def _measures_up(self) -> QuoteRow:
        lengths = {self.end - self.start, self.end_in_sentence - self.start_in_sentence, len(self.quote)}
        if len(lengths) != 1:
            raise ValueError(f"offsets {self.start}-{self.end} do not fit a quote of {len(self.quote)} characters")
        return self


class SpeakerRow(Record):
    """Who makes a claim."""

    id: str
    """The speaker's id, the same for all claims of the speaker."""
    name: str
    """The name in the registry."""
    kind: SpeakerKind
    """What sort of speaker it is."""


class ClaimRow(Record):
    """One claim."""

    id: str
    """Unique among all claims of the release."""
    spans: tuple[QuoteRow, ...] = Field(min_length=1)
    """Where it stands; more than one where it is broken by words of the narrator."""
    speaker: SpeakerRow
    """Who makes it; the speaker `author` is the author of the article at hand."""
    mention: QuoteRow | None
    """Where the speaker is named."""
    via: SpeakerRow | None
    """Who passes it on, where a speaker is quoted by another."""
    stance: str
    """A value of the codebook's scale."""
    confidence: int | None = Field(ge=1, le=3)
    """How sure the annotator is: 1 guess, 2 likely, 3 sure."""
    continues: str | None
    """Id of the claim that this one carries on."""
    attributes: dict[str, str]
    """Values of the codebook's further attributes."""


class SentenceRow(Record):
    """The sentence that a label is about."""

    start: int = Field(ge=0)
    """First code point, counted from the start of the document."""
    end: int = Field(gt=0)
    """The code point after the last."""
    number: int = Field(ge=1)
    """Its place among the annotated sentences of the document, counted from 1."""
    text: str
    """Its words: `text[start:end]`."""

    @model_validator(mode="after")
    def _measures_up(self) -> SentenceRow:
        if self.end - self.start != len(self.text):
            raise ValueError(f"offsets {self.start}-{self.end} do not fit a sentence of {len(self.text)} characters")
        return self


class AnnotationRow(Record):
    """One line of annotations.jsonl: what one annotator says of one sentence."""

    document: DocumentId
    """The document's id."""
    sentence: SentenceRow
    """The sentence."""
    annotator: AnnotatorName
    """Whose label it is."""
    annotator_kind: AnnotatorKind
    """A person, a model, or the adjudicator, whose label is the gold one."""
    verdict: Verdict | None
    """Whether there are claims; null where the annotator only left a note or a flag."""
    done: bool
    """Whether the annotator has finished the sentence."""
    claims: tuple[ClaimRow, ...]
    """The claims."""
    note: str
    """A remark of the annotator's."""
    flag: bool
    """Whether the annotator wanted to come back to it."""
    codebook_version: str
    """The codebook under which the label was made."""
    origin: Origin
    """How the label came about."""
    saved_at: Moment
    """When its last version was saved."""
    seconds: float = Field(ge=0, allow_inf_nan=False)
    """Time spent on the sentence, over all versions."""

    @model_validator(mode="after")
    def _quotes_its_sentence(self) -> AnnotationRow:
        for claim in self.claims:
            for span in (*claim.spans, *((claim.mention,) if claim.mention else ())):
                if span.start - span.start_in_sentence != self.sentence.start:
                    raise ValueError(f"claim {claim.id}: the two offsets of {span.quote!r} do not fit each other")
            for span in claim.spans:
                if span.start < self.sentence.start or span.end > self.sentence.end:
                    raise ValueError(f"claim {claim.id}: {span.start}-{span.end} lies outside its sentence")
                if self.sentence.text[span.start_in_sentence : span.end_in_sentence] != span.quote:
                    raise ValueError(f"claim {claim.id}: {span.quote!r} is not at {span.start}-{span.end}")
        return self


class BoundaryChangeRow(Record):
    """One change of an annotator to the segmentation of a document."""

    id: RevisionId
    """UUIDv7; changes take effect in the order of their ids."""
    op: Literal["role", "split", "merge"]
    """Whether a segment is given a role, split in two, or merged with those that follow it."""
    start: int = Field(ge=0)
    """First code point of the segment, or of the first of several."""
    end: int = Field(gt=0)
    """The code point after the segment, or after the last of several."""
    until: int | None
    """Of a split: the code point after the first piece."""
    at: int | None
    """Of a split: first code point of the second piece."""
    role: Role | None
    """What the segment becomes by a role or a merge."""
    origin: Literal["typed", "imported"]
    """How the change came about."""
    saved_at: Moment
    """When it was saved."""


class BoundaryRow(Record):
    """One line of boundaries.jsonl: how an annotator cuts a document otherwise than it was imported."""

    document: DocumentId
    """The document's id."""
    annotator: AnnotatorName
    """Whose segmentation it is."""
    annotator_kind: AnnotatorKind
    """A person, a model, or the adjudicator."""
    segments: tuple[SegmentRow, ...]
    """The whole of the annotator's segmentation, in the order of the text."""
    changes: tuple[BoundaryChangeRow, ...] = Field(min_length=1)
    """The changes that make it of the imported segmentation; those that were taken back are left out."""


class SuggestionRow(Record):
    """One claim that was suggested."""

    spans: tuple[QuoteRow, ...] = Field(min_length=1)
    """Where it was suggested; more than one where it is broken by words of the narrator."""
    speaker: SpeakerName
    """Name of the one who makes it, as it was suggested; `author` is the author of the article at hand."""
    kind: SpeakerKind | None
    """What sort of speaker it is, where that was said."""
    via: SpeakerName | None
    """Name of the one who passes it on, where that was said."""
    stance: str | None
    """The stance, where one was suggested."""
    score: float = Field(ge=0, le=1, allow_inf_nan=False)
    """How sure the suggester was, from 0 to 1."""
    rule: str
    """What led to it, in the suggester's own terms."""


class OfferRow(Record):
    """One line of offers.jsonl: what was suggested when one annotator first said something of one sentence."""

    document: DocumentId
    """The document's id."""
    start: int = Field(ge=0)
    """First code point of the sentence, counted from the start of the document."""
    end: int = Field(gt=0)
    """The code point after its last."""
    annotator: AnnotatorName
    """Whose label it is."""
    suggester: str = Field(min_length=1)
    """Who made the suggestions."""
    version: str
    """Version of the suggester."""
    assigned: bool
    """Whether the project shows the suggestions of this sentence, as its seed has it."""
    shown: bool
    """Whether they were before the annotator; not so where they were withheld or switched off."""
    verdict: SuggestedVerdict | None
    """Whether there is a claim at all, as it was suggested."""
    suggestions: tuple[SuggestionRow, ...]
    """The claims that were suggested, or would have been, best first."""

    @model_validator(mode="after")
    def _inside_its_sentence(self) -> OfferRow:
        for span in (span for each in self.suggestions for span in each.spans):
            if span.start - span.start_in_sentence != self.start:
                raise ValueError(f"the two offsets of {span.quote!r} do not fit each other")
            if span.start < self.start or span.end > self.end:
                raise ValueError(f"{span.start}-{span.end} lies outside its sentence")
        return self


class FileEntry(Record):
    """One file of a release."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the file."""
    bytes: int = Field(ge=0)
    """Its size."""
    lines: int = Field(ge=0)
    """Its number of lines, each a JSON object."""
    json_schema: str
    """The JSON Schema that each line fits."""
    schema_version: int
    """The version of that schema."""


class Counts(Record):
    """How much a release holds."""

    documents: int
    """Documents."""
    sentences: int
    """Sentences put before annotators, labelled or not."""
    annotators: int
    """Annotators with a label in the release."""
    labels: int
    """Lines of annotations.jsonl."""
    finished: int
    """Labels that are finished."""
    verdicts: dict[str, int]
    """Labels by verdict; those without one are counted as `open`."""
    claims: int
    """Claims of all annotators."""
    stances: dict[str, int]
    """Claims by stance."""
    speakers: int
    """Different speakers of claims."""


class Manifest(Record):
    """manifest.json: what a release holds, and how to check that it is whole."""

    format: Literal["annotator-jsonl"] = "annotator-jsonl"
    """The kind of release."""
    schema_version: int = SCHEMA_VERSION
    """The version of this file's form."""
    as_of: Moment | None
    """When the last label in the release was saved."""
    offset_unit: Literal["Unicode code points"] = "Unicode code points"
    """What offsets count."""
    offset_convention: Literal["[start, end)"] = "[start, end)"
    """Whether ends are included."""
    counts: Counts
    """How much there is."""
    files: dict[str, FileEntry]
    """Every other file of the release, by name."""
    codebooks: dict[str, str]
    """The codebooks under which labels were made, by version, in TOML."""
