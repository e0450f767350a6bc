"""An article as one annotator reads it: the text, its segments, and that annotator's own labels, nobody else's.

The segments are those of the annotator's own view, which the annotator's own changes of boundaries make.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from annotator.errors import InputError
from annotator.records.documents import Document, Segment
from annotator.records.labels import EMPTY, Label
from annotator.records.revisions import Revision
from annotator.store.connection import Store
from annotator.store.documents import document_beside, get_document
from annotator.store.revisions import current
from annotator.store.views import own_changes, own_segments


@dataclass
class Passage:
    """One document, open on the desk."""

    document: Document
    segments: list[Segment]
    roles: tuple[str, ...]
    revisions: dict[str, Revision] = field(default_factory=dict)
    """The current revision of each sentence that has one, by segment key."""
    changes: int = 0
    """How often the annotator has changed the document's segmentation."""

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
        return sum(revision.done for key, revision in self.revisions.items() if key in self.index_of)

    @property
    def first_unfinished(self) -> int:
        """Place of the first sentence that is not finished; 0 where all are."""
        return next((index for index, each in enumerate(self.sentences) if not self.is_done(each.key)), 0)

    def index_at(self, offset: int) -> int:
        """Place of the sentence that stands at an offset, or of the first one behind it; else of the last one."""
        return min(self.number_at(offset), len(self.sentences)) - 1

    def number_at(self, offset: int) -> int:
        """The number, from 1, of the sentence that stands at an offset; if none does, of the next one."""
        return 1 + bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)

    def claims_before(self, index: int, claim_id: str) -> list[str]:
        """Ids of the claims before this one, nearest first; of all up to the sentence where none has the id."""
        earlier: list[str] = []
        for segment in self.sentences[: index + 1]:
            for claim in self.label(segment.key).claims:
                if claim.id == claim_id:
                    return earlier[::-1]
                earlier.append(claim.id)
        return earlier[::-1]


def open_passage(store: Store, annotator: str, document: str, roles: tuple[str, ...]) -> Passage:
    """Bring a document onto the desk, cut as the annotator cuts it; where no name is given, as it was imported.

    Raises:
        InputError: The project has no such document.
    """
    found = get_document(store, document)
    if found is None:
        raise InputError(f"the project has no document {document!r}", "list them with: annotator status")
    return Passage(
        found,
        own_segments(store, annotator, document),
        roles,
        current(store, annotator, document),
        own_changes(store, annotator, document),
    )


def neighbour_passage(store: Store, annotator: str, passage: Passage, step: int) -> Passage | None:
    """The nearest document, behind this one or before it where `step` is negative, that has a sentence to annotate."""
    document = document_beside(store, passage.document.id, step)
    while document is not None:
        found = open_passage(store, annotator, document, passage.roles)
        if found.sentences:
            return found
        document = document_beside(store, document, step)
    return None


def ends_guessed(passage: Passage) -> frozenset[int]:
    """Offsets behind the sentences whose end was a guess when the text was cut, for want of a stop.

    Cutting the text anew takes a few milliseconds, and loading what cuts it some more: nobody should wait for it.
    """
    from annotator.text.segmentation import segment  # likewise

    ends = {each.end for each in segment(passage.document.text) if each.guessed}
    return frozenset(each.end for each in passage.sentences if each.end in ends)
