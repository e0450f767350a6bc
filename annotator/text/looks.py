"""A paragraph and the features of it that the rules of `roles` may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOPPED = re.compile(r"[.!?…‽؟۔।።。！？][\"'”’»›)\]}」』）\s\u200b\u2060\ufeff]*(?:\[\d{1,3}\])*$")
_BULLET = re.compile(r"[•‣◦▪●·*+–—-]\s|\(?\d{1,3}[.)]\s")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TAIL = 30

LONGEST_TITLE = 30
"""Words of a title or a subtitle, at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as one line, with its slices."""

    line: str
    """The paragraph as one line."""
    slices: tuple[tuple[int, int], ...]
    """Its sentences as `[start, end)` in code points of the text."""
    dateline: bool = False
    """Whether the first slice is a dateline that runs into the first sentence."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule may know of a paragraph."""

    line: str
    """The paragraph as one line."""
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
        return bool(self.words) and (self.stopped or not self.short)


def look_at(block: Block) -> Look:
    """The features of a paragraph."""
    words = tuple(word.casefold().replace("’", "'") for word in _WORD.findall(block.line))
    return Look(block.line, words, is_prose(block.line), bool(_BULLET.match(block.line)), len(block.slices) == 1)


def is_prose(line: str) -> bool:
    """Whether a paragraph ends in a stop, as body text does."""
    return bool(_STOPPED.search(line[-_TAIL:]))
