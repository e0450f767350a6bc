"""Own boundaries in the store: order and repetition of merges do not matter, and the doctor finds what is not right."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import LabelError, StoreError
from annotator.records.labels import Label
from annotator.records.segment_changes import fold_segments
from annotator.store.backup import backup
from annotator.store.connection import Store, open_store
from annotator.store.doctor import examine, rebuild
from annotator.store.documents import get_segments
from annotator.store.merge import merge
from annotator.store.people import ensure_annotator
from annotator.store.progress import next_unfinished
from annotator.store.revisions import current, last_revision
from annotator.store.segment_changes import carry, change_segments, changes_in_effect, segment_changes
from annotator.store.undo import can_undo, redo, undo
from annotator.store.views import own_documents, own_segments

TEXTS = ("Talks began at noon.", "Nobody came at all.", "It rained and rained.", "The end came soon.")


def new(bench: Any, seed: int) -> Store:
    """A file with one document and two annotators."""
    store: Store = bench.machine(seed).create(bench.path())
    bench.add_text(store, TEXTS)
    for name in ("ann", "bob"):
        ensure_annotator(store, name)
    return store


def act(bench: Any, store: Store, annotator: str, step: str, place: int, number: int) -> None:
    """One change at some segment of the annotator's view."""
    [document] = [row["id"] for row in store.rows("SELECT id FROM document")]
    view = own_segments(store, annotator, document)
    segment = view[place % len(view)]
    if step == "split" and segment.end - segment.start > 4:
        at = segment.start + 2 + number % (segment.end - segment.start - 3)
        where = {"start": segment.start, "end": segment.end, "until": at, "at": at}
        change_segments(store, annotator, document, op="split", **where)
    elif step == "merge" and segment != view[-1]:
        end = view[place % len(view) + 1].end
        change_segments(store, annotator, document, op="merge", start=segment.start, end=end, role="sentence")
    elif step == "role":
        role = ("heading", "sentence")[number % 2]
        change_segments(store, annotator, document, op="role", start=segment.start, end=segment.end, role=role)
    elif step == "label":
        bench.put(store, annotator, segment.key, Label(verdict="no-claim", note=str(number)), done=True)
    elif step == "carry":
        said = Label(verdict="skipped", note=str(number))
        carry(store, annotator, segment.key, said, done=True, version="1.0", source=None)
    elif step == "undo":
        undo(store, annotator)
    else:
        redo(store, annotator)


STEP = st.tuples(
    st.sampled_from(["ann", "bob"]),
    st.sampled_from(["split", "split", "merge", "merge", "role", "label", "carry", "undo", "redo"]),
    st.integers(0, 9),
    st.integers(0, 40),
)


@settings(max_examples=12, deadline=None)
@given(st.tuples(*[st.lists(STEP, max_size=8)] * 3))
def test_two_machines_of_one_annotator_fold_to_the_same_view_in_any_order(
    bench: Any, works: tuple[list[Any], ...]
) -> None:
    with new(bench, 1) as made:
        root = made.path
        for step in works[0]:
            act(bench, made, *step)
    paths = []
    for seed, work in enumerate(works[1:], start=2):
        path = Path(shutil.copy(root, bench.path()))
        with bench.machine(seed).open(path) as store:
            for step in work:
                act(bench, store, *step)
            assert examine(store) == []
        paths.append(path)
    wanted = None
    for order in permutations([*paths, root]):
        with open_store(Path(shutil.copy(order[0], bench.path()))) as store:
            merge(store, order[1:])
            merge(store, order)
            assert examine(store) == []
        wanted = wanted or bench.dump(store.path)
        assert bench.dump(store.path) == wanted
    with open_store(store.path) as store:
        rebuild(store)
        assert bench.dump(store.path) == wanted
        for name in ("ann", "bob"):
            while undo(store, name):
                pass
            assert not can_undo(store, name)[0]
            assert all(name not in names for names in own_documents(store).values())
        assert examine(store) == []


@pytest.fixture
def file(bench: Any) -> Path:
    """A file in which ann has cut, joined, named and taken back, and labelled the pieces."""
    with new(bench, 5) as store:
        for step in (
            ("split", 0, 4),
            ("label", 0, 1),
            ("merge", 2, 0),
            ("label", 2, 2),
            ("role", 3, 0),
            ("undo", 0, 0),
        ):
            act(bench, store, "ann", *step)
        act(bench, store, "bob", "label", 0, 3)
        assert examine(store) == []
        path: Path = store.path
    return path


