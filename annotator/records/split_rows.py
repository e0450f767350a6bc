"""One line of a division of the documents into parts for training and testing."""

from __future__ import annotations

from pydantic import Field

from annotator.records.base import Record
from annotator.records.identifiers import DocumentId


class SplitRow(Record):
    """Where one document goes."""

    document: DocumentId
    """The document's id."""
    split: str = Field(min_length=1)
    """The part, such as train, dev or test."""
    group: int = Field(ge=1)
    """Documents of one group share a sentence, directly or through others, and so stay together."""
    sentences: int = Field(ge=0)
    """Sentences put before annotators, labelled or not."""
