"""The speaker registry: who can make a claim, under which names, and how changes to it add up.

The registry is the fold of its changes in the order of their ids; changes are only ever added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from annotator.records.base import Moment, Record
from annotator.records.identifiers import RevisionId
from annotator.records.labels import AUTHOR

SpeakerKind = Literal["person", "institution", "state", "group", "unnamed", "outlet", "author"]
SPEAKER_KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)

WIKIDATA = re.compile(r"Q[1-9][0-9]{0,14}")
"""The id of an item of Wikidata."""

LONGEST_NAME = 200
"""Characters that a speaker's name or alias may have."""


def _not_blank(name: str) -> str:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters, not all of them blank")
    return name


SpeakerName = Annotated[str, AfterValidator(_not_blank)]
"""A speaker's name or alias."""


class SpeakerChange(Record):
    """One change to the speaker registry."""

    id: RevisionId
    """UUIDv7; changes take effect in the order of their ids."""
    speaker: str = Field(min_length=1)
    """Id of the speaker that is changed."""
    op: Literal["create", "rename", "kind", "alias", "unalias", "merge", "split", "apart", "unapart", "wikidata"]
    """What is done; `apart` turns down a suggested merge or name, and `unapart` lets it be suggested again."""
    value: str = ""
    """The new name, kind or alias, or the id of the speaker that this one is merged into or kept apart from."""
    kind: SpeakerKind | Literal[""] = ""
    """The kind, where the change creates a speaker."""
    author: str
    """Who made the change."""
    saved_at: Moment
    """When."""

    @model_validator(mode="after")
    def _can_take_effect(self) -> SpeakerChange:
        if self.speaker == AUTHOR:
            raise ValueError("the author of the article at hand is not an entry to change")
        if self.op in ("create", "rename", "alias", "apart", "unapart"):
            _not_blank(self.value)
        if self.op == "kind" and self.value not in SPEAKER_KINDS:
            raise ValueError(f"{self.value!r} is no kind of speaker; use one of: {', '.join(SPEAKER_KINDS)}")
        if self.op == "wikidata" and self.value and not WIKIDATA.fullmatch(self.value):
            raise ValueError(f"{self.value!r} is no item of Wikidata, such as Q58217")
        if self.op == "merge" and self.value in ("", self.speaker):
            raise ValueError("a merge names another speaker")
        return self


class Speaker(Record):
    """An entry of the registry."""

    id: str = Field(min_length=1)
    """The same on every machine where the speaker was first entered under the same name."""
    name: SpeakerName
    """The name shown."""
    kind: SpeakerKind = "person"
    """What sort of speaker it is."""
    aliases: tuple[str, ...] = ()
    """Other names under which it is found, sorted."""
    merged_into: str | None = None
    """Id of the speaker that now stands for this one."""
    wikidata: str = ""
    """The item of Wikidata that is this speaker, such as Q58217; empty where none was named."""


AUTHOR_SPEAKER = Speaker(id=AUTHOR, name="the author", kind="author")
"""The voice of the article at hand; every project has it."""


def fold_speakers(changes: Iterable[SpeakerChange]) -> dict[str, Speaker]:
    """The registry after all changes, by id.

    Changes apply in the order of their ids, so the union of two files folds to the same registry whichever came
    first. A change to a speaker that no earlier change created has no effect.
    """
    registry: dict[str, Speaker] = {AUTHOR: AUTHOR_SPEAKER}
    for change in sorted(changes, key=lambda change: change.id):
        before = registry.get(change.speaker)
        after = _create(change) if before is None else _apply(before, change, registry)
        if after is not None:
            registry[change.speaker] = after
    return registry


def _create(change: SpeakerChange) -> Speaker | None:
    if change.op != "create":
        return None
    return Speaker.model_validate({"id": change.speaker, "name": change.value, "kind": change.kind or "person"})


def _apply(speaker: Speaker, change: SpeakerChange, registry: dict[str, Speaker]) -> Speaker:
    update: dict[str, object] = {}
    if change.op == "rename":
        kept = {*speaker.aliases, speaker.name} - {change.value}
        update = {"name": change.value, "aliases": tuple(sorted(kept))}
    elif change.op == "kind":
        update = {"kind": change.value}
    elif change.op == "alias":
        update = {"aliases": tuple(sorted({*speaker.aliases, change.value} - {speaker.name}))}
    elif change.op == "unalias":
        update = {"aliases": tuple(alias for alias in speaker.aliases if alias != change.value)}
    elif change.op == "merge" and can_merge(speaker.id, change.value, registry):
        update = {"merged_into": change.value}
    elif change.op == "split":
        update = {"merged_into": None}
    elif change.op == "wikidata":
        update = {"wikidata": change.value}
    return Speaker.model_validate({**speaker.model_dump(), **update})


def can_merge(speaker: str, into: str, registry: Mapping[str, Speaker]) -> bool:
    """Whether `into` is known and does not itself lead to `speaker`, directly or through other merges."""
    return into in registry and speaker not in _path(into, registry)


def resolve(speaker: str, registry: Mapping[str, Speaker]) -> str | None:
    """The id that stands for this one after all merges; None where the registry does not know it."""
    path = _path(speaker, registry)
    return path[-1] if path[-1] in registry else None


def _path(speaker: str, registry: Mapping[str, Speaker]) -> list[str]:
    """A speaker and those that it was merged into, one after the other."""
    path = [speaker]
    while (entry := registry.get(path[-1])) is not None:
        # A fold makes no ring, but a damaged table can hold one.
        if entry.merged_into is None or entry.merged_into in path:
            break
        path.append(entry.merged_into)
    return path
