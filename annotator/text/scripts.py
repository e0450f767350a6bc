"""Which script a stretch of text is written in, and where the end of a text changes to another.

A site's footer is often in the language of the site, not of the article; a quotation in another script inside the body
is left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

_RANGES = (
    (0x41, 0x24F, "latin"),
    (0x370, 0x3FF, "greek"),
    (0x400, 0x52F, "cyrillic"),
    (0x530, 0x58F, "armenian"),
    (0x590, 0x5FF, "hebrew"),
    (0x600, 0x77F, "arabic"),
    (0x900, 0x97F, "devanagari"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1E00, 0x1EFF, "latin"),
    (0x3040, 0xD7AF, "east asian"),
)
_FIRST = [first for first, _, _ in _RANGES]
_MOST_OF_TEXT = 0.2
_SAMPLE = 200


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """The script of a letter; empty for what is no letter or of no known script."""
    place = bisect_right(_FIRST, ord(char)) - 1
    if place < 0 or not char.isalpha():
        return ""
    _, last, name = _RANGES[place]
    return name if ord(char) <= last else ""


def letters_by_script(words: Iterable[str]) -> Counter[str]:
    """How many letters of each script some words hold, told by the first letter of each word."""
    counts: dict[str, int] = {}
    for word in words:
        name = script(word[0])
        counts[name] = counts.get(name, 0) + len(word)
    counts.pop("", None)
    return Counter(counts)


def foreign_tail(paragraphs: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The paragraphs at the end of a text that are in another script than its longest paragraph.

    Empty where they make up more than a fifth of it: then the text has two languages.

    Args:
        paragraphs: The words of each.
    """
    main = _main(max(paragraphs, key=len, default=()))
    tail: list[int] = []
    for index in range(len(paragraphs) - 1, -1, -1):
        if main and _main(paragraphs[index]) == main:
            break
        tail.append(index)
    letters = sum(letters_by_script(paragraphs[index]).total() for index in tail)
    if not letters:
        return frozenset()
    whole = sum(letters_by_script(words).total() for words in paragraphs)
    return frozenset(tail) if letters <= _MOST_OF_TEXT * whole else frozenset()


def _main(words: tuple[str, ...]) -> str:
    """The script of most letters; empty where there are none."""
    sample = words[:_SAMPLE]
    if "".join(sample).isascii():
        return "latin" if any(word[0].isalpha() for word in sample) else ""
    counts = letters_by_script(sample)
    return counts.most_common(1)[0][0] if counts else ""
