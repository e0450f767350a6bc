"""Merging is the union by id: in any order, however often, all or nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from annotator.codebook.load import default_toml
from annotator.errors import StoreError
from annotator.records.documents import Document, Segment
from annotator.records.labels import Label
from annotator.store.codebooks import register_codebook
from annotator.store.connection import Store, open_store
from annotator.store.doctor import examine
from annotator.store.documents import add_document, document_ids, get_document
from annotator.store.merge import Merged, merge
from annotator.store.people import ensure_annotator
from annotator.store.revisions import last_revision
from annotator.store.speakers import change_speaker, registry
from annotator.store.undo import can_undo, undo


@pytest.fixture
def machines(bench: Any, grown: list[Path]) -> list[Path]:
    """Copies of the three files."""
    paths = [bench.path() for _ in grown]
    for path, source in zip(paths, grown, strict=True):
        shutil.copy(source, path)
    return paths


@pytest.fixture(scope="module")
def grown(bench: Any) -> list[Path]:
    """Three files that grew apart from one: other annotators, the same one on two machines, speakers, a new text."""
    start = bench.path()
    with bench.machine(1).create(start) as store:
        keys = bench.fill(store, steps=15, seed=1)
    paths = []
    for number, names in enumerate((("ann", "bob"), ("ann", "chen"), ("dora", "bob")), start=2):
        path = bench.path()
        shutil.copy(start, path)
        # Their clocks are hours apart, so what both have entered has two times.
        machine = bench.machine(number)
        machine.at += timedelta(hours=number % 3)
        with machine.open(path) as store:
            dice = random.Random(number)
            for name in names:
                ensure_annotator(store, name)
            new = bench.add_text(store, [f"Only on machine {number}.", "And here."]) if number > 2 else []
            shared = bench.add_text(store, ["On two machines.", "Added apart."]) if number > 2 else []
            change_speaker(store, f"s-new-{number}", "create", f"Speaker {number}", author=names[0])
            change_speaker(store, "s-both", "create", "Both", kind="state" if number == 3 else "group", author=names[0])
            change_speaker(store, "s-1", "merge", "s-both", author=names[0])
            for _ in range(25):
                name, key = dice.choice(names), dice.choice([*keys, *new, *shared])
                if dice.random() < 0.25:
                    undo(store, name)
                else:
                    body = bench.label(store, key, "neutral", dice.choice(["s-both", f"s-new-{number}", "s-0"]))
                    bench.put(store, name, key, body, done=dice.random() < 0.5)
        paths.append(path)
    return paths


def united(bench: Any, first: Path, others: Sequence[Path]) -> tuple[Path, list[Merged]]:
    """A copy of the first file with the others merged into it one by one."""
    path = bench.path()
    shutil.copy(first, path)
    with bench.machine(99).open(path) as store:
        said = [merge(store, [other]) for other in others]
        assert examine(store) == []
    return path, said


def test_order_and_repetition_do_not_matter(bench: Any, machines: list[Path]) -> None:
    wanted = None
    for order in permutations(machines):
        path, _ = united(bench, order[0], [*order[1:], order[1], order[0], order[2]])
        wanted = wanted or bench.dump(path)
        assert bench.dump(path) == wanted
    assert wanted is not None
    assert {row[0] for row in wanted["annotator"]} == {"ann", "bob", "chen", "dora"}
    revisions = {row[0] for path in machines for row in bench.dump(path)["revision"]}
    assert {row[0] for row in wanted["revision"]} == revisions


def test_several_files_at_once_are_as_one_after_the_other(bench: Any, machines: list[Path]) -> None:
    one, said = united(bench, machines[0], machines[1:])
    path = bench.path()
    shutil.copy(machines[0], path)
    with open_store(path) as store:
        assert merge(store, machines[1:]) == said[0] + said[1]
    assert bench.dump(path) == bench.dump(one)


def test_a_merge_is_in_groups_too(bench: Any, machines: list[Path]) -> None:
    """(1 + 2) + 3 says what 1 + (2 + 3) says."""
    left, _ = united(bench, united(bench, machines[0], [machines[1]])[0], [machines[2]])
    right, _ = united(bench, machines[0], [united(bench, machines[1], [machines[2]])[0]])
    assert bench.dump(left) == bench.dump(right)


def test_a_second_merge_brings_nothing_and_changes_nothing(bench: Any, machines: list[Path]) -> None:
    path, said = united(bench, machines[0], [machines[1]])
    assert said[0].revisions > 0
    before = bench.dump(path)
    again, nothing = united(bench, path, [machines[1], machines[0]])
    assert nothing == [Merged(), Merged()]
    assert bench.dump(again) == before


def test_the_same_annotator_on_two_machines_has_the_latest_label(bench: Any, machines: list[Path]) -> None:
    path, _ = united(bench, machines[0], [machines[1]])
    with open_store(path) as store:
        for row in store.rows("SELECT segment, revision, revisions FROM label WHERE annotator = 'ann'"):
            ids = store.rows("SELECT id FROM revision WHERE annotator = 'ann' AND segment = ?", [row["segment"]])
            assert row["revision"] == max(each["id"] for each in ids)
            assert row["revisions"] == len(ids)


def test_speakers_of_both_files_are_there_and_one_entered_twice_is_one(bench: Any, machines: list[Path]) -> None:
    path, _ = united(bench, machines[0], machines[1:])
    with open_store(path) as store:
        known = registry(store)
        assert {"s-new-2", "s-new-3", "s-new-4", "s-both"} <= set(known)
        assert known["s-both"].kind == "state"
        assert known["s-1"].merged_into == "s-both"


def test_undo_after_a_merge_takes_back_the_annotators_last_change(bench: Any, machines: list[Path]) -> None:
    path, _ = united(bench, machines[0], machines[1:])
    with bench.machine(50).open(path) as store:
        steps = 0
        while undo(store, "ann"):
            steps += 1
        assert steps > 10
        labels = store.rows("SELECT verdict, note, flag FROM label WHERE annotator = 'ann'")
        assert {(row["verdict"], row["note"], row["flag"]) for row in labels} == {(None, "", 0)}
        assert can_undo(store, "chen")[0]
        assert examine(store) == []


def test_what_is_saved_after_a_merge_counts(bench: Any, machines: list[Path]) -> None:
    """Though the other machine's clock ran ahead."""
    ahead = bench.path()
    shutil.copy(machines[1], ahead)
    machine = bench.machine(7)
    machine.at = machine.at.replace(year=2030)
    with machine.open(ahead) as store:
        key = store.rows("SELECT min(key) AS key FROM segment")[0]["key"]
        bench.put(store, "ann", key, Label(verdict="skipped"), done=True)
    path, _ = united(bench, machines[0], [ahead])
    with bench.machine(8).open(path) as store:
        mine = bench.put(store, "ann", key, Label(verdict="no-claim"), done=True)
        assert last_revision(store, "ann", key) == mine


