"""Proves that a project's file is sound, or says what is not.

Three questions: is the file what SQLite wrote; is every row that never changes what it was when it was sealed; do the
tables of the current state say what the revisions say?
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from annotator.codebook.fit import check_label
from annotator.codebook.load import parse_codebook
from annotator.codebook.model import Codebook
from annotator.errors import AnnotatorError, StoreError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import AUTHOR
from annotator.store.connection import Row, Store
from annotator.store.current import CLAIM_COLUMNS, LABEL_COLUMNS, put_current, state_rows
from annotator.store.digest import DIGESTED, digest_of
from annotator.store.doctor_views import views
from annotator.store.documents import document_of, get_segments, segmentation_digest
from annotator.store.findings import Finding, Mend
from annotator.store.light import Database
from annotator.store.migrations import migrations
from annotator.store.offers import offer_of
from annotator.store.revisions import revision_of
from annotator.store.segment_changes import put_views
from annotator.store.speakers import put_registry, registry_rows, speaker_rows


def examine(store: Store) -> list[Finding]:
    """Everything that is wrong with the file; an empty list proves it sound."""
    found = list(_file(store))
    if any(finding.where == "file" for finding in found):
        # A broken page makes every further query fail or lie.
        return found
    try:
        for look in (_seals, _texts, views, _revisions, _offers, _speakers, _state):
            found += look(store)
    except (AnnotatorError, sqlite3.Error, UnicodeDecodeError) as error:
        found.append(Finding("file", f"reading stopped: {error}", "restore"))
    return found


def rebuild(store: Store) -> int:
    """Make the tables of the current state anew from the revisions; how many labels there are now.

    Raises:
        StoreError: A revision cannot be read, or some are gone, so that the result would be less than what was saved;
            nothing is changed.
    """
    with store.write() as db:
        lost = [finding for look in (views, _speakers, _state) for finding in look(store) if finding.mend == "restore"]
        if lost:
            raise StoreError(
                f"{lost[0].where}: {lost[0].message}; nothing was changed",
                "restore a file that annotator backup made, or merge another copy of this one first",
            )
        # Claims refer to speakers and labels: what depends on others goes first and comes back last.
        for table in ("claim", "label", "own_segment", "own_document"):
            db.execute(f"DELETE FROM {table}")
        put_registry(store)
        rows = store.rows("SELECT DISTINCT annotator, document FROM segment_change")
        put_views(store, [(row["annotator"], row["document"]) for row in rows])
        pairs = store.rows("SELECT DISTINCT annotator, segment FROM revision")
        for pair in pairs:
            put_current(store, pair["annotator"], pair["segment"])
        db.execute("REINDEX")
    return len(pairs)


def _file(store: Store) -> Iterator[Finding]:
    try:
        for row in store.db.conn.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield Finding("file", str(row[0]), "restore")
        for table, rowid, parent, _ in store.db.conn.execute("PRAGMA foreign_key_check"):
            mend: Mend = "rebuild" if table in ("claim", "label", "own_segment", "own_document") else "restore"
            mend = "restore" if parent in DIGESTED or parent == "segment" else mend
            yield Finding(f"table {table}", f"row {rowid or '?'} refers to a row of {parent} that is gone", mend)
        here = _tables(store.db)
        yield from (
            Finding("file", f"the {kind} {name} is not as Annotator made it", "restore")
            for (kind, name), sql in _tables_wanted().items()
            if here.get((kind, name)) != sql
        )
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield Finding("file", str(error), "restore")


def _tables(db: Database) -> dict[tuple[str, str], str]:
    """The definitions of our tables and indexes, by kind and name."""
    sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT GLOB '_sqlite*'"
    return {(kind, name): text for kind, name, text in db.conn.execute(sql)}


def _tables_wanted() -> dict[tuple[str, str], str]:
    empty = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(empty)
        return _tables(empty)
    finally:
        empty.close()


def _seals(store: Store) -> Iterator[Finding]:
    for table, columns in DIGESTED.items():
        for row in store.rows(f"SELECT {_listed(columns)}, digest FROM {table}"):
            if digest_of(table, row) != row["digest"]:
                yield Finding(f"{table} {row[columns[0]]}", "is not what was saved: its digest does not fit", "restore")


def _rows(store: Store, table: str, order: str = "") -> list[Row]:
    return store.rows(f"SELECT {_listed(DIGESTED[table])} FROM {table} {order}")


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _texts(store: Store) -> Iterator[Finding]:
    for row in _rows(store, "document"):
        try:
            document = document_of(row)
            segments = get_segments(store, document.id)
        except StoreError as error:
            yield Finding(f"document {row['id']}", error.message, "restore")
            continue
        if segmentation_digest(segments) != row["segmentation"]:
            yield Finding(f"document {document.id}", "its segments are not those that were imported", "restore")
        for row_key in store.rows('SELECT key, start, "end" FROM segment WHERE document = ?', [document.id]):
            if row_key["key"] != f"{document.id}:{row_key['start']}-{row_key['end']}":
                yield Finding(f"segment {row_key['key']}", "its key does not fit its offsets", "restore")


def _revisions(store: Store) -> Iterator[Finding]:
    books: dict[str, Codebook] = {}
    for row in store.rows("SELECT version, toml FROM codebook"):
        try:
            books[row["version"]] = parse_codebook(row["toml"], f"codebook {row['version']}")
        except AnnotatorError as error:
            yield Finding(f"codebook {row['version']}", error.message, "restore")
    entered = {row["speaker"] for row in store.rows("SELECT speaker FROM speaker_change WHERE op = 'create'")} | {
        AUTHOR
    }
    for row in _rows(store, "revision"):
        try:
            revision = revision_of(row)
            for speaker in {each for claim in revision.body.claims for each in (claim.speaker, claim.via) if each}:
                if speaker not in entered:
                    yield Finding(f"revision {row['id']}", f"no change entered its speaker {speaker}", "restore")
            if revision.codebook_version in books:
                # What an older codebook allowed may stand until the label is finished.
                others = () if revision.done else books.values()
                check_label(revision.body, books[revision.codebook_version], others=others)
        except AnnotatorError as error:
            yield Finding(f"revision {row['id']}", error.message, "restore")


def _offers(store: Store) -> Iterator[Finding]:
    """Each row of the log of suggestions can be read, is about its sentence, and of the label of its revision."""
    for row in _rows(store, "offer"):
        try:
            offer = offer_of(row)
        except StoreError as error:
            yield Finding(f"offer {row['id']}", error.message, "restore")
            continue
        _, start, end = parse_segment_key(offer.segment)
        if any(span.start < start or span.end > end for each in offer.offered.suggestions for span in each.spans):
            yield Finding(f"offer {row['id']}", "suggests words outside its sentence", "restore")
    sql = """SELECT o.id FROM offer o JOIN revision r ON r.id = o.id
        WHERE r.annotator <> o.annotator OR r.segment <> o.segment"""
    for row in store.rows(sql):
        yield Finding(f"offer {row['id']}", "is not of the label of its revision", "restore")


def _speakers(store: Store) -> Iterator[Finding]:
    """Compare the registry with its changes. A change that is gone shows in the count that the speaker keeps."""
    try:
        wanted = {row["id"]: row for row in registry_rows(store)}
    except StoreError as error:
        yield Finding("speaker_change", error.message, "restore")
        return
    stored = speaker_rows(store)
    counts = store.rows("SELECT speaker, count(*) AS n FROM speaker_change GROUP BY speaker")
    changes = {row["speaker"]: row["n"] for row in counts}
    for identifier in sorted(wanted.keys() | stored.keys()):
        row, are = stored.get(identifier), changes.get(identifier, 0)
        if row is not None and row["changes"] > are:
            yield Finding(f"speaker {identifier}", f"has {are} change(s), but there were {row['changes']}", "restore")
        elif wanted.get(identifier) != row:
            yield Finding(f"speaker {identifier}", "is not what the changes to the registry add up to", "rebuild")


def _state(store: Store) -> Iterator[Finding]:
    """Fold the revisions and compare row by row. A revision that is gone shows in the count that the label keeps."""
    stored = store.rows(f"SELECT {', '.join(LABEL_COLUMNS)} FROM label")
    labels = {(row["annotator"], row["segment"]): row for row in stored}
    claims: dict[tuple[str, str], list[Row]] = {}
    for row in store.rows(f"SELECT {', '.join(CLAIM_COLUMNS)} FROM claim ORDER BY annotator, segment, position"):
        claims.setdefault((row["annotator"], row["segment"]), []).append(row)
    rows = _rows(store, "revision", "ORDER BY annotator, segment, id")
    seen = set()
    for pair, group in groupby(rows, key=lambda row: (row["annotator"], row["segment"])):
        seen.add(pair)
        revisions = list(group)
        yield from _compare(
            pair, {**revisions[-1], "revisions": len(revisions)}, labels.get(pair), claims.get(pair, [])
        )
    for pair in sorted((labels.keys() | claims.keys()) - seen):
        yield Finding(f"label {pair[0]}, {pair[1]}", "there is no revision for it", "restore")


def _compare(pair: tuple[str, str], last: Row, label: Row | None, claims: list[Row]) -> Iterator[Finding]:
    where = f"label {pair[0]}, {pair[1]}"
    try:
        wanted, wanted_claims = state_rows(last)
    except StoreError as error:
        yield Finding(where, f"its last revision cannot be read: {error.message}", "restore")
        return
    if label is None:
        yield Finding(where, "the row is gone", "rebuild")
    elif label["revisions"] > wanted["revisions"] or label["revision"] > wanted["revision"]:
        yield Finding(where, f"has {wanted['revisions']} revision(s), but there were {label['revisions']}", "restore")
    elif [label[column] for column in LABEL_COLUMNS] != [wanted[column] for column in LABEL_COLUMNS]:
        yield Finding(where, "does not say what its last revision says", "rebuild")
    stored = [[row[column] for column in CLAIM_COLUMNS] for row in claims]
    if stored != [[row[column] for column in CLAIM_COLUMNS] for row in wanted_claims]:
        yield Finding(where, "its claims are not those of its last revision", "rebuild")
