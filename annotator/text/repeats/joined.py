"""Sets of things that are linked to each other, directly or through others (union-find, Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Sets(Generic[T]):
    """Things in sets: each alone at first.

    Args:
        things: All things, each once.
    """

    def __init__(self, things: Iterable[T]) -> None:
        self._leader = {thing: thing for thing in things}

    def root(self, thing: T) -> T:
        """The member that stands for a thing's set, until that is linked to another one."""
        leader = self._leader
        while leader[thing] != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    def link(self, left: T, right: T) -> None:
        """Make one set of those of two things."""
        self._leader[self.root(right)] = self.root(left)


def joined(things: Sequence[T], links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Put together what is linked.

    Args:
        things: All things, each once.
        links: Pairs of them.

    Returns:
        The sets, in the order of their first members; members in the order given. What has no link is alone.
    """
    sets = Sets(things)
    for left, right in links:
        sets.link(left, right)
    found: dict[T, list[T]] = {}
    for thing in things:
        found.setdefault(sets.root(thing), []).append(thing)
    return list(found.values())
