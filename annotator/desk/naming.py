"""Whom of the registry a name means, and what can be a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from annotator.errors import InputError
from annotator.records.identifiers import speaker_id
from annotator.records.speakers import LONGEST_NAME, Speaker, SpeakerKind, resolve
from annotator.store.connection import Store
from annotator.store.speakers import change_speaker, registry

_QUOTED = 40
"""Characters of an impossible name that an error repeats."""


def bearers(known: Mapping[str, Speaker], name: str) -> list[Speaker]:
    """Whom a name means: those whose name it is; else those whose alias it is; else those that now stand for one of it.

    Args:
        known: The registry, by id.
        name: The name, in whatever case, with or without its accents.

    Returns:
        None, one, or several that bear it with the same right; none of them was merged into another.
    """
    standing = [speaker for speaker in known.values() if speaker.merged_into is None]
    by_name = [speaker for speaker in standing if same_name(name, speaker.name)]
    by_alias = by_name or [speaker for speaker in standing if any(same_name(name, each) for each in speaker.aliases)]
    if by_alias:
        return by_alias
    merged = [speaker for speaker in known.values() if speaker.merged_into is not None]
    gone = [speaker for speaker in merged if any(same_name(name, each) for each in (speaker.name, *speaker.aliases))]
    return [known[each] for each in sorted({resolve(speaker.id, known) or speaker.id for speaker in gone})]


def one_of(candidates: list[Speaker], name: str) -> InputError:
    """The error where a name means several speakers."""
    ordered = sorted(candidates, key=lambda speaker: speaker.id)
    which = ", ".join(f"{speaker.id} ({speaker.name})" for speaker in ordered)
    return InputError(
        f"the registry has {len(ordered)} speakers {name!r}: {which}",
        f"if they are one: annotator speakers merge {ordered[0].id} {ordered[1].id}; "
        "else rename one of them, or take the alias from it",
    )


def enter_speaker(store: Store, name: str, kind: SpeakerKind, author: str) -> str:
    """The id of the speaker with this name or alias, entered now by `author` if the registry has none.

    Raises:
        InputError: It can be no name, or several speakers bear it with the same right.
    """
    plain = clean_name(name)
    with store.write():
        known = registry(store)
        found = bearers(known, plain)
        if len(found) > 1:
            raise one_of(found, plain)
        if found:
            return found[0].id
        identifier = speaker_id(plain)
        while identifier in known:
            # The name was given up by a speaker that was renamed since; the new bearer is someone else.
            identifier += "x"
        change_speaker(store, identifier, "create", plain, kind=kind, author=author)
    return identifier


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
    return plain_name(left) == plain_name(right)


@lru_cache(maxsize=20_000)  # every key that is typed asks it of every name
def plain_name(name: str) -> str:
    """Without case, accents or spare blanks: what a hand at a keyboard types for a name."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(character for character in bare if not unicodedata.combining(character)).split())