def test_the_other_file_is_not_touched(bench: Any, machines: list[Path]) -> None:
    before = machines[1].read_bytes()
    united(bench, machines[0], [machines[1]])
    assert machines[1].read_bytes() == before


def test_a_folder_stands_for_the_file_in_it(bench: Any, machines: list[Path]) -> None:
    by_file, _ = united(bench, machines[0], [machines[1]])
    by_folder, _ = united(bench, machines[0], [machines[1].parent])
    assert bench.dump(by_file) == bench.dump(by_folder)


def test_a_file_in_use_is_merged_as_it_is_now(bench: Any, machines: list[Path]) -> None:
    with bench.machine(60).open(machines[1]) as store:
        key = store.rows("SELECT min(key) AS key FROM segment")[0]["key"]
        fresh = bench.put(store, "chen", key, Label(verdict="skipped"))
        assert machines[1].with_name("annotator.db-wal").stat().st_size > 0
        path, _ = united(bench, machines[0], [machines[1]])
    assert fresh.id in {row[0] for row in bench.dump(path)["revision"]}


def test_a_file_on_a_read_only_medium_is_merged(bench: Any, machines: list[Path]) -> None:
    machines[1].chmod(0o444)
    machines[1].parent.chmod(0o555)
    try:
        path, said = united(bench, machines[0], [machines[1]])
    finally:
        machines[1].parent.chmod(0o755)
    assert said[0].revisions > 0
    assert path.is_file()


