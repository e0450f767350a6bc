"""What agreement is measured on: finished labels and their claims, as plain rows.

A sentence not finished, or skipped, is missing: it has no row. A finished one without a claim is a rating. Sentences
are those of each annotator's own view. While a second look at one is under way, the label before it counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.records.base import format_time
from annotator.records.identifiers import parse_segment_key
from annotator.records.revisions import Revision
from annotator.records.speakers import Speaker, resolve
from annotator.store.connection import Store
from annotator.store.origins import standing_origin
from annotator.store.people import annotators
from annotator.store.revisions import get_revision
from annotator.store.second_looks import counting_meanwhile
from annotator.store.speakers import registry
from annotator.store.views import OWN_OF_LABEL, ROLES, own_segments


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


_Row = TypeVar("_Row", Finished, MarkedClaim)

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
    return _in_order(found, _labels_meanwhile(store, roles))


def marked_claims(store: Store, roles: Sequence[str]) -> list[MarkedClaim]:
    """Every claim of a finished label, by document, sentence, annotator and position."""
    known = registry(store)
    sql = f"""SELECT s.document, l.segment, l.annotator, c.position, c.spans, c.speaker, c.stance, c.id
        {_FINISHED.format("JOIN claim c ON c.annotator = l.annotator AND c.segment = l.segment")}
        ORDER BY s.document, s.start, l.annotator, c.position"""
    found = [
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
    return _in_order(found, [claim for each in _meanwhile(store, roles) for claim in claims_of(each, known)])


def label_of(store: Store, revision: Revision, kind: str) -> Finished:
    """The row of one finished version of a label."""
    return Finished(
        document=parse_segment_key(revision.segment)[0],
        segment=revision.segment,
        annotator=revision.annotator,
        kind=kind,
        has_claims=revision.body.verdict == "claims",
        saved_at=format_time(revision.saved_at),
        codebook_version=revision.codebook_version,
        origin=standing_origin(store, revision),
    )


def claims_of(revision: Revision, known: Mapping[str, Speaker]) -> list[MarkedClaim]:
    """The rows of the claims of one version of a label.

    Args:
        revision: The version.
        known: The registry of speakers.
    """
    return [
        MarkedClaim(
            document=parse_segment_key(revision.segment)[0],
            segment=revision.segment,
            annotator=revision.annotator,
            position=position,
            spans=tuple((span.start, span.end) for span in claim.spans),
            speaker=resolve(claim.speaker, known) or claim.speaker,
            stance=claim.stance,
            id=claim.id,
        )
        for position, claim in enumerate(revision.body.claims)
    ]


def _meanwhile(store: Store, roles: Sequence[str]) -> list[Revision]:
    """The ratings that count for sentences that somebody is looking at once more."""
    found = []
    views: dict[tuple[str, str], dict[str, str]] = {}
    for (annotator, segment), revision in counting_meanwhile(store).items():
        document = parse_segment_key(segment)[0]
        if (annotator, document) not in views:
            view = own_segments(store, annotator, document)
            views[annotator, document] = {each.key: each.role for each in view}
        if views[annotator, document].get(segment) in roles and revision.body.verdict in ("claims", "no-claim"):
            found.append(revision)
    return found


def _labels_meanwhile(store: Store, roles: Sequence[str]) -> list[Finished]:
    revisions = _meanwhile(store, roles)
    kinds = {each.name: each.kind for each in annotators(store)} if revisions else {}
    return [label_of(store, each, kinds[each.annotator]) for each in revisions]


def _in_order(rows: list[_Row], more: Sequence[_Row]) -> list[_Row]:
    """The rows with more of them, by document, sentence and annotator."""
    both = rows.copy()
    both.extend(more)
    return sorted(both, key=lambda row: (parse_segment_key(row.segment), row.annotator)) if more else rows


def _json(roles: Sequence[str]) -> str:
    return json.dumps(list(roles))


def adjudicated_sentences(store: Store, roles: Sequence[str]) -> int:
    """Sentences that an adjudicator has finished."""
    joined = _FINISHED.format("JOIN annotator a ON a.name = l.annotator AND a.kind = 'adjudicator'")
    found = {row["segment"] for row in store.rows(f"SELECT DISTINCT l.segment {joined}", [_json(roles)])}
    return len(found | {each.segment for each in _labels_meanwhile(store, roles) if each.kind == "adjudicator"})
