"""Candidate speakers and claims for the sentences of a text, by the rules of its language.

Whatever the text: nothing is raised, every span lies inside its sentence, candidates are ranked, and time grows with
the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from annotator.records.documents import Segment
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, SuggestedVerdict, Suggestion
from annotator.text.attribution.cast import Cast
from annotator.text.attribution.lexicon import Lexicon, language_of, lexicon
from annotator.text.attribution.quotations import quotations
from annotator.text.attribution.reading import Reading, Sentence
from annotator.text.attribution.resolving import AUTHOR_SOURCE, LONGEST_NAME, Resolver
from annotator.text.attribution.sources import read_source
from annotator.text.attribution.tokens import Tokens, tokenise
from annotator.text.lines import paragraphs

MOST = 6
"""Candidates of a sentence, at most."""
_SURE = 0.8
_SHORT = 9
_WORD = re.compile(r"[^\W\d_]+")


def attribute(
    text: str, segments: Sequence[Segment], language: str = "en", author: str = ""
) -> list[SuggestedSentence]:
    """Who may be claiming what in each sentence.

    Args:
        text: The document's text.
        segments: The sentences that are wanted, in order and apart; offsets count code points of the text.
        language: BCP 47 tag of the text; English rules where there are none for it.
        author: Who wrote the text, as printed; what is attributed to them is the author's voice.

    Returns:
        One entry for each segment, in the same order, its candidates ranked by score.
    """
    words = lexicon(language_of(language))
    sentences = _sentences(text, segments, words)
    cast = Cast(words, _full_names(text, sentences, words), author)
    reading = Reading(text, words, cast, Resolver(text, words, cast))
    for sentence in sentences:
        reading.read(sentence)
    reading.settle(sentences)
    return [_result(segment, sentence) for segment, sentence in zip(segments, sentences, strict=True)]


def _sentences(text: str, segments: Sequence[Segment], words: Lexicon) -> list[Sentence]:
    places = [(place.start, place.end) for place in paragraphs(text)]
    quoted = quotations(text, places, [segment.end for segment in segments])
    ends = [each.end for each in quoted]
    starts = [start for start, _ in places]
    small = {word for word in _WORD.findall(text) if word.islower()}
    sentences: list[Sentence] = []
    for segment in segments:
        first = bisect_right(ends, segment.start)
        within = []
        for each in quoted[first:]:
            if each.start >= segment.end:
                break
            within.append(each)
        tokens = tokenise(text, segment.start, segment.end, within, words, small)
        paragraph = bisect_right(starts, segment.start) - 1
        sentences.append(Sentence(segment.start, segment.end, paragraph, tokens))
    return sentences


def _full_names(text: str, sentences: Sequence[Sentence], words: Lexicon) -> dict[str, str]:
    """Full names of people by their last name, the first that the text gives."""
    full: dict[str, str] = {}
    for sentence in sentences:
        for match in words.head.finditer(sentence.tokens.letters):
            if "C" not in match[0]:
                continue
            source = read_source(text, sentence.tokens, *match.span(), words)
            if source.kind == "person" and " " in source.name and len(source.name) <= LONGEST_NAME:
                full.setdefault(source.name.rsplit(" ", 1)[1], source.name)
    return full


def _result(segment: Segment, sentence: Sentence) -> SuggestedSentence:
    ranked = sorted(sentence.candidates, key=lambda each: (-each.score, each.spans))[:MOST]
    suggestions = tuple(
        Suggestion(
            spans=tuple(Span(start=start, end=end) for start, end in each.spans),
            speaker=each.source.name,
            kind=each.source.kind,
            via=each.via,
            score=each.score,
            rule=each.rule,
        )
        for each in ranked
    )
    return SuggestedSentence(segment=segment.key, verdict=_verdict(sentence, suggestions), suggestions=suggestions)


def _verdict(sentence: Sentence, suggestions: Sequence[Suggestion]) -> SuggestedVerdict | None:
    if not suggestions:
        return "no-claim"
    if suggestions[0].score >= _SURE:
        return "has-claims"
    return "no-claim" if _plain(sentence.tokens, suggestions) else None


def _plain(tokens: Tokens, suggestions: Sequence[Suggestion]) -> bool:
    """Whether a sentence merely tells: short, nobody speaks, and nothing in it judges."""
    told = all(each.speaker == AUTHOR_SOURCE.name and each.score <= 0.1 for each in suggestions)
    return told and len(tokens.letters) <= _SHORT and not set(tokens.letters) & set("QKqvbmlkjucgda")
