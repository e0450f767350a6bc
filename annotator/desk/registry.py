"""What a lead does with the speaker registry. Every change stays on record and can be taken back."""

from __future__ import annotations

from shlex import quote
from typing import cast

from annotator.desk.naming import bearers, clean_name, one_of, same_name
from annotator.errors import InputError
from annotator.records.speakers import SPEAKER_KINDS, Speaker, SpeakerKind, resolve
from annotator.store.connection import Store
from annotator.store.speakers import change_speaker, claims_by_speaker, registry


def find_speaker(store: Store, name: str) -> Speaker:
    """The speaker with this id, name or alias; one that was merged away only by its id.

    Raises:
        InputError: There is none, or more than one.
    """
    known = registry(store)
    if name in known:
        return known[name]
    found = bearers(known, name)
    if len(found) > 1:
        raise one_of(found, name)
    if not found:
        raise InputError(f"the registry has no speaker {name!r}", _LIST)
    if not any(same_name(name, each) for each in (found[0].name, *found[0].aliases)):
        stands = found[0].name
        raise InputError(
            f"{name!r} was merged into {stands!r}",
            f"name that one; or take the merge back: annotator speakers split {quote(name)}",
        )
    return found[0]


_LIST = "list them, with their ids: annotator speakers list"


def rename(store: Store, name: str, new: str, author: str) -> None:
    """Give a speaker another name; the old one stays as an alias.

    Raises:
        InputError: There is no such speaker, or another one has that name.
    """
    speaker = find_speaker(store, name)
    if any(
        same_name(new, each.name) for each in registry(store).values() if each.merged_into is None and each != speaker
    ):
        raise InputError(f"there is a speaker {new!r} already", _merge_hint(name, new))
    change_speaker(store, speaker.id, "rename", clean_name(new), author=author)


def set_kind(store: Store, name: str, kind: str, author: str) -> None:
    """Say what sort of speaker it is."""
    if kind not in SPEAKER_KINDS or kind == "author":
        raise InputError(f"{kind!r} is no kind of speaker", f"use one of: {', '.join(SPEAKER_KINDS[:-1])}")
    change_speaker(store, find_speaker(store, name).id, "kind", cast("SpeakerKind", kind), author=author)


def add_alias(store: Store, name: str, alias: str, author: str) -> None:
    """Let a speaker be found by another name as well.

    Raises:
        InputError: There is no such speaker, or the alias is somebody's name.
    """
    speaker, plain = find_speaker(store, name), clean_name(alias)
    bearer = next((each for each in bearers(registry(store), plain) if same_name(plain, each.name)), None)
    if bearer is not None and bearer.id == speaker.id:
        raise InputError(f"{plain!r} is the name of {speaker.name!r} already", "an alias is another name")
    if bearer is not None:
        raise InputError(f"there is a speaker {bearer.name!r} already", _merge_hint(bearer.name, speaker.name))
    change_speaker(store, speaker.id, "alias", plain, author=author)


def _merge_hint(name: str, into: str) -> str:
    return f"if they are one: annotator speakers merge {quote(name)} {quote(into)}"


def remove_alias(store: Store, name: str, alias: str, author: str) -> None:
    """Take an alias away."""
    speaker = find_speaker(store, name)
    if alias not in speaker.aliases:
        raise InputError(f"{speaker.name!r} has no alias {alias!r}", f"it has: {', '.join(speaker.aliases) or 'none'}")
    change_speaker(store, speaker.id, "unalias", alias, author=author)


def set_wikidata(store: Store, name: str, item: str, author: str) -> None:
    """Say which item of Wikidata a speaker is; an empty one takes that away.

    Raises:
        InputError: It is no id of an item.
    """
    change_speaker(store, find_speaker(store, name).id, "wikidata", item, author=author)


def merge_speakers(store: Store, name: str, into: str, author: str) -> str:
    """Let one speaker stand for another: every claim of the first counts as the second's. The id of the first."""
    source, target = find_speaker(store, name), find_speaker(store, into)
    change_speaker(store, source.id, "merge", target.id, author=author)
    return source.id


def split_speaker(store: Store, name: str, author: str) -> None:
    """Take a merge back: the speaker stands for itself again with the claims it had.

    Args:
        store: The open store.
        name: The speaker's id, or the name that it alone has of those that were merged.
        author: Who does it.

    Raises:
        InputError: There is no such speaker, or it was not merged.
    """
    merged = [each for each in registry(store).values() if each.merged_into and same_name(name, each.name)]
    speaker = merged[0] if len(merged) == 1 else find_speaker(store, name)
    if speaker.merged_into is None:
        raise InputError(f"{speaker.name!r} was not merged into another", _LIST)
    change_speaker(store, speaker.id, "split", author=author)


def listed(store: Store) -> list[dict[str, object]]:
    """The registry, with the number of claims of each speaker, by name."""
    known = registry(store)
    counts: dict[str, int] = {}
    for speaker, claims in claims_by_speaker(store).items():
        stands = resolve(speaker, known) or speaker
        counts[stands] = counts.get(stands, 0) + claims
    return [
        {**speaker.model_dump(mode="json"), "claims": counts.get(speaker.id, 0)}
        for speaker in sorted(known.values(), key=lambda speaker: (speaker.name.casefold(), speaker.id))
    ]
