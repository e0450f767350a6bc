"""What an annotator said of a sentence elsewhere with the very same words: wire copy stands in many articles.

The index holds the places of sentences by their words; what was said there is read when it is wanted, so it is never
out of date. It is made where it does not hold up anybody, and grows with each sentence that is finished.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.records.documents import Document, Segment
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import Claim, Label
from annotator.records.spans import Span
from annotator.store.connection import Store, open_store
from annotator.store.documents import get_document
from annotator.store.offers import finished_words
from annotator.store.revisions import last_revision
from annotator.store.second_looks import is_recalled
from annotator.text.repeats.placing import placed
from annotator.text.repeats.wording import wording

SHORTEST = 4
"""Sentences of fewer words say too little to be the same by more than chance."""
_MOST = 8
"""Copies that are looked at."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a sentence of the same words, with its claims moved to the sentence at hand."""

    article: Document
    """Where it was said."""
    label: Label
    claims: tuple[Claim, ...]
    """Those claims whose words could be found in the sentence at hand, with speaker, via, mention and attributes."""


@dataclass
class SameWords:
    """Sentences that an annotator has finished, by their words."""

    annotator: str
    places: dict[Words, list[str]] = field(default_factory=dict)
    """Segment keys, the last one finished last."""

    def add(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Enter sentences by key and text."""
        for key, text in sentences:
            words = wording(text)
            if len(words) >= SHORTEST:
                known = self.places.setdefault(words, [])
                if key not in known:
                    known.append(key)

    def said(self, store: Store, text: str, sentence: Segment) -> Said | None:
        """What was said last of the same words in another article; None where nothing was, or it is not finished.

        None, too, for a sentence that came back to be judged anew: the copy would bring the earlier answer with it.

        Args:
            store: The project's store.
            text: The text of the sentence at hand.
            sentence: The sentence.
        """
        places = self.places.get(wording(text), [])
        if places and is_recalled(store, self.annotator, sentence.key):
            return None
        for key in places[: -_MOST - 1 : -1]:
            identifier, start, end = parse_segment_key(key)
            if identifier == sentence.document:
                continue
            revision = last_revision(store, self.annotator, key)
            if revision is None or not revision.done or revision.body.verdict not in ("claims", "no-claim"):
                continue
            article = get_document(store, identifier)
            if article is not None:
                copy = Span(start=start, end=end)
                moved = (_moved(claim, copy, article.text, text, sentence.start) for claim in revision.body.claims)
                return Said(article, revision.body, tuple(claim for claim in moved if claim is not None))
        return None


def index_of(path: Path, annotator: str, roles: tuple[str, ...]) -> SameWords:
    """The index of all that an annotator has finished, read over a connection of its own, for another thread.

    Raises:
        StoreError: The file cannot be read.
    """
    made = SameWords(annotator)
    with open_store(path) as store:
        made.add(finished_words(store, annotator, roles))
    return made


def _moved(claim: Claim, sentence: Span, text: str, other: str, at: int) -> Claim | None:
    """The claim in another sentence that begins at `at`; None where its words are not found there."""
    spans = []
    for span in claim.spans:
        place = _in_place(span, sentence, text, other, at)
        if place is None:
            return None
        spans.append(place)
    mention = claim.mention and _in_place(claim.mention, sentence, text, other, at)
    # How sure one was of another sentence, or what was carried on there, says nothing of this one.
    carried = {"spans": tuple(spans), "mention": mention, "confidence": None, "continues": None}
    return claim.model_copy(update=carried)


def _in_place(span: Span, sentence: Span, text: str, other: str, at: int) -> Span | None:
    """Where words of a sentence stand in another one of the same words; None where they are not found there."""
    if not span.inside(sentence):
        return None
    place = placed(text[sentence.start : sentence.end], span.start - sentence.start, span.end - sentence.start, other)
    return None if place is None else Span(start=at + place[0], end=at + place[1])
