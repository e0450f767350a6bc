"""Documents and their segments: the immutable text, exactly as imported, and the slices put before annotators."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator

from annotator.records.base import Moment, Record
from annotator.records.identifiers import DocumentId, document_id, segment_key, text_sha256
from annotator.records.spans import Span

Role = Literal["title", "heading", "byline", "dateline", "sentence", "pullquote", "boilerplate"]
ROLES: tuple[Role, ...] = get_args(Role)


class Metadata(Record):
    """What is known of an article besides its text."""

    title: str = ""
    """Headline."""
    outlet: str = ""
    """Who published it."""
    author: str = ""
    """Who wrote it, as printed."""
    date: str = ""
    """Day of publication, ISO 8601 where it is known to the day (2018-02-19), else as printed."""
    language: str = ""
    """BCP 47 tag, such as en or ru; empty where unknown."""
    url: str = ""
    """Where it was found."""
    extra: dict[str, str] = Field(default_factory=dict)
    """Every other field that the source gave, by name."""


class Article(Record):
    """An article as a file gives it, before it is a document of a project."""

    text: str
    """The text, decoded, otherwise untouched."""
    metadata: Metadata = Metadata()
    """What the source says of it."""
    source: str = ""
    """The file it comes from, with the line where a file holds several."""
    encoding: str = "utf-8"
    """The encoding in which the file was read."""


class Document(Record):
    """One article of a project."""

    id: DocumentId
    """First 16 hex digits of the text's SHA-256."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the text in UTF-8."""
    text: str = Field(min_length=1)
    """The exact text; every offset counts its code points."""
    metadata: Metadata = Metadata()
    """Title, outlet, author, date, language and what else the source gave."""
    source: str = ""
    """The file it came from."""
    encoding: str = "utf-8"
    """The encoding in which that file was read."""
    added_at: Moment
    """When it was imported."""

    @model_validator(mode="after")
    def _is_its_text(self) -> Document:
        if text_sha256(self.text) != self.sha256:
            raise ValueError("sha256 is not that of the text")
        if self.id != self.sha256[:16]:
            raise ValueError(f"id {self.id} is not the start of the text's SHA-256 ({self.sha256[:16]})")
        return self

    @classmethod
    def of(cls, article: Article, added_at: Moment) -> Document:
        """The document that an article becomes."""
        return cls(
            id=document_id(article.text),
            sha256=text_sha256(article.text),
            text=article.text,
            metadata=article.metadata,
            source=article.source,
            encoding=article.encoding,
            added_at=added_at,
        )


class Segment(Record):
    """A slice of a document's text with a role."""

    document: DocumentId
    """The document it is cut from."""
    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """The code point after the last."""
    role: Role = "sentence"
    """What the slice is; only some roles are put before annotators."""

    @model_validator(mode="after")
    def _not_empty(self) -> Segment:
        Span(start=self.start, end=self.end)
        return self

    @property
    def key(self) -> str:
        """`<document id>:<start>-<end>`, the same on every machine."""
        return segment_key(self.document, self.start, self.end)

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(start=self.start, end=self.end)
