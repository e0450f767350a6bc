"""Reading blind: what tells where an article comes from is hidden until its sentences are labelled, then revealed.

The article is the unit. Its source, once known, is known for all its sentences, so nothing is shown before the last of
them is finished, and after that all of them are gone through again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.desk.veils import Field, Veil, bare_veil, cover_of, make_veil, masthead_lines
from annotator.errors import LabelError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import AUTHOR
from annotator.records.revisions import Revision
from annotator.records.speakers import resolve
from annotator.store.blinding import is_revealed, mastheads, revealed_documents
from annotator.store.connection import Store
from annotator.store.documents import document_number, get_segments, titles
from annotator.store.speakers import registry
from annotator.text.masking import Mask

if TYPE_CHECKING:
    from annotator.desk.annotation import AnnotationDesk


@dataclass(frozen=True, slots=True)
class Called:
    """How an article may be called in a list."""

    title: str
    source: str
    """The file; empty while it is hidden."""
    blind: bool


class Blind:
    """What one annotator may see of the articles of a project.

    Args:
        project: The open project.
        annotator: Whose reading it is.
    """

    def __init__(self, project: Project, annotator: str) -> None:
        self._project = project
        self._annotator = annotator
        self._last: tuple[Passage, Veil] | None = None
        hidden: set[Field] = set(project.settings.blind.hide)
        if project.codebook.blind.speakers:
            hidden.add("speakers")
        self._fields: frozenset[Field] = frozenset(hidden) if self.on else frozenset()

    @property
    def on(self) -> bool:
        """Whether the project reads its articles blind."""
        return self._project.settings.blind.on

    def hides(self, field: Field) -> bool:
        """Whether outlet, author, date or the names of speakers are hidden in articles that are read blind."""
        return field in self._fields

    def hidden(self, document: str) -> bool:
        """Whether an article is still read blind."""
        return self.on and not is_revealed(self._project.store, self._annotator, document)

    def veil(self, passage: Passage) -> Veil:
        """How an open article may be shown; worked out once for as long as it is the one that is asked for."""
        if self._last is None or self._last[0] is not passage:
            self._last = (passage, self._made(passage))
        return self._last[1]

    def veil_of(self, document: str) -> Veil:
        """How an article that is not open may be shown.

        Raises:
            InputError: The project has no such document.
        """
        return self._made(open_passage(self._project.store, self._annotator, document, self._project.roles))

    def quotes(self, segments: Iterable[str]) -> dict[str, str]:
        """The words of sentences, of whatever articles, on one line as they may be shown, by segment key.

        Raises:
            InputError: The project has no such document.
        """
        found: dict[str, str] = {}
        veils: dict[str, Veil] = {}
        for segment in segments:
            document, start, end = parse_segment_key(segment)
            if document not in veils:
                veils[document] = self.veil_of(document)
            found[segment] = " ".join(veils[document].text[start:end].split())
        return found

    def spans(self, passage: Passage) -> tuple[Mask, ...]:
        """What is hidden of an article's text, in order and apart; nothing where it is not read blind."""
        return self.veil(passage).masks

    def titles(self) -> dict[str, Called]:
        """What to call every article, by id, in the order of the project; the texts are not looked at."""
        store = self._project.store
        if not self.on:
            return {each: Called(title or "", source or "", False) for each, (title, source) in titles(store).items()}
        revealed = revealed_documents(store).get(self._annotator, set())
        found = {}
        for number, (identifier, (metadata, source)) in enumerate(mastheads(store).items(), start=1):
            if identifier in revealed:
                found[identifier] = Called(metadata.title, source, False)
            else:
                title = cover_of(metadata, self._fields).title(metadata.title) if metadata.title else ""
                called = f"Article {number}"
                if title and self.hides("speakers"):
                    # Without the text names cannot be told from other capitals: little may be left of a headline.
                    title = f"{called}: {title}"
                found[identifier] = Called(title or called, "", True)
        return found

    def masthead(self, passage: Passage) -> list[tuple[str, str]]:
        """Where an article comes from, as names and values.

        Raises:
            LabelError: It is still read blind.
        """
        if self.hidden(passage.document.id):
            raise LabelError("this article is read blind", "finish all its sentences, then have it revealed")
        return masthead_lines(passage.document.metadata, passage.document.source)

    # Revealing --------------------------------------------------------------------------------------------------------

    def left(self, passage: Passage) -> int:
        """How many sentences are to be finished before the article can be revealed."""
        return len(passage.sentences) - passage.finished

    def can_reveal(self, passage: Passage) -> bool:
        """Whether the article was read blind to its end and can be revealed."""
        if not self.on or self.left(passage):
            return False
        is_open = self._last is not None and self._last[0] is passage
        return self.veil(passage).state == "blind" if is_open else self.hidden(passage.document.id)

    def reveal(self, desk: AnnotationDesk) -> list[Revision]:
        """Reveal the article at hand, and call all its sentences back for a second label, in one transaction.

        The desk then stands at the first sentence. Each label is unfinished again and says what it said; the blind one
        stays in its history.

        Raises:
            LabelError: The project does not read blind, the article was revealed, or a sentence is not finished.
        """
        # Stores and reports need not wait for what only a reveal needs.
        from annotator.desk.second_looks import call_back

        passage = desk.passage
        if not self.on:
            raise LabelError("this project does not read blind", 'the lead can set "blind.on" in annotator.toml')
        store = self._project.store
        with store.write():
            fresh = open_passage(store, self._annotator, passage.document.id, self._project.roles)
            if not self.hidden(passage.document.id):
                raise LabelError("this article was revealed already", "go through its sentences again")
            left = self.left(fresh)
            if left:
                many = f"{left} sentences are" if left > 1 else "1 sentence is"
                raise LabelError(f"{many} not finished: the article stays blind", "finish them first")
            saved = call_back(self._project, self._annotator, [each.key for each in fresh.sentences], "revealed")
            desk.reopen(0)
        self._last = None
        return saved

    # Inside -----------------------------------------------------------------------------------------------------------

    def _made(self, passage: Passage) -> Veil:
        store, document = self._project.store, passage.document.id
        if not self.on:
            return bare_veil(passage)
        if not self.hidden(document):
            return bare_veil(passage, revealed=True)
        known = _known_names(store) if "speakers" in self._fields else {}
        number = document_number(store, document)
        return make_veil(passage, get_segments(store, document), self._fields, known, number)


def blind_counts(project: Project, begun: Mapping[str, set[str]]) -> dict[str, tuple[int, int]]:
    """How many of the articles that each annotator has begun are still read blind, and how many were revealed.

    Args:
        project: The open project.
        begun: Ids of the articles that each annotator has begun.
    """
    revealed = revealed_documents(project.store)
    on = project.settings.blind.on
    found = {}
    for annotator, documents in begun.items():
        seen = len(documents & revealed.get(annotator, set()))
        found[annotator] = (len(documents) - seen if on else 0, seen)
    return found


def _known_names(store: Store) -> dict[str, str]:
    """Who stands for each name and alias of the registry; of two bearers of a name the one that was not merged away."""
    known = registry(store)
    found: dict[str, str] = {}
    for speaker in sorted(known.values(), key=lambda speaker: speaker.merged_into is not None):
        stands = resolve(speaker.id, known) or speaker.id
        if AUTHOR not in (speaker.id, stands):
            for name in (speaker.name, *speaker.aliases):
                found.setdefault(name, stands)
    return found
