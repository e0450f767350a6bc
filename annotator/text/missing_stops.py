"""Sentences whose last full stop was lost: "... accept the conditions The opposition said ...".

Only a closed list of words betrays the loss, and only where a lower-case word follows them, so that a name (The Hague,
It Takes Two) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.text import abbreviations as words

_STARTERS = "|".join(sorted(words.MISSING_STOP_STARTERS))
_LOST = re.compile(
    rf"(?<![^\W\d_])(?P<before>[a-z]{{3,30}}|[A-Z]{{2,5}})[ \u00a0]+"
    rf"(?P<begin>(?P<starter>{_STARTERS}),?[ \u00a0]+(?:[^\w\s.,;:!?]{{1,3}} )?"
    r"(?P<next>[A-Za-z\u0300-\u036f]+))[ \u00a0]"
)
_END = re.compile(r"[.!?:;…]")
_FEWEST_WORDS = 4
_WINDOW = 400


def missing_stops(text: str) -> Iterator[int]:
    """Where a sentence begins although no stop ends the one before it.

    Args:
        text: A paragraph as one line.

    Yields:
        Offsets of first words, in order.
    """
    for found in _LOST.finditer(text):
        begin = found.start("begin")
        if found["before"] not in words.NEVER_LAST and _clause(found) and _long_enough(text, begin):
            yield begin


def _clause(found: re.Match[str]) -> bool:
    """Whether a clause follows: a small word, or "The <nationality>" and a small word."""
    if found["next"].islower():
        return True
    after = found.string[found.end() : found.end() + 4].lstrip()
    return found["starter"] == "The" and words.listed(found["next"], words.NATIONALITIES) and after[:1].islower()


def _long_enough(text: str, begin: int) -> bool:
    """Whether both halves have words enough to be sentences, and the first is not set in capitals like a headline."""
    before = _END.split(text[max(0, begin - _WINDOW) : begin])[-1].split()
    after = _END.split(text[begin : begin + _WINDOW], maxsplit=1)[0].split()
    small = sum(word[0].islower() for word in before)
    return len(before) >= _FEWEST_WORDS <= len(after) and 2 * small >= len(before)
