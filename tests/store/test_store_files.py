"""A project's file opens where it is sound and ours; whatever else is refused with the reason and a remedy."""

from __future__ import annotations

import shutil
import sqlite3
from collections import namedtuple
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from annotator.errors import StoreError
from annotator.store.connection import Store, create_store, known_migrations, open_store
from annotator.store.doctor import examine
from annotator.store.migrations import migrations

OLDEST = Path(__file__).parent / "files" / "m001.db"
"""Made by the first version of the tables, with documents, labels and speakers in it; never made anew."""


def test_a_new_file_is_sound_and_in_the_promised_mode(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    with create_store(path) as store:
        assert store.row("PRAGMA journal_mode") == {"journal_mode": "wal"}
        assert store.row("PRAGMA synchronous") == {"synchronous": 2}
        assert store.row("PRAGMA foreign_keys") == {"foreign_keys": 1}
        assert examine(store) == []
        tables = store.rows(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT GLOB '*sqlite*'"
        )
        assert {row["name"] for row in tables} >= {"document", "revision", "label", "claim", "speaker_change"}
        assert all(row["strict"] for row in tables)
    with open_store(path) as store:
        assert examine(store) == []


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    path.write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        create_store(path)
    assert path.read_text() == "mine"


def test_the_oldest_file_opens_and_says_what_it_said(tmp_path: Path, bench: Any) -> None:
    path = tmp_path / "annotator.db"
    shutil.copy(OLDEST, path)
    before = bench.dump(path)
    with open_store(path) as store:
        assert examine(store) == []
        assert {row["name"] for row in store.rows("SELECT name FROM _sqlite_migrations")} == known_migrations()
    assert {table: len(rows) for table, rows in bench.dump(path).items()} == {
        t: len(rows) for t, rows in before.items()
    }
    assert len(before["revision"]) >= 20
    assert len(before["claim"]) >= 3


def test_the_oldest_file_has_the_first_tables_and_no_others() -> None:
    with closing(sqlite3.connect(f"{OLDEST.as_uri()}?mode=ro&immutable=1", uri=True)) as old:
        assert [row[0] for row in old.execute("SELECT name FROM _sqlite_migrations")] == ["m001_first_tables"]


def test_migrations_are_named_by_number_without_a_gap() -> None:
    names = [name for name in sorted(known_migrations())]  # noqa: C416
    assert [name[:4] for name in names] == [f"m{number:03}" for number in range(1, len(names) + 1)]
    assert migrations.name == "annotator"


def refused(path: Path) -> StoreError:
    with pytest.raises(StoreError) as refusal:
        open_store(path).close()
    assert refusal.value.hint
    assert str(path) in refusal.value.message or str(path.parent) in refusal.value.message
    return refusal.value


@pytest.fixture
def file(store: Store, tmp_path: Path) -> Iterator[Path]:
    """A project's file that is closed, alone in its folder."""
    store.close()
    folder = tmp_path / "project"
    folder.mkdir()
    path = folder / "annotator.db"
    shutil.copy(store.path, path)
    yield path
    folder.chmod(0o755)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "annotator init" in refused(tmp_path / "annotator.db").hint
    assert not (tmp_path / "annotator.db").exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path).message


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "annotator.db").touch()
    assert "is empty" in refused(tmp_path / "annotator.db").message


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    path.write_text("SQLite is what I wanted to read about. " * 50)
    assert "is no SQLite database" in refused(path).message
    assert path.read_text().startswith("SQLite is")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE document (id)")
    before = path.read_bytes()
    assert "database of another program" in refused(path).message
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('annotator', 'm999_later', 'x')"
        )
        newer.commit()
    told = refused(file)
    assert "newer version" in told.message
    assert "m999_later" in told.message
    assert "upgrade" in told.hint


def test_a_read_only_file_is_refused_even_to_the_superuser(file: Path) -> None:
    file.chmod(0o444)
    told = refused(file)
    assert "is read-only" in told.message
    assert "chmod u+w" in told.hint


def test_a_read_only_folder_is_refused_even_to_the_superuser(file: Path) -> None:
    file.parent.chmod(0o555)
    assert "is read-only" in refused(file).message


def test_no_file_is_left_behind_in_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    with pytest.raises(StoreError, match="read-only"):
        create_store(folder / "annotator.db")
    folder.chmod(0o755)
    assert list(folder.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        create_store(tmp_path / "nowhere" / "annotator.db")


Partition = namedtuple("Partition", "mountpoint fstype opts")


@pytest.mark.parametrize(
    ("kind", "options"), [("nfs", "rw"), ("nfs4", "rw"), ("cifs", "rw"), ("fuse.sshfs", "rw"), ("NTFS", "rw,remote")]
)
def test_a_network_drive_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch, kind: str, options: str) -> None:
    mounts = [Partition("/", "ext4", "rw"), Partition(str(file.parent.resolve()), kind, options)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: mounts)
    told = refused(file)
    assert "network drive" in told.message
    assert "local disk" in told.hint
    with pytest.raises(StoreError, match="network drive"):
        create_store(file.parent / "new.db")
    assert not (file.parent / "new.db").exists()


def test_a_local_drive_beside_or_above_a_network_drive_is_fine(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = str(file.parent.resolve())
    mounts = [
        Partition("/", "nfs", "rw"),
        Partition(here[:-1], "nfs", "rw"),
        Partition(here, "nfs", "rw"),
        Partition(here, "ext4", "rw"),
        Partition(f"{here}/deeper", "nfs", "rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: mounts)
    open_store(file).close()


def test_a_link_to_a_network_drive_is_seen_through(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = tmp_path / "link"
    link.symlink_to(file.parent)
    mounts = [Partition("/", "ext4", "rw"), Partition(str(file.parent.resolve()), "nfs", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all=False: mounts)
    assert "network drive" in refused(link / "annotator.db").message


def test_a_file_cut_short_is_told_as_damage(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(StoreError) as refusal, open_store(file) as store:
        store.rows("SELECT * FROM revision")
    assert "annotator doctor" in refusal.value.hint


def test_damage_that_work_runs_into_is_told_without_a_traceback(file: Path) -> None:
    with closing(sqlite3.connect(file)) as vandal:
        vandal.execute("UPDATE document SET metadata = '{'")
        vandal.execute("UPDATE speaker SET aliases = 'x', kind = 'ghost'")
        vandal.execute('UPDATE revision SET body = \'{"verdict": "maybe"}\'')
        vandal.execute("UPDATE segment SET \"end\" = start WHERE role = 'sentence'")
        vandal.execute("UPDATE speaker_change SET op = 'forget'")
        vandal.commit()
    from annotator.store.documents import document_ids, get_document, get_segments
    from annotator.store.revisions import history
    from annotator.store.speakers import registry, speaker_changes

    with open_store(file) as store:
        document = document_ids(store)[0]
        label = store.rows("SELECT annotator, segment FROM label")[0]
        for read in (
            lambda: get_document(store, document),
            lambda: get_segments(store, document),
            lambda: history(store, label["annotator"], label["segment"]),
            lambda: registry(store),
            lambda: speaker_changes(store),
        ):
            with pytest.raises(StoreError) as refusal:
                read()
            assert "doctor" in refusal.value.hint
