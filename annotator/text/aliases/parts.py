"""Takes a name apart: whose, which office, and the name proper.

"Russian Foreign Minister Sergei Lavrov" is the country `russia`, the office `foreign minister`, the name `sergei
lavrov`; "Russian FM" is the same country and office without a name. Putin's spokesman is not Putin: whoever somebody's
office belongs to stands where else the country does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.text.aliases.folding import skeleton, tokens
from annotator.text.aliases.lexicon import lexicon

_OWNER = re.compile(r"^(.*\w)['’]s?\s+(?=\S)")
_SMALL = frozenset(["the", "a", "an", "of", "for", "to", "and", "at", "in"])


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart."""

    country: str
    """What the office belongs to; empty where nothing is said."""
    office: tuple[str, ...]
    """The office, its abbreviations written out; empty where there is none."""
    proper: tuple[str, ...]
    """The words of the name itself, by their skeletons."""

    @property
    def post(self) -> tuple[str, ...]:
        """Country and office as one, the same however they are put: Russia's foreign minister, Russian FM."""
        return (self.country, *sorted(self.office))


def parts(name: str) -> Parts:
    """Take a name apart."""
    words = lexicon()
    owned = _OWNER.match(name)
    if owned is not None:
        owner = [word for word in tokens(owned[1]) if word not in _SMALL]
        rest = parts(name[owned.end() :])
        if rest.office and not all(word in words.countries for word in owner):
            return Parts(" ".join(map(skeleton, owner)), rest.office, rest.proper)
    left = [word for word in tokens(name) if word not in _SMALL]
    written: list[str] = []
    for word in left:
        written += words.abbreviations.get(word, word).split()
    has_office = any(word in words.offices for word in written)
    country = ""
    office: list[str] = []
    proper: list[str] = []
    for word in written:
        if word in words.honorifics:
            continue
        if has_office and word in words.countries and not proper:
            country = country or words.countries[word]
        elif has_office and (word in words.offices or word in words.office_words) and not proper:
            office.append(word)
        else:
            proper.append(skeleton(word))
    if proper and has_office and not office:
        # The office stands behind the name: Sergei Lavrov, the Russian foreign minister.
        office = [word for word in written if word in words.offices or word in words.office_words]
        country = next((words.countries[word] for word in written if word in words.countries), "")
        behind = {skeleton(word) for word in (*office, *(word for word in written if word in words.countries))}
        proper = [word for word in proper if word not in behind]
    return Parts(country, tuple(office), tuple(proper))
