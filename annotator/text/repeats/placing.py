"""Where a stretch of one sentence stands in another one of the same words, whatever its case and punctuation."""

from __future__ import annotations

import re

from annotator.text.repeats.wording import UNPARTED, wording

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
_WORD = re.compile(f"(?:[{UNPARTED}]|(?![{UNPARTED}])[^\\W_](?:(?![{UNPARTED}])[^\\W_]|[{_MARKS}])*)[{_MARKS}]*")
"""Marks without a width belong to the word they stand in, as `wording` has it."""


def placed(text: str, start: int, end: int, other: str) -> tuple[int, int] | None:
    """The stretch of another sentence that holds the words of `text[start:end]`.

    Args:
        text: A sentence.
        start: First code point of the stretch in it.
        end: The code point after its last.
        other: Another sentence.

    Returns:
        `[start, end)` in the other sentence; None where the words are not the same, the stretch has none, or words
        hold marks that make it impossible to tell which letters are which.
    """
    if text == other:
        return start, end
    if wording(text) != wording(other):
        return None
    if text[start:end].strip() == text.strip():
        left = len(other) - len(other.lstrip())
        return left, len(other.rstrip())
    here, there = _words(text), _words(other)
    if here is None or there is None or len(here) != len(there):
        return None
    held = [index for index, (first, last) in enumerate(here) if first < end and start < last]
    return (there[held[0]][0], there[held[-1]][1]) if held else None


def _words(text: str) -> list[tuple[int, int]] | None:
    """The places of the words of a text; None where they are not those that `wording` tells apart."""
    found = [match.span() for match in _WORD.finditer(text)]
    return found if tuple("".join(wording(text[a:b])) for a, b in found) == wording(text) else None