def vandalise(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as vandal:
        vandal.execute("PRAGMA foreign_keys = OFF")
        assert vandal.execute(statement).rowcount != 0
        vandal.commit()


DAMAGE = {
    "a change that is gone": (
        "DELETE FROM segment_change WHERE id = (SELECT min(id) FROM segment_change)", "restore"),
    "the last change": ("DELETE FROM segment_change WHERE id = (SELECT max(id) FROM segment_change)", "restore"),
    "every change": ("DELETE FROM segment_change", "restore"),
    "where a change cuts": ("UPDATE segment_change SET at = at + 1 WHERE op = 'split'", "restore"),
    "whose change it is": ("UPDATE segment_change SET annotator = 'bob'", "restore"),
    "an undo": ("UPDATE segment_change SET op = 'redo' WHERE op = 'undo'", "restore"),
    "a change that is none": ("UPDATE segment_change SET role = 'song' WHERE op = 'merge'", "restore"),
    "a segment that a change made": ("DELETE FROM segment WHERE NOT imported", "restore"),
    "a made segment told as imported": ("UPDATE segment SET imported = 1", "restore"),
    "an imported segment told as made": ("UPDATE segment SET imported = 0", "restore"),
    "a made segment with a role": ("UPDATE segment SET role = 'sentence' WHERE NOT imported", "restore"),
    "a segment that nothing made": (
        "INSERT INTO segment SELECT document || ':0-2', document, 0, 2, '', 0 FROM segment LIMIT 1", "restore"),
    "the view": ("DELETE FROM own_segment", "rebuild"),
    "a role in the view": ("UPDATE own_segment SET role = 'title' WHERE role IS NOT NULL", "rebuild"),
    "what is hidden": ("UPDATE own_segment SET role = 'sentence' WHERE role IS NULL", "rebuild"),
    "a count that is too small": ("UPDATE own_document SET changes = 0", "rebuild"),
    "a count": ("DELETE FROM own_document", "rebuild"),
    "a view nobody made": (
        "INSERT INTO own_segment SELECT 'bob', segment, document, role FROM own_segment", "rebuild"),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found_and_mended_where_that_is_possible(file: Path, bench: Any, what: str) -> None:
    statement, mend = DAMAGE[what]
    before = bench.dump(file)
    vandalise(file, statement)
    with open_store(file) as store:
        mends = {each.mend for each in examine(store)}
        assert mend in mends
        if mend == "rebuild":
            assert mends == {"rebuild"}
            rebuild(store)
            assert examine(store) == []
    if mend == "rebuild":
        assert bench.dump(file) == before


def test_a_lost_change_is_not_rebuilt_away(file: Path, bench: Any) -> None:
    vandalise(file, "DELETE FROM segment_change WHERE op = 'split'")
    before = bench.dump(file)
    with open_store(file) as store, pytest.raises(StoreError, match="nothing was changed"):
        rebuild(store)
    assert bench.dump(file) == before


def test_a_change_rewritten_with_its_seal_does_not_merge(file: Path, bench: Any) -> None:
    from annotator.store.digest import digest_of

    forged = Path(shutil.copy(file, bench.path()))
    with open_store(forged) as store, store.write() as db:
        row = store.rows("SELECT * FROM segment_change WHERE op = 'undo'")[0] | {"origin": "imported"}
        values = [digest_of("segment_change", row), row["id"]]
        db.execute("UPDATE segment_change SET origin = 'imported', digest = ? WHERE id = ?", values)
    with open_store(file) as store, pytest.raises(StoreError, match=r"change of boundaries .* says something else"):
        merge(store, [forged])


def test_a_backup_holds_the_boundaries(file: Path, bench: Any, tmp_path: Path) -> None:
    with open_store(file) as store:
        copy = backup(store, tmp_path / "copy.db")
    assert bench.dump(copy) == bench.dump(file)


def test_the_view_is_the_fold(file: Path) -> None:
    with open_store(file) as store:
        [(document, [name])] = own_documents(store).items()
        changes = segment_changes(store, name, document)
        imported = get_segments(store, document)
        assert own_segments(store, name, document) == fold_segments(imported, changes)
        assert own_segments(store, "bob", document) == imported
        assert own_segments(store, "", document) == imported
        assert [each.op for each in changes_in_effect(store, name, document)] == ["split", "merge"]
        assert set(current(store, name, document)) <= {each.key for each in own_segments(store, name, document)}


def test_an_id_is_greater_than_all_of_both_kinds(bench: Any, file: Path) -> None:
    with bench.machine(9).open(file) as store:
        [document] = own_documents(store)
        last = store.rows("SELECT max(id) AS id FROM segment_change WHERE annotator = 'ann'")
        first = own_segments(store, "ann", document)[0]
        change = change_segments(store, "ann", document, op="role", start=first.start, end=first.end, role="heading")
        assert change.id > last[0]["id"]
        assert bench.put(store, "ann", first.key, Label(verdict="skipped")).id > change.id


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "split", "start": 0, "end": 20},
        {"op": "split", "start": 0, "end": 20, "until": 0, "at": 3},
        {"op": "split", "start": 0, "end": 20, "until": 5, "at": 4},
        {"op": "split", "start": 0, "end": 20, "until": 5, "at": 20},
        {"op": "role", "start": 0, "end": 20},
        {"op": "merge", "start": 0, "end": 20},
        {"op": "role", "start": 0, "end": 20, "role": "song"},
        {"op": "role", "start": 20, "end": 20, "role": "heading"},
        {"op": "merge", "start": 0, "end": 20, "role": "heading", "at": 3},
        {"op": "undo", "start": 0, "end": 20},
    ],
)
def test_changes_that_cannot_be_are_refused(bench: Any, fields: dict[str, Any]) -> None:
    with new(bench, 7) as store:
        [document] = [row["id"] for row in store.rows("SELECT id FROM document")]
        with pytest.raises(LabelError, match="cannot be cut"):
            change_segments(store, "ann", document, **fields)
        assert segment_changes(store, "ann", document) == []


