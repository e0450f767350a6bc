"""Folders that are gone after use: those of killed programs go at the next use, all others stay."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.desk.practice import practice_project
from annotator.desk.scratch import scratch_folder

PREFIX = "annotator-scratch-test-"
HOLD = f"""
import sys, time
from annotator.desk.scratch import scratch_folder
with scratch_folder({PREFIX!r}) as folder:
    (folder / "kept").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files that no other test uses."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def left(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob(f"{PREFIX}*"))


def test_what_a_killed_program_left_goes_and_what_is_in_use_stays(temporary: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        held = Path(holder.stdout.readline().strip())
        with scratch_folder(PREFIX) as mine:
            assert (held / "kept").exists(), "another program is at work in it"
            assert mine.is_dir()
        assert left(temporary) == [held.name]
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert left(temporary) == [held.name]
    with scratch_folder(PREFIX) as mine:
        assert left(temporary) == [mine.name]
    assert left(temporary) == []


def test_nothing_else_is_removed(temporary: Path) -> None:
    (temporary / f"{PREFIX}mine").mkdir()
    (temporary / f"{PREFIX}mine" / "thesis.txt").write_text("x")
    (temporary / f"{PREFIX}file").write_text("x")
    target = temporary / "elsewhere"
    target.mkdir()
    (target / ".in-use").write_text("")
    (temporary / f"{PREFIX}link").symlink_to(target)
    with scratch_folder(PREFIX):
        pass
    assert (temporary / f"{PREFIX}mine" / "thesis.txt").exists()
    assert (temporary / f"{PREFIX}file").exists()
    assert (target / ".in-use").exists()


def test_the_practice_works_in_such_a_folder(temporary: Path) -> None:
    stale = temporary / "annotator-practice-killed"
    stale.mkdir()
    (stale / ".in-use").write_text("")
    with practice_project() as project:
        assert not stale.exists()
        assert project.root.is_relative_to(temporary)
    assert not list(temporary.glob("annotator-practice-*"))
