"""Loads the log of suggestions of a release: its offers.jsonl.

A line belongs to the first version that the project has of its label, so loading it twice adds one row.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from annotator.errors import InputError
from annotator.imports.labels_jsonl import read_offers
from annotator.records.base import explain
from annotator.records.documents import Document
from annotator.records.export_rows import OfferRow
from annotator.records.identifiers import segment_key
from annotator.records.offers import Offer
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.store.connection import Store
from annotator.store.documents import get_document
from annotator.store.offers import load_offer

_NO_ID = "00000000-0000-7000-8000-000000000000"
"""Stands for the id of a version until the project says which one it is."""


def load_offers(store: Store, path: Path) -> int:
    """Load offers.jsonl, after the labels that it is about; how many lines were new.

    Args:
        store: The project's store.
        path: The file.

    Raises:
        InputError: A line does not fit; names file, line and value.
    """
    added = 0
    lines: dict[tuple[str, str], int] = {}
    document: Document | None = None
    for number, row in read_offers(path):
        where = f"{path}, line {number}"
        key = segment_key(row.document, row.start, row.end)
        first = lines.setdefault((row.annotator, key), number)
        if first != number:
            raise InputError(
                f"{where}: line {first} is about the same sentence and annotator; nothing was changed",
                "keep one of the two lines",
            )
        if document is None or document.id != row.document:
            document = get_document(store, row.document)
        try:
            _check(row, document)
            added += load_offer(store, _offer(row, key))
        except ValidationError as error:
            raise InputError(f"{where}: {explain(error)}; nothing was changed", "export the release anew") from error
        except InputError as error:
            raise InputError(f"{where}: {error.message}; nothing was changed", error.hint) from error
    return added


def _check(row: OfferRow, document: Document | None) -> None:
    """The words that were suggested stand where the line says."""
    if document is None:
        raise InputError(f"the project has no document {row.document}", "load the whole folder of the release")
    for span in (span for each in row.suggestions for span in each.spans):
        there = document.text[span.start : span.end]
        if there != span.quote:
            raise InputError(
                f"{span.quote[:80]!r} is not at {span.start}-{span.end}: there stands {there[:80]!r}",
                "the line must quote the text to the letter; export the release anew",
            )


def _offer(row: OfferRow, key: str) -> Offer:
    suggestions = tuple(
        Suggestion(
            spans=tuple(Span(start=span.start, end=span.end) for span in each.spans),
            **each.model_dump(exclude={"spans"}),
        )
        for each in row.suggestions
    )
    return Offer(
        id=_NO_ID,
        annotator=row.annotator,
        segment=key,
        suggester=row.suggester,
        version=row.version,
        assigned=row.assigned,
        shown=row.shown,
        offered=SuggestedSentence(segment=key, verdict=row.verdict, suggestions=suggestions),
    )
