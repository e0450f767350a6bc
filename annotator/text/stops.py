"""Runs of stops in a paragraph, and what stands around each: what the rules of `boundaries` may look at.

Quotes, brackets and footnote marks that close go with the stops before them. Every look is at a window of fixed
length, so that the work is linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSERS = r"[”’»›)\]}」』）】]|[\"'](?!\w)|[“«‘](?=\s|$)"
ANY_STOP = re.compile("[.!?…‽؟۔।॥።։。！？]")
"""Where a run of stops may begin."""
STOPS = re.compile(
    r"(?:\.(?: \.){2,4}|[.!?…‽؟۔।॥።։。！？]+)"
    rf"(?:(?:{_CLOSERS}|[ \u00a0\u202f](?:[»”]|'')(?!\w))+[.!?…؟。！？]*)*"
    r"(?:\[\d{1,3}\]|[¹²³⁴-⁹]|(?<=[a-zа-яё]{4}[.!?])\d{1,2}(?=\s+[^\W\d_]))*"
)
"""A run of stops, spaced dots among them, with all that closes after it."""

OPENERS = "\"'“”„«»‘’‚‹([{「『（【¿¡-–—• \u00a0\u202f\t"
"""What may stand before the first word of a sentence."""

_MARKS = re.compile(r"[.!?…‽؟۔।॥።։。！？ ]+")
_INK = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_][\w'’\u0300-\u036f]*")
_AFTER_WINDOW = 90
TOKEN_WINDOW = 40
"""How far back from the stops a rule may look, in characters."""


class Stop(NamedTuple):
    """A run of stops with its closers, and what stands around it."""

    mark: str
    """The stops without what closes after them."""
    closed: bool
    """Whether a quote or a bracket closes after the stops."""
    last: str
    """The last character of the run, closers and all."""
    before: str
    """The token before the stops, without opening quotes and brackets."""
    head: str
    """Up to 40 characters before the stops, of this sentence only."""
    after: str
    """What follows, from the first character that is not blank."""
    word: str
    """The first word of what follows."""
    beyond: str
    """What follows that word, one blank left out."""
    glued: bool
    """Whether it follows without a blank."""
    first: bool
    """Whether the sentence has no word before the stops."""
    small: bool
    """Whether the sentence begins with a small letter, as in careless writing."""


def _first_word(text: str, start: int) -> int:
    """Where the first letter or figure of a sentence stands, if it comes soon; else past the window."""
    found = _INK.search(text, start, start + TOKEN_WINDOW)
    return found.start() if found else start + TOKEN_WINDOW


def look_at(text: str, start: int, found: re.Match[str], begin: int) -> Stop:
    """What stands around a run of stops.

    Args:
        text: The paragraph as one line.
        start: Where the sentence begins that the stops may end.
        found: The run, as `STOPS` finds it.
        begin: The first character after the run that is not blank.
    """
    run, place, lead = found[0], found.start(), _first_word(text, start)
    head = text[max(start, place - TOKEN_WINDOW) : place]
    token = head.rsplit(None, 1)[-1].lstrip(OPENERS) if head and not head[-1].isspace() else ""
    marks = _MARKS.match(run) if len(run) > 1 else None
    mark = marks[0] if marks else run
    after = text[begin : begin + _AFTER_WINDOW]
    bare = after.lstrip(OPENERS)
    found_word = _WORD.match(bare)
    word = found_word[0] if found_word else ""
    beyond = bare[found_word.end() :] if found_word else ""
    small = lead < place and text[lead].islower()
    # In the order of the fields: names would take as long as all that is looked at.
    return Stop(
        mark.strip(),
        len(mark) < len(run),
        run[-1],
        token,
        head,
        after,
        word,
        beyond,
        begin == found.end(),
        lead >= place,
        small,
    )
