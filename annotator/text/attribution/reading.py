"""A text read from its first sentence to its last, with who spoke and who was named kept in mind.

A quotation that runs on keeps its speaker; one that is attributed only at its end lends the speaker to its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.text.attribution.cast import Cast
from annotator.text.attribution.extents import spans_of
from annotator.text.attribution.lexicon import Lexicon
from annotator.text.attribution.matching import Found, find
from annotator.text.attribution.opinion import author_score
from annotator.text.attribution.quotations import Quotation
from annotator.text.attribution.resolving import AUTHOR_SOURCE, Named, Resolver
from annotator.text.attribution.sources import Source
from annotator.text.attribution.tokens import Tokens

_RUNS_ON = 0.93
_CARRIED = 0.85
_FROM_PARAGRAPH_BEFORE = 0.5
_BESIDE = 0.1
_CUES = frozenset("vbmlkjuca")
_NOT_SAID = 0.4
_NO_CLAUSE = 0.55


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim that someone may be making."""

    spans: tuple[tuple[int, int], ...]
    source: Source
    via: str | None
    score: float
    rule: str


@dataclass(slots=True)
class Sentence:
    """A sentence on its way through the reading."""

    start: int
    end: int
    paragraph: int
    tokens: Tokens
    candidates: list[Candidate] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    """Tokens that are quotations without a speaker yet."""


