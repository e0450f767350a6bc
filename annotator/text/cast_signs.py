"""Who is named in a text, each bearer under one short sign: Sergei Lavrov, Minister Lavrov and Lavrov are all A.

Capitals and short lists, as for the picker: what `names` takes for a name gets a sign, places among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from annotator.text.aliases.folding import tokens
from annotator.text.aliases.parts import parts
from annotator.text.masking import Mask, joined, sign_of
from annotator.text.names import names
from annotator.text.phrases import Phrases

Key = tuple[str, ...]
_ID = "id "
"""Before the id of a bearer who is known; no word of a name holds a blank."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One person, body or place that a text names."""

    sign: str
    name: str
    """The fullest name that the text has, without an office before it."""
    known: str | None
    """The id under which the bearer was known beforehand."""


@dataclass(frozen=True, slots=True)
class CastSigns:
    """Everyone a text names."""

    masks: tuple[Mask, ...] = ()
    """Where, with the sign of each; in order and apart."""
    bearers: Mapping[str, Bearer] = field(default_factory=dict)
    """By sign, in the order of the text."""
    phrases: Phrases = field(default_factory=Phrases)
    """The names with the sign of each."""
    last_names: Phrases = field(default_factory=Phrases)
    """The last words of full names with their signs, for headlines, which name people so."""

    def sign(self, name: str) -> str:
        """The sign of a name, perhaps with an office before it; empty where the text has nobody of that name."""
        whole = self.phrases.meaning(name)
        return whole or next((sign for _, end, sign in self.phrases.find(name) if end == len(name)), "")


def cast_signs(
    text: str,
    sentences: Sequence[tuple[int, int]],
    known: Mapping[str, str],
    headlines: Sequence[tuple[int, int]] = (),
    without: Sequence[tuple[int, int]] = (),
) -> CastSigns:
    """Find out who is named in a text.

    Args:
        text: The text.
        sentences: `[start, end)` of each sentence; names are looked for there, and then found everywhere.
        known: Ids by name and alias of those who are known beforehand; they are found everywhere.
        headlines: `[start, end)` of further lines; names are looked for in those that are not in capitals throughout.
        without: `[start, end)` of lines in which nobody is shown at all; nobody gets a sign there.

    Returns:
        Masks over every place where someone is named, with a sign for each bearer, from A in the order of the text.
    """
    lookup = Phrases()
    for name, identifier in known.items():
        lookup.add(name, identifier)
    spans = [(start, end) for start, end, _ in lookup.find(text)]
    spans += [span for start, end in sentences for span in names(text, start, end)]
    spans += [span for start, end in headlines if in_sentence_case(text[start:end]) for span in names(text, start, end)]
    spelled = {span: " ".join(text[slice(*span)].split()) for span in spans}
    bearers = _bearers(set(spelled.values()), known)
    phrases, last_names = Phrases(), Phrases()
    for name in sorted(bearers, key=lambda name: (len(name), name)):
        phrases.add(name, bearers[name])
        if len(_key(name)) > 1:
            last_names.add(name.split()[-1], bearers[name])
    marks = [Mask(start, end, bearers[name]) for (start, end), name in spelled.items()]
    marks += [Mask(start, end, bearer) for start, end, bearer in phrases.find(text)]
    inside = joined(Mask(start, end) for start, end in sentences)
    for before, after in pairwise([Mask(0, 0), *inside, Mask(len(text), len(text))]):
        marks += [Mask(start, end, who) for start, end, who in last_names.find(text, before.end, after.start)]
    marks = [mark for mark in marks if not any(start <= mark.start and mark.end <= end for start, end in without)]
    return _signed(joined(marks), bearers, phrases, last_names, known)


def in_sentence_case(line: str) -> bool:
    """Whether capitals tell names in a line: not in a headline that gives one to most words."""
    words = [word for word in line.split()[1:] if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) <= len(words)


def _signed(
    marks: Sequence[Mask], bearers: Mapping[str, str], phrases: Phrases, last_names: Phrases, known: Mapping[str, str]
) -> CastSigns:
    """Give every bearer a sign, in the order of the text."""
    signs = {who: sign_of(number) for number, who in enumerate(dict.fromkeys(mark.sign for mark in marks))}
    borne: dict[str, list[str]] = {}
    for name, who in bearers.items():
        borne.setdefault(who, []).append(name)
    entered: dict[str, str] = {}
    for name, identifier in known.items():
        entered.setdefault(identifier, name)
    told = {
        sign: Bearer(sign, entered.get(who.removeprefix(_ID), "") or _fullest(borne[who]), _identifier(who))
        for who, sign in signs.items()
    }
    masks = tuple(Mask(mark.start, mark.end, signs[mark.sign]) for mark in marks)
    return CastSigns(masks, told, phrases.renamed(signs), last_names.renamed(signs))


def _bearers(found: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Who bears each name: one that is known, else the one full name with this last word, else the name itself."""
    ids: dict[Key, set[str]] = {}
    for name, identifier in known.items():
        ids.setdefault(_key(name), set()).add(identifier)
    by_key: dict[Key, str] = {}
    for key in sorted({_key(name) for name in found}):
        here = ids.get(key, set())
        by_key[key] = f"{_ID}{next(iter(here))}" if len(here) == 1 else " ".join(key)
    full: dict[str, set[str]] = {}
    for key, who in by_key.items():
        if len(key) > 1:
            full.setdefault(key[-1], set()).add(who)
    for key, who in by_key.items():
        bearers = full.get(key[0], set()) if len(key) == 1 else set()
        if len(bearers) == 1 and not who.startswith(_ID):
            by_key[key] = next(iter(bearers))
    return {name: by_key[_key(name)] for name in found}


def _fullest(borne: Iterable[str]) -> str:
    """Of the names of one bearer the one that says most, with the least around it."""
    return min(borne, key=lambda name: (-len(_key(name)), len(name), name))


def _identifier(who: str) -> str | None:
    return who.removeprefix(_ID) if who.startswith(_ID) else None


@lru_cache(maxsize=20_000)
def _key(name: str) -> Key:
    """The words of the name proper, whatever the spelling, without the office; of a bare office all its words."""
    return parts(name).proper or tuple(tokens(name)) or (name,)