def test_what_was_loaded_for_somebody_is_not_taken_back(bench: Any) -> None:
    with new(bench, 8) as store:
        [document] = [row["id"] for row in store.rows("SELECT id FROM document")]
        change_segments(store, "ann", document, op="role", start=0, end=20, role="heading", origin="imported")
        assert can_undo(store, "ann") == (False, False)
        assert undo(store, "ann") is None


def test_walking_over_others_pieces_costs_nobody_a_sentence(bench: Any) -> None:
    with new(bench, 11) as store:
        [document] = [row["id"] for row in store.rows("SELECT id FROM document")]
        change_segments(store, "ann", document, op="split", start=0, end=20, until=5, at=6)
        keys: dict[str, Sequence[str]] = {}
        for name in ("ann", "bob"):
            found = []
            while key := next_unfinished(store, name, ("sentence",), None):
                bench.put(store, name, key, Label(verdict="no-claim"), done=True)
                found.append(key)
            keys[name] = found
        assert [len(keys[name]) for name in ("ann", "bob")] == [5, 4]
        assert keys["bob"] == [each.key for each in get_segments(store, document)]
        assert last_revision(store, "ann", keys["bob"][0]) is None


def test_a_file_of_the_first_version_takes_changes(bench: Any, tmp_path: Path) -> None:
    path = Path(shutil.copy(Path(__file__).parent / "files" / "m001.db", tmp_path / "annotator.db"))
    with bench.machine(12).open(path) as store:
        row = store.rows(
            "SELECT l.annotator, s.document, s.start, s.end FROM label l JOIN segment s ON s.key = l.segment"
        )
        where = {"start": row[0]["start"], "end": row[0]["end"]}
        change_segments(store, row[0]["annotator"], row[0]["document"], op="role", role="heading", **where)
        change_segments(
            store, row[0]["annotator"], row[0]["document"], op="split", until=where["start"] + 2,
            at=where["start"] + 2, **where,
        )  # fmt: skip
        assert examine(store) == []
        undo(store, row[0]["annotator"])
        assert examine(store) == []
    with bench.machine(13).create(bench.path()) as other:
        merge(other, [path])
        assert bench.dump(other.path)["segment_change"] == bench.dump(path)["segment_change"]
        assert examine(other) == []


def test_a_merge_tells_of_changes_that_came_too_late(bench: Any) -> None:
    with new(bench, 14) as made:
        [document] = [row["id"] for row in made.rows("SELECT id FROM document")]
        root = made.path
    paths = []
    for seed, at in ((15, 5), (16, 9)):
        path = Path(shutil.copy(root, bench.path()))
        with bench.machine(seed).open(path) as store:
            change = change_segments(store, "ann", document, op="split", start=0, end=20, until=at, at=at)
            bench.put(store, "ann", change.made_keys[0], Label(verdict="no-claim", note=str(at)), done=True)
        paths.append(path)
    with open_store(paths[0]) as store:
        merged = merge(store, [paths[1]])
        assert (merged.segment_changes, merged.overruled) == (1, 1)
        [said] = current(store, "ann", document).values()
        kept = store.rows("SELECT note FROM label ORDER BY note")
        assert [row["note"] for row in kept] == ["5", "9"]
        assert said.body.note in ("5", "9")
        assert merge(store, [paths[1]]).overruled == 0
