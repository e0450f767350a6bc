"""Processes that write at the same time lose nothing; one that is killed has on disk all that it said was saved."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import StoreError
from annotator.store.connection import create_store, open_store
from annotator.store.doctor import examine
from annotator.store.people import ensure_annotator
from annotator.store.undo import undo

WRITER = Path(__file__).parent / "writer.py"


def start(path: Path, annotator: str, count: int, speakers: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path), annotator, str(count), str(speakers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def go(writers: Sequence[subprocess.Popen[str]]) -> None:
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


@pytest.fixture
def file(bench: Any) -> Path:
    path = bench.path()
    with bench.machine().create(path) as store:
        bench.fill(store)
    assert isinstance(path, Path)
    return path


@pytest.mark.parametrize(
    ("names", "speakers"), [(("ann", "bob"), 20), (("ann", "ann"), 0)], ids=["two annotators", "one annotator twice"]
)
def test_two_processes_write_at_once_without_loss(file: Path, names: tuple[str, str], speakers: int) -> None:
    count = 200
    writers = [start(file, name, count, speakers) for name in names]
    go(writers)
    outcomes = [writer.communicate(timeout=120) for writer in writers]
    assert [(writer.returncode, errors) for writer, (_, errors) in zip(writers, outcomes, strict=True)] == [(0, "")] * 2
    said = [set(saved.split()) for saved, _ in outcomes]
    assert [len(ids) for ids in said] == [count, count]
    assert not said[0] & said[1]
    with open_store(file) as store:
        assert said[0] | said[1] <= {row["id"] for row in store.rows("SELECT id FROM revision")}
        for name in names:
            entered = store.rows("SELECT id FROM speaker WHERE id LIKE ?", [f"s-{name}-%"])
            assert len(entered) == speakers
        assert examine(store) == []
        assert undo(store, names[0]) is not None


def kill_while_writing(file: Path, pause_s: float) -> set[str]:
    """Kill a writer with no chance to tidy up; the ids that it said were saved."""
    writer = start(file, "ann", 100_000)
    go([writer])
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(pause_s)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=60)
    # The last line may be cut off in the middle.
    return {line for line in (first + rest).split("\n")[:-1] if line}


def kill_and_look(file: Path, times: int, seed: int) -> None:
    dice = random.Random(seed)
    said: set[str] = set()
    for _ in range(times):
        said |= kill_while_writing(file, dice.uniform(0, 0.05))
        with open_store(file) as store:
            assert examine(store) == []
            stored = {row["id"] for row in store.rows("SELECT id FROM revision")}
            assert said <= stored
            assert store.row("SELECT segment FROM place WHERE annotator = 'ann'") is not None
    assert len(said) >= times


def test_a_killed_process_has_lost_nothing_that_was_reported_saved(file: Path) -> None:
    kill_and_look(file, 2, seed=1)


@pytest.mark.slow
def test_many_killed_processes_have_lost_nothing_that_was_reported_saved(file: Path) -> None:
    kill_and_look(file, 15, seed=2)


def test_a_process_killed_between_the_statements_of_a_save_leaves_nothing_half_done(file: Path, bench: Any) -> None:
    """Killed inside the transaction, after the revision is written and before the label is."""
    before = bench.dump(file)
    script = (
        "import os, signal, sys, pathlib\n"
        "from annotator.records.labels import Label\n"
        "from annotator.store import revisions\n"
        "from annotator.store.connection import open_store\n"
        "revisions.put_current = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "store = open_store(pathlib.Path(sys.argv[1]))\n"
        "key = store.rows('SELECT key FROM segment')[0]['key']\n"
        "revisions.save(store, 'ann', key, Label(verdict='skipped'), done=True, codebook_version='1.0')\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(file)], check=False, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with open_store(file) as store:
        assert examine(store) == []
    assert bench.dump(file) == before


def test_two_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    """Both find the tables missing; one makes them, the other waits and finds them made."""
    import sqlite3
    from contextlib import closing

    from annotator.store.refusals import APPLICATION_ID

    path = tmp_path / "annotator.db"
    with closing(sqlite3.connect(path)) as bare:
        bare.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    script = (
        "import sys, pathlib\nfrom annotator.store.connection import open_store\nsys.stdin.readline()\n"
        "open_store(pathlib.Path(sys.argv[1])).close()\n"
    )
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    go(openers)
    assert [opener.communicate(timeout=60)[1] for opener in openers] == ["", "", ""]
    with open_store(path) as store:
        assert examine(store) == []


def test_a_writer_waits_for_another_one(tmp_path: Path, bench: Any) -> None:
    path = tmp_path / "annotator.db"
    with create_store(path) as first, open_store(path) as second:
        assert first.row("PRAGMA busy_timeout") == second.row("PRAGMA busy_timeout") == {"timeout": 60_000}


def test_a_reader_sees_one_moment_while_another_writes(file: Path, bench: Any) -> None:
    with open_store(file) as reader, bench.machine(5).open(file) as writer:
        key = reader.rows("SELECT key FROM segment")[0]["key"]
        with reader.snapshot():
            before = reader.rows("SELECT id FROM revision")
            bench.put(writer, "ann", key, bench.label(writer, key))
            assert reader.rows("SELECT id FROM revision") == before
        assert len(reader.rows("SELECT id FROM revision")) == len(before) + 1


OPENED_TWICE = """
import os, signal, subprocess, sys
from pathlib import Path
from annotator.records.labels import Label
from annotator.store.connection import open_store
from annotator.store.merge import open_copy
from annotator.store.people import ensure_annotator
from annotator.store.revisions import save

file, other, folder = map(Path, sys.argv[1:4])
store = open_store(file)
ensure_annotator(store, "zed")
open_store(file).close()  # what a search beside the screen does
open_copy(other, folder).close()
subprocess.run([sys.executable, "-c", sys.argv[4], file], check=True)
(row,) = store.rows("SELECT key FROM segment ORDER BY key LIMIT 1")
print(save(store, "zed", row["key"], Label(verdict="skipped"), done=True, codebook_version="1.0").id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
READ_AND_CLOSE = """
import sys
from pathlib import Path
from annotator.store.connection import open_store
open_store(Path(sys.argv[1])).close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
@pytest.mark.parametrize("same", [True, False], ids=["its own file", "another file"])
def test_a_program_that_opens_the_file_twice_keeps_its_log_while_others_come_and_go(
    file: Path, bench: Any, tmp_path: Path, same: bool
) -> None:
    other = bench.path()
    bench.machine().create(other).close()
    (tmp_path / "folder").mkdir()
    arguments = [str(file), str(file if same else other), str(tmp_path / "folder"), READ_AND_CLOSE]
    ran = subprocess.run(
        [sys.executable, "-c", OPENED_TWICE, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.returncode, ran.stderr) == (-signal.SIGKILL, "")
    with open_store(file) as store:
        kept = store.rows("SELECT id FROM revision WHERE annotator = 'zed'")
        assert [row["id"] for row in kept] == ran.stdout.split() != []
        assert examine(store) == []


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_log_that_was_taken_away_is_told_at_the_next_change(file: Path) -> None:
    with open_store(file) as store:
        ensure_annotator(store, "zed")
        file.with_name(file.name + "-wal").unlink()
        with pytest.raises(StoreError, match="was taken away while it was in use"):
            ensure_annotator(store, "zoe")
