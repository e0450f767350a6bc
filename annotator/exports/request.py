"""What a writer of a release is asked for, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.records.aggregated_manifest import AggregationRow
from annotator.records.aggregated_rows import AggregatedRow
from annotator.records.documents import Document, Segment
from annotator.store.connection import Store

Progress = Callable[[int], None]


class Labels(Protocol):
    """Aggregated labels: how they were made, and the rows of each document."""

    @property
    def about(self) -> AggregationRow:
        """How they were made."""

    @property
    def as_of(self) -> str | None:
        """When the last label that counts was saved."""

    @property
    def codebooks(self) -> Collection[str]:
        """Versions of the codebook under which labels were made."""

    def rows(self, document: Document, segments: Sequence[Segment]) -> Iterator[AggregatedRow]:
        """The lines of a document, in the order of its sentences."""


@dataclass(frozen=True, slots=True)
class Request:
    """One release to write."""

    store: Store
    roles: tuple[str, ...]
    """The roles of segments that are annotated."""
    target: Path
    """The folder."""
    on_document: Progress | None = None
    """Called with the number of documents written so far."""
    aggregate: Callable[[], Labels] | None = None
    """Makes one label of several, for a format that asks for it; called where all reads see one moment."""
