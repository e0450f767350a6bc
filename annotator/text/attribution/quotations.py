"""Quotations of a text: where each begins and ends, whatever its marks, and which one carries on another.

Only outermost quotations are told; they are in order, apart, and each lies inside one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = re.compile("[\"“”„«»‘’']")
_CLOSES = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_DOUBLE_OPENERS = "“„«"
_WORD_BEFORE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks."""

    start: int
    """The opening mark."""
    end: int
    """The code point after the closing mark, or after the last of the paragraph or sentence where none stands."""
    closed: bool
    """Whether a closing mark stands at its end."""
    continues: bool = False
    """Whether it carries on the quotation before it, over the break of a paragraph."""


def quotations(text: str, paragraphs: Sequence[tuple[int, int]], ends: Sequence[int] = ()) -> list[Quotation]:
    """The outermost quotations of a text.

    A paragraph that ends inside a quotation, before one that opens with a mark, is carried on by it. A quotation that
    is never closed ends with its sentence.

    Args:
        text: The whole text.
        paragraphs: `[start, end)` of the paragraphs, in order.
        ends: Where sentences end, ascending.

    Returns:
        The quotations in order.
    """
    found: list[Quotation] = []
    carried = False
    for index, (start, end) in enumerate(paragraphs):
        opens = index + 1 < len(paragraphs) and _opens_with_mark(text, *paragraphs[index + 1])
        carried = _paragraph(text, start, end, found, carried, opens, ends)
    return found


def _opens_with_mark(text: str, start: int, end: int) -> bool:
    return text[start:end].lstrip()[:1] in ("“", "„", "«", '"', "‘")


def _paragraph(
    text: str, start: int, end: int, found: list[Quotation], carried: bool, next_opens: bool, ends: Sequence[int]
) -> bool:
    """Add the quotations of one paragraph; tell whether the last is still open."""
    stack: list[tuple[str, int]] = []
    first = True
    for match in _MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        if stack and mark in _CLOSES[stack[-1][0]] and _may_close(text, at, end, stack[-1][0]):
            _, begin = stack.pop()
            if not stack:
                found.append(Quotation(begin, at + 1, True, carried and first))
                first = False
        elif _may_open(text, at, end, mark, stack):
            stack.append((mark, at))
        elif len(stack) > 1 and mark in _CLOSES[stack[0][0]]:
            # A closing mark of the outer quotation ends an inner one that was never closed.
            found.append(Quotation(stack[0][1], at + 1, True, carried and first))
            stack, first = [], False
    if not stack:
        return False
    begin = stack[0][1]
    if next_opens and stack[0][0] not in "'‘":
        found.append(Quotation(begin, end, False, carried and first))
        return True
    if stack[0][0] not in "'‘":
        stop = next((each for each in ends if each > begin), end)
        found.append(Quotation(begin, min(stop, end), False, carried and first))
    return False


def _may_open(text: str, at: int, end: int, mark: str, stack: list[tuple[str, int]]) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < end else " "
    if after.isspace() or (stack and stack[-1][0] == mark):
        return False
    if mark in _DOUBLE_OPENERS:
        return True
    apart = not (before.isalnum() or before in "’'.,!?)")
    if mark in '‘"':
        return apart or (mark == "‘" and not before.isalnum())
    # A straight single mark is an apostrophe unless its partner stands in the same paragraph.
    return mark == "'" and apart and re.compile(r"[\w.,!?…]'(?!\w)").search(text, at + 1, end) is not None


def _may_close(text: str, at: int, end: int, opener: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < end else " "
    if opener not in "‘'":
        # A straight mark after a blank and before a word opens, it does not close.
        return opener != '"' or not (before.isspace() and after.isalnum())
    if after.isalnum() or before.isspace():
        return False
    # The soldiers' tent: an apostrophe after s, with the sentence going on in small letters.
    goes_on = before == "s" and after.isspace() and at + 2 < end and text[at + 2].islower()
    return not goes_on
