"""Whom an annotator has chosen as speakers, read from the current labels, the newest first; nothing is written."""

from __future__ import annotations

from typing import NamedTuple

from annotator.store.connection import Store

FIRST = ""
"""Before every id of a revision."""
LAST = "g"
"""Behind every id of a revision, for ids are hex digits."""


class Chosen(NamedTuple):
    """One claim of a label that stands; a label without a claim is there once, without a speaker."""

    revision: str
    segment: str
    speaker: str | None
    mention_start: int | None
    mention_end: int | None


def chosen(store: Store, annotator: str, *, after: str, before: str, most: int) -> tuple[list[Chosen], str | None]:
    """The claims of labels whose current revision lies between two ids, newest first.

    Labels of sentences that the annotator has cut anew since are left out: they were carried on to others.

    Args:
        store: The project's store.
        annotator: Whose labels.
        after: Id of a revision, or `FIRST`.
        before: Id of a revision, or `LAST`.
        most: How many revisions to look at; the cost follows it and not the size of the project.

    Returns:
        The claims, and the id of the oldest revision that was looked at; None where there was none.
    """
    ids = store.rows(
        "SELECT id FROM revision WHERE annotator = ? AND id > ? AND id < ? ORDER BY id DESC LIMIT ?",
        [annotator, after, before, most],
    )
    if not ids:
        return [], None
    sql = """
        SELECT r.id AS revision, r.segment AS segment, c.speaker, c.mention_start, c.mention_end
        FROM revision r JOIN label l ON l.annotator = r.annotator AND l.segment = r.segment AND l.revision = r.id
          LEFT JOIN claim c ON c.annotator = l.annotator AND c.segment = l.segment
        WHERE r.annotator = ?1 AND r.id >= ?2 AND r.id <= ?3
          AND NOT EXISTS (SELECT 1 FROM own_segment o
            WHERE o.annotator = r.annotator AND o.segment = r.segment AND o.role IS NULL)
        ORDER BY r.id DESC, c.position"""
    oldest = ids[-1]["id"]
    return [Chosen(**row) for row in store.rows(sql, [annotator, oldest, ids[0]["id"]])], oldest


def newest_revision(store: Store, annotator: str) -> str:
    """The greatest id of the annotator's revisions; `FIRST` where there is none."""
    row = store.row("SELECT max(id) AS id FROM revision WHERE annotator = ?", [annotator])
    return (row["id"] if row else None) or FIRST


def registry_state(store: Store) -> str:
    """Something that differs after each change to the registry of speakers."""
    row = store.row("SELECT max(id) AS id, count(*) AS n FROM speaker_change")
    return f"{row['id']} {row['n']}" if row else ""


def texts(store: Store, documents: list[str]) -> dict[str, str]:
    """The texts of some documents, by id."""
    marks = ", ".join("?" * len(documents))
    return {
        row["id"]: row["text"] for row in store.rows(f"SELECT id, text FROM document WHERE id IN ({marks})", documents)
    }
