"""The words that names are taken apart with, read once from `lexicon.toml`, with the offices that all share."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from annotator.text.offices import offices


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, all in lower case."""

    metonyms: frozenset[str]
    states: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    office_words: frozenset[str]
    abbreviations: dict[str, str]
    countries: dict[str, str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of the program."""
    found = tomllib.loads((files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))
    shared = offices()
    return Lexicon(
        metonyms=frozenset(found["metonyms"]),
        states=frozenset(found["states"]),
        honorifics=shared.honorifics,
        offices=shared.offices | shared.short.keys(),
        office_words=frozenset(found["office_words"]) | shared.before | shared.fields,
        abbreviations={**shared.short, **found["abbreviations"]},
        countries=found["countries"],
    )


def is_state(name: str) -> bool:
    """Whether a name is that of a state: Russia, the United States."""
    return " ".join(name.casefold().split()).removeprefix("the ") in lexicon().states


def is_metonym(name: str) -> bool:
    """Whether a name is that of a city or building that stands for a government: the Kremlin, Washington."""
    plain = " ".join(name.casefold().split())
    return plain.removeprefix("the ") in lexicon().metonyms
