"""Which speakers to offer for a claim: names in the sentence first, then those of the article, then the registry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from annotator.desk.annotation import AnnotationDesk
from annotator.errors import InputError
from annotator.records.identifiers import speaker_id
from annotator.records.labels import AUTHOR
from annotator.records.spans import Span
from annotator.records.speakers import AUTHOR_SPEAKER, LONGEST_NAME, Speaker, SpeakerKind, resolve
from annotator.store.connection import Store
from annotator.store.speakers import change_speaker, recent_speakers, registry
from annotator.text.aliases.lexicon import is_metonym
from annotator.text.names import names

Place = Literal["sentence", "author", "article", "recent", "registry", "new"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the speaker picker."""

    name: str
    kind: SpeakerKind
    place: Place
    """Where it was found; the picker lists the places in the order of the type."""
    speaker: str | None
    """The id in the registry; None for a name that is not in it yet."""
    mention: Span | None = None
    """Where the sentence names the speaker."""
    aliases: tuple[str, ...] = ()
    settled: bool = False
    """Whether the kind belongs to the choice: Moscow the state is another speaker than officials in Moscow."""


_QUOTED = 40
"""Characters of an impossible name that an error repeats."""

METONYM_KINDS: tuple[tuple[SpeakerKind, str], ...] = (
    ("state", "{}"),
    ("institution", "{} (institution)"),
    ("unnamed", "{} (unnamed officials)"),
)
"""What a city or building that stands for a government can mean, and under which name each goes."""


def choices(desk: AnnotationDesk, query: str = "") -> list[Choice]:
    """The speakers to offer for the sentence at hand, best first.

    Args:
        desk: The annotator's desk.
        query: What was typed; each of its words must begin a word of the name or of an alias. Text that no entry
            bears exactly is offered as a new name, last.
    """
    known = registry(desk.project.store)
    standing = _standing(known)
    found = [*_in_sentence(desk, standing), Choice(AUTHOR_SPEAKER.name, "author", "author", AUTHOR)]
    document = desk.passage.document.id
    sections: tuple[tuple[Place, list[str]], ...] = (
        ("article", recent_speakers(desk.project.store, desk.annotator, document)),
        ("recent", recent_speakers(desk.project.store, desk.annotator)),
        ("registry", sorted(known, key=lambda speaker: known[speaker].name.casefold())),
    )
    for place, ids in sections:
        found += [_known(standing[each], place) for each in ids if each in standing]
    offered = [choice for choice in _once(found) if matches((choice.name, *choice.aliases), query)]
    typed = " ".join(query.split())
    if typed and not any(same_name(typed, name) for choice in offered for name in (choice.name, *choice.aliases)):
        offered += _new(typed, "new", None)
    return offered


def _new(name: str, place: Place, mention: Span | None) -> list[Choice]:
    """A name that the registry has not got; of a metonym each meaning, so that one of them is chosen."""
    if not is_metonym(name):
        return [Choice(name, "person", place, None, mention)]
    return [Choice(form.format(name), kind, place, None, mention, settled=True) for kind, form in METONYM_KINDS]


def ensure_speaker(desk: AnnotationDesk, name: str, kind: SpeakerKind = "person") -> str:
    """The id of the speaker with this name or alias, entered now if the registry has none.

    Raises:
        InputError: The name is blank or too long.
    """
    return enter_speaker(desk.project.store, name, kind, desk.annotator)


def enter_speaker(store: Store, name: str, kind: SpeakerKind, author: str) -> str:
    """The id of the speaker with this name or alias, entered now by `author` if the registry has none.

    Raises:
        InputError: The name is blank or too long.
    """
    plain = clean_name(name)
    with store.write():
        known = registry(store)
        # Of two bearers of a name the one that was not merged away is meant.
        for speaker in sorted(known.values(), key=lambda speaker: speaker.merged_into is not None):
            if any(same_name(plain, each) for each in (speaker.name, *speaker.aliases)):
                return resolve(speaker.id, known) or speaker.id
        identifier = speaker_id(plain)
        while identifier in known:
            # The name was given up by a speaker that was renamed since; the new bearer is someone else.
            identifier += "x"
        change_speaker(store, identifier, "create", plain, kind=kind, author=author)
    return identifier


def _standing(known: dict[str, Speaker]) -> dict[str, Speaker]:
    """Who stands for each speaker of the registry, by id, with the names of all that were merged into it as aliases."""
    stands = {identifier: resolve(identifier, known) or identifier for identifier in known}
    names: dict[str, set[str]] = {}
    for identifier, speaker in known.items():
        names.setdefault(stands[identifier], set()).update((speaker.name, *speaker.aliases))
    bearers = {
        each: known[each].model_copy(update={"aliases": tuple(sorted(borne - {known[each].name}))})
        for each, borne in names.items()
    }
    return {identifier: bearers[stand] for identifier, stand in stands.items()}


def _in_sentence(desk: AnnotationDesk, standing: dict[str, Speaker]) -> list[Choice]:
    text, sentence = desk.passage.document.text, desk.sentence
    by_name = {_plain(name): speaker for speaker in standing.values() for name in (speaker.name, *speaker.aliases)}
    found = []
    for start, end in names(text, sentence.start, sentence.end):
        mention = Span(start=start, end=end)
        name = " ".join(text[start:end].split())
        for choice in _new(name, "sentence", mention):
            speaker = by_name.get(_plain(choice.name))
            found.append(choice if speaker is None else replace(_known(speaker, "sentence"), mention=mention))
    return found


def _known(speaker: Speaker, place: Place) -> Choice:
    return Choice(speaker.name, speaker.kind, place, speaker.id, None, speaker.aliases)


def _once(found: list[Choice]) -> list[Choice]:
    """Each speaker at its best place only."""
    seen: set[str] = set()
    kept = []
    for choice in found:
        identity = choice.speaker or _plain(choice.name)
        if identity not in seen:
            seen.add(identity)
            kept.append(choice)
    return kept


def matches(names: Iterable[str], query: str) -> bool:
    """Whether each word of a query begins a word of one of the names."""
    words = [word for name in names for word in _plain(name).replace("-", " ").split()]
    return all(any(word.startswith(part) for word in words) for part in _plain(query).replace("-", " ").split())


def clean_name(name: str) -> str:
    """A name or alias without spare blanks.

    Raises:
        InputError: It is blank or too long, or holds half a character, which no file can keep.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or any(unicodedata.category(character) == "Cs" for character in plain):
        quoted = name if len(name) <= _QUOTED else name[:_QUOTED] + "…"
        raise InputError(f"{quoted!r} is no name for a speaker", f"use 1 to {LONGEST_NAME} characters")
    return plain


def same_name(left: str, right: str) -> bool:
    """Whether two names are one but for case, accents and spare blanks."""
    return _plain(left) == _plain(right)


@lru_cache(maxsize=20_000)  # every key that is typed asks it of every name
def _plain(name: str) -> str:
    """Without case, accents or spare blanks: what a hand at a keyboard types for a name."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(character for character in bare if not unicodedata.combining(character)).split())
