"""The doctor's look at own boundaries: do the tables say what the changes add up to, and was no change lost?

A change that is gone shows in the count that its document keeps, and in the segments that it made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.errors import StoreError
from annotator.records.segment_changes import SegmentChange
from annotator.store.connection import Row, Store
from annotator.store.documents import get_document
from annotator.store.findings import Finding
from annotator.store.segment_changes import made_rows, own_rows, segment_changes
from annotator.store.views import OF_DOCUMENT

_LISTED = "annotator, document, segment, role"


def views(store: Store) -> Iterator[Finding]:
    """Everything that is wrong with own boundaries."""
    counts = {
        (row["annotator"], row["document"]): row["n"]
        for row in store.rows("SELECT annotator, document, count(*) AS n FROM segment_change GROUP BY 1, 2")
    }
    kept = {
        (row["annotator"], row["document"]): row["changes"]
        for row in store.rows("SELECT annotator, document, changes FROM own_document")
    }
    made: dict[str, Row] = {}
    owned: set[tuple[str, str]] = set()
    for pair in sorted(counts.keys() | kept.keys()):
        where = f"boundaries of {pair[0]} in document {pair[1]}"
        if kept.get(pair, 0) > counts.get(pair, 0):
            yield Finding(where, f"have {counts.get(pair, 0)} change(s), but there were {kept[pair]}", "restore")
        elif kept.get(pair) != counts.get(pair):
            yield Finding(where, "their number of changes is not kept as it is", "rebuild")
        try:
            changes = segment_changes(store, *pair)
        except StoreError as error:
            yield Finding(where, error.message, "restore")
            continue
        made |= {row["key"]: row for row in made_rows(changes)}
        owned |= {(pair[0], key) for change in changes for key in change.made_keys}
        yield from _fit(store, pair[1], changes)
        if _stored(store, *pair) != own_rows(store, *pair, changes):
            yield Finding(where, "are not what the changes add up to", "rebuild")
    yield from _strays(store, made, owned)


def _stored(store: Store, annotator: str, document: str) -> list[Row]:
    sql = f"SELECT {_LISTED} FROM own_segment WHERE {OF_DOCUMENT} ORDER BY segment"
    return store.rows(sql, [annotator, document])


def _fit(store: Store, document: str, changes: Sequence[SegmentChange]) -> Iterator[Finding]:
    """Changes that no hand can have made: behind the end of the text, or cutting letters away."""
    found = get_document(store, document)
    if found is None:
        yield Finding(f"document {document}", "is gone, but somebody has cut it", "restore")
        return
    for change in changes:
        where = f"segment_change {change.id}"
        if change.end > len(found.text):
            yield Finding(where, f"lies behind the end of document {document}", "restore")
        elif change.until is not None and found.text[change.until : change.at].strip():
            yield Finding(where, "cuts letters away", "restore")


def _strays(store: Store, made: dict[str, Row], owned: set[tuple[str, str]]) -> Iterator[Finding]:
    """Segments that were not imported are exactly those that changes made; labels lie on those of their annotator."""
    imported = "SELECT 1 FROM segment i WHERE i.key = s.key AND i.imported"
    stored = {row["key"]: row for row in store.rows("SELECT * FROM segment WHERE NOT imported")}
    for key in sorted(stored.keys() - made.keys()):
        yield Finding(f"segment {key}", "nothing that was saved made it", "restore")
    missing = [key for key in made if key not in stored and not store.row(imported.replace("s.key", "?"), [key])]
    yield from (Finding(f"segment {key}", "the row is gone", "rebuild") for key in sorted(missing))
    changed = [key for key in stored.keys() & made.keys() if stored[key] != made[key]]
    yield from (Finding(f"segment {key}", "is not as it was made", "restore") for key in sorted(changed))
    sql = """
        SELECT DISTINCT r.annotator, r.segment FROM segment s JOIN revision r ON r.segment = s.key WHERE NOT s.imported
        ORDER BY r.annotator, r.segment"""
    for row in store.rows(sql) if stored else ():
        if (row["annotator"], row["segment"]) not in owned:
            where = f"label {row['annotator']}, {row['segment']}"
            yield Finding(where, "its annotator made no such sentence", "restore")
