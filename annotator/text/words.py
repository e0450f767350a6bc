"""Words, as a cursor that moves word by word sees them.

Tokens are whole graphemes, in order, apart, and together they hold every character that is not blank.
"""

from __future__ import annotations

import re

from annotator.text.graphemes import graphemes

_JOINERS = frozenset("'’‘ʼ-‐‑\u00ad\u2060·")
_DIGIT_JOINERS = frozenset(".,:/")
_CHAINED = frozenset(".…-—–_=*~")
_NO_BLANKS = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# Latin and Cyrillic letters and the marks of newspapers: each code point among these is a grapheme, save line breaks of
# two, which are blank. Left out are those that count as digits but are none in a pattern: ¹ ² ³.
_PLAIN = re.compile("[\x00-\xb1\xb4-\xb8\xba-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2029\u20ac]*")


def _any_of(chars: frozenset[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


_INNER = rf"\w+(?:{_any_of(_JOINERS)}\w+|(?<=\d){_any_of(_DIGIT_JOINERS)}(?=\d)\w+)*"
_WORD = re.compile(_INNER)
_TOKEN = re.compile(rf"(?P<word>{_INNER})|(?P<mark>{_any_of(_CHAINED - {'_'})})(?P=mark)*|\S")


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The tokens of a stretch of text.

    A word holds its inner apostrophes, hyphens and, between digits, points: don't, US-backed, 3.5; dotted acronyms are
    one word with their last stop: U.S. Every other mark is a token of its own, so that a span can take or leave it;
    equal dots or dashes in a row are one. In Chinese and Japanese each grapheme is a token.

    Args:
        text: The whole text.
        start: First code point of the stretch.
        end: The code point after its last; the end of the text without it.

    Returns:
        `[start, end)` of each token, in code points of the whole text.
    """
    piece = text[start:end]
    found = _plain_words(piece) if _PLAIN.fullmatch(piece) else _any_words(piece)
    return [(start + first, start + last) for first, last in found] if start else found


def _plain_words(piece: str) -> list[tuple[int, int]]:
    """The tokens where each code point is a grapheme: the same as `_any_words`, in a sixth of the time."""
    tokens: list[tuple[int, int]] = []
    at = 0
    while (token := _TOKEN.search(piece, at)) is not None:
        first, at = token.span()
        if token["word"] is not None:
            at = _plain_word_end(piece, first, at)
        tokens.append((first, at))
    return tokens


def _plain_word_end(piece: str, first: int, until: int) -> int:
    """The end of a word that may go on after a stop, as U.S. does."""
    while piece[until : until + 1] == "." and _wordy(piece[until + 1 : until + 2] or " "):
        if not _joins(piece[until - 1], ".", piece[until + 1], until - first):
            break
        more = _WORD.match(piece, until + 1)
        until = more.end() if more else until + 2
    if piece[until : until + 1] == "." and _DOTTED.fullmatch(piece, first, until):
        return until + 1
    return until


def _any_words(piece: str) -> list[tuple[int, int]]:
    clusters = graphemes(piece)
    tokens: list[tuple[int, int]] = []
    index = 0
    while index < len(clusters):
        until = _token_end(piece, clusters, index)
        first, last = clusters[index][0], clusters[until - 1][1]
        if piece[first:last].strip():
            tokens.append((first, last))
        index = until
    return tokens


def _token_end(piece: str, clusters: list[tuple[int, int]], index: int) -> int:
    """The index after the last cluster of the token that begins with this one."""
    head = piece[clusters[index][0]]
    if _wordy(head):
        return _word_end(piece, clusters, index)
    until = index + 1
    if head in _CHAINED and clusters[index][1] - clusters[index][0] == 1:
        while until < len(clusters) and piece[clusters[until][0] : clusters[until][1]] == head:
            until += 1
    return until


def _word_end(piece: str, clusters: list[tuple[int, int]], index: int) -> int:
    until = index + 1
    while until < len(clusters):
        mark = piece[clusters[until][0]]
        after = piece[clusters[until + 1][0]] if until + 1 < len(clusters) else ""
        if _wordy(mark):
            until += 1
        elif after and _wordy(after) and _joins(piece[clusters[until - 1][0]], mark, after, until - index):
            until += 2
        else:
            break
    return until + 1 if _takes_stop(piece, clusters, index, until) else until


def _joins(before: str, mark: str, after: str, length: int) -> bool:
    """Whether a mark between two word characters is inside the word."""
    if mark in _JOINERS:
        return True
    if mark in _DIGIT_JOINERS and before.isdigit() and after.isdigit():
        return True
    return mark == "." and before.isupper() and after.isupper() and length % 2 == 1


def _takes_stop(piece: str, clusters: list[tuple[int, int]], index: int, until: int) -> bool:
    """Whether the stop after the word belongs to it: U.S."""
    if until >= len(clusters) or piece[clusters[until][0]] != ".":
        return False
    return bool(_DOTTED.fullmatch(piece, clusters[index][0], clusters[until][0]))


def _wordy(char: str) -> bool:
    return (char.isalnum() or char == "_") and not _NO_BLANKS.match(char)
