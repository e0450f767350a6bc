"""A paragraph and the features of it that the rules of `furniture`, `pages` and `roles` may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

_FINAL = frozenset(".!?…‽؟۔।॥።。！？")
_STOPPED = re.compile(r"[.!?…‽؟۔।॥።。！？][\"'”’»›)\]}」』）\s\u200b\u2060\ufeff]*(?:\[\d{1,3}\])*$")
_BULLET = re.compile(r"[•‣◦▪●·*+–—-]\s|\(?\d{1,3}[.)]\s")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_PLAIN = bytes(place if chr(place).isalnum() or chr(place) in "_'-" else 32 for place in range(128)) + bytes(128)
_TAIL = 30

LONGEST_LINE = 900
"""Characters of a paragraph that the word lists are held against; longer ones are body text."""
LONGEST_TITLE = 30
"""Words of a title or a subtitle, at most."""


@dataclass(slots=True)
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
    apart: bool = True
    """Whether an empty line stands above it."""


@dataclass(slots=True)
class Look:
    """What a rule may know of a paragraph."""

    line: str
    """The paragraph as one line, letters composed and blanks single, so that it fits the word lists."""
    low: str
    """The same in small letters, ss for the sharp s."""
    words: tuple[str, ...]
    """Its words, folded so that equal words are equal."""
    count: int
    """How many they are."""
    stopped: bool
    """Whether it ends in a stop."""
    bullet: bool
    """Whether it begins with a bullet or the number of a point."""
    single: bool
    """Whether it is one slice."""
    prose: bool
    """Whether it reads like body text: a final stop, or too long for a heading."""
    apart: bool
    """Whether an empty line stands above it."""
    dated: bool
    """Whether a dateline runs into its first sentence."""


def look_at(block: Block) -> Look:
    """The features of a paragraph."""
    line = block.line
    plain = line.isascii()
    if len(line) <= LONGEST_LINE:
        single = plain and "  " not in line and line[-1:] != " " and line[:1] != " " and line.isprintable()
        line = line if single else " ".join((line if plain else normalize("NFC", line)).split())
    low = line.lower() if plain else line.casefold()
    words = _plain_words(low) if plain else tuple(_WORD.findall(low.replace("’", "'")))
    count, stopped = len(words), is_prose(line)
    prose = count > 0 and (stopped or count > LONGEST_TITLE)
    bullet = _BULLET.match(line) is not None
    return Look(line, low, words, count, stopped, bullet, len(block.slices) == 1, prose, block.apart, block.dateline)


def _plain_words(low: str) -> tuple[str, ...]:
    """The words of a line of ASCII letters: those that `_WORD` finds, in a third of the time."""
    parts = low.encode("ascii").translate(_PLAIN).decode("ascii").split()
    if "'" not in low and "-" not in low:
        return tuple(parts)
    words: list[str] = []
    for part in parts:
        if part.isalnum():
            words.append(part)
        else:
            words += _WORD.findall(part)
    return tuple(words)


def is_prose(line: str) -> bool:
    """Whether a paragraph ends in a stop, as body text does."""
    last = line[-1:]
    if last in _FINAL:
        return True
    return not last.isalnum() and _STOPPED.search(line[-_TAIL:]) is not None
