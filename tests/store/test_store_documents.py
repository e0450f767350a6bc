"""Documents in their order: the one beside another is found without reading the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from annotator.records.documents import Article, Document, Segment
from annotator.store.connection import Store
from annotator.store.documents import add_document, document_beside, document_ids, document_number

BEGIN = datetime(2018, 2, 19, tzinfo=UTC)


def add(store: Store, number: int, at: datetime) -> str:
    document = Document.of(Article(text=f"Article number {number}."), at)
    add_document(store, document, [Segment(document=document.id, start=0, end=len(document.text))])
    return document.id


def test_those_beside_a_document_are_those_of_the_whole_list(bench: Any) -> None:
    with bench.machine().create(bench.path()) as store:
        for number in range(12):
            # Three at a time came at the very same moment: their ids decide.
            add(store, number, BEGIN + timedelta(hours=number % 4))
        ids = document_ids(store)
        assert [document_beside(store, each, 1) for each in ids] == [*ids[1:], None]
        assert [document_beside(store, each, -1) for each in ids] == [None, *ids[:-1]]
        assert [document_number(store, each) for each in ids] == list(range(1, 13))
        assert document_beside(store, "of another project", 1) is None
        assert document_number(store, "of another project") == 0


def test_among_many_documents_no_more_is_read_than_among_few(bench: Any) -> None:
    """Counted in rows of SQLite's virtual machine, so that a slow computer does not matter."""
    with bench.machine().create(bench.path()) as store:
        for number in range(5):
            add(store, number, BEGIN + timedelta(hours=number))

        def cost(document: str, step: int) -> int:
            steps = 0

            def count() -> int:
                nonlocal steps
                steps += 1
                return 0

            store.conn.set_progress_handler(count, 10)
            assert document_beside(store, document, step) is not None
            store.conn.set_progress_handler(None, 0)
            return steps

        middle = document_ids(store)[2]
        few = [cost(middle, step) for step in (1, -1)]
        with store.write():
            for number in range(5, 1500):
                add(store, number, BEGIN + timedelta(hours=number))
        middle = document_ids(store)[700]
        assert [cost(middle, step) for step in (1, -1)] <= [each + 5 for each in few]
