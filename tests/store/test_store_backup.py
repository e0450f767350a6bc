"""A backup is whole, proved, and never takes the place of another file."""

from __future__ import annotations

import sqlite3
import threading
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from annotator.errors import StoreError
from annotator.records.labels import Label
from annotator.store import backup as backing
from annotator.store.backup import backup
from annotator.store.connection import Store, open_store
from annotator.store.doctor import examine


def test_a_backup_says_what_the_file_says(store: Store, tmp_path: Path, bench: Any) -> None:
    target = tmp_path / "new folder" / "copy.db"
    steps: list[tuple[int, int]] = []
    assert backup(store, target, lambda done, total: steps.append((done, total))) == target
    assert bench.dump(target) == bench.dump(store.path)
    assert steps[-1][0] == steps[-1][1] > 0
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]
    with open_store(target) as copy:
        assert examine(copy) == []


def test_a_backup_never_replaces_a_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        backup(store, target)
    assert target.read_text() == "mine"


def test_a_backup_never_replaces_a_file_that_came_meanwhile(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "copy.db"
    with pytest.raises(StoreError, match="is there already"):
        backup(store, target, lambda *_: void(target.write_text("mine")))
    assert target.read_text() == "mine"
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]


def void(_: object) -> None:
    """Nothing, of anything."""


def test_a_backup_to_a_network_drive_is_fine(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Any
) -> None:
    partition = namedtuple("partition", "mountpoint fstype opts")
    mounts = [partition("/", "ext4", "rw"), partition(str((tmp_path / "nas").resolve()), "nfs", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: mounts)
    target = backup(store, tmp_path / "nas" / "copy.db")
    assert bench.dump(target) == bench.dump(store.path)


def test_a_damaged_file_is_not_backed_up_as_if_it_were_sound(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.path)) as vandal:
        vandal.execute("UPDATE label SET note = 'x'")
        vandal.commit()
    with pytest.raises(StoreError, match="not sound: label") as refusal:
        backup(store, tmp_path / "b" / "copy.db")
    assert "doctor" in refusal.value.hint
    assert list((tmp_path / "b").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot write"):
        backup(store, tmp_path / "file" / "copy.db")


def busy(path: Path, key: str, bench: Any, stop: threading.Event) -> Callable[[], None]:
    def work() -> None:
        with bench.machine(9).open(path) as mine:
            while not stop.is_set():
                bench.put(mine, "bob", key, Label(verdict="skipped"))

    return work


def test_a_backup_while_another_writes_is_of_one_moment(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing, "_PAGES_A_STEP", 8)
    with bench.machine().create(bench.path()) as store:
        keys = bench.fill(store)
        with store.write():
            for number in range(600):
                bench.put(store, "ann", keys[number % 9], Label(note="long " * 200, flag=True))
        stop = threading.Event()
        writer = threading.Thread(target=busy(store.path, keys[0], bench, stop))
        writer.start()
        try:
            while not store.rows("SELECT 1 FROM revision WHERE annotator = 'bob' AND origin = 'typed' LIMIT 1"):
                pass
            pages: list[int] = []
            target = backup(store, tmp_path / "copy.db", lambda done, _: pages.append(done))
        finally:
            stop.set()
            writer.join()
        # A copy that begins anew whenever another writes would go back, and under a busy writer never end.
        assert pages == sorted(pages)
        with open_store(target) as copy:
            assert examine(copy) == []
        saved = {row[0] for row in bench.dump(target)["revision"]}
        assert saved < {row[0] for row in bench.dump(store.path)["revision"]}
        assert len(saved) >= 600
