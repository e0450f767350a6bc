"""A text cut into slices with roles: titles, headings, bylines, sentences and the rest.

Whatever the text and whoever finds the sentences: slices are in order, do not overlap, have no blank at either end,
and every character that is not blank lies in exactly one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from annotator.records.documents import Role
from annotator.text.datelines import run_in_dateline
from annotator.text.lines import flat, paragraphs
from annotator.text.missing_stops import missing_stops
from annotator.text.roles.assigning import roles
from annotator.text.roles.looks import Block, is_prose
from annotator.text.splitting import SentenceSplitter, default_splitter
from annotator.text.stops import ANY_STOP

_SHORTEST_CUT = 24
_SHORT_CALL = 60
"""Characters of a line above the body that may end in a stop, as the calls of a site do."""


class Slice(NamedTuple):
    """A stretch of a text and what it is."""

    start: int
    """Its first code point."""
    end: int
    """The code point after its last."""
    role: Role
    """What it is."""
    guessed: bool = False
    """Whether its end is a guess: no stop stands there, but a new sentence seems to begin. A reader may join it again
    with the slice that follows."""


def segment(text: str, splitter: SentenceSplitter | None = None) -> list[Slice]:
    """Cut a text into slices and say what each is.

    Paragraphs come first, sentences inside each, roles last.

    Args:
        text: Any text at all; offsets count its code points.
        splitter: Who finds the sentences of a paragraph; without it, the splitter in use, and stops that seem to be
            missing are guessed.

    Returns:
        The slices in order; none for a text that is blank.
    """
    blocks: list[Block] = []
    early = True
    above = 0
    for place in paragraphs(text):
        line = flat(text, place.start, place.end)
        apart = text.count("\n", above, place.start) != 1
        blocks.append(_block(text, place.start, line, early, apart, splitter))
        above = place.end
        early = early and (len(line) <= _SHORT_CALL or not is_prose(line))
    found: list[Slice] = []
    for block, given in zip(blocks, roles(blocks), strict=True):
        found += _slices(block, given)
    return found


def _slices(block: Block, given: list[Role]) -> list[Slice]:
    """The slices of one paragraph with their roles; a title of several sentences is one slice."""
    if len(given) == 1:
        return [Slice(*block.slices[0], given[0])]
    if set(given) == {"title"}:
        return [Slice(block.slices[0][0], block.slices[-1][1], "title")]
    return [
        Slice(start, end, role, start in block.guesses) for (start, end), role in zip(block.slices, given, strict=True)
    ]


def _block(text: str, start: int, line: str, early: bool, apart: bool, splitter: SentenceSplitter | None) -> Block:
    """The slices of one paragraph: its sentences, a dateline that runs into the first one cut off."""
    if splitter is None and len(line) < _SHORTEST_CUT and ANY_STOP.search(line) is None:
        # Too short for a lost stop or a place before a sentence: one slice, most lines of a menu are.
        return Block(line, ((start, start + len(line)),), apart=apart)
    lead = run_in_dateline(line, early)
    body = line[lead:] if lead else line
    found = (splitter or default_splitter())(body)
    lost = list(missing_stops(body)) if splitter is None else []
    if not lead and not lost and len(found) == 1 and not found[0][0]:
        return Block(line, ((start, start + len(line)),), apart=apart)
    cuts = {0, lead, *(lead + begin for begin, _ in found)}
    guesses = {lead + begin for begin in lost} - cuts
    pieces = _pieces(text, start, start + len(line), cuts | guesses)
    if not guesses:
        return Block(line, pieces, dateline=lead > 0, apart=apart)
    before_guess = frozenset(one[0] for one, two in pairwise(pieces) if two[0] - start in guesses)
    return Block(line, pieces, before_guess, dateline=lead > 0, apart=apart)


def _pieces(text: str, start: int, end: int, cuts: set[int]) -> tuple[tuple[int, int], ...]:
    """The paragraph cut at these places, blanks shaved off; only where sentences begin counts, so nothing is lost."""
    places = sorted({start + cut for cut in cuts if 0 <= cut < end - start} | {start, end})
    pieces: list[tuple[int, int]] = []
    for begin, stop in pairwise(places):
        piece = text[begin:stop].rstrip()
        if bare := piece.lstrip():
            stop = begin + len(piece)
            pieces.append((stop - len(bare), stop))
    return tuple(pieces)
