"""All pairs of word bags that are alike, found exactly.

Two bags with a Jaccard similarity of t or more share a word among the first few of each, if words are ordered from the
rarest to the most common: only such pairs are compared. Bayardo, Ma & Srikant, "Scaling up all pairs similarity
search", WWW 2007; Chaudhuri, Ganti & Kaushik, "A primitive operator for similarity joins", ICDE 2006 (prefix filter).
No sampling and no hashing, so nothing is missed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from annotator.text.repeats.joined import Sets

_EPSILON = 1e-9
"""0.8 * 5 is a little more than 4 in binary; without this a bag of 5 would need one word too many."""


def similar_pairs(
    bags: Sequence[Sequence[str]],
    threshold: float,
    on_bag: Callable[[int], None] | None = None,
    *,
    enough: bool = False,
) -> Iterator[tuple[int, int, float]]:
    """Every two bags whose Jaccard similarity reaches a threshold.

    A word that stands twice counts twice: the bags are compared as multisets, |A n B| / |A u B|.

    Args:
        bags: The words of each text.
        threshold: Above 0, at most 1.
        on_bag: Called with the number of bags compared so far.
        enough: Whether two bags need no pair of their own that others link already. Among n bags that are all alike
            these are n - 1 pairs instead of n (n - 1) / 2, in linear time.

    Yields:
        Two indices, the smaller one first, and the similarity; each pair once, in no order.
    """
    ranked = _ranked(bags)
    sets = Sets(range(len(ranked)))
    # The bags under each word of their prefixes, by the set that they were in then.
    index: dict[int, dict[int, list[int]]] = {}
    for done, here in enumerate(sorted(range(len(ranked)), key=lambda each: (len(ranked[each]), each)), start=1):
        mine = ranked[here]
        size = len(mine)
        prefix = mine[: size - math.ceil(threshold * size - _EPSILON) + 1] if size else []
        whole = set(mine)
        tried: set[int] = set()
        linked = False
        for root, others in (each for word in prefix for each in index.get(word, {}).items()):
            if linked and enough and sets.root(root) == sets.root(here):
                continue
            for other in others:
                theirs = ranked[other]
                if other in tried or len(theirs) < threshold * size - _EPSILON:
                    continue
                tried.add(other)
                shared = len(whole.intersection(theirs))
                similarity = shared / (size + len(theirs) - shared)
                if similarity >= threshold - _EPSILON:
                    yield min(here, other), max(here, other), similarity
                    sets.link(other, here)
                    linked = True
                    if enough:
                        break
        root = sets.root(here) if enough else 0
        for word in prefix:
            index.setdefault(word, {}).setdefault(root, []).append(here)
        if on_bag:
            on_bag(done)


def _ranked(bags: Sequence[Sequence[str]]) -> list[list[int]]:
    """Each bag as a sorted list of ranks, the rarest word first; the second `the` of a bag is a word of its own."""
    numbered = [_numbered(bag) for bag in bags]
    counts = Counter(word for bag in numbered for word in bag)
    rank = {word: place for place, word in enumerate(sorted(counts, key=lambda word: (counts[word], word)))}
    return [sorted(rank[word] for word in bag) for bag in numbered]


def _numbered(bag: Sequence[str]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    found = []
    for word in bag:
        found.append((word, seen[word]))
        seen[word] += 1
    return found
