"""Which script a stretch of text is written in, and where the end of a text changes to another.

A site's footer is often in the language of the site, not of the article; a quotation in another script inside the body
is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "east asian": re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
}
_MOST_OF_TEXT = 0.2


def letters_by_script(text: str) -> Counter[str]:
    """How many letters of each script a text holds; scripts that are not known are left out."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    return Counter({name: count for name, count in counts.items() if count})


def foreign_tail(paragraphs: Sequence[str]) -> frozenset[int]:
    """The paragraphs at the end of a text that are in another script than the text.

    Empty where they make up more than a fifth of it: then the text has two languages.
    """
    counts = [letters_by_script(paragraph) for paragraph in paragraphs]
    whole: Counter[str] = sum(counts, Counter())
    if len(whole) < 2:
        return frozenset()
    main = whole.most_common(1)[0][0]
    tail: list[int] = []
    for index in range(len(paragraphs) - 1, -1, -1):
        if counts[index] and counts[index].most_common(1)[0][0] == main:
            break
        tail.append(index)
    letters = sum(counts[index].total() for index in tail)
    return frozenset(tail) if 0 < letters <= _MOST_OF_TEXT * whole.total() else frozenset()
