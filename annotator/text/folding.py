"""Lets words find each other that differ only in marks: accents, ё and е, bent apostrophes, dashes, marks unseen.

A folded text says for each of its characters where it stands in the text it was made of, so whatever is found in the
one is shown in the other. Case and blanks are left to whoever looks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_ACCENTED = ((0xC0, 0x250), (0x1E00, 0x1F00), (0x370, 0x400), (0x1F00, 0x2000))
"""Latin and Greek: there an accent makes no other letter. In Cyrillic it does, as in й."""
_ALIKE = {
    "'": "’‘‛ʼʹ′`´＇",
    "-": "‐‑‒–—―−",
    "е": "ёѐ",
    "Е": "ЁЀ",
    "и": "ѝ",
    "И": "Ѝ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "d": "đ",
    "D": "Đ",
}


def _table() -> dict[str, str]:
    found = {each: plain for plain, others in _ALIKE.items() for each in others}
    for first, last in _ACCENTED:
        for char in map(chr, range(first, last)):
            apart = unicodedata.normalize("NFD", char)
            base, marks = apart[0], apart[1:]
            if marks and base.isalpha() and all(unicodedata.combining(mark) for mark in marks):
                found.setdefault(char, base)
    return found


_TABLE = _table()
_FOLDED = re.compile(f"[{re.escape(''.join(_TABLE))}]")
_MARKS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens and the like: a screen shows none of them."""
_LONGER = re.compile(f"[{_MARKS}{_UNSEEN}]")
_CLUSTER = re.compile(f"[^{_MARKS}{_UNSEEN}]?[{_MARKS}]+|[{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain signs."""

    text: str
    starts: tuple[int, ...] | None = None
    """Where each character begins in the text it was made of; None where that is its own place."""
    ends: tuple[int, ...] = ()
    """Where each ends there, with its marks."""

    def at(self, offset: int) -> int:
        """The place of an offset of the text that this was made of."""
        return offset if self.starts is None else bisect_left(self.starts, offset)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that this was made of, for a stretch of this one that is not empty."""
        return (start, end) if self.starts is None else (self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """A text in plain signs; what it takes grows with the signs that are not."""
    if text.isascii() and "`" not in text:
        return Folded(text)
    if not _LONGER.search(text):
        return Folded(_plain(text))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _pieces(text):
        parts.append(piece)
        if len(piece) == end - start:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        elif piece:
            starts.append(start)
            ends.append(end)
    return Folded("".join(parts), tuple(starts), tuple(ends))


def _plain(text: str) -> str:
    return _FOLDED.sub(lambda found: _TABLE[found[0]], text)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """What becomes of the pieces of a text: stretches of as many characters, single ones with marks, and nothing."""
    at = 0
    for found in _CLUSTER.finditer(text):
        if at < found.start():
            yield _plain(text[at : found.start()]), at, found.start()
        at = found.end()
        # Of a letter with marks the composed form tells whether they make another one of it, as in й.
        head = unicodedata.normalize("NFC", found[0])[0]
        is_mark = "\u0300" <= head <= "\u036f" or head in _UNSEEN
        yield "" if is_mark else _plain(head), found.start(), found.end()
    if at < len(text):
        yield _plain(text[at:]), at, len(text)
