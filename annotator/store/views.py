"""How one annotator cuts a document: the imported segments, overlaid with what the annotator's own changes made of it.

`own_segment` holds a row for each segment that these changes made, hid or gave another role; whoever changed nothing
has none. A segment is in an annotator's view where the role below is not null.
"""

from __future__ import annotations

from annotator.records.documents import Segment
from annotator.store.connection import Store, sound

ROLE = "CASE WHEN o.segment IS NOT NULL THEN o.role WHEN s.imported THEN s.role END"
"""The role of segment `s` in an annotator's view, for queries that join `own_segment` as `o`."""

ROLES = f"{ROLE} IN (SELECT value FROM json_each(?))"
"""Whether it is put before annotators; takes the roles as JSON."""

OF_DOCUMENT = "annotator = ?1 AND segment >= ?2 || ':' AND segment < ?2 || ';'"
"""The rows of `own_segment` of an annotator and a document: keys begin with the document's id."""

OWN_OF_LABEL = "LEFT JOIN own_segment o ON o.annotator = l.annotator AND o.segment = l.segment"
"""Joins the view of the one whose label is `l`."""


def own_segments(store: Store, annotator: str, document: str) -> list[Segment]:
    """The segments of a document as this annotator cuts it, in the order of the text."""
    sql = f"""
        SELECT s.document, s.start, s."end", {ROLE} AS role
        FROM segment s LEFT JOIN own_segment o ON o.annotator = ? AND o.segment = s.key
        WHERE s.document = ? AND {ROLE} IS NOT NULL ORDER BY s.start"""
    with sound(f"segments of document {document}"):
        return [Segment(**row) for row in store.rows(sql, [annotator, document])]


def own_changes(store: Store, annotator: str, document: str) -> int:
    """How often the annotator has changed the document's segmentation; taking back counts as well."""
    row = store.row("SELECT changes FROM own_document WHERE annotator = ? AND document = ?", [annotator, document])
    return row["changes"] if row else 0


def own_documents(store: Store) -> dict[str, list[str]]:
    """The annotators whose view of a document differs from the imported segmentation, by document.

    Documents stand in the order of the project, annotators in that of the alphabet.
    """
    sql = """
        SELECT DISTINCT d.added_at, d.id, o.annotator
        FROM own_segment o JOIN segment s ON s.key = o.segment JOIN document d ON d.id = o.document
        WHERE o.role IS NOT CASE WHEN s.imported THEN s.role END ORDER BY d.added_at, d.id, o.annotator"""
    found: dict[str, list[str]] = {}
    for row in store.rows(sql):
        found.setdefault(row["id"], []).append(row["annotator"])
    return found
