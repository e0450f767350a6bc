"""The log of suggestions: appended with its revision, sealed, united by merging, and proved by the doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import StoreError
from annotator.records.labels import Claim, Label
from annotator.records.offers import Offer
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.store.backup import backup
from annotator.store.connection import Store
from annotator.store.digest import sealed
from annotator.store.doctor import examine
from annotator.store.merge import Merged, merge
from annotator.store.offers import add_offer, finished_words, first_offers, seconds_spent
from annotator.store.people import ensure_annotator
from annotator.store.revisions import save

if TYPE_CHECKING:
    from tests.store.conftest import Bench, Machine

from annotator.records.documents import Article, Document, Segment
from annotator.store.documents import add_document

TEXT = "“We stay,” Ada said. It rained."


@pytest.fixture
def machine(bench: Bench) -> Machine:
    """The computer of the test."""
    return bench.machine()


def fill(store: Store, machine: Machine) -> Segment:
    document = Document.of(Article(text=TEXT), machine.now())
    segments = [
        Segment(document=document.id, start=0, end=20, role="sentence"),
        Segment(document=document.id, start=21, end=31, role="sentence"),
    ]
    add_document(store, document, segments)
    ensure_annotator(store, "ann", "person")
    return segments[0]


def offered(segment: Segment, *, shown: bool = True) -> SuggestedSentence:
    span = Span(start=segment.start + 1, end=segment.start + 8)
    claim = Suggestion(spans=(span,), speaker="Ада «Brook»\x00", score=0.9, rule="stub")
    return SuggestedSentence(segment=segment.key, verdict="has-claims", suggestions=(claim,) if shown else ())


def label(store: Store, segment: Segment, *, shown: bool = True, seconds: float = 3.0) -> Offer:
    """A first label with its offer, in one transaction."""
    body = Label(verdict="claims", claims=(Claim(id=store.ids.new(), spans=(segment.span,), stance="neutral"),))
    with store.write():
        saved = save(store, "ann", segment.key, body, done=True, codebook_version="1.0", seconds=seconds)
        offer = Offer(
            id=saved.id,
            annotator="ann",
            segment=segment.key,
            suggester="rules",
            version="1",
            assigned=True,
            shown=shown,
            offered=offered(segment),
        )
        add_offer(store, offer)
    return offer


def test_what_is_logged_comes_back_as_it_was(tmp_path: Path, machine: Machine) -> None:
    with machine.create(tmp_path / "a.db") as store:
        segment = fill(store, machine)
        offer = label(store, segment)
        assert first_offers(store) == {("ann", segment.key): offer}
        assert seconds_spent(store) == {("ann", segment.key): 3.0}
        assert list(finished_words(store, "ann", ("sentence",))) == [(segment.key, TEXT[:20])]
        assert list(finished_words(store, "ann", ("title",))) == []
        assert examine(store) == []


def test_an_offer_without_its_revision_is_refused_and_nothing_is_saved(tmp_path: Path, machine: Machine) -> None:
    with machine.create(tmp_path / "a.db") as store:
        segment = fill(store, machine)
        offer = label(store, segment)
        with pytest.raises(StoreError):
            add_offer(store, offer.model_copy(update={"id": store.ids.new()}))
        assert len(first_offers(store)) == 1


def test_an_offer_is_of_its_own_sentence(tmp_path: Path, machine: Machine) -> None:
    with machine.create(tmp_path / "a.db") as store:
        segment = fill(store, machine)
        other = f"{segment.document}:21-31"
        with pytest.raises(ValueError, match="were offered for"):
            Offer.model_validate({**label(store, segment).model_dump(), "segment": other})


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE offer SET shown = 0", "offer "),
        ("UPDATE offer SET offered = replace(offered, '0.9', '0.8')", "offer "),
        ("UPDATE offer SET version = '2'", "offer "),
        ("PRAGMA foreign_keys = OFF; UPDATE offer SET id = 'x'", "offer"),
    ],
)
def test_a_changed_row_is_found(tmp_path: Path, machine: Machine, sql: str, where: str) -> None:
    with machine.create(tmp_path / "a.db") as store:
        label(store, fill(store, machine))
        for statement in sql.split(";"):
            store.db.execute(statement)
        findings = examine(store)
        assert findings
        assert any(where in finding.where for finding in findings)
        assert {finding.mend for finding in findings} == {"restore"}


@pytest.mark.parametrize("changes", [{"offered": "{}"}, {"segment": "other"}, {"offered": "[]", "shown": 0}])
def test_a_row_that_was_sealed_anew_is_found_too(tmp_path: Path, machine: Machine, changes: dict[str, object]) -> None:
    with machine.create(tmp_path / "a.db") as store:
        segment = fill(store, machine)
        label(store, segment)
        if "segment" in changes:
            changes = {"segment": f"{segment.document}:21-31"}
        [row] = store.rows("SELECT * FROM offer")
        store.db.table("offer").update(row["id"], sealed("offer", {**row, **changes}))
        assert {finding.where for finding in examine(store)} == {f"offer {row['id']}"}


def test_merging_is_the_union_in_any_order_and_again(tmp_path: Path, bench: Bench) -> None:
    paths = [tmp_path / name for name in ("a.db", "b.db")]
    for seed, path in enumerate(paths):
        machine = bench.machine(seed + 1)
        with machine.create(path) as store:
            label(store, fill(store, machine), shown=seed == 0)
    dumps = []
    for order in (paths, paths[::-1]):
        machine = bench.machine(9)
        with machine.create(tmp_path / f"{order[0].stem}-all.db") as store:
            merged = merge(store, order)
            assert merged.offers == 2
            assert merge(store, order) == Merged()
            dumps.append(store.rows("SELECT * FROM offer ORDER BY id"))
            assert examine(store) == []
            [first] = first_offers(store).values()
            assert first.id == min(row["id"] for row in dumps[-1])
    assert dumps[0] == dumps[1]


def test_a_row_that_says_something_else_there_does_not_merge(tmp_path: Path, machine: Machine) -> None:
    with machine.create(tmp_path / "a.db") as store:
        segment = fill(store, machine)
        label(store, segment)
        backup(store, tmp_path / "b.db")
        with machine.open(tmp_path / "b.db") as copy:
            assert first_offers(copy) == first_offers(store), "a backup holds the log"
            [row] = copy.rows("SELECT * FROM offer")
            copy.db.execute("UPDATE offer SET shown = 0, digest = ?", [sealed("offer", {**row, "shown": 0})["digest"]])
            assert examine(copy) == []
        with pytest.raises(StoreError, match="log of suggestions"):
            merge(store, [tmp_path / "b.db"])
