"""Lines and paragraphs of a text, before anybody looks for sentences.

A line break ends a paragraph, unless the text is hard-wrapped: then the lines that a fixed width cut apart belong
together. Nothing is changed: a paragraph is a stretch `[start, end)` of the text, with no blank at either end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# One set of characters comes first: a pattern that begins with a choice of strings is searched five times slower.
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]+")
_STOPPED = re.compile(r"[.!?:;…‽؟۔。！？][\"'”’»›)\]}」』）\s\u200b\u2060\ufeff]*$")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●·*+–—-]\s|\(?\d{1,3}[.)]\s|#{1,6}\s)")
_AFTER_WHICH_INVISIBLE_IS_BLANK = frozenset(".!?…؟۔。！？\"'”’»›)]}」』）")

NARROWEST_WRAP = 50
"""A run of lines counts as hard-wrapped only where its longest line has at least this many characters."""
WIDEST_WRAP = 125
"""No line of a hard-wrapped run is longer than this."""

_LEAST_EVIDENCE = 3
_LEAST_SHARE_OPEN = 0.55
_LEAST_SHARE_LOWER = 0.3


class Paragraph(NamedTuple):
    """One or more lines that are read as one."""

    start: int
    """Code point of its first character that is not blank."""
    end: int
    """The code point after its last character that is not blank."""


@dataclass(slots=True)
class _Line:
    start: int
    held: str
    """Its text without the blanks at its end."""
    width: int
    indent: int
    page_break: bool

    def first_word(self) -> int:
        """How long its first word is."""
        return len(self.held.split(None, 1)[0])

    def stopped(self) -> bool:
        return _STOPPED.search(self.held[-20:]) is not None

    def lower(self) -> bool:
        """Whether the first letter of its first word is small."""
        first = self.held.split(None, 1)[0]
        if first.startswith(("http://", "https://", "www.")):
            return False
        return next((char for char in first if char.isalpha()), "").islower()

    def bullet(self) -> bool:
        return _BULLET.match(self.held) is not None


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Every line as `[start, end)`, without its break.

    Lines end at LF, CR LF, CR, VT, FF, NEL (U+0085), U+2028 and U+2029.
    """
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; every character that is not blank lies in exactly one."""
    read = [_read(text, start, end) for start, end in lines(text)]
    joined = _joins(read)
    found: list[Paragraph] = []
    for index, line in enumerate(read):
        if not line.width:
            continue
        start, end = line.start + line.indent, line.start + line.width
        if found and joined[index]:
            found[-1] = Paragraph(found[-1].start, end)
        else:
            found.append(Paragraph(start, end))
    return found


def flat(text: str, start: int, end: int) -> str:
    """The stretch as one line of the same length: each break, and each zero-width mark around an end, is a space.

    Decisions are made on this copy; as it has the length of the original, its offsets are those of the stretch.
    """
    piece = text[start:end]
    if piece.isprintable():
        # Neither a break nor a zero-width mark can be printed: nothing to look for, as on nearly every line.
        return piece
    piece = _BREAK.sub(lambda found: " " * len(found[0]), piece)
    return _INVISIBLE.sub(_blank_or_kept, piece)


def _blank_or_kept(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    at_an_end = not before or not after or after.isspace() or before.isspace()
    if at_an_end or before in _AFTER_WHICH_INVISIBLE_IS_BLANK:
        return " " * len(found[0])
    return found[0]


def _read(text: str, start: int, end: int) -> _Line:
    held = text[start:end].rstrip()
    width = len(held)
    return _Line(start, held, width, width - len(held.lstrip()), text[end : end + 1] == "\x0c")


def _joins(read: list[_Line]) -> list[bool]:
    """For each line, whether it goes on with the paragraph of the line before it."""
    candidates = [index for run in _runs(read) for index in _continuations(read, run)]
    opened = sum(not read[index - 1].stopped() for index in candidates)
    lower = sum(read[index].lower() for index in candidates)
    count = len(candidates)
    wrapped = count >= _LEAST_EVIDENCE and opened >= _LEAST_SHARE_OPEN * count and lower >= _LEAST_SHARE_LOWER * count
    joined = [False] * len(read)
    for index in candidates:
        joined[index] = wrapped or (not read[index - 1].stopped() and read[index].lower())
    return joined


def _runs(read: list[_Line]) -> Iterator[range]:
    """Stretches of neighbouring lines, none blank and none too long to be wrapped."""
    begin = 0
    for index in range(len(read) + 1):
        ends = index == len(read) or not 0 < read[index].width <= WIDEST_WRAP
        if ends or read[index - 1].page_break:
            if index - begin > 1:
                yield range(begin, index)
            begin = index + 1 if ends else index


def _continuations(read: list[_Line], run: range) -> Iterator[int]:
    """The lines of a run that a writer with a fixed width would have begun just there.

    The first word of such a line did not fit on the line before.
    """
    width = max(read[index].width for index in run)
    if width < NARROWEST_WRAP:
        return
    for index in run[1:]:
        above, line = read[index - 1], read[index]
        fits = above.width + 1 + line.first_word() <= width
        if not fits and not line.bullet() and line.indent <= above.indent:
            yield index
