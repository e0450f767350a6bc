"""Suggestions for the sentence at hand: who proposes them, where they are shown, and what becomes of one that is taken.

What is slow, a plug-in or the reading of earlier work, is a `Work` without a store or a screen, to be run in any
thread; everything else is quick. Nothing is written for a sentence that was only looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.candidates import Candidate, candidate_of, from_said
from annotator.desk.choosing import METONYM_KINDS
from annotator.desk.naming import enter_speaker
from annotator.desk.passage import Passage
from annotator.desk.project import SuggestionSettings
from annotator.desk.same_words import SameWords, index_of
from annotator.desk.spreading import RULE, Spread
from annotator.errors import AnnotatorError
from annotator.records.documents import Document, Segment
from annotator.records.labels import AUTHOR, Claim, Label
from annotator.records.offers import Offer
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, SuggestedVerdict, Suggestion
from annotator.store.offers import add_offer
from annotator.store.second_looks import is_recalled
from annotator.store.speakers import registry
from annotator.text.aliases.lexicon import is_metonym, is_state

if TYPE_CHECKING:
    from annotator.desk.suggesting import Suggester


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one sentence."""

    verdict: SuggestedVerdict | None = None
    """A hint only: it is never taken with the key for suggestions."""
    candidates: tuple[Candidate, ...] = ()
    """Best first; those that score less than the project asks for come when they are called for."""

    def open(self, label: Label) -> tuple[Candidate, ...]:
        """The candidates none of whose words are part of a claim yet; none where the sentence is decided otherwise."""
        if label.verdict not in (None, "claims"):
            return ()
        claimed = [span for claim in label.claims for span in claim.spans]
        return tuple(each for each in self.candidates if not _shared(each.suggestion.spans, claimed))


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be found out for one article, in any thread."""

    document: Document
    sentences: tuple[Segment, ...]
    codebook: Codebook
    suggester: str
    loaded: Suggester | None
    path: Path
    annotator: str
    roles: tuple[str, ...]
    indexed: bool
    """Whether the annotator's earlier work has been read already."""

    def run(self) -> Found:
        """Ask the suggester, and read the annotator's earlier work if need be. Our errors are part of what is found."""
        # The rules take longer to load than a screen to open, so that is done here as well.
        from annotator.desk.suggesting import load_suggester, suggest_with, version_of

        index, error = None, None
        if not self.indexed:
            try:
                index = index_of(self.path, self.annotator, self.roles)
            except AnnotatorError as failure:
                error = failure
        loaded = self.loaded
        try:
            loaded = loaded or load_suggester(self.suggester)
            version = version_of(self.suggester, loaded)
            found = suggest_with(self.suggester, loaded, self.document, self.sentences, self.codebook)
        except AnnotatorError as failure:
            return Found(self, index, loaded, failure)
        return Found(self, index, loaded, error, version, tuple(found))


@dataclass(frozen=True, slots=True)
class Found:
    """What a `Work` found out."""

    work: Work
    index: SameWords | None
    loaded: Suggester | None
    error: AnnotatorError | None = None
    version: str | None = None
    sentences: tuple[SuggestedSentence, ...] = ()


@dataclass
class _Article:
    """The suggestions of an article that is or was open."""

    sentences: tuple[Segment, ...]
    version: str | None = None
    by_sentence: dict[str, SuggestedSentence] = field(default_factory=dict)
    proposed: dict[str, Proposed] = field(default_factory=dict)


