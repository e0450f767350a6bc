"""A paragraph and the features of it that the rules of `roles` may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

_STOPPED = re.compile(r"[.!?…‽؟۔।።。！？][\"'”’»›)\]}」』）\s\u200b\u2060\ufeff]*(?:\[\d{1,3}\])*$")
_BULLET = re.compile(r"[•‣◦▪●·*+–—-]\s|\(?\d{1,3}[.)]\s")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_TAIL = 30

LONGEST_LINE = 900
"""Characters of a paragraph that the word lists of `role_words` are held against; longer ones are body text."""
LONGEST_TITLE = 30
"""Words of a title or a subtitle, at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as one line, with its slices."""

    line: str
    """The paragraph as one line."""
    slices: tuple[tuple[int, int], ...]
    """Its sentences as `[start, end)` in code points of the text."""
    guesses: frozenset[int] = frozenset()
    """Where the slices begin whose end is a guess."""
    dateline: bool = False
    """Whether the first slice is a dateline that runs into the first sentence."""


@dataclass(slots=True)
class Look:
    """What a rule may know of a paragraph."""

    line: str
    """The paragraph as one line, letters composed and blanks single, so that it fits the word lists."""
    words: tuple[str, ...]
    """Its words, folded so that equal words are equal."""
    stopped: bool
    """Whether it ends in a stop."""
    bullet: bool
    """Whether it begins with a bullet or the number of a point."""
    single: bool
    """Whether it is one slice."""

    @property
    def short(self) -> bool:
        """Whether it could be a title by its length."""
        return 0 < len(self.words) <= LONGEST_TITLE

    @property
    def prose(self) -> bool:
        """Whether it reads like body text: a final stop, or too long for a heading."""
        return bool(self.words) and (self.stopped or len(self.words) > LONGEST_TITLE)


def look_at(block: Block) -> Look:
    """The features of a paragraph."""
    line = block.line if len(block.line) > LONGEST_LINE else " ".join(normalize("NFC", block.line).split())
    words = tuple(_WORD.findall(line.casefold().replace("’", "'")))
    return Look(line, words, is_prose(line), _BULLET.match(line) is not None, len(block.slices) == 1)


def is_prose(line: str) -> bool:
    """Whether a paragraph ends in a stop, as body text does."""
    return _STOPPED.search(line[-_TAIL:]) is not None
