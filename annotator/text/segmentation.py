"""A text cut into slices with roles: titles, headings, bylines, sentences and the rest.

Whatever the text and whoever finds the sentences: slices are in order, do not overlap, have no blank at either end,
and every character that is not blank lies in exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from annotator.records.documents import Role
from annotator.text.datelines import run_in_dateline
from annotator.text.lines import flat, paragraphs
from annotator.text.looks import Block, is_prose
from annotator.text.roles import roles
from annotator.text.splitting import SentenceSplitter, default_splitter


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a text and what it is."""

    start: int
    """Its first code point."""
    end: int
    """The code point after its last."""
    role: Role
    """What it is."""


def segment(text: str, splitter: SentenceSplitter | None = None) -> list[Slice]:
    """Cut a text into slices and say what each is.

    Paragraphs come first, sentences inside each, roles last.

    Args:
        text: Any text at all; offsets count its code points.
        splitter: Who finds the sentences of a paragraph; without it, the splitter in use.

    Returns:
        The slices in order; none for a text that is blank.
    """
    split = splitter or default_splitter()
    blocks: list[Block] = []
    early = True
    for place in paragraphs(text):
        line = flat(text, place.start, place.end)
        blocks.append(_block(text, place.start, line, early, split))
        early = early and not is_prose(line)
    return [
        Slice(start, end, role)
        for block, given in zip(blocks, roles(blocks), strict=True)
        for (start, end), role in zip(block.slices, given, strict=True)
    ]


def _block(text: str, start: int, line: str, early: bool, split: SentenceSplitter) -> Block:
    """The slices of one paragraph: its sentences, a dateline that runs into the first one cut off."""
    lead = run_in_dateline(line, early)
    cuts = {0, lead, *(lead + begin for begin, _ in split(line[lead:]))}
    return Block(line, _pieces(text, start, start + len(line), cuts), dateline=lead > 0)


def _pieces(text: str, start: int, end: int, cuts: set[int]) -> tuple[tuple[int, int], ...]:
    """The paragraph cut at these places, blanks shaved off; only where sentences begin counts, so nothing is lost."""
    places = sorted({start + cut for cut in cuts if 0 <= cut < end - start} | {start, end})
    pieces: list[tuple[int, int]] = []
    for begin, stop in pairwise(places):
        piece = text[begin:stop]
        if piece.strip():
            pieces.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
    return tuple(pieces)
