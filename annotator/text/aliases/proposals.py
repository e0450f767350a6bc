"""Proposes which names mean one speaker, with the reason. A person decides; nothing is merged here.

Each rule is a function from two entries to a score; the first that fits gives the reason. Scores say how often such a
pair is one speaker, by experience with news: they rank proposals and are no probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.text.aliases.folding import tokens
from annotator.text.aliases.parts import Parts, parts

_SMALL = frozenset(["the", "of", "for", "and", "on", "in"])
_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker with the names it goes by."""

    id: str
    names: tuple[str, ...]
    """The name shown first."""
    kind: str
    weight: int = 0
    """How often it is used; of two equal names the one used more stays."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two speakers that may be one."""

    speaker: str
    """Id of the one that would be merged."""
    into: str
    """Id of the one that would stand for both."""
    rule: str
    """`spelling`, `title`, `surname`, `acronym` or `office`."""
    says: str
    """The reason in words."""
    score: float
    """From 0 to 1; higher first."""


Holders = dict[tuple[str, ...], set[tuple[str, ...]]]
"""For each post, country and office, the names of those whom the texts give it to."""


def propose(speakers: Sequence[Named], holders: Holders, near: Mapping[str, Holders] | None = None) -> list[Proposal]:
    """Every two speakers that may be one, best first.

    Args:
        speakers: The speakers of the registry that stand for themselves.
        holders: Who holds which post, as the texts say.
        near: The same by speaker, from the texts in which the speaker is marked: "the minister" is one of these.
    """
    entries = [(speaker, name, parts(name)) for speaker in speakers for name in speaker.names]
    found: dict[tuple[str, str], Proposal] = {}
    rules = (
        _alike(entries),
        _initials(entries),
        _surnames(entries),
        _acronyms(entries),
        _posts(entries, holders, near or {}),
    )
    for proposal in (each for rule in rules for each in rule):
        pair = (min(proposal.speaker, proposal.into), max(proposal.speaker, proposal.into))
        if proposal.speaker != proposal.into and (pair not in found or found[pair].score < proposal.score):
            found[pair] = proposal
    return sorted(found.values(), key=lambda each: (-each.score, each.into, each.speaker))


_Entry = tuple[Named, str, Parts]


def _first(entries: Iterable[_Entry]) -> _Entry:
    """The entry that stays: without a title, the one used most."""
    return max(entries, key=lambda each: (not each[2].office, each[0].weight, each[1].isascii(), each[0].id))


def _alike(entries: Sequence[_Entry]) -> Iterator[Proposal]:
    """The same words under another spelling, or with a title more."""
    groups: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        if len(entry[2].proper) > 1 or (entry[2].proper and not entry[2].office):
            groups[entry[2].proper].append(entry)
    for group in groups.values():
        keep = _first(group)
        for speaker, name, taken in group:
            if taken.office and not keep[2].office:
                yield Proposal(speaker.id, keep[0].id, "title", f"{name} is {keep[1]} with a title", 0.95)
            else:
                yield Proposal(speaker.id, keep[0].id, "spelling", f"{name} and {keep[1]} are spellings of one", 0.95)


def _initials(entries: Sequence[_Entry]) -> Iterator[Proposal]:
    """A name with letters in the middle, where somebody is known by the same name without: John F. Kerry."""
    plain: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    lettered: dict[tuple[str, ...], dict[tuple[str, ...], list[_Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        proper = entry[2].proper
        short = _without_letters(proper)
        if short == proper:
            plain[short].append(entry)
        else:
            lettered[short][proper].append(entry)
    for short, variants in lettered.items():
        if len(short) < 2 or short not in plain:
            continue
        keep = _first(plain[short])
        for speaker, name, _ in (entry for group in variants.values() for entry in group):
            says = f"{name} is {keep[1]} with an initial"
            yield Proposal(speaker.id, keep[0].id, "spelling", says, 0.85 / len(variants))


def _without_letters(proper: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without single letters between the first and the last."""
    return (*proper[:1], *(word for word in proper[1:-1] if len(word) > 1), *proper[1:][-1:])


def _surnames(entries: Sequence[_Entry]) -> Iterator[Proposal]:
    """A last name alone, where somebody of that name is known in full."""
    full: dict[str, dict[tuple[str, ...], list[_Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if len(entry[2].proper) > 1 and entry[0].kind == "person":
            full[entry[2].proper[-1]][_without_letters(entry[2].proper)].append(entry)
    for speaker, name, taken in entries:
        if len(taken.proper) == 1 and speaker.kind == "person":
            bearers = [_first(group) for group in full[taken.proper[0]].values()]
            for other, whole, _ in bearers:
                says = f"{name} is the last name of {whole}"
                says += f", and of {len(bearers) - 1} more" if len(bearers) > 1 else ""
                yield Proposal(speaker.id, other.id, "surname", says, 0.9 / len(bearers))


def _acronyms(entries: Sequence[_Entry]) -> Iterator[Proposal]:
    """The first letters of a name of several words."""
    long: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        words = [word for word in tokens(entry[1]) if word not in _SMALL]
        if len(words) > 1:
            long["".join(word[0] for word in words)].append(entry)
    for speaker, name, _ in entries:
        letters = "".join(tokens(name))
        if 1 < len(letters) <= _LONGEST_ACRONYM and name.replace(".", "").isupper():
            for other, whole, _ in long.get(letters, ()):
                yield Proposal(speaker.id, other.id, "acronym", f"{name} are the first letters of {whole}", 0.8)


def _posts(entries: Sequence[_Entry], holders: Holders, near: Mapping[str, Holders]) -> Iterator[Proposal]:
    """An office without a name: the same office put otherwise, or whoever holds it in the texts."""
    by_name: dict[tuple[str, ...], _Entry] = {}
    for entry in entries:
        if len(entry[2].proper) > 1:
            by_name.setdefault(entry[2].proper, entry)
    for entry in entries:
        if len(entry[2].proper) == 1:
            by_name.setdefault(entry[2].proper, entry)
    posts: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry[2].office and not entry[2].proper:
            posts[entry[2].post].append(entry)
    for group in posts.values():
        keep = _first(group)
        for speaker, name, taken in group:
            if taken.country:
                yield Proposal(speaker.id, keep[0].id, "office", f"{name} and {keep[1]} are one office", 0.7)
            named = _holders(taken, holders if taken.country else near.get(speaker.id, {}))
            bearers = [_bearer(proper, by_name) for proper in named]
            known = {bearer[0].id: bearer for bearer in bearers if bearer is not None}
            for other, whole, _ in known.values():
                says = f"{name}: the texts give this office to {whole}"
                yield Proposal(speaker.id, other.id, "office", says, (0.85 if taken.country else 0.6) / len(known))


def _bearer(proper: tuple[str, ...], by_name: Mapping[tuple[str, ...], _Entry]) -> _Entry | None:
    return by_name.get(proper) or by_name.get(proper[-1:])


def _holders(taken: Parts, holders: Holders) -> set[tuple[str, ...]]:
    """Who holds an office: of this country, or without a country anyone whose office has these words."""
    if taken.country:
        return holders.get(taken.post, set())
    wanted = set(taken.office)
    return {name for post, names in holders.items() if wanted <= set(post[1:]) for name in names}
