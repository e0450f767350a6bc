"""Revisions are only ever added; the current state is always what the last of them say; a save is on disk at once."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from annotator.errors import InputError, LabelError, StoreError
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.labels import EMPTY, Claim, Label
from annotator.records.spans import Span
from annotator.store.codebooks import codebook_toml, codebook_versions, register_codebook
from annotator.store.connection import Store
from annotator.store.current import CLAIM_COLUMNS, LABEL_COLUMNS, state_rows
from annotator.store.doctor import examine
from annotator.store.documents import add_document, document_ids, get_document, get_segment, get_segments, titles
from annotator.store.people import annotators, ensure_annotator, get_annotator
from annotator.store.places import get_place, set_place
from annotator.store.progress import next_unfinished, progress, sentence_counts
from annotator.store.revisions import append, current, get_revision, history, last_revision, save
from annotator.store.undo import undo


def test_a_save_is_seen_at_once_by_everyone(store: Store, bench: Any) -> None:
    key = store.rows("SELECT key FROM segment")[0]["key"]
    body = bench.label(store, key, speaker="s-0")
    saved = bench.put(store, "ann", key, body, done=True)
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT body, done FROM revision WHERE id = ?", [saved.id]).fetchone()[1] == 1
        assert other.execute(
            "SELECT revision FROM label WHERE annotator = 'ann' AND segment = ?", [key]
        ).fetchone() == (saved.id,)
        assert other.execute("SELECT speaker FROM claim WHERE annotator = 'ann' AND segment = ?", [key]).fetchall() == [
            ("s-0",)
        ]
    assert get_revision(store, saved.id) == saved == last_revision(store, "ann", key) == history(store, "ann", key)[-1]


def test_every_field_of_a_claim_stands_in_a_column(store: Store, bench: Any) -> None:
    key = store.rows("SELECT key FROM segment ORDER BY document, start")[1]["key"]
    start = int(key.split(":")[1].split("-")[0])
    claim = Claim(
        id="c-9", spans=(Span(start=start + 4, end=start + 6), Span(start=start, end=start + 2)), speaker="s-1",
        mention=Span(start=0, end=5), via="s-0", stance="pro-moscow", confidence=2, continues="c-1",
        attributes={"form": "direct", "commitment": "reports"},
    )  # fmt: skip
    bench.put(store, "bob", key, Label(verdict="claims", claims=(claim,), note="n", flag=True))
    assert store.rows("SELECT * FROM claim WHERE id = 'c-9'") == [
        {
            "annotator": "bob", "segment": key, "position": 0, "id": "c-9",
            "spans": f"[[{start}, {start + 2}], [{start + 4}, {start + 6}]]", "speaker": "s-1", "mention_start": 0,
            "mention_end": 5, "via": "s-0", "stance": "pro-moscow", "confidence": 2, "continues": "c-1",
            "attributes": '{"commitment": "reports", "form": "direct"}',
        }
    ]  # fmt: skip
    row = store.row("SELECT * FROM label WHERE annotator = 'bob' AND segment = ?", [key])
    assert row is not None
    assert (row["verdict"], row["note"], row["flag"], row["done"]) == ("claims", "n", 1, 0)


def state(store: Store) -> tuple[list[Any], list[Any]]:
    """The tables of the current state."""
    order = "ORDER BY annotator, segment"
    return store.rows(f"SELECT * FROM label {order}"), store.rows(f"SELECT * FROM claim {order}, position")


def folded(store: Store) -> tuple[list[Any], list[Any]]:
    """What the revisions say that the tables of the current state should hold: the last of each label."""
    last: dict[tuple[str, str], Any] = {}
    for row in store.rows("SELECT * FROM revision ORDER BY id"):
        pair = row["annotator"], row["segment"]
        last[pair] = {**row, "revisions": last.get(pair, {"revisions": 0})["revisions"] + 1}
    rows = [state_rows(last[pair]) for pair in sorted(last)]
    return [label for label, _ in rows], [claim for _, claims in rows for claim in claims]


@pytest.mark.parametrize("seed", range(6))
def test_the_current_state_is_the_fold_of_the_revisions(bench: Any, seed: int) -> None:
    with bench.machine(seed).create(bench.path()) as store:
        bench.fill(store, steps=60, seed=seed)
        assert state(store) == folded(store)
        assert set(state(store)[0][0]) == set(LABEL_COLUMNS)
        assert set(state(store)[1][0]) == set(CLAIM_COLUMNS)
        assert examine(store) == []


def test_no_revision_is_ever_changed_or_deleted(bench: Any) -> None:
    with bench.machine(3).create(bench.path()) as store:
        for op in ("UPDATE", "DELETE"):
            for table in ("revision", "speaker_change"):
                store.db.conn.execute(
                    f"CREATE TEMP TRIGGER no_{op}_{table} BEFORE {op} ON main.{table} "
                    "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                )
        bench.fill(store, steps=80, seed=3)
        assert store.row("SELECT count(*) AS n FROM revision")["n"] > 40


def test_a_trigger_for_that_would_tell(store: Store) -> None:
    store.db.conn.execute("CREATE TEMP TRIGGER no BEFORE UPDATE ON main.revision BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(StoreError), store.write() as db:
        db.execute("UPDATE revision SET done = 1")


def test_a_label_that_does_not_fit_its_sentence_is_refused_and_nothing_is_saved(store: Store, bench: Any) -> None:
    keys = [row["key"] for row in store.rows("SELECT key FROM segment ORDER BY document, start")]
    before = bench.dump(store.path)
    with pytest.raises(LabelError, match="lies outside its sentence"):
        bench.put(store, "ann", keys[0], bench.label(store, keys[1]))
    with pytest.raises(LabelError, match="needs a verdict"):
        bench.put(store, "ann", keys[0], EMPTY, done=True)
    assert bench.dump(store.path) == before


@pytest.mark.parametrize(
    ("annotator", "key", "version", "speaker"),
    [
        ("nobody", None, "1.0", "author"),
        ("ann", "0" * 16 + ":0-9", "1.0", "author"),
        ("ann", None, "9.9", "author"),
        ("ann", None, "1.0", "s-unknown"),
    ],
    ids=["annotator", "sentence", "codebook", "speaker"],
)
def test_a_label_that_names_what_is_not_there_is_refused_and_nothing_is_saved(
    store: Store, bench: Any, annotator: str, key: str | None, version: str, speaker: str
) -> None:
    before = bench.dump(store.path)
    key = key or store.rows("SELECT key FROM segment")[0]["key"]
    with pytest.raises(StoreError):
        save(store, annotator, key, bench.label(store, key, speaker=speaker), done=False, codebook_version=version)
    assert bench.dump(store.path) == before


def test_an_error_in_the_middle_leaves_nothing_half_done(store: Store, bench: Any) -> None:
    key = store.rows("SELECT key FROM segment")[0]["key"]
    before = bench.dump(store.path)

    def stumble() -> None:
        with store.write():
            bench.put(store, "ann", key, Label(verdict="skipped"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stumble()
    assert bench.dump(store.path) == before
    bench.put(store, "ann", key, Label(verdict="skipped"))
    assert bench.dump(store.path) != before


def test_revisions_made_elsewhere_are_added_once(store: Store, bench: Any) -> None:
    revisions = [each for row in store.rows("SELECT id FROM revision") if (each := get_revision(store, row["id"]))]
    random.Random(1).shuffle(revisions)
    with bench.machine(2).create(bench.path()) as other:
        for document in document_ids(store):
            add_document(other, get_document(store, document), get_segments(store, document))  # type: ignore[arg-type]
        for name in ("ann", "bob"):
            ensure_annotator(other, name)
        from annotator.store.speakers import append_changes, speaker_changes

        append_changes(other, speaker_changes(store))
        assert append(other, revisions) == len(revisions)
        assert append(other, revisions) == 0
        assert state(other) == state(store)


def test_what_is_saved_later_counts_even_when_the_clock_has_been_set_back(bench: Any) -> None:
    machine = bench.machine()
    with machine.create(bench.path()) as store:
        ensure_annotator(store, "ann")
        first, second = bench.add_text(store, ["One.", "Two."])
        bench.put(store, "ann", first, Label(verdict="skipped"))
    machine.at -= timedelta(days=400)
    with machine.open(store.path) as store:
        bench.put(store, "ann", first, Label(verdict="no-claim"))
        last = bench.put(store, "ann", second, Label(verdict="no-claim"))
        assert current(store, "ann", first[:16])[first].body.verdict == "no-claim"
        assert last.saved_at.year == 2017
        # What is taken back is what was done last, not what has the latest time.
        taken = undo(store, "ann")
        assert taken is not None
        assert taken.segment == second


def test_times_and_seconds_are_kept(store: Store, bench: Any) -> None:
    key = store.rows("SELECT key FROM segment")[0]["key"]
    revision = save(
        store, "ann", key, Label(flag=True), done=False, codebook_version="1.0", seconds=0.12345, device="laptop"
    )
    again = get_revision(store, revision.id)
    assert again == revision
    assert (revision.seconds, revision.device) == (0.123, "laptop")


# Documents, people, codebooks, places -------------------------------------------------------------------------------


def article(text: str, **metadata: str) -> Document:
    from datetime import UTC, datetime

    at = datetime(2018, 1, 1, tzinfo=UTC)
    return Document.of(Article(text=text, metadata=Metadata.model_validate(metadata), source="a.txt"), at)


def test_a_text_is_kept_to_the_letter(store: Store) -> None:
    hard = '\ufeffe\u0301 👩‍👩‍👧 مرحبا\r\nx\x00y\u2028</script> =cmd() "quotes" \'n \\ \x1b[31m'
    document = article(hard, title="[b]T[/b]")
    assert add_document(store, document, [Segment(document=document.id, start=0, end=3, role="title")])
    assert get_document(store, document.id) == document
    assert get_document(store, document.id).text == hard  # type: ignore[union-attr]
    assert get_segment(store, f"{document.id}:0-3").role == "title"  # type: ignore[union-attr]
    assert titles(store)[document.id] == ("[b]T[/b]", "a.txt")


def test_identical_text_is_recognised(store: Store, bench: Any) -> None:
    document = article("Twice.")
    assert add_document(store, document, [])
    before = bench.dump(store.path)
    assert not add_document(store, article("Twice.", title="Another title"), [])
    assert bench.dump(store.path) == before


@pytest.mark.parametrize("pieces", [[(0, 5), (4, 8)], [(0, 99)], [(0, 5), (0, 5)]])
def test_segments_that_do_not_fit_are_refused(store: Store, bench: Any, pieces: list[tuple[int, int]]) -> None:
    document = article("Some text.")
    before = bench.dump(store.path)
    with pytest.raises(StoreError, match="does not fit"):
        add_document(store, document, [Segment(document=document.id, start=a, end=b) for a, b in pieces])
    assert bench.dump(store.path) == before


def test_segments_of_another_document_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="does not fit"):
        add_document(store, article("Some text."), [Segment(document="0" * 16, start=0, end=2)])


def test_a_name_belongs_to_one_kind_of_annotator(store: Store) -> None:
    assert ensure_annotator(store, "gpt", "model").kind == "model"
    assert ensure_annotator(store, "gpt", "model") == get_annotator(store, "gpt")
    with pytest.raises(InputError, match="'gpt' is a model, not a person"):
        ensure_annotator(store, "gpt")
    with pytest.raises(InputError, match="1 to 64"):
        ensure_annotator(store, "")
    assert [each.name for each in annotators(store)] == ["ann", "bob", "gpt"]


def test_a_codebook_can_be_changed_until_labels_are_made_under_it(store: Store) -> None:
    register_codebook(store, "2.0", "first")
    register_codebook(store, "2.0", "second")
    assert codebook_toml(store, "2.0") == "second"
    key = store.rows("SELECT key FROM segment")[0]["key"]
    save(store, "ann", key, Label(flag=True), done=False, codebook_version="2.0")
    register_codebook(store, "2.0", "second")
    with pytest.raises(StoreError, match=r"still version 2\.0") as refusal:
        register_codebook(store, "2.0", "third")
    assert "new version" in refusal.value.hint
    assert codebook_versions(store)["2.0"] == "second"
    assert codebook_toml(store, "3.0") is None


def test_a_place_is_replaced_by_the_next(store: Store) -> None:
    keys = [row["key"] for row in store.rows("SELECT key FROM segment")]
    set_place(store, "ann", keys[1])
    set_place(store, "ann", keys[2])
    assert get_place(store, "ann") == keys[2]
    assert get_place(store, "nobody") is None


def test_progress_counts_by_document_and_annotator(bench: Any) -> None:
    with bench.machine().create(bench.path()) as store:
        first = bench.add_text(store, ["One.", "Two.", "Three."])
        second = bench.add_text(store, ["Four.", "Five."])
        for name in ("ann", "bob"):
            ensure_annotator(store, name)
        bench.put(store, "ann", first[0], bench.label(store, first[0]), done=True)
        bench.put(store, "ann", first[1], Label(verdict="skipped", flag=True), done=True)
        bench.put(store, "ann", first[2], bench.label(store, first[2]))
        bench.put(store, "bob", second[0], Label(verdict="no-claim"), done=True)
        roles = ("sentence",)
        found = {(each.document, each.annotator): each for each in progress(store, roles)}
        mine = found[first[0][:16], "ann"]
        assert (mine.finished, mine.opened, mine.with_claims, mine.claims, mine.skipped, mine.flagged) == (
            2,
            1,
            1,
            2,
            1,
            1,
        )
        assert mine.seconds == 4.5
        assert found.keys() == {(first[0][:16], "ann"), (second[0][:16], "bob")}
        assert progress(store, roles, "bob") == [found[second[0][:16], "bob"]]
        assert progress(store, ("title",)) == []
        assert sentence_counts(store, roles) == {first[0][:16]: 3, second[0][:16]: 2}
        assert sentence_counts(store, ("title",)) == {first[0][:16]: 0, second[0][:16]: 0}


def test_the_next_unfinished_sentence_wraps_around(bench: Any) -> None:
    with bench.machine().create(bench.path()) as store:
        first = bench.add_text(store, ["One.", "Two.", "Three."])
        second = bench.add_text(store, ["Four.", "Five."])
        ensure_annotator(store, "ann")
        added = {row["id"]: row["added_at"] for row in store.rows("SELECT id, added_at FROM document")}

        def after(key: str | None) -> str | None:
            place = key and (added[key[:16]], key[:16], int(key.split(":")[1].split("-")[0]))
            return next_unfinished(store, "ann", ("sentence",), place or None)

        assert after(None) == first[0]
        assert after(first[0]) == first[1]
        assert after(first[2]) == second[0]
        assert after(second[1]) == first[0]
        for key in (*first, second[0]):
            bench.put(store, "ann", key, Label(verdict="no-claim"), done=True)
        assert after(second[1]) == second[1]
        bench.put(store, "ann", second[1], Label(verdict="skipped"), done=True)
        assert after(second[1]) is None
        assert next_unfinished(store, "bob", ("sentence",), None) == first[0]
        assert next_unfinished(store, "bob", ("title",), None) is None
