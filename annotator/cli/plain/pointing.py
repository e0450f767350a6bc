"""Which words of a sentence are meant: by their numbers ("3-9"), or by themselves ("we will not leave")."""

from __future__ import annotations

import re
from collections.abc import Callable

from annotator.errors import UsageError
from annotator.records.spans import Span
from annotator.text.words import words

_NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_ONLY_NUMBERS = re.compile(r"[\d\s,–-]+")
_OPENING, _CLOSING = "\"'“„«‘", "\"'“”„«»‘’ "
_FROM_TO = re.compile(r"\s*(?:\.\.\.|…)\s*")
_REMEDY = "use numbers as w lists them, such as 3-9, or the words themselves"
_ALIKE = {"'": "['’ʼ‘]", "’": "['’ʼ‘]", '"': '["“”„«»]', "-": "[-‐‑–—]", "–": "[-‐‑–—]", "—": "[-‐‑–—]"}
"""Signs that no keyboard has stand for those that it has."""


def numbered(text: str, sentence: Span, spoken: Callable[[int, int], str]) -> list[tuple[int, str]]:
    """The words of a sentence with their numbers, from 1.

    Args:
        text: The whole text.
        sentence: The sentence at hand.
        spoken: What may be said of a stretch of the text.
    """
    return [(number, spoken(start, end)) for number, (start, end) in enumerate(_tokens(text, sentence), start=1)]


def pointed(typed: str, text: str, sentence: Span) -> tuple[Span, ...]:
    """The stretches that are meant; none where nothing was typed.

    Args:
        typed: Numbers and ranges apart by blanks or commas; or words, in quotation marks or without, where `...` leaves
            out those between the first and the last ones.
        text: The whole text.
        sentence: The sentence at hand.

    Raises:
        UsageError: There are no such words, or those that were typed stand there more than once.
    """
    plain = typed.strip()
    if not plain:
        return ()
    if not _ONLY_NUMBERS.fullmatch(plain):
        quoted = plain.strip(_CLOSING) if plain[0] in _OPENING else plain
        return (_quoted(quoted or plain, text, sentence),)
    tokens = _tokens(text, sentence)
    found = []
    for part in re.split(r"[,\s]+", re.sub(r"\s*[-–]\s*", "-", plain)):
        numbers = _NUMBERS.fullmatch(part)
        first = int(numbers[1]) if numbers else 0
        last = int(numbers[2] or first) if numbers else 0
        if not 1 <= first <= last <= len(tokens):
            raise UsageError(f"{part!r} names no words; the sentence has words 1 to {len(tokens)}", _REMEDY)
        found.append(Span(start=tokens[first - 1][0], end=tokens[last - 1][1]))
    return tuple(found)


def _tokens(text: str, sentence: Span) -> list[tuple[int, int]]:
    return words(text, sentence.start, sentence.end)


def _quoted(quote: str, text: str, sentence: Span) -> Span:
    """Where words stand that were typed; as they are, else with `...` for those left out."""
    found = _places(quote, text, sentence)
    parts = _FROM_TO.split(quote)
    if not found and len(parts) == 2 and all(parts):
        return _from_to(parts[0], parts[1], text, sentence)
    if len(found) != 1:
        raise UsageError(f"{quote!r} stands {_times(found, text, sentence)} in this sentence", _REMEDY)
    return found[0]


def _from_to(first: str, last: str, text: str, sentence: Span) -> Span:
    """From the only place of the first words up to the nearest place of the last ones."""
    begins = _places(first, text, sentence)
    if len(begins) != 1:
        raise UsageError(f"{first!r} stands {_times(begins, text, sentence)} in this sentence", _REMEDY)
    ends = [each for each in _places(last, text, sentence) if each.start >= begins[0].end]
    if not ends:
        raise UsageError(f"{last!r} does not stand behind {first!r} in this sentence", _REMEDY)
    return Span(start=begins[0].start, end=ends[0].end)


def _places(quote: str, text: str, sentence: Span) -> list[Span]:
    """Blanks may be of any kind and width, as a line break in the text is one to whoever hears it.

    Capitals count only where the words stand there with and without.
    """
    pattern = r"\s+".join("".join(_ALIKE.get(each, re.escape(each)) for each in word) for word in quote.split())
    if not pattern:
        return []
    before = r"(?<!\w)" if re.match(r"\w", quote.split()[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", quote.split()[-1]) else ""
    piece = text[sentence.start : sentence.end]
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [each.span() for each in re.finditer(f"{before}{pattern}{after}", piece, flags)]
        if found:
            return [Span(start=sentence.start + start, end=sentence.start + end) for start, end in found]
    return []


def _times(found: list[Span], text: str, sentence: Span) -> str:
    """How often words stand there, and as which numbers."""
    if not found:
        return "nowhere"
    tokens = _tokens(text, sentence)
    listed = []
    for place in found:
        inside = [
            number for number, (start, end) in enumerate(tokens, start=1) if start < place.end and place.start < end
        ]
        listed.append(f"{inside[0]}-{inside[-1]}" if len(inside) > 1 else str(inside[0]) if inside else "?")
    return f"{len(found)} times, as words {' and '.join(listed)},"
