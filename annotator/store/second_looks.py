"""Second looks: sentences that came back to their annotator, and the labels before and after.

A revision that is `recalled` or `revealed` ends one look at a sentence and begins the next. While the next one is not
finished, the label of the one before is the one that counts, so nothing is lost by a second look that is under way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from annotator.records.revisions import Revision
from annotator.store.connection import Store
from annotator.store.revisions import history, revision_of
from annotator.store.views import OWN_OF_LABEL, ROLES

SecondLook = Literal["recalled", "revealed"]
"""How a sentence came back: as if undecided, or with the label as it was."""

_BACK = "('recalled', 'revealed')"

Pair = tuple[str, str]
"""An annotator and a segment key."""


@dataclass(frozen=True, slots=True)
class Look:
    """One second look at one sentence."""

    first: Revision
    """The label before it: the last finished version."""
    back: Revision
    """The revision with which the sentence came back."""
    second: Revision | None
    """The label after it: the last finished version made anew; None where there is none (yet).

    Of a recalled sentence a version that holds a claim of the first label was not made anew: it went on from the
    earlier answer, on another machine that did not know of the recall, or by going back to it later.
    """
    under_way: bool
    """Whether the annotator has still to finish it."""

    @property
    def kind(self) -> SecondLook:
        """How the sentence came back."""
        return "recalled" if self.back.origin == "recalled" else "revealed"


def looks(revisions: Sequence[Revision]) -> list[Look]:
    """The second looks at one sentence.

    Args:
        revisions: All revisions of the label, oldest first.
    """
    turns = [index for index, each in enumerate(revisions) if each.origin in ("recalled", "revealed")]
    found = []
    first: Revision | None = None
    begin = 0
    for index, end in zip(turns, [*turns[1:], len(revisions)], strict=False):
        first = _last_done(revisions[begin:index]) or first
        begin = index + 1
        if first is not None:
            after = revisions[begin:end]
            second = _last_done(_anew(after, first) if revisions[index].origin == "recalled" else after)
            # A look that the next one ended is not under way any more, finished or not.
            found.append(Look(first, revisions[index], second, end == len(revisions) and _last_done(after) is None))
    return found


def _last_done(revisions: Sequence[Revision]) -> Revision | None:
    """The last finished version that was not taken back."""
    taken: dict[str, bool] = {}
    for each in revisions:
        if each.reverts is not None and each.origin in ("undo", "redo"):
            taken[each.reverts] = each.origin == "undo"
    made = [each for each in revisions if each.done and not taken.get(each.id)]
    if not any(each.origin not in ("undo", "redo") for each in made):
        return None
    return made[-1]


def _anew(revisions: Sequence[Revision], first: Revision) -> list[Revision]:
    earlier = {claim.id for claim in first.body.claims}
    return [
        each
        for each in revisions
        if each.origin != "imported" and not any(claim.id in earlier for claim in each.body.claims)
    ]


def standing_look(revisions: Sequence[Revision]) -> Look | None:
    """The second look at a sentence that is under way; None where there is none."""
    found = looks(revisions)
    return found[-1] if found and found[-1].under_way else None


def all_looks(store: Store, roles: Sequence[str], kind: SecondLook | None = None) -> list[Look]:
    """Every second look at a sentence in its annotator's view, by annotator, document and place.

    Args:
        store: The project's store.
        roles: The roles of segments that are annotated.
        kind: Only those that came about so.
    """
    sql = f"""SELECT r.* FROM revision r JOIN label l ON l.annotator = r.annotator AND l.segment = r.segment
          JOIN segment s ON s.key = l.segment {OWN_OF_LABEL}
        WHERE {ROLES} AND (r.annotator, r.segment) IN
          (SELECT annotator, segment FROM revision WHERE origin IN {_BACK})
        ORDER BY r.annotator, s.document, s.start, s.key, r.id"""
    rows = store.rows(sql, [json.dumps(list(roles))])
    found: list[Look] = []
    for _, group in groupby(rows, key=lambda row: (row["annotator"], row["segment"])):
        found += looks([revision_of(row) for row in group])
    return [each for each in found if kind is None or each.kind == kind]


def counting_meanwhile(store: Store, document: str | None = None) -> dict[Pair, Revision]:
    """The labels that count while a second look at their sentences is under way, by annotator and sentence.

    Args:
        store: The project's store.
        document: Only in this document.
    """
    # Few labels are unfinished, so this asks little where nothing was ever called back.
    here = "AND l.segment >= ?1 || ':' AND l.segment < ?1 || ';'" if document is not None else ""
    sql = f"""SELECT l.annotator, l.segment FROM label l WHERE NOT l.done {here}
        AND EXISTS (SELECT 1 FROM revision r WHERE r.annotator = l.annotator AND r.segment = l.segment
          AND r.origin IN {_BACK})"""
    found: dict[Pair, Revision] = {}
    for row in store.rows(sql, [document] if document is not None else []):
        look = standing_look(history(store, row["annotator"], row["segment"]))
        if look is not None:
            found[row["annotator"], row["segment"]] = look.first
    return found


def is_recalled(store: Store, annotator: str, segment: str) -> bool:
    """Whether the annotator has this sentence back, without the earlier answer, and has not finished it yet."""
    where = "annotator = ? AND segment = ?"
    if not store.row(f"SELECT 1 FROM revision WHERE {where} AND origin = 'recalled' LIMIT 1", [annotator, segment]):
        return False
    look = standing_look(history(store, annotator, segment))
    return look is not None and look.kind == "recalled"


def hidden_until(store: Store, annotator: str, document: str, start: int, end: int) -> str:
    """The id up to which an annotator's revisions over a stretch are not shown, for a sentence in it is recalled.

    Returns:
        The id of the last recall that is under way in `[start, end)`; empty where there is none.
    """
    sql = """SELECT r.id, r.segment FROM segment s JOIN revision r ON r.segment = s.key AND r.annotator = ?
        WHERE s.document = ? AND s.start < ? AND s."end" > ? AND r.origin = 'recalled' ORDER BY r.id DESC"""
    for row in store.rows(sql, [annotator, document, end, start]):
        if is_recalled(store, annotator, row["segment"]):
            return str(row["id"])
    return ""


def seconds_of(revisions: Sequence[Revision], counted: Revision) -> float:
    """Seconds spent on the label that counts: since its sentence was recalled, and until it came back again."""
    total = 0.0
    for each in revisions:
        if each.origin in ("recalled", "revealed") and each.id > counted.id:
            break
        if each.origin == "recalled":
            total = 0.0
        total += each.seconds
    return round(total, 3)


def looked_again(store: Store) -> set[Pair]:
    """Labels that count and were made in a second look, by annotator and sentence."""
    rows = store.rows(f"SELECT DISTINCT annotator, segment FROM revision WHERE origin IN {_BACK}")
    return {(row["annotator"], row["segment"]) for row in rows} - counting_meanwhile(store).keys() if rows else set()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished sentence that can come back."""

    segment: str
    document: str
    saved_at: str
    """When its label was last saved, UTC."""
    has_claims: bool
    codebook_version: str


def never_recalled(store: Store, roles: Sequence[str], annotator: str, document: str | None = None) -> list[Candidate]:
    """The annotator's ratings that never were recalled, by document and place; skipped sentences are none.

    Args:
        store: The project's store.
        roles: The roles of segments that are annotated.
        annotator: Whose.
        document: Only in this document.
    """
    sql = f"""SELECT l.segment, s.document, l.saved_at, l.verdict = 'claims' AS has_claims, r.codebook_version
        FROM label l JOIN revision r ON r.id = l.revision JOIN segment s ON s.key = l.segment
          JOIN document d ON d.id = s.document {OWN_OF_LABEL}
        WHERE {ROLES} AND l.annotator = ? AND l.done AND l.verdict IN ('claims', 'no-claim')
          AND (? IS NULL OR s.document = ?)
          AND NOT EXISTS (SELECT 1 FROM revision b WHERE b.annotator = l.annotator AND b.segment = l.segment
            AND b.origin = 'recalled')
        ORDER BY d.added_at, d.id, s.start"""
    rows = store.rows(sql, [json.dumps(list(roles)), annotator, document, document])
    return [Candidate(**{**row, "has_claims": bool(row["has_claims"])}) for row in rows]
