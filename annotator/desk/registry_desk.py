"""A lead at the speaker registry: suggestions taken or turned down, merges, splits, names, kinds, and taking back.

A change is on disk on return. Taking back appends the opposite change; what was done before the desk was opened is
taken back by its own opposite: a merge by a split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.desk.aliases import Suggested, keep_apart, suggestions, take
from annotator.desk.project import Project
from annotator.desk.registry import add_alias, listed, rename, set_kind, split_speaker
from annotator.records.labels import AUTHOR
from annotator.records.speakers import SPEAKER_KINDS, Speaker
from annotator.store.connection import Store
from annotator.store.speakers import change_speaker, claims_by_speaker, registry


@dataclass(frozen=True, slots=True)
class Entry:
    """One speaker of the registry."""

    speaker: Speaker
    claims: int
    """Claims that count as this speaker's: its own, and those of everyone who was merged into it."""
    own: int
    """Claims marked with this very speaker."""
    into: str
    """The name of the speaker that it was merged into; empty where it stands for itself."""


class RegistryDesk:
    """One lead at the registry of one project.

    Args:
        project: The open project.
        author: The name under which changes are kept.
    """

    def __init__(self, project: Project, author: str) -> None:
        self._project = project
        self._author = author
        self._done: list[tuple[str, Callable[[], object]]] = []
        self.entries: list[Entry] = []
        self.suggested: list[Suggested] = []
        self.refresh()

    @property
    def _store(self) -> Store:
        return self._project.store

    def refresh(self) -> None:
        """Read the registry and the suggestions anew."""
        known = registry(self._store)
        own = claims_by_speaker(self._store)
        self.entries = []
        for row in listed(self._store):
            speaker = known[str(row["id"])]
            into = known[speaker.merged_into].name if speaker.merged_into in known else ""
            if speaker.id != AUTHOR:
                self.entries.append(Entry(speaker, int(str(row["claims"])), own.get(speaker.id, 0), into))
        self.suggested = suggestions(self._project)

    def entry(self, speaker: str) -> Entry | None:
        """The entry with this id."""
        return next((entry for entry in self.entries if entry.speaker.id == speaker), None)

    def take(self, suggested: Suggested) -> str:
        """Do what is suggested; what was done, in words."""
        take(self._store, suggested, self._author)
        if suggested.into:
            return self._finished(
                f"{suggested.name} is merged into {suggested.into_name}", lambda: self._split(suggested.speaker)
            )
        return self._finished(
            f"{suggested.name} is now {suggested.into_name}",
            lambda: self._rename_back(suggested.speaker, suggested.name, suggested.into_name),
        )

    def keep_apart(self, suggested: Suggested) -> str:
        """Turn a suggestion down."""
        keep_apart(self._store, suggested, self._author)
        other = suggested.into or suggested.into_name
        return self._finished(
            f"{suggested.name} and {suggested.into_name} are kept apart",
            lambda: change_speaker(self._store, suggested.speaker, "unapart", other, author=self._author),
        )

    def merge(self, speaker: Speaker, into: Speaker) -> str:
        """Let one speaker stand for another."""
        change_speaker(self._store, speaker.id, "merge", into.id, author=self._author)
        return self._finished(f"{speaker.name} is merged into {into.name}", lambda: self._split(speaker.id))

    def split(self, speaker: Speaker) -> str:
        """Let a speaker that was merged stand for itself again.

        Raises:
            InputError: It was not merged.
        """
        before = speaker.merged_into or ""
        split_speaker(self._store, speaker.id, self._author)
        return self._finished(
            f"{speaker.name} stands for itself again",
            lambda: change_speaker(self._store, speaker.id, "merge", before, author=self._author),
        )

    def rename(self, speaker: Speaker, name: str) -> str:
        """Give a speaker another name; the old one stays as an alias.

        Raises:
            InputError: It cannot be a name.
        """
        rename(self._store, speaker.id, name, self._author)
        return self._finished(
            f"{speaker.name} is now {name}", lambda: self._rename_back(speaker.id, speaker.name, name)
        )

    def add_alias(self, speaker: Speaker, alias: str) -> str:
        """Let a speaker be found by another name as well.

        Raises:
            InputError: It cannot be a name.
        """
        add_alias(self._store, speaker.id, alias, self._author)
        return self._finished(
            f"{speaker.name} is found as {alias} too",
            lambda: change_speaker(self._store, speaker.id, "unalias", alias, author=self._author),
        )

    def next_kind(self, speaker: Speaker) -> str:
        """Give a speaker the kind after its own."""
        kinds = [kind for kind in SPEAKER_KINDS if kind != "author"]
        kind = kinds[(kinds.index(speaker.kind) + 1) % len(kinds)] if speaker.kind in kinds else kinds[0]
        set_kind(self._store, speaker.id, kind, self._author)
        return self._finished(
            f"{speaker.name} is of kind {kind}", lambda: set_kind(self._store, speaker.id, speaker.kind, self._author)
        )

    def undo(self) -> str | None:
        """Take back the last change made at this desk; what was taken back, or None where there is nothing."""
        if not self._done:
            return None
        said, back = self._done[-1]
        back()
        self._done.pop()
        self.refresh()
        return f"taken back: {said}"

    def _finished(self, said: str, back: Callable[[], object]) -> str:
        self._done.append((said, back))
        self.refresh()
        return said

    def _split(self, speaker: str) -> None:
        change_speaker(self._store, speaker, "split", author=self._author)

    def _rename_back(self, speaker: str, old: str, new: str) -> None:
        with self._store.write():
            change_speaker(self._store, speaker, "rename", old, author=self._author)
            change_speaker(self._store, speaker, "unalias", new, author=self._author)
