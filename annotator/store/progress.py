"""How far everyone is: counts only, so an annotator who sees them learns nothing of another's labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.store.connection import Store


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


_ROLES = "role IN (SELECT value FROM json_each(?))"


def sentence_counts(store: Store, roles: Sequence[str]) -> dict[str, int]:
    """Number of sentences to annotate in each document, by document id."""
    sql = f"""
        SELECT d.id, count(s.key) AS n FROM document d LEFT JOIN segment s ON s.document = d.id AND {_ROLES}
        GROUP BY d.id ORDER BY d.added_at, d.id"""
    return {row["id"]: row["n"] for row in store.rows(sql, [json.dumps(list(roles))])}


def progress(store: Store, roles: Sequence[str], annotator: str | None = None) -> list[Progress]:
    """One entry for each document and annotator that has a label in it."""
    sql = f"""
        SELECT s.document, l.annotator, sum(l.done) AS finished, sum(NOT l.done AND l.verdict IS NOT NULL) AS opened,
          sum(l.done AND l.verdict = 'claims') AS with_claims, sum(l.verdict IS 'skipped') AS skipped,
          sum(l.flag) AS flagged,
          (SELECT count(*) FROM claim c WHERE c.annotator = l.annotator AND c.segment >= s.document || ':'
             AND c.segment < s.document || ';') AS claims,
          (SELECT coalesce(sum(r.seconds), 0) FROM revision r WHERE r.annotator = l.annotator
             AND r.segment >= s.document || ':' AND r.segment < s.document || ';') AS seconds
        FROM label l JOIN segment s ON s.key = l.segment AND s.{_ROLES}
        WHERE ? IS NULL OR l.annotator = ? GROUP BY s.document, l.annotator ORDER BY s.document, l.annotator"""
    return [Progress(**row) for row in store.rows(sql, [json.dumps(list(roles)), annotator, annotator])]


def next_unfinished(
    store: Store, annotator: str, roles: Sequence[str], after: tuple[str, str, int] | None
) -> str | None:
    """Key of the first sentence that the annotator has not finished.

    Args:
        store: The project's store.
        annotator: Whose labels count.
        roles: The roles that are annotated.
        after: Look behind this place first: when its document was added, the document's id, and an offset in it; from
            the end it goes on at the beginning.
    """
    sql = f"""
        SELECT s.key, (d.added_at, d.id, s.start) > (?, ?, ?) AS behind
        FROM document d JOIN segment s ON s.document = d.id AND s.{_ROLES}
        LEFT JOIN label l ON l.segment = s.key AND l.annotator = ?
        WHERE coalesce(l.done, 0) = 0 ORDER BY behind DESC, d.added_at, d.id, s.start LIMIT 1"""
    place = after or ("", "", -1)
    row = store.row(sql, [*place, json.dumps(list(roles)), annotator])
    return row["key"] if row else None
