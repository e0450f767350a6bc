"""Words of a sentence by which a speaker may be recognised again. Pure, and cheap enough for thousands of sentences.

Not an analysis: words with a capital, and longer words. What each is worth is learnt from what was chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-‐‑.][^\W_]+)*")
_SHORTEST = 5
"""Letters of a word in small letters that counts."""
LONGEST = 6
"""Words of the longest stretch that is looked up as a mention."""


class Word(NamedTuple):
    """A word of a sentence, `[start, end)` in the text it was taken from."""

    plain: str
    start: int
    end: int
    named: bool
    """Whether it has a capital."""


def cue_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, in small letters and without accents."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_bare(each[0]), *each.span(), each[0][0].isupper()) for each in found]


def cues(words: list[Word]) -> set[str]:
    """What to remember of a sentence: a name as `+word`, any longer word as `-word`."""
    return {("+" if word.named else "-") + word.plain for word in words if word.named or len(word.plain) >= _SHORTEST}


def stretches(words: list[Word]) -> Iterator[tuple[str, int, int]]:
    """Each stretch of up to `LONGEST` words in a row, the longest first: its words, where it begins and ends."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            yield " ".join(word.plain for word in run), run[0].start, run[-1].end


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(each for each in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(each))
