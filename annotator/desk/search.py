"""Finding sentences by their words: in all articles as one annotator may read them, or by a pattern in one article.

Matching lets go of the interpreter and has a time limit, so neither a large corpus nor a pattern that explodes can
hold up a screen. Offsets are those of the exact text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

import regex

from annotator.desk.blinding import Blind
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import EMPTY, Label
from annotator.records.spans import Span
from annotator.store.connection import open_store
from annotator.store.search import labelled_documents, texts
from annotator.text.folding import Folded, fold

if TYPE_CHECKING:
    from annotator.records.documents import Segment

MOST = 1000
"""Sentences that are listed; whoever finds more types another word."""
LIMIT_S = 2.0
"""Seconds that a pattern may take for one article."""
_FLAGS = regex.IGNORECASE | regex.FULLCASE | regex.VERSION1
_GAP = r"""[\s\p{Pi}\p{Pf}"„‟']+"""
"""What may stand between the words of a phrase: blanks, and quotation marks, which cannot be typed inside one."""
_LETTER = r"[\p{L}\p{M}\p{N}]"
_NO_BLANKS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts without blanks between words: there is no telling where a word begins."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found."""

    segment: str
    """Its key."""
    number: int
    """Its number in the article, from 1."""
    text: str
    """Its words, as they may be shown."""
    lit: tuple[tuple[int, int], ...]
    """What was found of it, as offsets in `text`."""
    label: Label = EMPTY
    """The annotator's own label."""
    done: bool = False
    """Whether the annotator has finished it."""

    @property
    def document(self) -> str:
        """The article it stands in."""
        return self.segment.partition(":")[0]

    @property
    def claimed(self) -> bool:
        """Whether a claim of the annotator's stands in the words that were found."""
        _, begin, _ = parse_segment_key(self.segment)
        spans = [span for claim in self.label.claims for span in claim.spans]
        return any(span.start < begin + end and begin + start < span.end for span in spans for start, end in self.lit)

    @property
    def decided(self) -> bool:
        """Whether the annotator has said something of the sentence, of these words or of others."""
        return self.done or self.label.verdict in ("no-claim", "skipped")


Words = tuple["regex.Pattern[str]", ...]
"""What must all stand in a sentence, in plain signs: accents and the like make no difference."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


def straight_quotes(typed: str) -> str:
    """What was typed with straight double quotes, as they stand around phrases."""
    return typed.translate(_QUOTES)


def words_of(query: str) -> Words:
    """What to look for: words, also inside longer ones, and phrases in double quotes, which are whole words.

    Case does not matter, nor how wide a blank is, nor accents, ё for е, or how an apostrophe is bent.
    """
    # A quotation mark that is not closed yet, while it is typed, begins no phrase.
    parts = re.findall(r'"([^"]+)"|([^\s"]+)', straight_quotes(query))
    plain = ((fold(quoted or word).text, bool(quoted)) for quoted, word in parts)
    return tuple(_phrase(words, whole=whole) for words, whole in plain if words.strip())


def _phrase(text: str, *, whole: bool) -> regex.Pattern[str]:
    """The pattern of words in plain signs."""
    words = text.split()
    gap = _GAP if whole else r"\s+"
    found = gap.join(regex.escape(word, special_only=True) for word in words)
    if whole:
        # The words of a claim about the US must not be found in the middle of a status.
        before = rf"(?<!{_LETTER})" if _ends_word(words[0][0]) else ""
        behind = rf"(?!{_LETTER})" if _ends_word(words[-1][-1]) else ""
        found = f"{before}{found}{behind}"
    return regex.compile(found, _FLAGS)


def _ends_word(char: str) -> bool:
    """Whether a letter or digit next to it would belong to the same word."""
    return char.isalnum() and not _NO_BLANKS.match(char)


def pattern_of(typed: str) -> regex.Pattern[str]:
    """A regular expression; an upper-case letter in it makes case matter.

    Raises:
        UsageError: It is none; says where it goes wrong.
    """
    try:
        return regex.compile(typed, regex.VERSION1 if typed != typed.lower() else _FLAGS)
    except regex.error as error:
        raise UsageError(f"this is no regular expression: {error}", "escape signs such as ( [ * ? with a \\") from error
    except (RecursionError, MemoryError) as error:
        raise UsageError("this pattern is too deep", "leave out some of its brackets") from error


def search_corpus(
    project: Project,
    annotator: str,
    words: Words,
    *,
    stopped: Callable[[], bool] = lambda: False,
    most_open: int | None = None,
) -> Iterator[Hit]:
    """The sentences in which all words stand, in the order of the project; over a connection of its own.

    Args:
        project: The open project; only its settings and its path are used, so any thread may run this.
        annotator: Whose view of the sentences counts, and whose labels stand beside them.
        words: What to look for.
        stopped: Asked before each article.
        most_open: Sentences without a label after which only articles are looked at in which the annotator has labels,
            and only for these; all where None.
    """
    with open_store(project.store.path) as store:
        own = Project(project.root, project.settings, project.codebook, store)
        blind = Blind(own, annotator)
        count, labelled = 0, None
        for document, text in texts(store):
            if stopped():
                return
            if labelled is not None and document not in labelled:
                continue
            folded = fold(text)
            if not all(_in(word, folded.text) for word in words):
                continue
            passage = open_passage(store, annotator, document, own.roles)
            drawn = blind.veil(passage).text if blind.on else text
            for hit in in_passage(passage, drawn, words, folded if drawn == text else None):
                is_open = not hit.claimed and not hit.decided
                count += is_open
                if labelled is None or not is_open:
                    yield hit
            if most_open is not None and count >= most_open and labelled is None:
                labelled = labelled_documents(store, annotator)


def _in(word: regex.Pattern[str], text: str) -> bool:
    return word.search(text, concurrent=True) is not None


def in_passage(passage: Passage, drawn: str, words: Words, folded: Folded | None = None) -> Iterator[Hit]:
    """The sentences of one article in which all words stand.

    Args:
        passage: The article.
        drawn: Its text as it may be shown, of the same length.
        words: What to look for.
        folded: The text in plain signs, where it is known already.
    """
    folded = folded or fold(drawn)
    for number, sentence in enumerate(passage.sentences, start=1):
        found = [_matches(word, folded, sentence) for word in words]
        if all(found):
            lit = sorted(match for matches in found for match in matches)
            yield _hit(passage, drawn, number, sentence, lit)


def _matches(word: regex.Pattern[str], folded: Folded, sentence: Segment) -> list[tuple[int, int]]:
    found = word.finditer(folded.text, folded.at(sentence.start), folded.at(sentence.end), concurrent=True)
    places = (folded.origin(*match.span()) for match in found if match.group())
    return [(start - sentence.start, end - sentence.start) for start, end in places]


def _hit(passage: Passage, drawn: str, number: int, sentence: Segment, lit: Sequence[tuple[int, int]]) -> Hit:
    key = sentence.key
    words = drawn[sentence.start : sentence.end]
    return Hit(key, number, words, tuple(lit), passage.label(key), passage.is_done(key))


def search_article(passage: Passage, drawn: str, pattern: regex.Pattern[str]) -> list[Hit]:
    """The sentences of an article in which a pattern matches; `^` and `$` stand for the ends of a sentence.

    Args:
        passage: The article.
        drawn: Its text as it may be shown, of the same length.
        pattern: The pattern.

    Raises:
        UsageError: It takes too long.
    """
    hits = []
    latest = monotonic() + LIMIT_S
    try:
        for number, sentence in enumerate(passage.sentences, start=1):
            words = drawn[sentence.start : sentence.end]
            left = latest - monotonic()
            if left <= 0:
                raise TimeoutError
            lit = [match.span() for match in pattern.finditer(words, timeout=left, concurrent=True) if match.group()]
            if lit:
                hits.append(_hit(passage, drawn, number, sentence, lit))
    except TimeoutError as error:
        raise UsageError(
            f"this pattern takes longer than {LIMIT_S:.0f} s", "make it simpler: no * within a *, no + within a +"
        ) from error
    return hits


def phrase_spans(text: str, phrase: str, start: int, end: int) -> list[Span]:
    """Where a phrase stands as whole words in a stretch of a text, whatever its case, its blanks and its accents."""
    words = fold(straight_quotes(phrase).replace('"', " ")).text
    if not words.strip():
        return []
    folded = _fold_open(text)
    found = _phrase(words, whole=True).finditer(folded.text, folded.at(start), folded.at(end))
    places = [folded.origin(*match.span()) for match in found if match.group()]
    return [Span(start=first, end=last) for first, last in places]


@lru_cache(maxsize=2)
def _fold_open(text: str) -> Folded:
    """The open article is asked for at every key, sentence after sentence."""
    return fold(text)


def plain_phrase(phrase: str) -> str:
    """What is the same for all phrases that are found in the same places."""
    return " ".join(regex.sub(_GAP, " ", fold(straight_quotes(phrase)).text).casefold().split())
