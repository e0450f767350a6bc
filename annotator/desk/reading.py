"""Where an annotator is in the corpus, and how to get elsewhere; the place is kept on disk."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property

from annotator.codebook.model import Codebook
from annotator.desk.blinding import Blind
from annotator.desk.catching_up import CatchingUp
from annotator.desk.passage import Passage, neighbour_passage, open_passage
from annotator.desk.project import Project
from annotator.desk.stopwatch import Stopwatch
from annotator.desk.veils import Veil
from annotator.errors import LabelError
from annotator.records.base import format_time
from annotator.records.documents import Segment
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import Claim, Label
from annotator.records.people import AnnotatorKind
from annotator.store.documents import document_ids
from annotator.store.people import ensure_annotator
from annotator.store.places import get_place, set_place
from annotator.store.progress import next_unfinished


class ReadingDesk(ABC):
    """One annotator reading one project.

    Args:
        project: The open project.
        annotator: The name to label under; entered if new.
        kind: What sort of annotator it is.
        clock: Seconds that only ever grow; injected in tests.

    Raises:
        InputError: The name cannot be used.
    """

    passage: Passage

    def __init__(
        self,
        project: Project,
        annotator: str,
        *,
        kind: AnnotatorKind = "person",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.project = project
        self.annotator = ensure_annotator(project.store, annotator, kind).name
        self.index = 0
        self.claim_id: str | None = None
        """The claim that changes apply to."""
        self.watch = Stopwatch(clock)
        """Time spent on the sentence since the last change."""
        self.catching_up = CatchingUp(self)
        """Labels of the open article that were saved elsewhere."""

    @property
    def codebook(self) -> Codebook:
        """The project's codebook."""
        return self.project.codebook

    @cached_property
    def blind(self) -> Blind:
        """What the annotator may see of the articles."""
        return Blind(self.project, self.annotator)

    @property
    def veil(self) -> Veil:
        """How the open article may be shown."""
        return self.blind.veil(self.passage)

    @property
    def sentence(self) -> Segment:
        """The sentence before the annotator."""
        return self.passage.sentences[self.index]

    @property
    def label(self) -> Label:
        """What the annotator has said of it."""
        return self.passage.label(self.sentence.key)

    @property
    def claim(self) -> Claim | None:
        """The claim that changes apply to."""
        return self.label.claim(self.claim_id) if self.claim_id else None

    def resume(self, document: str | None = None) -> bool:
        """Go to where the annotator stopped: in a document, if one is named, or anywhere in the project.

        Returns:
            False where the project, or the document, has no sentence to annotate.
        """
        place = get_place(self.project.store, self.annotator)
        if place and (document is None or place.startswith(f"{document}:")) and self._go(place):
            return True
        if document is not None:
            return self._open_at_first_unfinished(document)
        key = next_unfinished(self.project.store, self.annotator, self.project.roles, None)
        if key is not None:
            return self._go(key)
        return any(self._open_at_first_unfinished(each) for each in document_ids(self.project.store))

    def go_to(self, index: int) -> bool:
        """Go to a sentence of this document by its place, counted from 0; False where there is none."""
        if not 0 <= index < len(self.passage.sentences):
            return False
        self._leave()
        self._arrive(index)
        return True

    def go_to_key(self, key: str) -> bool:
        """Go to a sentence of any document by its segment key; False where the annotator's view has none.

        Whoever is there already has not left it, so it is not finished.
        """
        document, _, _ = parse_segment_key(key)
        if key == self.sentence.key:
            return True
        passage = self.passage
        if document != passage.document.id:
            passage = open_passage(self.project.store, self.annotator, document, self.project.roles)
        if key not in passage.index_of:
            # Whoever stays has not left the sentence, so it is not finished.
            return False
        self._leave()
        self.passage = passage
        self._arrive(passage.index_of[key])
        return True

    def next(self) -> bool:
        """Go one sentence on, into the next document behind the last one; False at the very end."""
        return self.go_to(self.index + 1) or self._into_neighbour(1)

    def previous(self) -> bool:
        """Go one sentence back, into the document before ahead of the first one; False at the very start."""
        return self.go_to(self.index - 1) or self._into_neighbour(-1)

    def next_unfinished(self) -> bool:
        """Go to the next sentence that is not finished, wherever it is; False where all are."""
        self._leave()
        document = self.passage.document
        after = (format_time(document.added_at), document.id, self.sentence.start)
        key = next_unfinished(self.project.store, self.annotator, self.project.roles, after)
        return key is not None and key != self.sentence.key and self._go(key)

    def advance(self) -> bool:
        """Go on after a decision: to the next sentence, or behind the last one to whatever is unfinished elsewhere.

        Returns:
            False where this was the last sentence and everything is finished.
        """
        return self.go_to(self.index + 1) or self.next_unfinished()

    def open(self, document: str) -> bool:
        """Open a document at its first unfinished sentence; False where it has none to annotate."""
        self._leave()
        return self._open_at_first_unfinished(document)

    # Boundaries -------------------------------------------------------------------------------------------------------

    def reopen(self, offset: int, document: str | None = None) -> None:
        """Open an article anew, at the sentence that stands at a place in it, or behind it; else at its last one.

        Raises:
            LabelError: No article has a sentence left.
        """
        document = document or self.passage.document.id
        passage: Passage | None = open_passage(self.project.store, self.annotator, document, self.project.roles)
        if passage is not None and not passage.sentences:
            passage = self.neighbour(1) or self.neighbour(-1)
        if passage is None:
            raise LabelError("then no sentence would be left to read", "leave this one as it is")
        self.passage = passage
        self._stand_at(passage.index_at(offset) if passage.document.id == document else 0)

    # Inside -----------------------------------------------------------------------------------------------------------

    @abstractmethod
    def _leave(self) -> None:
        """Do what is due before the sentence is left; there may be none yet."""

    def _arrive(self, index: int) -> None:
        self._stand_at(index)
        self.watch.start()

    def _stand_at(self, index: int) -> None:
        self.index = index
        self.catching_up.look()
        claims = self.label.claims
        self.claim_id = claims[0].id if claims else None
        set_place(self.project.store, self.annotator, self.sentence.key)

    def _go(self, key: str) -> bool:
        document, _, _ = parse_segment_key(key)
        if not hasattr(self, "passage") or self.passage.document.id != document:
            passage = open_passage(self.project.store, self.annotator, document, self.project.roles)
            if key not in passage.index_of:
                return False
            self.passage = passage
        if key not in self.passage.index_of:
            return False
        self._arrive(self.passage.index_of[key])
        return True

    def _open_at_first_unfinished(self, document: str) -> bool:
        passage = open_passage(self.project.store, self.annotator, document, self.project.roles)
        if not passage.sentences:
            return False
        self.passage = passage
        self._arrive(passage.first_unfinished)
        return True

    def _into_neighbour(self, step: int) -> bool:
        """Into the nearest document, before or behind this one, that has a sentence to annotate."""
        passage = self.neighbour(step)
        if passage is None:
            return False
        self._leave()
        self.passage = passage
        self._arrive(0 if step > 0 else len(passage.sentences) - 1)
        return True

    def neighbour(self, step: int) -> Passage | None:
        """The nearest document, before or behind this one, that has a sentence to annotate."""
        return neighbour_passage(self.project.store, self.annotator, self.passage, step)
