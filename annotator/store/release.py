"""Everything that a release says, read in the order in which it is written: by document, sentence and annotator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.records.documents import Document, Segment
from annotator.records.people import AnnotatorKind
from annotator.records.revisions import Origin, Revision
from annotator.store.connection import Store
from annotator.store.documents import document_ids, get_document, get_segments
from annotator.store.origins import standing_origin
from annotator.store.revisions import history, revision_of
from annotator.store.second_looks import counting_meanwhile, seconds_of
from annotator.store.views import OWN_OF_LABEL, ROLE


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label of one annotator for one sentence that counts."""

    revision: Revision
    kind: AnnotatorKind
    origin: Origin
    """How what stands came about: the origin of the version that an undo went back to, or that was carried on."""
    seconds: float
    """Over all revisions; of a sentence that was recalled, over those of the look that counts."""


def released_documents(store: Store) -> Iterator[tuple[Document, list[Segment]]]:
    """Every document with its imported segments, one at a time."""
    for identifier in document_ids(store):
        document = get_document(store, identifier)
        if document is not None:
            yield document, get_segments(store, identifier)


def labels_of(store: Store, document: str) -> list[Labelled]:
    """The labels of a document that say anything, each in its annotator's view, by sentence and annotator.

    While a second look at a sentence is under way, its label is the one before.
    """
    sql = f"""
        SELECT r.*, a.kind, (SELECT sum(seconds) FROM revision WHERE annotator = r.annotator AND segment = r.segment)
          AS total, EXISTS (SELECT 1 FROM revision WHERE annotator = r.annotator AND segment = r.segment
            AND origin IN ('recalled', 'revealed')) AS again
        FROM segment s JOIN label l ON l.segment = s.key JOIN revision r ON r.id = l.revision
          JOIN annotator a ON a.name = l.annotator {OWN_OF_LABEL}
        WHERE s.document = ? AND {ROLE} IS NOT NULL ORDER BY s.start, l.annotator"""
    found = []
    meanwhile = counting_meanwhile(store, document)
    for row in store.rows(sql, [document]):
        kind, total, again = row.pop("kind"), row.pop("total"), row.pop("again")
        revision = meanwhile.get((row["annotator"], row["segment"])) or revision_of(row)
        if again:
            total = seconds_of(history(store, revision.annotator, revision.segment), revision)
        if not revision.body.is_empty:
            found.append(Labelled(revision, kind, standing_origin(store, revision), round(total, 3)))
    return found
