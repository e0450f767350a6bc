"""Appends revisions and reads them back. Each goes to disk together with the current state that follows from it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from annotator.errors import LabelError
from annotator.records.base import explain, format_time
from annotator.records.labels import Label
from annotator.records.revisions import Origin, Revision
from annotator.store.connection import Row, Store, sound
from annotator.store.current import put_current
from annotator.store.digest import sealed
from annotator.store.views import OWN_OF_LABEL, ROLE

_COLUMNS = "id, annotator, segment, saved_at, seconds, origin, codebook_version, device, done, reverts, body"


def save(
    store: Store,
    annotator: str,
    segment: str,
    body: Label,
    *,
    done: bool,
    codebook_version: str,
    origin: Origin = "typed",
    seconds: float = 0.0,
    device: str = "",
    reverts: str | None = None,
) -> Revision:
    """Append one revision and make it the current label. On return it is on disk.

    Raises:
        LabelError: The label does not fit its sentence.
    """
    with store.write():
        try:
            revision = Revision(
                id=store.ids.new(after=last_id(store, annotator)),
                annotator=annotator,
                segment=segment,
                saved_at=store.now(),
                seconds=round(seconds, 3),
                origin=origin,
                codebook_version=codebook_version,
                device=device,
                done=done,
                reverts=reverts,
                body=body,
            )
        except ValidationError as error:
            raise LabelError(f"the label of {segment} is not possible: {explain(error)}") from error
        # Its id is new, and greater than any other of the annotator: it is the current label.
        row = revision_row(revision)
        store.insert("revision", sealed("revision", row))
        put_current(store, annotator, segment, (row, revision.body))
    return revision


def last_id(store: Store, annotator: str) -> str | None:
    """The greatest id of the annotator's revisions and changes to the segmentation; a new one is to be greater.

    Labels, boundaries and undo go by the order of ids: the clock of another machine, or of this one yesterday, may have
    run ahead.
    """
    row = store.row(
        "SELECT max(id) AS id FROM (SELECT max(id) AS id FROM revision WHERE annotator = ? "
        "UNION ALL SELECT max(id) FROM segment_change WHERE annotator = ?)",
        [annotator, annotator],
    )
    return row["id"] if row else None


def append(store: Store, revisions: Iterable[Revision]) -> int:
    """Add revisions made elsewhere, as they are; how many were new. Those whose id is known are passed over."""
    added = 0
    touched: set[tuple[str, str]] = set()
    with store.write():
        for revision in revisions:
            if store.row("SELECT 1 FROM revision WHERE id = ?", [revision.id]):
                continue
            store.insert("revision", sealed("revision", revision_row(revision)))
            touched.add((revision.annotator, revision.segment))
            added += 1
        for annotator, segment in sorted(touched):
            put_current(store, annotator, segment)
    return added


def revision_row(revision: Revision) -> dict[str, object]:
    """The row of a revision, without its digest."""
    return {
        "id": revision.id,
        "annotator": revision.annotator,
        "segment": revision.segment,
        "saved_at": format_time(revision.saved_at),
        "seconds": revision.seconds,
        "origin": revision.origin,
        "codebook_version": revision.codebook_version,
        "device": revision.device,
        "done": int(revision.done),
        "reverts": revision.reverts,
        "body": revision.body.model_dump_json(),
    }


def revision_of(row: Row) -> Revision:
    """The revision that a row holds.

    Raises:
        StoreError: The row is damaged.
    """
    fields = {name: value for name, value in row.items() if name not in ("body", "digest")}
    with sound(f"revision {row['id']}"):
        return Revision(**{**fields, "done": bool(row["done"]), "body": Label.model_validate_json(row["body"])})


def history(store: Store, annotator: str, segment: str) -> list[Revision]:
    """All revisions of one label, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM revision WHERE annotator = ? AND segment = ? ORDER BY id"
    return [revision_of(row) for row in store.rows(sql, [annotator, segment])]


def last_revision(store: Store, annotator: str, segment: str, known: Revision | None = None) -> Revision | None:
    """The current version of a label.

    Args:
        store: The project's store.
        annotator: Whose label it is.
        segment: The sentence.
        known: The version that was the current one last time; where it still is, it is not read again.
    """
    sql = f"SELECT {_COLUMNS} FROM revision WHERE annotator = ? AND segment = ? ORDER BY id DESC LIMIT 1"
    row = store.row(sql, [annotator, segment])
    if row is not None and known is not None and row["id"] == known.id:
        return known
    return revision_of(row) if row else None


def current(store: Store, annotator: str, document: str) -> dict[str, Revision]:
    """The current label of every sentence in the annotator's view of a document that has one, by segment key."""
    sql = f"""
        SELECT {", ".join("r." + column.strip() for column in _COLUMNS.split(","))}
        FROM segment s JOIN label l ON l.segment = s.key AND l.annotator = ? JOIN revision r ON r.id = l.revision
          {OWN_OF_LABEL}
        WHERE s.document = ? AND {ROLE} IS NOT NULL ORDER BY s.start"""
    return {row["segment"]: revision_of(row) for row in store.rows(sql, [annotator, document])}


def get_revision(store: Store, revision: str) -> Revision | None:
    """The revision with this id."""
    row = store.row(f"SELECT {_COLUMNS} FROM revision WHERE id = ?", [revision])
    return revision_of(row) if row else None


def revision_before(store: Store, revision: Revision) -> Revision | None:
    """The version of the same label that a revision replaced."""
    sql = f"""SELECT {_COLUMNS} FROM revision WHERE annotator = ? AND segment = ? AND id < ?
        ORDER BY id DESC LIMIT 1"""
    row = store.row(sql, [revision.annotator, revision.segment, revision.id])
    return revision_of(row) if row else None
