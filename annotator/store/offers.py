"""The log of suggestions: what was offered when a label was first saved, and whether it was shown. Rows are only added.

A row is written in the transaction of the revision whose id it has; nothing is written for a sentence only looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from annotator.errors import InputError
from annotator.records.documents import Document
from annotator.records.identifiers import parse_segment_key
from annotator.records.offers import Offer
from annotator.records.suggestions import SuggestedSentence
from annotator.store.connection import Row, Store, sound
from annotator.store.digest import sealed
from annotator.store.documents import get_document
from annotator.store.views import OWN_OF_LABEL, ROLES

Pair = tuple[str, str]
"""An annotator and a segment key."""


def add_offer(store: Store, offer: Offer) -> None:
    """Append one row; its revision must be there."""
    with store.write():
        store.insert("offer", sealed("offer", offer_row(offer)))


def offer_row(offer: Offer) -> dict[str, object]:
    """The row of an offer, without its digest."""
    return {
        "id": offer.id,
        "annotator": offer.annotator,
        "segment": offer.segment,
        "suggester": offer.suggester,
        "version": offer.version,
        "assigned": int(offer.assigned),
        "shown": int(offer.shown),
        "offered": offer.offered.model_dump_json(),
    }


def offer_of(row: Row) -> Offer:
    """The offer that a row holds.

    Raises:
        StoreError: The row is damaged.
    """
    fields = {name: value for name, value in row.items() if name != "digest"}
    with sound(f"offer {row['id']}"):
        said = {name: bool(row[name]) for name in ("assigned", "shown")}
        offered = SuggestedSentence.model_validate_json(row["offered"])
        return Offer.model_validate({**fields, **said, "offered": offered})


def has_offers(store: Store) -> bool:
    """Whether anything was logged."""
    return store.row("SELECT 1 FROM offer LIMIT 1") is not None


def document_offers(store: Store, document: str) -> dict[Pair, Offer]:
    """The same as `first_offers`, for the sentences of one document."""
    sql = "SELECT o.* FROM offer o JOIN segment s ON s.key = o.segment WHERE s.document = ? ORDER BY o.id"
    return _firsts(store.rows(sql, [document]))


def load_offer(store: Store, offer: Offer) -> bool:
    """Log what was offered elsewhere, under the first version that the project has of the label; whether it was new.

    It is not where the project has a log for that version: of two machines' first versions the earlier counts.

    Raises:
        InputError: The project has no such label.
    """
    row = store.row(
        "SELECT min(id) AS id FROM revision WHERE annotator = ? AND segment = ?", [offer.annotator, offer.segment]
    )
    if row is None or row["id"] is None:
        raise InputError(
            f"the project has no label of {offer.annotator!r} for {offer.segment}",
            "load the folder of the release, whose annotations.jsonl has it",
        )
    known = store.rows("SELECT * FROM offer WHERE annotator = ? AND segment = ?", [offer.annotator, offer.segment])
    mine = offer.model_copy(update={"id": row["id"]})
    if any(each["id"] == mine.id or offer_of(each).model_copy(update={"id": mine.id}) == mine for each in known):
        return False
    add_offer(store, mine)
    return True


def first_offers(store: Store) -> dict[Pair, Offer]:
    """What was offered for each label when it was first saved; of two machines' first versions the earlier counts."""
    return _firsts(store.rows("SELECT * FROM offer ORDER BY id"))


def _firsts(rows: Iterable[Row]) -> dict[Pair, Offer]:
    """The first of each label, of rows in the order of ids."""
    found: dict[Pair, Offer] = {}
    for row in rows:
        pair = (row["annotator"], row["segment"])
        if pair not in found:
            found[pair] = offer_of(row)
    return found


def seconds_spent(store: Store) -> dict[Pair, float]:
    """Seconds over all revisions of each label for which an offer was logged."""
    sql = """SELECT r.annotator, r.segment, sum(r.seconds) AS seconds FROM revision r
        WHERE EXISTS (SELECT 1 FROM offer o WHERE o.annotator = r.annotator AND o.segment = r.segment)
        GROUP BY r.annotator, r.segment"""
    return {(row["annotator"], row["segment"]): row["seconds"] for row in store.rows(sql)}


def finished_words(store: Store, annotator: str, roles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Key and words of every sentence that an annotator has finished, one document in memory at a time."""
    sql = f"""SELECT l.segment FROM label l JOIN segment s ON s.key = l.segment {OWN_OF_LABEL}
        WHERE {ROLES} AND l.annotator = ? AND l.done ORDER BY s.document, s.start"""
    document: Document | None = None
    for row in store.rows(sql, [json.dumps(list(roles)), annotator]):
        identifier, start, end = parse_segment_key(row["segment"])
        if document is None or document.id != identifier:
            document = get_document(store, identifier)
        if document is not None:
            yield row["segment"], document.text[start:end]
