"""Which words of a sentence are meant: by their numbers ("3-9"), or by themselves ("we will not leave")."""

from __future__ import annotations

import re

from annotator.errors import UsageError
from annotator.records.spans import Span
from annotator.text.words import words

_NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_REMEDY = "use numbers as w lists them, such as 3-9, or the words themselves in quotation marks"


def numbered(text: str, sentence: Span) -> list[tuple[int, str]]:
    """The words of a sentence with their numbers, from 1."""
    return [(number, text[start:end]) for number, (start, end) in enumerate(_tokens(text, sentence), start=1)]


def pointed(typed: str, text: str, sentence: Span) -> tuple[Span, ...]:
    """The stretches that are meant; none where nothing was typed.

    Args:
        typed: Numbers and ranges apart by blanks or commas, or words in quotation marks.
        text: The whole text.
        sentence: The sentence at hand.

    Raises:
        UsageError: There are no such words, or the quoted ones stand there more than once.
    """
    plain = typed.strip()
    if not plain:
        return ()
    if plain[0] in "\"'“„«‘":
        return (_quoted(plain.strip("\"'“”„«»‘’ "), text, sentence),)
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
    """Blanks may be of any kind and width, as a line break in the text is one to whoever hears it."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = list(re.finditer(pattern, text[sentence.start : sentence.end])) if pattern else []
    if len(found) != 1:
        times = f"{len(found)} times" if found else "nowhere"
        raise UsageError(f"{quote!r} stands {times} in this sentence", _REMEDY)
    return Span(start=sentence.start + found[0].start(), end=sentence.start + found[0].end())