@dataclass(slots=True)
class Reading:
    """What is known at one point of the text."""

    text: str
    lexicon: Lexicon
    cast: Cast
    resolver: Resolver
    speakers: dict[int, Source] = field(default_factory=dict)
    """Speaker of each quotation, by its first code point."""
    last: Source | None = None
    last_paragraph: int = -1
    spoken: bool = False
    """Whether the sentence at hand has a speaker already."""
    before: int | None = None
    """First code point of the last quotation."""

    def read(self, sentence: Sentence) -> None:
        """Find the candidates of the next sentence."""
        tokens = sentence.tokens
        self.cast.begin_sentence()
        self.spoken = False
        self.resolver.subjects = []
        found = find(tokens, self.lexicon)
        names = self.resolver.named(tokens)
        for each in found:
            self._take(sentence, each, names)
        for _, source in names:
            self.cast.mention(source)
        self._quotations(sentence)
        best = max((each.score for each in sentence.candidates), default=0.0)
        self._author(sentence, best)

    def _take(self, sentence: Sentence, found: Found, names: Named) -> None:
        spans = spans_of(self.text, sentence.tokens, found.claims)
        source, certainty = self.resolver.source(sentence.tokens, found, names)
        if not spans or source is None or (found.rule.weak and not self._free(sentence, found, spans)):
            return
        via = self.resolver.via(sentence.tokens, found, names)
        if via == source.name:
            via = None
        score = round(found.score * certainty * self._plausible(sentence.tokens, found), 3)
        if sentence.tokens.letters[found.cue] in _CUES and not found.rule.subject and not found.rival:
            self.resolver.subjects.append((found.cue, source))
        if source is not AUTHOR_SOURCE:
            self.cast.mention(source, first=True)
        if any(each.spans == spans and each.source.name == source.name for each in sentence.candidates):
            return
        sentence.candidates.append(Candidate(spans, source, via, score, found.rule.name))
        for begin, end in found.claims:
            for index in range(begin, end):
                if index in sentence.tokens.quotations and end - begin <= 2:
                    self.speakers.setdefault(sentence.tokens.quotations[index].start, source)
        if found.outer is None and source is not AUTHOR_SOURCE and not self.spoken:
            self.last, self.last_paragraph, self.spoken = source, sentence.paragraph, True

    def _free(self, sentence: Sentence, found: Found, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a weak rule may speak: its words are nobody's yet, and its source is one that speaks."""
        taken = [span for each in sentence.candidates for span in each.spans]
        if any(start < stop and begin < end for start, end in spans for begin, stop in taken):
            return False
        letters = sentence.tokens.letters[slice(*found.source)] if found.source else ""
        return bool(set(letters) & set("RET")) or (letters.endswith("C") and "D" not in letters)

    def _plausible(self, tokens: Tokens, found: Found) -> float:
        """What the words beside the cue leave of a rule's score."""
        cue = tokens.words[found.cue]
        if "n" in tokens.letters[max(found.cue - 2, 0) : found.cue] and self.lexicon.classes.get(cue) == "speech":
            return _NOT_SAID
        begin, end = found.claims[0]
        if found.rule.clause and tokens.letters[begin] != "P":
            words = tokens.words[begin:end]
            finite = set(tokens.letters[begin:end]) & set("XBQ") or any(
                word.endswith(self.lexicon.finite_endings) or word in self.lexicon.finite for word in words
            )
            return 1.0 if finite else _NO_CLAUSE
        return 1.0

    def _quotations(self, sentence: Sentence) -> None:
        """Give the quotations that no rule took to whoever is speaking."""
        tokens = sentence.tokens
        taken = {index for each in sentence.candidates for index in _covered(tokens, each)}
        for index, quotation in tokens.quotations.items():
            letter = tokens.letters[index]
            opens = not tokens.letters[:index].strip("!,-&") and letter == "Q"
            before, self.before = self.before, quotation.start
            if letter == "q" or (index in taken and quotation.start in self.speakers):
                continue
            source, score = self._speaking(sentence, quotation, before, opens)
            if letter != "K" and not opens:
                continue
            if source is None:
                sentence.waiting.append(index)
            elif index not in taken:
                self._give(sentence, index, quotation, source, score)

    def _speaking(
        self, sentence: Sentence, quotation: Quotation, before: int | None, opens: bool
    ) -> tuple[Source | None, float]:
        if quotation.start in self.speakers:
            return self.speakers[quotation.start], _RUNS_ON
        if quotation.continues and before in self.speakers:
            return self.speakers[before], _RUNS_ON
        if opens and self.last is not None:
            near = self.last_paragraph == sentence.paragraph
            return self.last, _CARRIED if near else _FROM_PARAGRAPH_BEFORE
        return None, 0.0

    def _give(self, sentence: Sentence, index: int, quotation: Quotation, source: Source, score: float) -> None:
        spans = spans_of(self.text, sentence.tokens, [(index, index + 1)])
        if not spans:
            return
        rule = "quote-runs-on" if score == _RUNS_ON else "quote-carried"
        sentence.candidates.append(Candidate(spans, source, None, score, rule))
        self.speakers.setdefault(quotation.start, source)
        self.cast.mention(source, first=True)
        self.last_paragraph = sentence.paragraph if score >= _CARRIED else self.last_paragraph

    def _author(self, sentence: Sentence, best: float) -> None:
        """The author's own voice, last where somebody else speaks."""
        tokens = sentence.tokens
        spans = spans_of(self.text, tokens, [(0, len(tokens.letters))])
        if not spans:
            return
        words = " ".join(word for word in tokens.words if word)
        score = author_score(words, tokens.letters, self.lexicon)
        if best >= 0.5:
            score = min(score, _BESIDE)
        if not any(each.source is AUTHOR_SOURCE and each.spans == spans for each in sentence.candidates):
            sentence.candidates.append(Candidate(spans, AUTHOR_SOURCE, None, score, "author"))

    def settle(self, sentences: Sequence[Sentence]) -> None:
        """Give what waited for a speaker to the one who was named later: in the same quotation, or in what follows."""
        for sentence, after in pairwise([*sentences, None]):
            if sentence is None:
                continue
            for index in sentence.waiting:
                quotation = sentence.tokens.quotations[index]
                source = self.speakers.get(quotation.start)
                score = _RUNS_ON
                if source is None and after is not None and after.paragraph == sentence.paragraph:
                    found = [each for each in after.candidates if each.source is not AUTHOR_SOURCE]
                    source, score = (found[0].source if found else None), _FROM_PARAGRAPH_BEFORE
                if source is not None:
                    self._give(sentence, index, quotation, source, score)


def _covered(tokens: Tokens, candidate: Candidate) -> list[int]:
    return [
        index
        for index in tokens.quotations
        if any(start < tokens.spans[index][1] and tokens.spans[index][0] < end for start, end in candidate.spans)
    ]
