"""A script of decisions for the keystroke benchmark, made from a text by rules that know nothing of keys.

The same text always gives the same decisions. Nobody judged these sentences: the rules only give each kind of work its
place. A sentence with a quotation or a reported sentence is a claim of the person named in it; of the others six in ten
make no claim, and the rest are claims of the author, who takes one side throughout an article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.text.clauses import Part, parts
from annotator.text.words import words

KINDS = {
    "none": "no claim",
    "author": "author, whole sentence",
    "same": "the same claim as the sentence before",
    "known": "part of it, speaker named before",
    "new": "part of it, new speaker",
    "off": "part of it, off any boundary",
    "fragments": "two fragments around 'he said'",
}
"""Each kind of decision, in words."""

_STANCES = ("pro-moscow", "neutral", "pro-washington")
_NAME = re.compile(r"(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+")
_FEW = 4
"""Parts of fewer words are scare quotes, not claims."""
_NOT_NAMES = frozenset(
    {
        "According", "After", "Although", "And", "As", "At", "Both", "But", "By", "For", "From", "Having", "He",
        "However", "If", "In", "It", "Meanwhile", "Not", "On", "Since", "She", "Such", "That", "The", "There", "These",
        "They", "This", "Though", "We", "What", "When", "While", "With", "Yet",
    }
)  # fmt: skip
"""Words that begin sentences with a capital."""


@dataclass(frozen=True)
class Decision:
    """What is to be said of one sentence."""

    sentence: str
    start: int
    end: int
    kind: str
    stance: str | None = None
    speaker: str = "author"
    parts: tuple[tuple[int, int], ...] = ()
    """The parts of the sentence that the claim stands in; none where it is the whole sentence."""
    dropped: int = 0
    """How many words of the first part do not belong to the claim."""
    begins: int = 0
    """Where the claim begins, if words are dropped."""
    at: tuple[tuple[int, int], ...] = ()
    """Start and end of each word and mark of the sentence, for tools that go from word to word."""

    def tokens(self, start: int, end: int) -> int:
        """How many words and marks stand in a stretch."""
        return sum(start <= first and last <= end for first, last in self.at)

    @property
    def whole(self) -> bool:
        """Whether the claim is the whole sentence."""
        return not self.parts

    @property
    def says(self) -> tuple[str | None, str, bool]:
        """What a key that repeats the last decision would repeat."""
        return self.stance, self.speaker, self.whole

    @property
    def claims(self) -> list[tuple[str, str, tuple[tuple[int, int], ...]]]:
        """The claims, as they should be in the store."""
        if self.stance is None:
            return []
        spans = self.parts or ((self.start, self.end),)
        if self.dropped:
            spans = ((self.begins, spans[0][1]), *spans[1:])
        return [(self.stance, self.speaker, spans)]


def script(text: str, sentences: Sequence[tuple[str, int, int]]) -> list[Decision]:
    """The decisions for one article.

    Args:
        text: The article.
        sentences: Key, start and end of each sentence.
    """
    side = _STANCES[_number(text) % 3]
    named: set[str] = set()
    made: list[Decision] = []
    for key, start, end in sentences:
        decision = _reported(text, key, start, end, named) or _plain(text, key, start, end, side)
        if made and decision.whole and decision.stance and decision.says == made[-1].says:
            decision = Decision(key, start, end, "same", decision.stance)
        made.append(decision)
    return made


def _plain(text: str, key: str, start: int, end: int, side: str) -> Decision:
    dice = _number(text[start:end]) % 10
    return Decision(key, start, end, "none") if dice < 6 else Decision(key, start, end, "author", side)


def _reported(text: str, key: str, start: int, end: int, named: set[str]) -> Decision | None:
    """A claim of the person named outside the words that are quoted or reported; None where there is none."""
    long = [part for part in parts(text, start, end) if part.kind != "clause" and _words(text, part) >= _FEW]
    if not long:
        return None
    quoted = [part for part in long if part.kind == "quotation"]
    kept = quoted[:2] if len(quoted) > 1 else long[:1]
    outside = [(start, kept[0].start), *((one.end, two.start) for one, two in pairwise(kept))]
    outside.append((kept[-1].end, end))
    names = [found[0] for first, last in outside for found in _NAME.finditer(text, first, last)]
    names = [name for name in names if name.split()[0] not in _NOT_NAMES]
    if not names:
        return None
    speaker = max(names, key=len)
    dice = _number(text[start:end])
    kind = "fragments" if len(kept) > 1 else "known" if speaker in named else "new"
    dropped, begins = 0, 0
    if kind == "known" and dice % 3 == 0:
        tokens = words(text, kept[0].start, kept[0].end)
        kind, dropped, begins = "off", 2, tokens[2][0]
    named.add(speaker)
    spans = tuple((part.start, part.end) for part in kept)
    return Decision(
        key, start, end, kind, _STANCES[dice % 3], speaker, spans, dropped, begins, tuple(words(text, start, end))
    )


def _words(text: str, part: Part) -> int:
    return len(text[part.start : part.end].split())


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
