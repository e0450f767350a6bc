"""The parts of a sentence that a claim is likely to stand in: quotations, what a *that* or a colon opens, clauses.

Pure. A part begins and ends with a word: never inside a grapheme, never with the marks around a quotation, and never
with the comma or stop behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from annotator.text.attribution.quotations import quotations
from annotator.text.words import words

Kind = Literal["quotation", "content", "clause"]

_OPENERS = frozenset({"that", "что", "что́", "dass", "daß", "que"})
"""Words behind which a reported sentence begins."""
_BREAKS = frozenset(",;:،؛、，；：()[]")
_DASHES = frozenset("–—―-‒")
_QUOTES = frozenset("“”„«»‟「」『』") | {'"'}
_OPENING, _CLOSING = frozenset('“„«"'), frozenset('”»“"')
_LOOSE = frozenset(",;:.…،؛。、，；：") | _DASHES
"""What does not belong to a claim where it stands at its edge; question marks do."""


class Part(NamedTuple):
    """A part of a sentence: code points `[start, end)` of the whole text."""

    start: int
    end: int
    kind: Kind


def parts(text: str, start: int, end: int) -> list[Part]:
    """The parts of one sentence: quotations first, then what is reported without marks, then clauses, each in order.

    A quotation that runs over several sentences is cut at the ends of this one. What *that* or a colon opens goes on to
    the end of the sentence, or to the last break before the next such word. A clause lies between two commas, stops,
    dashes, brackets or quotation marks. A stretch that is several of these is told once, as the first of them.

    Args:
        text: The whole text.
        start: First code point of the sentence.
        end: The code point after its last.
    """
    tokens = words(text, start, end)
    found: dict[tuple[int, int], Part] = {}
    sources: tuple[tuple[Kind, Iterable[tuple[int, int]]], ...] = (
        ("quotation", _quoted(text, start, end)),
        ("content", _contents(text, tokens)),
        ("clause", _clauses(text, tokens)),
    )
    for kind, stretches in sources:
        for first, last in stretches:
            kept = trimmed(text, tokens, first, last)
            if kept is not None and (kind == "quotation" or _several(text, *kept)):
                found.setdefault(kept, Part(*kept, kind))
    return list(found.values())


def stops(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the parts of a sentence begin and where they end, ascending: what a cursor can jump to."""
    listed = parts(text, start, end)
    return sorted({part.start for part in listed}), sorted({part.end for part in listed})


def trimmed(text: str, tokens: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The words inside a stretch without loose marks at either edge; None where no word is left."""
    inside = [token for token in tokens if start <= token[0] and token[1] <= end]
    while inside and (_is_loose(text, inside[0], first=True) or _is_alone(text, inside, 0, _CLOSING)):
        inside.pop(0)
    while inside and (_is_loose(text, inside[-1], first=False) or _is_alone(text, inside, -1, _OPENING)):
        inside.pop()
    if not any(text[first].isalnum() for first, _ in inside):
        return None
    return inside[0][0], inside[-1][1]


def _several(text: str, start: int, end: int) -> bool:
    """Whether a stretch has more than one word, or is in a script that sets none apart."""
    stretch = text[start:end]
    return len(stretch.split()) > 1 or (not stretch.isascii() and len(words(stretch)) > 1)


def _is_loose(text: str, token: tuple[int, int], *, first: bool) -> bool:
    mark = text[token[0] : token[1]]
    if len(set(mark)) != 1:
        return False
    # A sign before a number belongs to it; behind the words it is a dash.
    return mark[0] in _LOOSE and not (first and mark == "-" and text[token[1] : token[1] + 1].isdigit())


def _is_alone(text: str, inside: list[tuple[int, int]], at: int, partners: frozenset[str]) -> bool:
    """Whether the token at an edge is a quotation mark whose partner is not inside."""
    first, last = inside[at]
    others = inside[1:] if at == 0 else inside[:-1]
    return text[first:last] in _QUOTES and not any(text[one:two] in partners for one, two in others)


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Inside the marks of each quotation; one that began before the sentence begins with it."""
    found = quotations(text, [(start, end)], [end])
    first = found[0].start if found else end
    inside = [(each.start + 1, each.end - 1 if each.closed else each.end) for each in found]
    for at in range(start, first):
        behind = text[at + 1 : at + 2] if at + 1 < end else ""
        if text[at] in _CLOSING and at > start and not text[at - 1].isspace() and not behind.isalnum():
            return [(start, at), *inside]
    return inside


def _contents(text: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    opened = [index for index, token in enumerate(tokens[:-1]) if index and _opens(text, token)]
    for place, index in enumerate(opened):
        until = opened[place + 1] if place + 1 < len(opened) else None
        last = tokens[-1][1]
        if until is not None:
            breaks = [at for at in range(index + 1, until) if _separates(text, tokens[at])]
            last = tokens[breaks[-1]][0] if breaks else last
        yield tokens[index][1], last


def _opens(text: str, token: tuple[int, int]) -> bool:
    word = text[token[0] : token[1]]
    return word == ":" or word.casefold() in _OPENERS


def _separates(text: str, token: tuple[int, int]) -> bool:
    mark = text[token[0] : token[1]]
    return mark in _BREAKS or mark in _QUOTES or set(mark) <= _DASHES


def _clauses(text: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin = 0
    for index, token in enumerate(tokens):
        apart = _separates(text, token)
        if apart or _opens(text, token):
            if index > begin or not apart:
                yield tokens[begin][0], token[0] if apart else token[1]
            begin = index + 1
    if begin < len(tokens):
        yield tokens[begin][0], tokens[-1][1]
