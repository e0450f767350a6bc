"""Straight quotation marks between two sentences with no blank on either side: which closes, which opens.

A straight mark looks the same at both ends of a quotation, and where blanks were lost nothing around it tells; only how
many stand before it in the paragraph does.
"""

from __future__ import annotations

import re

from annotator.text import abbreviations as words

_GLUED = re.compile(r'[.!?]"(?=[A-ZА-ЯЁІЇЄ](?:[a-zа-яёіїє]| [a-zа-яё]))')
_WORD = re.compile(r"[^\W\d_]{3,}$")
_LONGEST_WORD = 30


def told_apart(line: str) -> str:
    """The line with such marks as opening and closing ones, every other character as it was.

    Left as it is where the marks of the line do not make pairs, and after what may be an abbreviation.

    Args:
        line: A paragraph as one line.

    Returns:
        A line of the same length.
    """
    places = [found.start() + 1 for found in _GLUED.finditer(line)]
    if not places or line.count('"') % 2:
        return line
    parts: list[str] = []
    past = opened = 0
    for place in places:
        opened += line.count('"', past, place)
        mark = '"'
        before = _WORD.search(line, max(0, place - 1 - _LONGEST_WORD), place - 1)
        if before and before[0] not in words.ABBREVIATIONS:
            mark = "”" if opened % 2 else "“"
        parts += line[past:place], mark
        opened, past = opened + 1, place + 1
    return "".join(parts) + line[past:]
