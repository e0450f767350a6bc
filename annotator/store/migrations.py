"""The tables, as they came to be. A migration that has shipped is never changed; the next one is added below it."""

from __future__ import annotations

from annotator.records.speakers import AUTHOR_SPEAKER
from annotator.store.light import Database, Migrations

migrations = Migrations("annotator")

_M001 = """
CREATE TABLE document (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text TEXT NOT NULL, metadata TEXT NOT NULL, source TEXT NOT NULL,
  encoding TEXT NOT NULL, added_at TEXT NOT NULL, segmentation TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE segment (
  key TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  role TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_in_document ON segment(document, start);
CREATE TABLE annotator (
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, created_at TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE codebook (
  version TEXT PRIMARY KEY, toml TEXT NOT NULL, first_used_at TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE revision (
  id TEXT PRIMARY KEY, annotator TEXT NOT NULL REFERENCES annotator(name),
  segment TEXT NOT NULL REFERENCES segment(key), saved_at TEXT NOT NULL, seconds REAL NOT NULL, origin TEXT NOT NULL,
  codebook_version TEXT NOT NULL REFERENCES codebook(version), device TEXT NOT NULL, done INTEGER NOT NULL,
  reverts TEXT, body TEXT NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_of_label ON revision(annotator, segment, id);
CREATE INDEX revision_of_annotator ON revision(annotator, id);
CREATE TABLE label (
  annotator TEXT NOT NULL REFERENCES annotator(name), segment TEXT NOT NULL REFERENCES segment(key),
  revision TEXT NOT NULL REFERENCES revision(id), revisions INTEGER NOT NULL, saved_at TEXT NOT NULL,
  done INTEGER NOT NULL, verdict TEXT, note TEXT NOT NULL, flag INTEGER NOT NULL,
  PRIMARY KEY (annotator, segment)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_of_segment ON label(segment);
CREATE TABLE claim (
  annotator TEXT NOT NULL, segment TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,
  spans TEXT NOT NULL, speaker TEXT NOT NULL REFERENCES speaker(id), mention_start INTEGER, mention_end INTEGER,
  via TEXT REFERENCES speaker(id), stance TEXT NOT NULL, confidence INTEGER, "continues" TEXT, attributes TEXT NOT NULL,
  PRIMARY KEY (annotator, segment, position),
  FOREIGN KEY (annotator, segment) REFERENCES label(annotator, segment)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of_speaker ON claim(speaker);
CREATE TABLE speaker_change (
  id TEXT PRIMARY KEY, speaker TEXT NOT NULL, op TEXT NOT NULL, value TEXT NOT NULL, kind TEXT NOT NULL,
  author TEXT NOT NULL, saved_at TEXT NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE speaker (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, merged_into TEXT,
  changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  annotator TEXT PRIMARY KEY REFERENCES annotator(name), segment TEXT NOT NULL REFERENCES segment(key)
) STRICT;
"""


@migrations()
def m001_first_tables(db: Database) -> None:
    """Documents, segments, revisions, the tables of the current state, and the speaker registry."""
    for statement in _M001.split(";"):
        if statement.strip():
            db.execute(statement)
    db.table("speaker").insert(
        {
            "id": AUTHOR_SPEAKER.id,
            "name": AUTHOR_SPEAKER.name,
            "kind": AUTHOR_SPEAKER.kind,
            "aliases": "[]",
            "merged_into": None,
            "changes": 0,
        }
    )


_M002 = """
ALTER TABLE segment ADD COLUMN imported INTEGER NOT NULL DEFAULT 1;
CREATE TABLE segment_change (
  id TEXT PRIMARY KEY, annotator TEXT NOT NULL REFERENCES annotator(name),
  document TEXT NOT NULL REFERENCES document(id), op TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  until INTEGER, at INTEGER, role TEXT, origin TEXT NOT NULL, saved_at TEXT NOT NULL, reverts TEXT, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_change_of_view ON segment_change(annotator, document, id);
CREATE INDEX segment_change_of_annotator ON segment_change(annotator, id);
CREATE TABLE own_document (
  annotator TEXT NOT NULL REFERENCES annotator(name), document TEXT NOT NULL REFERENCES document(id),
  changes INTEGER NOT NULL, PRIMARY KEY (annotator, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE own_segment (
  annotator TEXT NOT NULL, segment TEXT NOT NULL REFERENCES segment(key), document TEXT NOT NULL, role TEXT,
  PRIMARY KEY (annotator, segment),
  FOREIGN KEY (annotator, document) REFERENCES own_document(annotator, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_in_order ON document(added_at, id);
"""


@migrations()
def m002_own_boundaries(db: Database) -> None:
    """Each annotator's changes to the segmentation, and the tables of what they add up to."""
    for statement in _M002.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m003_wikidata(db: Database) -> None:
    """The item of Wikidata that stands for a speaker."""
    db.execute("ALTER TABLE speaker ADD COLUMN wikidata TEXT NOT NULL DEFAULT ''")


_M004 = """
CREATE TABLE offer (
  id TEXT PRIMARY KEY REFERENCES revision(id), annotator TEXT NOT NULL REFERENCES annotator(name),
  segment TEXT NOT NULL REFERENCES segment(key), suggester TEXT NOT NULL, version TEXT NOT NULL,
  assigned INTEGER NOT NULL, shown INTEGER NOT NULL, offered TEXT NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_of_label ON offer(annotator, segment);
"""


@migrations()
def m004_offers(db: Database) -> None:
    """What was suggested when a label was first saved, and whether it was shown."""
    for statement in _M004.split(";"):
        if statement.strip():
            db.execute(statement)
