"""The speaker registry as a file of JSON Lines: for another project, for an editor, or from a list of known speakers.

Reading one changes nothing that it does not mention. What it says becomes changes to the registry like any other, each
on record under the name of whoever brought it in; all of the file or nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from annotator.desk.naming import clean_name
from annotator.errors import InputError
from annotator.imports.labels_jsonl import json_lines
from annotator.records.base import explain
from annotator.records.identifiers import speaker_id
from annotator.records.labels import AUTHOR
from annotator.records.registry_rows import RegistryRow
from annotator.records.speakers import Speaker
from annotator.store.connection import Store
from annotator.store.speakers import change_speaker, registry


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brought in."""

    speakers: int = 0
    """Speakers that were new."""
    changes: int = 0
    """Changes to the registry, new speakers among them."""


def registry_lines(store: Store) -> Iterator[str]:
    """The registry, one speaker a line, by name; the articles' own voice is in every project and so left out."""
    known = registry(store)
    for speaker in sorted(known.values(), key=lambda speaker: (speaker.name.casefold(), speaker.id)):
        if speaker.id != AUTHOR:
            row = RegistryRow.model_validate(speaker.model_dump())
            yield row.model_dump_json()


def read_registry(store: Store, path: Path, author: str) -> Brought:
    """Bring the speakers of a file into the registry.

    A line without an id is about the speaker of that name. Kind, aliases, the Wikidata item and the merge become those
    of the line; aliases are only added.

    Args:
        store: The project's store.
        path: The file.
        author: The name under which the changes are kept.

    Raises:
        InputError: A line is no possible speaker, or cannot take effect; names file, line and value; nothing changes.
    """
    rows = list(_rows(path))
    before = len(registry(store))
    with store.write():
        changes = 0
        for number, row in rows:
            with _line(path, number):
                changes += _enter(store, row, author)
        # Only when everyone is entered can one be merged into another that stands further down.
        for number, row in rows:
            with _line(path, number):
                changes += _merge(store, row, author)
        return Brought(len(registry(store)) - before, changes)


def _rows(path: Path) -> Iterator[tuple[int, RegistryRow]]:
    for number, line in json_lines(path):
        try:
            yield number, RegistryRow.model_validate(line)
        except ValidationError as error:
            remedy = "see: annotator schema registry-row"
            raise InputError(f"{path}, line {number}: {explain(error)}", remedy) from error


@contextmanager
def _line(path: Path, number: int) -> Iterator[None]:
    """Name file and line where a change cannot take effect."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{path}, line {number}: {error.message}", error.hint) from error


def _enter(store: Store, row: RegistryRow, author: str) -> int:
    for name in (row.name, *row.aliases):
        clean_name(name)
    known = registry(store)
    identifier = _identifier(row)
    speaker = known.get(identifier)
    wanted: list[tuple[str, str]] = []
    made = 0
    if speaker is None:
        change_speaker(store, identifier, "create", row.name, kind=row.kind, author=author)
        speaker, made = Speaker(id=identifier, name=row.name, kind=row.kind), 1
    if speaker.name != row.name:
        wanted.append(("rename", row.name))
    if speaker.kind != row.kind:
        wanted.append(("kind", row.kind))
    wanted += [("alias", alias) for alias in row.aliases if alias not in (*speaker.aliases, row.name)]
    if row.wikidata and row.wikidata != speaker.wikidata:
        wanted.append(("wikidata", row.wikidata))
    return made + _apply(store, identifier, wanted, author)


def _merge(store: Store, row: RegistryRow, author: str) -> int:
    identifier = _identifier(row)
    here = registry(store)[identifier].merged_into
    if row.merged_into and row.merged_into != here:
        return _apply(store, identifier, [("merge", row.merged_into)], author)
    return 0


def _apply(store: Store, speaker: str, wanted: Iterable[tuple[str, str]], author: str) -> int:
    count = 0
    for op, value in wanted:
        change_speaker(store, speaker, op, value, author=author)
        count += 1
    return count


def _identifier(row: RegistryRow) -> str:
    return row.id or speaker_id(row.name)
