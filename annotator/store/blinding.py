"""Which articles an annotator has had revealed, and what is known of where articles come from."""

from __future__ import annotations

from annotator.records.documents import Metadata
from annotator.store.connection import Store, sound


def is_revealed(store: Store, annotator: str, document: str) -> bool:
    """Whether an article was revealed to an annotator; what was once seen stays seen, whatever is taken back."""
    sql = """SELECT 1 FROM revision WHERE annotator = ? AND segment >= ? || ':' AND segment < ? || ';'
        AND origin = 'revealed' LIMIT 1"""
    return store.row(sql, [annotator, document, document]) is not None


def revealed_documents(store: Store) -> dict[str, set[str]]:
    """The ids of the articles that were revealed, by annotator."""
    sql = """SELECT DISTINCT annotator, substr(segment, 1, instr(segment, ':') - 1) AS document
        FROM revision WHERE origin = 'revealed'"""
    found: dict[str, set[str]] = {}
    for row in store.rows(sql):
        found.setdefault(row["annotator"], set()).add(row["document"])
    return found


def mastheads(store: Store) -> dict[str, tuple[Metadata, str]]:
    """Metadata and source of every document, by id, in order; no text is read.

    Raises:
        StoreError: A row is damaged.
    """
    found = {}
    for row in store.rows("SELECT id, metadata, source FROM document ORDER BY added_at, id"):
        with sound(f"document {row['id']}"):
            found[row["id"]] = (Metadata.model_validate_json(row["metadata"]), row["source"])
    return found
