"""Sets of things that are linked to each other, directly or through others (union-find, Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def joined(things: Sequence[T], links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Put together what is linked.

    Args:
        things: All things, each once.
        links: Pairs of them.

    Returns:
        The sets, in the order of their first members; members in the order given. What has no link is alone.
    """
    leader = {thing: thing for thing in things}

    def root(thing: T) -> T:
        while leader[thing] != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    for left, right in links:
        leader[root(right)] = root(left)
    sets: dict[T, list[T]] = {}
    for thing in things:
        sets.setdefault(root(thing), []).append(thing)
    return list(sets.values())
