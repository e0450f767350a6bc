"""What agreement is measured on: finished labels and their claims, as plain rows.

A sentence not finished, or skipped, is missing: it has no row. A finished one without a claim is a rating. Sentences
are those of each annotator's own view.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.records.speakers import resolve
from annotator.store.connection import Store
from annotator.store.origins import standing_origin
from annotator.store.revisions import get_revision
from annotator.store.speakers import registry
from annotator.store.views import OWN_OF_LABEL, ROLES


@dataclass(frozen=True, slots=True)
class Finished:
    """One finished label."""

    document: str
    segment: str
    annotator: str
    kind: str
    """`person`, `model` or `adjudicator`."""
    has_claims: bool
    saved_at: str
    """When its last version was saved, UTC."""
    codebook_version: str
    origin: str
    """How the version that stands came about, followed back through undo, redo and what was carried on."""


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """One claim of a finished label."""

    document: str
    segment: str
    annotator: str
    position: int
    """Its place among the annotator's claims in the sentence."""
    spans: tuple[tuple[int, int], ...]
    """`[start, end)` in code points of the document, sorted."""
    speaker: str
    """Id of the speaker that stands for the one marked, after all merges."""
    stance: str
    id: str
    """Unique among all claims."""


_FINISHED = f"""
    FROM label l JOIN segment s ON s.key = l.segment {OWN_OF_LABEL}
    {{}}
    WHERE {ROLES} AND l.done AND l.verdict IN ('claims', 'no-claim')"""


def finished_labels(store: Store, roles: Sequence[str]) -> list[Finished]:
    """Every finished label that is a rating, by document, sentence and annotator."""
    joined = _FINISHED.format("JOIN annotator a ON a.name = l.annotator JOIN revision r ON r.id = l.revision")
    sql = f"""SELECT s.document, l.segment, l.annotator, a.kind, l.verdict = 'claims' AS has_claims, l.saved_at,
        r.codebook_version, r.origin, CASE WHEN r.reverts IS NOT NULL THEN r.id END AS reverting
        {joined} ORDER BY s.document, s.start, l.annotator"""
    found = []
    for row in store.rows(sql, [_json(roles)]):
        reverting = row.pop("reverting")
        revision = get_revision(store, reverting) if reverting else None
        origin = standing_origin(store, revision) if revision else row["origin"]
        found.append(Finished(**{**row, "has_claims": bool(row["has_claims"]), "origin": origin}))
    return found


def marked_claims(store: Store, roles: Sequence[str]) -> list[MarkedClaim]:
    """Every claim of a finished label, by document, sentence, annotator and position."""
    known = registry(store)
    sql = f"""SELECT s.document, l.segment, l.annotator, c.position, c.spans, c.speaker, c.stance, c.id
        {_FINISHED.format("JOIN claim c ON c.annotator = l.annotator AND c.segment = l.segment")}
        ORDER BY s.document, s.start, l.annotator, c.position"""
    return [
        MarkedClaim(
            document=row["document"],
            segment=row["segment"],
            annotator=row["annotator"],
            position=row["position"],
            spans=tuple((start, end) for start, end in json.loads(row["spans"])),
            speaker=resolve(row["speaker"], known) or row["speaker"],
            stance=row["stance"],
            id=row["id"],
        )
        for row in store.rows(sql, [_json(roles)])
    ]


def _json(roles: Sequence[str]) -> str:
    return json.dumps(list(roles))


def adjudicated_sentences(store: Store, roles: Sequence[str]) -> int:
    """Sentences that an adjudicator has finished."""
    joined = _FINISHED.format("JOIN annotator a ON a.name = l.annotator AND a.kind = 'adjudicator'")
    return int(store.rows(f"SELECT count(DISTINCT l.segment) AS n {joined}", [_json(roles)])[0]["n"])
