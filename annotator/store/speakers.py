"""The speaker registry in the store: each change is a row that stays, the registry is their fold."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import ValidationError

from annotator.errors import InputError
from annotator.records.base import explain, format_time
from annotator.records.labels import AUTHOR
from annotator.records.speakers import Speaker, SpeakerChange, can_merge, fold_speakers
from annotator.store.connection import Row, Store, sound
from annotator.store.digest import sealed

SPEAKER_COLUMNS = ("id", "name", "kind", "aliases", "merged_into", "wikidata", "changes")

_IN_VIEW = """AND NOT EXISTS (SELECT 1 FROM own_segment o
  WHERE o.annotator = c.annotator AND o.segment = c.segment AND o.role IS NULL)"""
"""Leaves out claims on sentences that their annotator has cut anew since: they were carried on to others."""


def registry(store: Store) -> dict[str, Speaker]:
    """Every speaker ever entered, by id, merged ones among them."""
    return {identifier: speaker_of(row) for identifier, row in speaker_rows(store).items()}


def speaker_rows(store: Store) -> dict[str, Row]:
    """The rows of the table of speakers, by id."""
    return {row["id"]: row for row in store.rows(f"SELECT {', '.join(SPEAKER_COLUMNS)} FROM speaker ORDER BY id")}


def speaker_of(row: Row) -> Speaker:
    """The speaker that a row holds.

    Raises:
        StoreError: The row is damaged.
    """
    with sound(f"speaker {row['id']}"):
        return Speaker(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            aliases=tuple(json.loads(row["aliases"])),
            merged_into=row["merged_into"],
            wikidata=row["wikidata"],
        )


def change_speaker(
    store: Store, speaker: str, op: str, value: str = "", *, kind: str = "", author: str
) -> SpeakerChange:
    """Append one change to the registry.

    Raises:
        InputError: The speaker is not there to be changed, is there already, or is the article's author; or the value
            is not possible.
    """
    with store.write():
        known = registry(store)
        if op == "create" and speaker in known:
            raise InputError(f"there is a speaker {known[speaker].name!r} already", "choose it, or use another name")
        if op != "create" and speaker not in known:
            raise InputError(f"there is no speaker {speaker!r}", "list them with: annotator speakers list")
        if speaker == AUTHOR:
            raise InputError("the author of the article is not an entry to change", "enter the author by name instead")
        if op == "merge" and not can_merge(speaker, value, known):
            raise InputError(
                f"{speaker!r} cannot be merged into {value!r}, which is unknown or merged into it",
                "name another speaker of the registry",
            )
        change = _change(store, speaker, op, value, kind, author)
        append_changes(store, [change])
    return change


def create_speakers(store: Store, speakers: Iterable[tuple[Speaker, str]]) -> int:
    """Enter those speakers whose ids the registry has not got, all at once; how many were new.

    Args:
        store: The project's store.
        speakers: Each speaker with the name of the one who enters it.
    """
    with store.write():
        known = set(registry(store))
        new = {speaker.id: (speaker, author) for speaker, author in speakers if speaker.id not in known}
        return append_changes(
            store, [_change(store, each.id, "create", each.name, each.kind, author) for each, author in new.values()]
        )


def _change(store: Store, speaker: str, op: str, value: str, kind: str, author: str) -> SpeakerChange:
    last = store.row("SELECT max(id) AS id FROM speaker_change")
    try:
        return SpeakerChange.model_validate(
            {
                "id": store.ids.new(after=last["id"] if last else None),
                "speaker": speaker,
                "op": op,
                "value": value,
                "kind": kind,
                "author": author,
                "saved_at": store.now(),
            }
        )
    except ValidationError as error:
        raise InputError(f"speaker {speaker!r}: {explain(error)}", "use another value") from error


def append_changes(store: Store, changes: Iterable[SpeakerChange]) -> int:
    """Add changes made elsewhere, as they are; how many were new."""
    added = 0
    with store.write():
        for change in changes:
            if store.row("SELECT 1 FROM speaker_change WHERE id = ?", [change.id]):
                continue
            store.insert("speaker_change", sealed("speaker_change", change_row(change)))
            added += 1
        if added:
            put_registry(store)
    return added


def put_registry(store: Store) -> None:
    """Bring the table of speakers in line with the changes; only rows that differ are written."""
    with store.write():
        wanted = {row["id"]: row for row in registry_rows(store)}
        stored = speaker_rows(store)
        for row in wanted.values():
            if row != stored.get(row["id"]):
                store.put("speaker", row, ("id",))
        for identifier in stored.keys() - wanted.keys():
            store.execute("DELETE FROM speaker WHERE id = ?", [identifier])


def registry_rows(store: Store) -> list[Row]:
    """The rows of the table of speakers that follow from the changes, in the order of ids."""
    changes = speaker_changes(store)
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.speaker] = counts.get(change.speaker, 0) + 1
    return [
        {
            "id": speaker.id,
            "name": speaker.name,
            "kind": speaker.kind,
            "aliases": json.dumps(speaker.aliases, ensure_ascii=False),
            "merged_into": speaker.merged_into,
            "wikidata": speaker.wikidata,
            "changes": counts.get(speaker.id, 0),
        }
        for speaker in sorted(fold_speakers(changes).values(), key=lambda speaker: speaker.id)
    ]


def speaker_changes(store: Store) -> list[SpeakerChange]:
    """All changes to the registry, in the order in which they take effect."""
    sql = "SELECT id, speaker, op, value, kind, author, saved_at FROM speaker_change ORDER BY id"
    with sound("speaker_change"):
        return [SpeakerChange(**row) for row in store.rows(sql)]


def kept_apart(store: Store) -> set[frozenset[str]]:
    """What a lead has turned down: two ids of speakers, or an id and a name."""
    apart: set[frozenset[str]] = set()
    for row in store.rows("SELECT speaker, op, value FROM speaker_change WHERE op IN ('apart', 'unapart') ORDER BY id"):
        pair = {frozenset((row["speaker"], row["value"]))}
        apart = apart | pair if row["op"] == "apart" else apart - pair
    return apart


def change_row(change: SpeakerChange) -> dict[str, object]:
    """The row of a change, without its digest."""
    return {**change.model_dump(exclude={"saved_at"}), "saved_at": format_time(change.saved_at)}


def recent_speakers(store: Store, annotator: str, document: str | None = None) -> list[str]:
    """Ids of the speakers that the annotator has used, latest use first; in one document, or in all."""
    sql = f"""
        SELECT c.speaker, max(l.saved_at) AS used FROM claim c JOIN label l USING (annotator, segment)
        WHERE c.annotator = ? AND (? IS NULL OR c.segment LIKE ? || ':%') {_IN_VIEW}
        GROUP BY c.speaker ORDER BY used DESC"""
    return [row["speaker"] for row in store.rows(sql, [annotator, document, document or ""])]


def claims_by_speaker(store: Store) -> dict[str, int]:
    """Number of claims of each speaker as marked, by id, whoever it was merged into."""
    sql = f"SELECT speaker, count(*) AS n FROM claim c WHERE true {_IN_VIEW} GROUP BY speaker"
    return {row["speaker"]: row["n"] for row in store.rows(sql)}
