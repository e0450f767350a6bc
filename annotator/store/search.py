"""What searching reads: texts one at a time, an annotator's own labels with their claims, and the next marked one.

Another annotator's labels are never read here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from annotator.store.connection import Row, Store, damage
from annotator.store.views import OWN_OF_LABEL, ROLES

Mark = Literal["flag", "note"]

_MARKED: dict[Mark, str] = {"flag": "l.flag", "note": "l.note <> ''"}


def texts(store: Store) -> Iterator[tuple[str, str]]:
    """Id and text of every document, in the order of the project; one in memory at a time."""
    with damage(store.path):
        yield from store.conn.execute("SELECT id, text FROM document ORDER BY added_at, id")


def own_labels(store: Store, annotator: str, roles: Sequence[str]) -> list[Row]:
    """The annotator's labels that say anything, in the order of the texts: segment, verdict, done, note, flag."""
    sql = f"""
        SELECT l.segment, l.verdict, l.done, l.note, l.flag
        FROM document d JOIN segment s ON s.document = d.id JOIN label l ON l.segment = s.key AND l.annotator = ?
          {OWN_OF_LABEL}
        WHERE {ROLES} AND (l.verdict IS NOT NULL OR l.note <> '' OR l.flag) ORDER BY d.added_at, d.id, s.start"""
    return store.rows(sql, [annotator, json.dumps(list(roles))])


def labelled_documents(store: Store, annotator: str) -> set[str]:
    """Ids of the documents in which the annotator has a label."""
    sql = "SELECT DISTINCT substr(segment, 1, instr(segment, ':') - 1) AS document FROM label WHERE annotator = ?"
    return {row["document"] for row in store.rows(sql, [annotator])}


def own_claims(store: Store, annotator: str) -> list[Row]:
    """The claims of the annotator's labels, by segment and position: segment, spans, speaker, via, stance."""
    sql = "SELECT segment, spans, speaker, via, stance FROM claim WHERE annotator = ? ORDER BY segment, position"
    return store.rows(sql, [annotator])


def next_marked(
    store: Store, annotator: str, roles: Sequence[str], mark: Mark, after: tuple[str, str, int]
) -> str | None:
    """Key of the annotator's next sentence with a flag or a note; behind the last one comes the first.

    Args:
        store: The project's store.
        annotator: Whose labels count.
        roles: The roles that are annotated.
        mark: What the sentence must have.
        after: Look behind this place first: when its document was added, the document's id, and an offset in it.
    """
    sql = f"""
        SELECT l.segment FROM label l JOIN segment s ON s.key = l.segment JOIN document d ON d.id = s.document
          {OWN_OF_LABEL}
        WHERE l.annotator = ? AND {_MARKED[mark]} AND {ROLES}
        ORDER BY (d.added_at, d.id, s.start) <= (?, ?, ?), d.added_at, d.id, s.start LIMIT 1"""
    row = store.row(sql, [annotator, json.dumps(list(roles)), *after])
    return str(row["segment"]) if row else None
