"""Undo and redo go by the revisions alone: to the very start and back to the very end, across restarts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.codebook.load import default_toml
from annotator.errors import StoreError
from annotator.records.labels import EMPTY, Label
from annotator.store import revisions
from annotator.store.codebooks import register_codebook
from annotator.store.connection import Store
from annotator.store.doctor import examine
from annotator.store.people import ensure_annotator
from annotator.store.revisions import history, last_revision, save
from annotator.store.undo import can_undo, redo, undo

State = dict[str, tuple[Label, bool]]


@dataclass
class Editor:
    """What a person expects of undo: a pile of changes, and a pile of those taken back."""

    state: State = field(default_factory=dict)
    done: list[tuple[str, tuple[Label, bool], tuple[Label, bool]]] = field(default_factory=list)
    undone: list[tuple[str, tuple[Label, bool], tuple[Label, bool]]] = field(default_factory=list)

    def change(self, key: str, after: tuple[Label, bool]) -> None:
        self.done.append((key, self.state.get(key, (EMPTY, False)), after))
        self.undone.clear()
        self.state[key] = after

    def load(self, key: str, after: tuple[Label, bool]) -> None:
        self.state[key] = after
        self.done = [each for each in self.done if each[0] != key]
        self.undone = [each for each in self.undone if each[0] != key]

    def undo(self) -> bool:
        if not self.done:
            return False
        key, before, _ = self.done[-1]
        self.undone.append(self.done.pop())
        self.state[key] = before
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        key, _, after = self.undone[-1]
        self.done.append(self.undone.pop())
        self.state[key] = after
        return True


def stored(store: Store, annotator: str) -> State:
    """The current labels of an annotator, read from the tables of the current state."""
    rows = store.rows("SELECT revision, segment FROM label WHERE annotator = ?", [annotator])
    found = {row["segment"]: last_revision(store, annotator, row["segment"]) for row in rows}
    assert all(each is not None and each.id == row["revision"] for row, each in zip(rows, found.values(), strict=True))
    return {key: (each.body, each.done) for key, each in found.items() if each is not None}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["change", "change", "change", "undo", "undo", "redo", "load", "reopen"]),
        st.sampled_from(["ann", "bob"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=50, deadline=None)
@given(STEPS, st.integers(-3, 3))
def test_undo_and_redo_do_what_a_person_expects(bench: Any, steps: list[Any], drift: int) -> None:
    machine = bench.machine()
    store = machine.create(bench.path())
    keys = bench.add_text(store, ["One.", "Two.", "Three.", "Four."])
    editors = {name: Editor() for name in ("ann", "bob")}
    for name in editors:
        ensure_annotator(store, name)
    for number, (step, name, place, done) in enumerate(steps):
        editor, key = editors[name], keys[place]
        after = (Label(verdict="no-claim", note=str(number)), done)
        if step == "change":
            bench.put(store, name, key, after[0], done=done)
            editor.change(key, after)
        elif step == "load":
            bench.put(store, name, key, after[0], done=done, origin="imported")
            editor.load(key, after)
        elif step == "reopen":
            store.close()
            machine.at += timedelta(hours=drift)
            store = machine.open(store.path)
        else:
            made = (undo if step == "undo" else redo)(store, name)
            assert (made is not None) == (editor.undo() if step == "undo" else editor.redo())
        assert stored(store, name) == editor.state
        assert can_undo(store, name) == (bool(editor.done), bool(editor.undone))
    assert examine(store) == []
    store.close()


@pytest.fixture
def keys(store: Store) -> list[str]:
    return [row["key"] for row in store.rows("SELECT key FROM segment ORDER BY document, start")]


def test_undoing_all_leads_to_the_empty_start_and_redoing_all_to_the_end(bench: Any, store: Store) -> None:
    for name in ("ann", "bob"):
        while redo(store, name):
            pass
    end = {name: stored(store, name) for name in ("ann", "bob")}
    for name in ("ann", "bob"):
        while undo(store, name):
            pass
        assert all(said == (EMPTY, False) for said in stored(store, name).values())
    path = store.path
    store.close()
    with bench.machine().open(path) as again:
        for name in ("bob", "ann"):
            while redo(again, name):
                pass
        assert {name: stored(again, name) for name in ("ann", "bob")} == end
        assert examine(again) == []


def test_nothing_to_take_back_is_none(bench: Any) -> None:
    with bench.machine().create(bench.path()) as store:
        ensure_annotator(store, "ann")
        assert undo(store, "ann") is None
        assert redo(store, "ann") is None
        assert can_undo(store, "ann") == (False, False)


def test_an_undo_keeps_the_codebook_that_the_label_was_made_under(store: Store, keys: list[str], bench: Any) -> None:
    """A stance that the new codebook dropped comes back under the codebook that had it."""
    register_codebook(store, "2.0", default_toml().replace("pro-moscow", "anti-war").replace('"1.0"', '"2.0"'))
    bench.put(store, "ann", keys[0], bench.label(store, keys[0], "pro-moscow"), done=True)
    new = bench.label(store, keys[0], "anti-war")
    save(store, "ann", keys[0], new, done=True, codebook_version="2.0")
    back = undo(store, "ann")
    assert back is not None
    assert (back.body.claims[0].stance, back.codebook_version) == ("pro-moscow", "1.0")
    forth = redo(store, "ann")
    assert forth is not None
    assert (forth.body, forth.codebook_version) == (new, "2.0")
    assert examine(store) == []


def test_an_undo_of_the_first_version_is_empty_under_its_codebook(store: Store, bench: Any) -> None:
    [key] = bench.add_text(store, ["Never seen."])
    bench.put(store, "ann", key, Label(verdict="no-claim"), done=True)
    back = undo(store, "ann")
    assert back is not None
    assert (back.body, back.done, back.codebook_version, back.origin) == (EMPTY, False, "1.0", "undo")


def test_undo_names_what_it_takes_back_and_adds_a_version(store: Store, keys: list[str], bench: Any) -> None:
    before = history(store, "ann", keys[0])
    typed = bench.put(store, "ann", keys[0], Label(verdict="skipped"), done=True)
    back, forth = undo(store, "ann", "laptop"), redo(store, "ann", "laptop")
    assert back is not None
    assert forth is not None
    assert (back.reverts, forth.reverts, forth.device) == (typed.id, typed.id, "laptop")
    assert history(store, "ann", keys[0]) == [*before, typed, back, forth]


def test_a_change_that_is_gone_from_the_file_cannot_come_back_and_changes_nothing(
    store: Store, keys: list[str], bench: Any
) -> None:
    typed = bench.put(store, "ann", keys[0], Label(verdict="skipped"), done=True)
    assert undo(store, "ann") is not None
    before = history(store, "ann", keys[0])
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute("DELETE FROM revision WHERE id = ?", [typed.id])
    with pytest.raises(StoreError, match=f"{typed.id} is gone") as told:
        redo(store, "ann")
    assert "annotator doctor" in told.value.hint
    assert history(store, "ann", keys[0]) == [each for each in before if each != typed]


def test_undo_of_a_label_with_a_long_history_reads_two_versions(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    honest = revisions.revision_of
    monkeypatch.setattr(revisions, "revision_of", lambda row: read.append(row["id"]) or honest(row))
    with bench.machine().create(bench.path()) as store:
        [key] = bench.add_text(store, ["Often changed."])
        ensure_annotator(store, "ann")
        for number in range(40):
            bench.put(store, "ann", key, Label(note=str(number)))
        read.clear()
        back = undo(store, "ann")
        assert back is not None
        assert back.body.note == "38"
        assert len(read) == 2


def test_undo_in_a_long_history_reads_no_more_than_it_needs(bench: Any) -> None:
    """Counted in rows of SQLite's virtual machine, so that a slow computer does not matter."""
    with bench.machine().create(bench.path()) as store:
        keys = bench.add_text(store, [f"Sentence {number}." for number in range(50)])
        ensure_annotator(store, "ann")

        def cost() -> int:
            steps = 0

            def count() -> int:
                nonlocal steps
                steps += 1
                return 0

            store.db.conn.set_progress_handler(count, 100)
            assert can_undo(store, "ann") == (True, False)
            store.db.conn.set_progress_handler(None, 0)
            return steps

        for key in keys[:2]:
            bench.put(store, "ann", key, Label(flag=True))
        few = cost()
        with store.write():
            for number in range(1000):
                bench.put(store, "ann", keys[number % 50], Label(note=str(number)))
        assert cost() <= few + 60