# What does not fit --------------------------------------------------------------------------------------------------


def assert_refused(bench: Any, mine: Path, others: Sequence[Path], *words: str) -> None:
    path = bench.path()
    shutil.copy(mine, path)
    before = bench.dump(path)
    with open_store(path) as store:
        with pytest.raises(StoreError) as refusal:
            merge(store, others)
        assert examine(store) == []
    for word in words:
        assert word in refusal.value.message, refusal.value.message
    assert refusal.value.hint
    assert bench.dump(path) == before


def other(bench: Any, seed: int = 20) -> Store:
    made = bench.machine(seed).create(bench.path())
    assert isinstance(made, Store)
    return made


def test_a_text_cut_differently_is_refused(bench: Any, machines: list[Path]) -> None:
    with open_store(machines[0]) as mine:
        document = document_ids(mine)[0]
        text = get_document(mine, document)
    assert isinstance(text, Document)
    with other(bench) as theirs:
        add_document(theirs, text, [Segment(document=document, start=0, end=20)])
    assert_refused(bench, machines[0], [theirs.path], str(theirs.path), document, "segments are cut differently")


def test_a_codebook_version_with_another_text_is_refused(bench: Any, machines: list[Path]) -> None:
    with other(bench) as theirs:
        register_codebook(theirs, "1.0", default_toml() + "\n# changed\n")
    assert_refused(bench, machines[0], [theirs.path], "codebook version 1.0", "its text differs", "nothing was changed")


def test_a_name_that_is_a_model_there_is_refused(bench: Any, machines: list[Path]) -> None:
    with other(bench) as theirs:
        ensure_annotator(theirs, "ann", "model")
    assert_refused(bench, machines[0], [theirs.path], "annotator ann", "another kind")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision WHERE id = (SELECT min(id) FROM revision)",
        "UPDATE label SET done = 1 - done",
        "UPDATE document SET text = text || 'x'",
    ],
)
def test_a_damaged_file_is_refused(bench: Any, machines: list[Path], statement: str) -> None:
    with closing(sqlite3.connect(machines[1])) as vandal:
        vandal.execute(statement)
        vandal.commit()
    assert_refused(bench, machines[0], [machines[1]], str(machines[1]), "is damaged")


def test_a_revision_that_was_rewritten_with_its_seal_is_refused(bench: Any, machines: list[Path]) -> None:
    from annotator.store.digest import digest_of

    with open_store(machines[1]) as store, store.write() as db:
        row = store.rows("SELECT * FROM revision ORDER BY id LIMIT 1")[0] | {"device": "forged"}
        db.execute(
            "UPDATE revision SET device = 'forged', digest = ? WHERE id = ?", [digest_of("revision", row), row["id"]]
        )
    assert_refused(bench, machines[0], [machines[1]], f"revision {row['id']}", "something else")


def test_one_bad_file_among_many_keeps_all_out(bench: Any, machines: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_text("no database")
    assert_refused(bench, machines[0], [machines[1], bad, machines[2]], str(bad), "no SQLite database")


def test_a_file_that_is_not_there_is_refused(bench: Any, machines: list[Path], tmp_path: Path) -> None:
    assert_refused(bench, machines[0], [tmp_path / "no.db"], "there is no file")


def test_a_file_of_a_newer_version_is_refused(bench: Any, machines: list[Path]) -> None:
    with closing(sqlite3.connect(machines[1])) as newer:
        newer.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('annotator','m999','')")
        newer.commit()
    assert_refused(bench, machines[0], [machines[1]], "newer version")


@pytest.mark.parametrize("by", ["file", "folder"])
def test_the_projects_own_file_is_refused(store: Store, by: str) -> None:
    with pytest.raises(StoreError, match="own file"):
        merge(store, [store.path if by == "file" else store.path.parent])


def test_labels_go_to_a_project_that_has_nothing_yet(bench: Any, machines: list[Path]) -> None:
    with other(bench, 21) as empty:
        pass
    path, _ = united(bench, empty.path, [machines[1]])
    assert bench.dump(path) == bench.dump(machines[1])
