"""What one annotator has saved of a stretch of a document, however it was cut at the time."""

from __future__ import annotations

from annotator.records.revisions import Revision
from annotator.store.connection import Store
from annotator.store.revisions import revision_of


def revisions_over(store: Store, annotator: str, document: str, start: int, end: int) -> list[Revision]:
    """All revisions of labels whose sentence shares a character with `[start, end)`, oldest first.

    Args:
        store: The project's store.
        annotator: Whose labels.
        document: The document.
        start: First code point of the stretch.
        end: The code point after its last.
    """
    sql = """
        SELECT r.id, r.annotator, r.segment, r.saved_at, r.seconds, r.origin, r.codebook_version, r.device, r.done,
          r.reverts, r.body
        FROM segment s JOIN revision r ON r.segment = s.key AND r.annotator = ?
        WHERE s.document = ? AND s.start < ? AND s."end" > ? ORDER BY r.id"""
    return [revision_of(row) for row in store.rows(sql, [annotator, document, end, start])]
