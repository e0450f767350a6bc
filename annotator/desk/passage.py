"""An article as one annotator reads it: the text, its segments, and that annotator's own labels, nobody else's."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from annotator.errors import InputError
from annotator.records.documents import Document, Segment
from annotator.records.labels import EMPTY, Label
from annotator.records.revisions import Revision
from annotator.store.connection import Store
from annotator.store.documents import get_document, get_segments
from annotator.store.revisions import current


@dataclass
class Passage:
    """One document, open on the desk."""

    document: Document
    segments: list[Segment]
    roles: tuple[str, ...]
    revisions: dict[str, Revision] = field(default_factory=dict)
    """The current revision of each sentence that has one, by segment key."""

    @cached_property
    def sentences(self) -> list[Segment]:
        """The segments that are put before the annotator, in the order of the text."""
        return [segment for segment in self.segments if segment.role in self.roles]

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Place of each sentence among the sentences, by segment key."""
        return {segment.key: index for index, segment in enumerate(self.sentences)}

    def label(self, key: str) -> Label:
        """The current label of a sentence."""
        revision = self.revisions.get(key)
        return revision.body if revision else EMPTY

    def is_done(self, key: str) -> bool:
        """Whether the annotator has finished a sentence."""
        revision = self.revisions.get(key)
        return revision is not None and revision.done

    @property
    def finished(self) -> int:
        """Number of finished sentences."""
        return sum(self.is_done(segment.key) for segment in self.sentences)


def open_passage(store: Store, annotator: str, document: str, roles: tuple[str, ...]) -> Passage:
    """Bring a document onto the desk.

    Raises:
        InputError: The project has no such document.
    """
    found = get_document(store, document)
    if found is None:
        raise InputError(f"the project has no document {document!r}", "list them with: annotator status")
    return Passage(found, get_segments(store, document), roles, current(store, annotator, document))
