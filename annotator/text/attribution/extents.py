"""From tokens to spans: where exactly a claim begins and ends in the text.

A claim that is one quotation is its words without the marks; a clause keeps the quotations in it whole. Spans lie
inside the sentence and are in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.text.attribution.tokens import Tokens

_EDGE = ".,;:…-–—-"
_STOPS = " \t\r\n\u00a0,.;:…"
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$")
_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"


def spans_of(text: str, tokens: Tokens, claims: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of a claim's token ranges; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(claims):
        span = _span(text, tokens, begin, end)
        if span is not None and (not found or span[0] >= found[-1][1]):
            found.append(span)
    return tuple(found)


def _span(text: str, tokens: Tokens, begin: int, end: int) -> tuple[int, int] | None:
    # A lone "that" points to something and is the claim's own word.
    while begin < end and ((tokens.letters[begin] == "t" and end - begin > 1) or _is_edge(text, tokens, begin)):
        begin += 1
    while end > begin and _is_edge(text, tokens, end - 1):
        end -= 1
    if begin >= end:
        return None
    if end - begin == 1 and tokens.letters[begin] in "QKq":
        return quoted(text, *tokens.spans[begin])
    return tokens.spans[begin][0], tokens.spans[end - 1][1]


def _is_edge(text: str, tokens: Tokens, index: int) -> bool:
    start, end = tokens.spans[index]
    return end - start == 1 and text[start] in _EDGE and tokens.letters[index] != "Q"


def quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a quotation without its marks and without the stop or comma at their end."""
    if text[start] in _OPENING:
        start += 1
    if end > start and text[end - 1] in _CLOSING:
        end -= 1
    while end > start and text[end - 1] in _STOPS and not _DOTTED.search(text, max(start, end - 12), end):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return (start, end) if start < end else None
