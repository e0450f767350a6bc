"""Offices, ranks and forms of address, read once from `offices.toml`: for names, aliases and attribution alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Offices:
    """Word lists of one language or of several, all in lower case."""

    honorifics: frozenset[str]
    """Before a name, and no part of it: Mr."""
    offices: frozenset[str]
    """Words at which an office ends, ranks included: minister, general."""
    ranks: frozenset[str]
    """Those of them that soldiers bear."""
    before: frozenset[str]
    """Before an office, or an office by themselves: deputy."""
    fields: frozenset[str]
    """After an office and part of it: of state."""
    short: Mapping[str, str]
    """What is short for an office or a rank: gen."""

    @classmethod
    def none(cls) -> Offices:
        """No words at all, for a language without a table."""
        return cls(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), {})

    @property
    def titles(self) -> frozenset[str]:
        """Everything that may stand before a name."""
        return self.honorifics | self.offices | self.before | self.short.keys()


@lru_cache(maxsize=1)
def by_language() -> Mapping[str, Offices]:
    """The lists of each language, by its tag."""
    found = tomllib.loads((files(__package__) / "offices.toml").read_text(encoding="utf-8"))
    return {
        language: Offices(
            honorifics=frozenset(lists["honorifics"]),
            offices=frozenset((*lists["offices"], *lists["ranks"])),
            ranks=frozenset(lists["ranks"]),
            before=frozenset(lists["before"]),
            fields=frozenset(lists["fields"]),
            short=lists["short"],
        )
        for language, lists in found.items()
    }


@lru_cache(maxsize=1)
def offices() -> Offices:
    """The lists of all languages together: names of one stand in texts of another."""
    every = by_language().values()
    return Offices(
        honorifics=frozenset(word for each in every for word in each.honorifics),
        offices=frozenset(word for each in every for word in each.offices),
        ranks=frozenset(word for each in every for word in each.ranks),
        before=frozenset(word for each in every for word in each.before),
        fields=frozenset(word for each in every for word in each.fields),
        short={short: word for each in every for short, word in each.short.items()},
    )
