"""Sentences whose last full stop was lost: "... accept the conditions The opposition said ...".

Only a closed list of words betrays the loss, and only where a lower-case word follows them, so that a name (The Hague,
It Takes Two) is left alone. What is found here is a guess, and is marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.text import abbreviations as words

# The blank comes first: a pattern that begins with one character is found ten times faster than one that begins with
# any word.
_STARTER = re.compile(
    rf"[ \u00a0](?=[BHITW])(?P<starter>{'|'.join(sorted(words.MISSING_STOP_STARTERS))}),?[ \u00a0]+"
    r"(?:[^\w\s.,;:!?]{1,3} )?"
    r"(?P<next>[A-Za-z\u0300-\u036f]{1,40})[ \u00a0]"
)
_SIGN = re.compile(r"[BHITW](?<=[ \u00a0].)(?:he|hi|t|u|o|e)")
_BEFORE = re.compile(r"(?:(?<![^\W\d_])[a-z]{3,30}|(?<![^\W\d_])[A-Z]{2,5})$")
_END = re.compile(r"[.!?:;…]")
_FEWEST_WORDS = 4
_WINDOW = 400
_LONGEST_WORD = 40


def missing_stops(text: str) -> Iterator[int]:
    """Where a sentence begins although no stop ends the one before it.

    Args:
        text: A paragraph as one line.

    Yields:
        Offsets of first words, in order.
    """
    if _SIGN.search(text) is None:
        return
    for found in _STARTER.finditer(text):
        begin = found.start("starter")
        before = _BEFORE.search(text[max(0, begin - _LONGEST_WORD) : begin].rstrip(" \u00a0"))
        if before is None or before[0] in words.NEVER_LAST:
            continue
        if _clause(found) and _long_enough(text, begin):
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
