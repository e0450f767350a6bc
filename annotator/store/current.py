"""The tables of the current state: `label` and `claim`, which always say what the revisions say.

The fold is simple: the revision with the greatest id is the current label. `doctor` uses the same function to prove it.
"""

from __future__ import annotations

import json

from annotator.records.labels import Label
from annotator.store.connection import Row, Store, sound

LABEL_COLUMNS = ("annotator", "segment", "revision", "revisions", "saved_at", "done", "verdict", "note", "flag")
CLAIM_COLUMNS = (
    "annotator", "segment", "position", "id", "spans", "speaker", "mention_start", "mention_end", "via", "stance",
    "confidence", "continues", "attributes",
)  # fmt: skip


def put_current(store: Store, annotator: str, segment: str, last: tuple[Row, Label] | None = None) -> None:
    """Write the rows of one label anew from its revisions.

    Args:
        store: The project's store.
        annotator: Whose label it is.
        segment: The sentence.
        last: Its last revision, where that is at hand: the row that is in the table, and the label that the row holds.
    """
    where = [annotator, segment]
    with store.write():
        found = last or _last(store, where)
        store.execute("DELETE FROM claim WHERE annotator = ? AND segment = ?", where)
        if found is None:
            store.execute("DELETE FROM label WHERE annotator = ? AND segment = ?", where)
            return
        counted = store.row("SELECT count(*) AS revisions FROM revision WHERE annotator = ? AND segment = ?", where)
        label, claims = _rows({**found[0], **(counted or {})}, found[1])
        store.put("label", label, ("annotator", "segment"))
        for claim in claims:
            store.insert("claim", claim)


def _last(store: Store, where: list[str]) -> tuple[Row, Label] | None:
    row = store.row("SELECT * FROM revision WHERE annotator = ? AND segment = ? ORDER BY id DESC LIMIT 1", where)
    return (row, _body(row)) if row else None


def state_rows(last: Row) -> tuple[Row, list[Row]]:
    """The `label` row and the `claim` rows that follow from the last revision of a label.

    Args:
        last: The revision's row, with `revisions`, the number of revisions of this label.

    Raises:
        StoreError: The revision's row is damaged.
    """
    return _rows(last, _body(last))


def _body(last: Row) -> Label:
    with sound(f"revision {last['id']}"):
        return Label.model_validate_json(last["body"])


def _rows(last: Row, body: Label) -> tuple[Row, list[Row]]:
    label = {
        "annotator": last["annotator"],
        "segment": last["segment"],
        "revision": last["id"],
        "revisions": last["revisions"],
        "saved_at": last["saved_at"],
        "done": last["done"],
        "verdict": body.verdict,
        "note": body.note,
        "flag": int(body.flag),
    }
    claims = [
        {
            "annotator": last["annotator"],
            "segment": last["segment"],
            "position": position,
            "id": claim.id,
            "spans": json.dumps([[span.start, span.end] for span in claim.spans]),
            "speaker": claim.speaker,
            "mention_start": claim.mention.start if claim.mention else None,
            "mention_end": claim.mention.end if claim.mention else None,
            "via": claim.via,
            "stance": claim.stance,
            "confidence": claim.confidence,
            "continues": claim.continues,
            "attributes": json.dumps(claim.attributes, ensure_ascii=False, sort_keys=True),
        }
        for position, claim in enumerate(body.claims)
    ]
    return label, claims
