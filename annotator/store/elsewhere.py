"""Tells what was saved over other connections: by another window, by a lead who calls sentences back, by a merge."""

from __future__ import annotations

from annotator.store.connection import Store, damage
from annotator.store.views import OWN_OF_LABEL, ROLE


def commits_elsewhere(store: Store) -> int:
    """A number that differs from the last one only where another connection has written since; a microsecond."""
    with damage(store.path):
        row = store.conn.execute("PRAGMA data_version").fetchone()
    return int(row[0])


def current_ids(store: Store, annotator: str, document: str) -> dict[str, str]:
    """Id of the current revision of each sentence in the annotator's view of a document, by segment key."""
    sql = f"""
        SELECT l.segment, l.revision FROM segment s JOIN label l ON l.segment = s.key AND l.annotator = ? {OWN_OF_LABEL}
        WHERE s.document = ? AND {ROLE} IS NOT NULL"""
    return {row["segment"]: row["revision"] for row in store.rows(sql, [annotator, document])}
