"""Hides stretches of a text without moving anything: block for character, cell for cell, offset for offset.

A masked text has as many code points as the text, its graphemes begin where those of the text begin, and each takes as
many cells, so whatever is drawn, wrapped or clicked in it stands for the same offsets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from annotator.text.cells import cell_width
from annotator.text.graphemes import graphemes

BLOCK = "▒"
"""Stands for a character of one cell."""
WIDE_BLOCK = "〓"
"""Stands for a character of two cells."""
_FILLER = "\ufe00"
"""Stands for every further code point of a grapheme: a variation selector, which joins what stands before it."""
_UNDRAWN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
"""Marks that no screen draws; they take no cell."""
_RUN = f"(?:{BLOCK}|{WIDE_BLOCK}){_FILLER}*"
_BLOCKS = re.compile(rf"{_RUN}(?:\s*{_RUN})*")
_SIGNED = re.compile(rf"(?:\[([A-Z]+)\]|\b([A-Z]+)(?={BLOCK}))(?:\s*{_RUN})*")
_FULL_WIDTH = 0xFEE0
"""From a printable ASCII character to the same one of two cells."""


@dataclass(frozen=True, slots=True, order=True)
class Mask:
    """A stretch `[start, end)` in code points that is hidden, and a short sign that tells it from others."""

    start: int
    end: int
    sign: str = ""
    """Letters or digits in ASCII; empty where nothing is to be told."""


def sign_of(number: int) -> str:
    """The sign with a number, from 0: A to Z, then AA, AB and so on."""
    sign = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        sign = chr(ord("A") + letter) + sign
    return sign


def joined(masks: Iterable[Mask]) -> tuple[Mask, ...]:
    """Masks in order and apart: of two that overlap the one that begins first keeps its sign, and they become one."""
    found: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end, not mask.sign)):
        if mask.start >= mask.end:
            continue
        if found and mask.start < found[-1].end:
            last = found[-1]
            found[-1] = Mask(last.start, max(last.end, mask.end), last.sign)
        else:
            found.append(mask)
    return tuple(found)


def masked(text: str, masks: Iterable[Mask]) -> str:
    """The text with blocks in the place of what is hidden.

    Blanks and control characters stay, so lines break where they did; a grapheme of which a part is hidden is hidden as
    a whole. A stretch with a sign begins with it, in brackets where its first word has room: `[A]▒▒▒`.

    Returns:
        A string of the same length in code points, with the same graphemes; none of them is wider or narrower, save
        those of more than two cells.
    """
    parts: list[str] = []
    found = _Clusters(text)
    at = 0
    for mask in joined(masks):
        start, end = max(mask.start, at), min(mask.end, len(text))
        if start >= end:
            continue
        clusters = found.of(start, end)
        if not clusters or clusters[-1][1] <= at:
            continue
        first = max(at, clusters[0][0])
        parts.append(text[at:first])
        parts.append("".join(_blocks(text, [each for each in clusters if each[0] >= first], mask.sign)))
        at = clusters[-1][1]
    parts.append(text[at:])
    return "".join(parts)


def without_blocks(drawn: str) -> str:
    """A masked text in words that can be read out: signs as `name A`, what has none as `hidden`."""
    signed = _SIGNED.sub(lambda found: f"name {found[1] or found[2]}", drawn)
    return _BLOCKS.sub("hidden", signed)


def hides(drawn: str) -> bool:
    """Whether a part of a masked text is hidden."""
    return BLOCK in drawn or WIDE_BLOCK in drawn


class _Clusters:
    """The graphemes of a text, line by line and only where they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = (0, 0)
        self._found: list[tuple[int, int]] = []

    def of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The whole graphemes that a stretch touches."""
        around = self._text[max(0, start - 1) : end + 1]
        if around.isascii() and "\r" not in around:
            return [(at, at + 1) for at in range(start, end)]
        # No grapheme runs over the end of a line, so it is enough to look from where the line begins to where it ends.
        text = self._text
        head = text.rfind("\n", 0, start) + 1
        tail = text.find("\n", end - 1)
        line = (head, len(text) if tail < 0 else tail + 1)
        if line != self._line:
            self._line = line
            self._found = [(head + first, head + last) for first, last in graphemes(text[slice(*line)])]
        at = max(0, bisect_right(self._found, start, key=lambda cluster: cluster[0]) - 1)
        return list(takewhile(lambda cluster: cluster[0] < end, self._found[at:]))


def _blocks(text: str, clusters: list[tuple[int, int]], sign: str) -> Iterator[str]:
    """Each grapheme as a block, the first ones as the sign."""
    letters = list(_spelled(sign, _first_word(text, clusters)))
    for start, end in clusters:
        cluster = text[start:end]
        if "!" <= cluster <= "~" and len(cluster) == 1:
            yield letters.pop(0) if letters else BLOCK
            continue
        wide = 0 if _stays(cluster) else cell_width(_UNDRAWN.sub("", cluster))
        if not wide:
            yield "".join(_FILLER if unicodedata.category(each) in ("Mn", "Me") else each for each in cluster)
            continue
        letter = letters.pop(0) if letters else ""
        if wide == 1:
            head = letter or BLOCK
        else:
            head = chr(ord(letter) + _FULL_WIDTH) if letter else WIDE_BLOCK
        yield head + _FILLER * (len(cluster) - 1)


def _first_word(text: str, clusters: list[tuple[int, int]]) -> int:
    """How many graphemes stand before the first blank."""
    for index, (start, end) in enumerate(clusters):
        if _stays(text[start:end]):
            return index
    return len(clusters)


def _spelled(sign: str, room: int) -> str:
    """The sign as it fits so many graphemes; nothing where it does not."""
    if sign and len(sign) + 2 <= room:
        return f"[{sign}]"
    return sign if len(sign) <= room else ""


def _stays(cluster: str) -> bool:
    """Blanks, and controls, which a screen shows as a placeholder anyway."""
    return cluster.isspace() or unicodedata.category(cluster[0]) in ("Cc", "Cf", "Zl", "Zp", "Cs")
