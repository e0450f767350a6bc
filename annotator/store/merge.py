"""Brings in files made elsewhere: the union by id of documents, people, codebooks, speakers, boundaries, labels.

The union does not depend on order or repetition. Whatever cannot be united is found before anything is written.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from annotator.errors import StoreError
from annotator.store.connection import Row, Store, damage, open_store
from annotator.store.current import put_current
from annotator.store.digest import DIGESTED
from annotator.store.doctor import examine
from annotator.store.documents import put_segments
from annotator.store.open_files import OpenFile
from annotator.store.refusals import refuse_foreign
from annotator.store.segment_changes import overruled_changes, put_views
from annotator.store.speakers import put_registry


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought in."""

    documents: int = 0
    annotators: int = 0
    codebooks: int = 0
    speaker_changes: int = 0
    revisions: int = 0
    segment_changes: int = 0
    overruled: int = 0
    """Changes of boundaries in the documents concerned that have no effect: the same annotator cut the same place
    otherwise on another machine, and first. Labels on what they made are kept, but out of view."""
    offers: int = 0
    """Rows of the log of suggestions."""

    def __add__(self, other: Merged) -> Merged:
        return Merged(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def merge(store: Store, others: Sequence[Path]) -> Merged:
    """Bring other files into this one, all of them or none.

    Raises:
        StoreError: Another file cannot be opened, is damaged, cuts a text into other segments, has another codebook
            under the same version, or another annotator under the same name. Nothing is changed.
    """
    total = Merged()
    with store.write():
        for path in others:
            total += _merge_one(store, path)
    return total


def _merge_one(store: Store, path: Path) -> Merged:
    if path.is_dir():
        path = path / "annotator.db"
    if path.resolve() == store.path.resolve():
        raise StoreError(f"{path} is this project's own file", "name the file of another project")
    # A copy: the other file may be of an older version, and nothing of it is to be changed.
    with tempfile.TemporaryDirectory(prefix="annotator-merge-") as folder, open_copy(path, Path(folder)) as other:
        findings = examine(other)
        if findings:
            raise StoreError(
                f"{path} is damaged: {findings[0].where}: {findings[0].message}",
                "mend or restore it first: annotator doctor",
            )
        _refuse_misfits(store, other, path)
        return _unite(store, other)


def open_copy(path: Path, folder: Path) -> Store:
    """Open a copy of another project's file, made with SQLite's online backup, so it is whole even while in use.

    Raises:
        StoreError: There is no such file, or it cannot be opened.
    """
    if not path.is_file():
        raise StoreError(f"there is no file {path}", "name the annotator.db of another project")
    copy = folder / "copy.db"
    # On a medium that cannot be written SQLite makes no lock files; without a log to replay none is needed.
    immutable = "" if path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK) else "&immutable=1"
    with OpenFile(path, refuse_foreign), damage(path):
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{immutable}", uri=True)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
    return open_store(copy)


def _refuse_misfits(store: Store, other: Store, path: Path) -> None:
    for table, column, what, reason in (
        ("document", "segmentation", "document", "its segments are cut differently here"),
        ("document", "sha256", "document", "its text differs"),
        ("codebook", "toml", "codebook version", "its text differs"),
        ("annotator", "kind", "annotator", "it is of another kind here"),
        ("revision", "digest", "revision", "it says something else here"),
        ("speaker_change", "digest", "speaker change", "it says something else here"),
        ("segment_change", "digest", "change of boundaries", "it says something else here"),
        ("offer", "digest", "row of the log of suggestions", "it says something else here"),
    ):
        key = DIGESTED[table][0]
        ours = {row["key"]: row["value"] for row in store.rows(f"SELECT {key} AS key, {column} AS value FROM {table}")}
        for row in other.rows(f"SELECT {key} AS key, {column} AS value FROM {table} ORDER BY {key}"):
            if row["key"] in ours and ours[row["key"]] != row["value"]:
                raise StoreError(
                    f"{path} does not fit: {what} {row['key']}: {reason}; nothing was changed",
                    _REMEDY.get(column, "one of the two files was altered; compare both with a backup"),
                )


_REMEDY = {
    "segmentation": "both sides must import the text with the same version of Annotator; add it anew in one of them",
    "toml": "give the changed codebook a version number of its own",
    "kind": "rename one of the two annotators",
}


def _unite(store: Store, other: Store) -> Merged:
    documents = _union(store, other, "document")
    if documents:
        put_segments(store, other.rows("SELECT * FROM segment WHERE imported"))
    people = _union(store, other, "annotator")
    codebooks = _union(store, other, "codebook")
    changes = _union(store, other, "speaker_change")
    if changes:
        put_registry(store)
    # Before the labels, some of which are of segments that these changes made.
    cuts = _union(store, other, "segment_change")
    pairs = {(row["annotator"], row["document"]) for row in cuts}
    put_views(store, pairs)
    overruled = sum(overruled_changes(store, *pair) for pair in pairs)
    revisions = _union(store, other, "revision")
    for annotator, segment in sorted({(row["annotator"], row["segment"]) for row in revisions}):
        put_current(store, annotator, segment)
    offers = _union(store, other, "offer")
    return Merged(
        len(documents), len(people), len(codebooks), len(changes), len(revisions), len(cuts), overruled, len(offers)
    )


_FIRST = {"document": "added_at", "annotator": "created_at", "codebook": "first_used_at"}
"""Where both files hold a row, the earlier one stands, so that the order of merging does not matter."""


def _union(store: Store, other: Store, table: str) -> list[Row]:
    """Add the rows of a table that are new here, and return them."""
    key = DIGESTED[table][0]
    added = []
    for row in other.rows(f"SELECT * FROM {table}"):
        ours = store.row(f"SELECT * FROM {table} WHERE {key} = ?", [row[key]])
        if ours is None:
            store.db.table(table).insert(row)
            added.append(row)
        elif table in _FIRST and _age(table, row) < _age(table, ours):
            store.db.table(table).update(row[key], row)
    return added


def _age(table: str, row: Row) -> tuple[str, str]:
    return row[_FIRST[table]], row["digest"]
