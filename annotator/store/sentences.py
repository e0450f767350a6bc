"""The words of every sentence of a project, one document in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.records.documents import Segment
from annotator.store.connection import Store
from annotator.store.documents import document_ids, get_document, get_segments


def sentences(store: Store, roles: Sequence[str]) -> Iterator[tuple[Segment, str]]:
    """Every segment with one of these roles and its words, as the text was cut on import, in the order of documents."""
    for identifier in document_ids(store):
        document = get_document(store, identifier)
        if document is not None:
            for segment in get_segments(store, identifier):
                if segment.role in roles:
                    yield segment, document.text[segment.start : segment.end]
