"""How far everyone is: counts only, so an annotator who sees them learns nothing of another's labels.

Sentences are those of each annotator's own view of a document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.store.connection import Store
from annotator.store.views import OWN_OF_LABEL, ROLES


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one annotator is with one document."""

    document: str
    annotator: str
    finished: int
    """Sentences that are done, skipped ones among them."""
    opened: int
    """Sentences with a label that is not done."""
    with_claims: int
    claims: int
    skipped: int
    flagged: int
    seconds: float
    """Time spent, over all revisions."""
    more: int = 0
    """Sentences that the annotator's own boundaries add to the imported ones; negative where they take some away."""


def sentence_counts(store: Store, roles: Sequence[str], annotator: str | None = None) -> dict[str, int]:
    """Number of sentences to annotate in each document, by document id.

    Args:
        store: The project's store.
        roles: The roles that are annotated.
        annotator: Whose view counts; the imported segmentation where None.
    """
    sql = """
        SELECT d.id, count(s.key) AS n FROM document d LEFT JOIN segment s
          ON s.document = d.id AND s.role IN (SELECT value FROM json_each(?)) AND s.imported
        GROUP BY d.id ORDER BY d.added_at, d.id"""
    counts = {row["id"]: row["n"] for row in store.rows(sql, [json.dumps(list(roles))])}
    for (name, document), more in own_sentences(store, roles).items() if annotator is not None else ():
        if name == annotator:
            counts[document] += more
    return counts


def own_sentences(store: Store, roles: Sequence[str]) -> dict[tuple[str, str], int]:
    """Sentences that an annotator's own boundaries add to a document, by annotator and document; negative for fewer."""
    sql = """
        SELECT o.annotator, o.document, sum((o.role IN (SELECT value FROM json_each(?1))) IS TRUE)
          - sum((s.imported AND s.role IN (SELECT value FROM json_each(?1))) IS TRUE) AS more
        FROM own_segment o JOIN segment s ON s.key = o.segment GROUP BY o.annotator, o.document"""
    rows = store.rows(sql, [json.dumps(list(roles))])
    return {(row["annotator"], row["document"]): row["more"] for row in rows}


def progress(store: Store, roles: Sequence[str], annotator: str | None = None) -> list[Progress]:
    """One entry for each document and annotator that has a label in it."""
    sql = f"""
        SELECT s.document, l.annotator, sum(l.done) AS finished, sum(NOT l.done AND l.verdict IS NOT NULL) AS opened,
          sum(l.done AND l.verdict = 'claims') AS with_claims, sum(l.verdict IS 'skipped') AS skipped,
          sum(l.flag) AS flagged,
          (SELECT count(*) FROM claim c WHERE c.annotator = l.annotator AND c.segment >= s.document || ':'
             AND c.segment < s.document || ';' AND NOT EXISTS (SELECT 1 FROM own_segment h
               WHERE h.annotator = c.annotator AND h.segment = c.segment AND h.role IS NULL)) AS claims,
          (SELECT coalesce(sum(r.seconds), 0) FROM revision r WHERE r.annotator = l.annotator
             AND r.segment >= s.document || ':' AND r.segment < s.document || ';') AS seconds
        FROM label l JOIN segment s ON s.key = l.segment {OWN_OF_LABEL}
        WHERE {ROLES} AND (? IS NULL OR l.annotator = ?)
        GROUP BY s.document, l.annotator ORDER BY s.document, l.annotator"""
    own = own_sentences(store, roles)
    return [
        Progress(**row, more=own.get((row["annotator"], row["document"]), 0))
        for row in store.rows(sql, [json.dumps(list(roles)), annotator, annotator])
    ]


def next_unfinished(
    store: Store, annotator: str, roles: Sequence[str], after: tuple[str, str, int] | None
) -> str | None:
    """Key of the first sentence in the annotator's view that the annotator has not finished.

    Args:
        store: The project's store.
        annotator: Whose labels count.
        roles: The roles that are annotated.
        after: Look behind this place first: when its document was added, the document's id, and an offset in it; from
            the end it goes on at the beginning.
    """
    # Each query walks documents and sentences in their order and stops at the first one found.
    here = "AND d.id = ? AND s.start > ?"
    behind = "AND (d.added_at, d.id) > (?, ?)"
    searches: list[tuple[str, tuple[object, ...]]] = [("", ())]
    if after is not None:
        added_at, document, offset = after
        searches = [(here, (document, offset)), (behind, (added_at, document)), *searches]
    for where, values in searches:
        sql = f"""
            SELECT s.key FROM document d CROSS JOIN segment s ON s.document = d.id
              LEFT JOIN label l ON l.annotator = ? AND l.segment = s.key
              LEFT JOIN own_segment o ON o.annotator = ? AND o.segment = s.key
            WHERE coalesce(l.done, 0) = 0 AND {ROLES} {where} ORDER BY d.added_at, d.id, s.start LIMIT 1"""
        row = store.row(sql, [annotator, annotator, json.dumps(list(roles)), *values])
        if row:
            return str(row["key"])
    return None