class Offering:
    """The suggestions of one annotator in one project.

    Args:
        desk: The annotator's desk; what it saves first of a sentence is logged from now on.
    """

    def __init__(self, desk: AnnotationDesk) -> None:
        self._desk = desk
        self.settings: SuggestionSettings = desk.project.settings.suggestions
        self.switched_on = True
        """Whether the annotator wants to see suggestions."""
        self._articles: dict[str, _Article] = {}
        self._index: SameWords | None = None
        self._loaded: Suggester | None = None
        self._told = False
        self._seen: set[str] = set()
        self._spread = Spread()
        self._caught_up = 0
        if self.active:
            desk.on_first = self._log

    @property
    def active(self) -> bool:
        """Whether the project has suggestions."""
        return self.settings.show != "none"

    def assigned(self, key: str) -> bool:
        """Whether the project shows the suggestions of a sentence."""
        return self.settings.show == "all" or (self.settings.show == "half" and in_half(self.settings.seed, key))

    # Finding out ------------------------------------------------------------------------------------------------------

    def work(self, passage: Passage | None = None) -> Work | None:
        """What has to be found out for an article, the open one or another; None where it has been, or is being."""
        passage = passage or self._desk.passage
        known = self._articles.get(passage.document.id)
        sentences = tuple(passage.sentences)
        if known is not None and known.sentences == sentences:
            # The same objects are told quickest from others when this is asked again, at the next key.
            known.sentences = sentences
            return None
        if not self.active:
            return None
        self._articles[passage.document.id] = _Article(sentences)
        project = self._desk.project
        return Work(
            passage.document,
            sentences,
            self._desk.codebook,
            self.settings.suggester,
            self._loaded,
            project.store.path,
            self._desk.annotator,
            project.roles,
            self._index is not None,
        )

    def take_in(self, found: Found) -> AnnotatorError | None:
        """Keep what was found out; the error to tell, for whatever goes wrong is told once."""
        self._loaded = found.loaded or self._loaded
        if found.index is not None and self._index is None:
            self._index = found.index
            self._index.add(self._finished())
        article = self._articles.get(found.work.document.id)
        if article is not None and article.sentences == found.work.sentences and found.version is not None:
            article.version = found.version
            article.by_sentence = {each.segment: each for each in found.sentences}
            article.proposed.clear()
        if found.error is None or self._told:
            return None
        self._told = True
        return found.error

    def abandon(self, work: Work) -> None:
        """What was to be found out was not; it is tried again when the article is next looked at."""
        self._articles.pop(work.document.id, None)

    def _finished(self) -> Iterator[tuple[str, str]]:
        passage = self._desk.passage
        for sentence in passage.sentences:
            if passage.is_done(sentence.key):
                yield sentence.key, sentence.span.of(passage.document.text)

    def learn(self, passage: Passage, sentence: Segment) -> None:
        """Remember a sentence that has just been finished, for others of the same words."""
        if self._index is not None and passage.is_done(sentence.key):
            self._index.add([(sentence.key, sentence.span.of(passage.document.text))])

    def spread(self, phrase: str, claim: Claim) -> None:
        """Suggest a claim wherever a phrase stands, while the program runs; of one phrase the last claim counts."""
        self._spread.add(phrase, claim)
        self._forget()

    def spreads(self, phrase: str) -> Claim | None:
        """The claim that is suggested wherever a phrase stands, if there is one."""
        return self._spread.claim(phrase)

    def withdraw(self, phrase: str) -> None:
        """Suggest it there no more; what was taken stays."""
        self._spread.drop(phrase)
        self._forget()

    def spread_at(self, candidate: Candidate) -> str:
        """The phrase that a suggestion of the sentence at hand was spread with; empty where it was not."""
        said, text = candidate.suggestion, self._desk.veil.text
        return self._spread.phrase(" ".join(span.of(text) for span in said.spans)) if said.rule == RULE else ""

    def _forget(self) -> None:
        """Work out anew what is proposed, when it is next wanted."""
        for article in self._articles.values():
            article.proposed.clear()

    def _spread_here(self) -> Iterator[Candidate]:
        """The claims that were spread, at the places of their phrases in the sentence at hand.

        None for a sentence that came back to be judged anew: the claim would bring the earlier answer with it.
        """
        store, sentence = self._desk.project.store, self._desk.sentence
        if not self._spread or is_recalled(store, self._desk.annotator, sentence.key):
            return
        known = registry(store)
        # What is hidden must not be told by a suggestion either.
        text = self._desk.veil.text
        for span, claim in self._spread.places(text, sentence):
            yield candidate_of(claim, (span,), known, RULE)

    # Showing ----------------------------------------------------------------------------------------------------------

    def proposed(self) -> Proposed | None:
        """What is proposed for the sentence at hand, shown or not; None while that is not known."""
        key = self._desk.sentence.key
        if self._caught_up != self._desk.catching_up.times:
            # A sentence that was called back must not be told what was said of it by what was worked out before.
            self._caught_up = self._desk.catching_up.times
            self._forget()
        article = self._articles.get(self._desk.passage.document.id)
        if article is None or article.version is None or key not in article.by_sentence:
            return None
        if key not in article.proposed:
            article.proposed[key] = self._made(article.by_sentence[key])
        return article.proposed[key]

    def shown(self) -> Proposed | None:
        """What is on the screen for the sentence at hand; asking means showing, and is remembered for the log."""
        key = self._desk.sentence.key
        found = self.proposed() if self.switched_on and self.assigned(key) else None
        if found is not None:
            self._seen.add(key)
        return found

    def _made(self, suggested: SuggestedSentence) -> Proposed:
        """What was said of the same words first, then what the suggester says of other ones."""
        text = self._desk.sentence.span.of(self._desk.passage.document.text)
        store = self._desk.project.store
        said = self._index.said(store, text, self._desk.sentence) if self._index is not None else None
        own = from_said(said, store, self._desk.codebook) if said is not None else []
        spread = list(self._spread_here())
        if spread:
            taken = [span for each in spread for span in each.suggestion.spans]
            own = [*spread, *(each for each in own if not _shared(each.suggestion.spans, taken))]
        elif said is not None and said.label.verdict == "no-claim":
            return Proposed("no-claim", tuple(Candidate(each) for each in suggested.suggestions))
        taken = [span for each in own for span in each.suggestion.spans]
        others = [Candidate(each) for each in suggested.suggestions if not _shared(each.spans, taken)]
        return Proposed("has-claims" if own else suggested.verdict, (*own, *others))

    # Taking -----------------------------------------------------------------------------------------------------------

    def take(self, candidate: Candidate, stance: str, words: Span | None = None) -> Revision:
        """Make a claim of a candidate; its speaker is entered if need be. All of it is saved, or nothing.

        Args:
            candidate: The candidate.
            stance: The stance; where it is not the one suggested, or words are given, the label counts as edited.
            words: Other words than those suggested.

        Raises:
            LabelError: The claim is not possible.
        """
        suggestion = candidate.suggestion
        as_it_is = words is None and suggestion.stance in (None, stance)
        with self._desk.project.store.write():
            speaker = candidate.speaker or self._entered(suggestion.speaker, suggestion)
            via = candidate.via
            if via is None and suggestion.via is not None:
                via = self._entered(suggestion.via)
            return self._desk.add_claim(
                stance,
                [words] if words is not None else suggestion.spans,
                speaker,
                "suggested" if as_it_is else "edited",
                via=None if via == speaker else via,
                mention=candidate.mention,
                attributes=candidate.attributes,
            )

    def _entered(self, name: str, suggestion: Suggestion | None = None) -> str:
        if name.strip().casefold() == AUTHOR or (suggestion is not None and suggestion.kind == "author"):
            return AUTHOR
        kind = (suggestion.kind if suggestion else None) or ("state" if is_state(name) else "person")
        if is_metonym(name):
            kind, form = next((each for each in METONYM_KINDS if each[0] == kind), METONYM_KINDS[0])
            name = form.format(name)
        return enter_speaker(self._desk.project.store, name, kind, self._desk.annotator)

    def _log(self, revision: Revision) -> None:
        """Log what was offered when a label is first saved; nothing where that was not known yet."""
        proposed = self.proposed()
        if proposed is None:
            return
        article = self._articles[self._desk.passage.document.id]
        offered = [each.suggestion for each in proposed.candidates if each.suggestion.score >= self.settings.least]
        add_offer(
            self._desk.project.store,
            Offer(
                id=revision.id,
                annotator=revision.annotator,
                segment=revision.segment,
                suggester=self.settings.suggester,
                version=article.version or "",
                assigned=self.assigned(revision.segment),
                shown=revision.segment in self._seen,
                offered=SuggestedSentence(
                    segment=revision.segment, verdict=proposed.verdict, suggestions=tuple(offered)
                ),
            ),
        )


def in_half(seed: int, key: str) -> bool:
    """Whether a sentence is in the half whose suggestions are shown: the same half for every annotator.

    Args:
        seed: The project's seed.
        key: The sentence's segment key.
    """
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()[-1] % 2 == 0


def _shared(spans: tuple[Span, ...], others: list[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)
