"""Paragraphs whose words stand once more inside a longer paragraph: pulled quotes, repeated lead-ins.

Linear in the text: only runs of words that begin a candidate are looked up, and of each run a few candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

FEWEST_WORDS = 3
"""A copy has at least this many words."""
MOST_WORDS = 60
"""A pulled quote is not longer than this."""
_PER_RUN = 8

Words = tuple[str, ...]


def copies(paragraphs: Sequence[Words]) -> frozenset[int]:
    """The paragraphs whose words stand in a row in another, longer one.

    Args:
        paragraphs: The words of each paragraph, folded so that equal words are equal.

    Returns:
        Their places in the sequence.
    """
    if len(paragraphs) < 2:
        return frozenset()
    candidates: dict[Words, list[int]] = {}
    for index, words in enumerate(paragraphs):
        if FEWEST_WORDS <= len(words) <= MOST_WORDS:
            same = candidates.setdefault(words[:FEWEST_WORDS], [])
            if len(same) < _PER_RUN:
                same.append(index)
    return frozenset(_found(paragraphs, candidates))


def _found(paragraphs: Sequence[Words], candidates: dict[Words, list[int]]) -> Iterator[int]:
    seconds: dict[str, set[str]] = {}
    for run in candidates:
        seconds.setdefault(run[0], set()).add(run[1])
    for index, words in enumerate(paragraphs):
        if len(words) <= FEWEST_WORDS:
            continue
        for start in compress(range(len(words) - 2), map(seconds.__contains__, words)):
            if words[start + 1] not in seconds[words[start]]:
                continue
            for candidate in candidates.get(words[start : start + FEWEST_WORDS], ()):
                copy = paragraphs[candidate]
                if candidate != index and len(copy) < len(words) and words[start : start + len(copy)] == copy:
                    yield candidate
