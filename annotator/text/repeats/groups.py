"""Groups of sentences that say the same, word for word or nearly: wire copy, quotes, standing phrases.

A group is a connected set of pairs, so two members of a large group may be less alike than the threshold; each one's
likeness to the group's first member is given beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.text.repeats.join import similar_pairs
from annotator.text.repeats.joined import joined
from annotator.text.repeats.wording import wording

THRESHOLD = 0.8
"""Jaccard similarity of words from which two sentences are nearly the same: in twenty words two may differ."""
SHORTEST = 6
"""Shorter sentences ("He did not elaborate.") repeat by chance."""


@dataclass(frozen=True, slots=True)
class Member:
    """One sentence of a group."""

    key: str
    """The caller's name for the sentence."""
    similarity: float
    """Jaccard similarity of words to the first member, which has 1."""
    identical: bool
    """Whether its words are those of the first member, in the same order."""


Group = tuple[Member, ...]


def find_repeats(
    sentences: Iterable[tuple[str, str]],
    *,
    threshold: float = THRESHOLD,
    shortest: int = SHORTEST,
    on_sentence: Callable[[int], None] | None = None,
) -> list[Group]:
    """Group sentences that are alike.

    Args:
        sentences: Key and text of each, in the order in which they should be listed.
        threshold: Jaccard similarity of words, above 0 and at most 1; 1 asks for the same words in any order.
        shortest: Sentences of fewer words are left out.
        on_sentence: Called with the number of different sentences compared so far.

    Returns:
        Groups of two or more, in the order of their first members; members in the order given.
    """
    places: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for place, (key, text) in enumerate(sentences):
        words = wording(text)
        if len(words) >= shortest:
            places.setdefault(words, []).append((place, key))
    # Each wording is compared once, however often it stands there: a phrase on every page costs no more than one.
    wordings = list(places)
    links = ((left, right) for left, right, _ in similar_pairs(wordings, threshold, on_sentence, enough=True))
    groups = []
    for numbers in joined(range(len(wordings)), links):
        found = sorted((place, key, number) for number in numbers for place, key in places[wordings[number]])
        if len(found) > 1:
            groups.append((found[0][0], _group(found, wordings)))
    return [group for _, group in sorted(groups, key=lambda each: each[0])]


def _group(found: list[tuple[int, str, int]], wordings: list[tuple[str, ...]]) -> Group:
    first = wordings[found[0][2]]
    return tuple(Member(key, likeness(first, wordings[number]), wordings[number] == first) for _, key, number in found)


def likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Jaccard similarity of two bags of words, |A n B| / |A u B|; 1 for two empty ones."""
    mine, theirs = Counter(left), Counter(right)
    shared = (mine & theirs).total()
    either = (mine | theirs).total()
    return shared / either if either else 1.0
