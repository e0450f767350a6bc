"""Documents and their segments as imported. Neither changes; a segmentation has a digest so that files compare.

How an annotator cuts a document anew is in `views`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from annotator.errors import StoreError
from annotator.records.base import format_time
from annotator.records.documents import Document, Metadata, Segment
from annotator.store.connection import Row, Store, sound
from annotator.store.digest import sealed

_COLUMNS = "id, sha256, text, metadata, source, encoding, added_at"
_ORDER = "ORDER BY added_at, id"
"""Documents in the order in which they came; the id decides among equals, so it is the same after any merge."""


def segmentation_digest(segments: Iterable[Segment]) -> str:
    """SHA-256 over start, end and role of every segment: equal where two files cut a text alike."""
    parts = sorted((segment.start, segment.end, segment.role) for segment in segments)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def add_document(store: Store, document: Document, segments: Sequence[Segment]) -> bool:
    """Keep a document with its segments; False where the project has this very text already.

    Raises:
        StoreError: Another text has the same id, or a segment does not fit the text.
    """
    _fit(document, segments)
    with store.write() as db:
        known = store.row("SELECT sha256 FROM document WHERE id = ?", [document.id])
        if known is not None:
            if known["sha256"] != document.sha256:
                raise StoreError(f"two texts share the id {document.id}", "change one character of one of them")
            return False
        db.table("document").insert(sealed("document", document_row(document, segmentation_digest(segments))))
        db.table("segment").insert_all(
            {"key": s.key, "document": s.document, "start": s.start, "end": s.end, "role": s.role} for s in segments
        )
        return True


def put_segments(store: Store, rows: Iterable[Row]) -> None:
    """Keep the rows of segments as they are; those whose key is known are passed over."""
    columns = ("key", "document", "start", "end", "role", "imported")
    with store.write() as db:
        # Not through sqlite-utils, which asks a row that it passes over for an id that these tables do not have.
        db.conn.executemany(
            'INSERT OR IGNORE INTO segment (key, document, start, "end", role, imported) VALUES (?, ?, ?, ?, ?, ?)',
            ([row[column] for column in columns] for row in rows),
        )


def _fit(document: Document, segments: Sequence[Segment]) -> None:
    end = 0
    for segment in sorted(segments, key=lambda segment: segment.start):
        if segment.document != document.id or segment.start < end or segment.end > len(document.text):
            raise StoreError(
                f"segment {segment.start}-{segment.end} does not fit document {document.id} "
                f"({len(document.text)} characters) or overlaps the one before it",
                "segments follow each other within the text",
            )
        end = segment.end


def document_row(document: Document, segmentation: str) -> dict[str, object]:
    """The row of a document, without its digest."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "text": document.text,
        "metadata": document.metadata.model_dump_json(),
        "source": document.source,
        "encoding": document.encoding,
        "added_at": format_time(document.added_at),
        "segmentation": segmentation,
    }


def document_of(row: Row) -> Document:
    """The document that a row holds.

    Raises:
        StoreError: The row is damaged.
    """
    with sound(f"document {row['id']}"):
        return Document(
            id=row["id"],
            sha256=row["sha256"],
            text=row["text"],
            metadata=Metadata.model_validate_json(row["metadata"]),
            source=row["source"],
            encoding=row["encoding"],
            added_at=row["added_at"],
        )


def get_document(store: Store, document: str) -> Document | None:
    """The document with this id."""
    row = store.row(f"SELECT {_COLUMNS} FROM document WHERE id = ?", [document])
    return document_of(row) if row else None


def document_ids(store: Store) -> list[str]:
    """The ids of all documents, in the order in which they were added."""
    return [row["id"] for row in store.rows(f"SELECT id FROM document {_ORDER}")]


def document_beside(store: Store, document: str, step: int) -> str | None:
    """The id of the document right behind this one, or right before it where `step` is negative; no other is read."""
    sign, way = (">", "ASC") if step > 0 else ("<", "DESC")
    row = store.row(
        f"SELECT id FROM document WHERE (added_at, id) {sign} (SELECT added_at, id FROM document WHERE id = ?) "
        f"ORDER BY added_at {way}, id {way} LIMIT 1",
        [document],
    )
    return row["id"] if row else None


def document_number(store: Store, document: str) -> int:
    """Which of the documents it is, in the order in which they came, from 1."""
    row = store.row(
        "SELECT count(*) AS number FROM document "
        "WHERE (added_at, id) <= (SELECT added_at, id FROM document WHERE id = ?)",
        [document],
    )
    return int(row["number"]) if row else 0


def titles(store: Store) -> dict[str, tuple[str, str]]:
    """Title and source of every document, by id, in order; no text is read."""
    rows = store.rows(f"SELECT id, json_extract(metadata, '$.title') AS title, source FROM document {_ORDER}")
    return {row["id"]: (row["title"], row["source"]) for row in rows}


def outlets(store: Store) -> dict[str, str]:
    """The outlet of every document that names one, by id."""
    sql = f"""SELECT id, json_extract(metadata, '$.outlet') AS outlet FROM document
        WHERE trim(json_extract(metadata, '$.outlet')) <> '' {_ORDER}"""
    return {row["id"]: row["outlet"] for row in store.rows(sql)}


def get_segments(store: Store, document: str) -> list[Segment]:
    """The segments of a document as they were imported, in the order of the text."""
    sql = 'SELECT document, start, "end", role FROM segment WHERE document = ? AND imported ORDER BY start'
    rows = store.rows(sql, [document])
    with sound(f"segments of document {document}"):
        return [Segment(**row) for row in rows]


def get_segment(store: Store, key: str) -> Segment | None:
    """The imported segment with this key."""
    row = store.row('SELECT document, start, "end", role FROM segment WHERE key = ? AND imported', [key])
    return Segment(**row) if row else None
