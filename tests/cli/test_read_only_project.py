"""A project that cannot be written: what only reads still works and leaves nothing behind, the rest says why not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.desk.project import open_project
from tests.cli.conftest import Run

READING = (
    ["status"],
    ["status", "--json"],
    ["agreement"],
    ["agreement", "--format", "csv", "--layer", "claim"],
    ["history", "envoys.txt", "1", "--as", "ann"],
    ["speakers", "list"],
    ["speakers", "export"],
    ["speakers", "suggest"],
    ["repeats"],
    ["retest"],
    ["retest", "--annotator", "ann", "--after-days", "0", "--count", "1", "--dry-run"],
    ["doctor"],
    ["keys"],
)
WRITING = (
    ["add", "corpus"],
    ["load", "ann.jsonl", "--as", "cay"],
    ["speakers", "rename", "Pavel Orlin", "P. Orlin"],
    ["doctor", "--rebuild"],
    ["annotate", "--plain", "--as", "ann"],
)


def left(root: Path) -> dict[str, bytes]:
    """All files of a project."""
    return {str(each.relative_to(root)): each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file()}


@pytest.fixture
def locked(labelled: Path) -> Iterator[Path]:
    """A labelled project; neither its file nor its folder can be written."""
    (labelled / "annotator.db").chmod(0o444)
    labelled.chmod(0o555)
    yield labelled
    labelled.chmod(0o755)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_reads_still_works(run: Run, locked: Path, arguments: list[str]) -> None:
    before = left(locked)
    ran = run(*arguments)
    assert (ran.code, ran.err if ran.code else "") == (0, "")
    assert left(locked) == before


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_what_writes_says_why_not(run: Run, locked: Path, arguments: list[str]) -> None:
    before = left(locked)
    ran = run(*arguments)
    assert ran.code == 1
    assert "is read-only; labels could not be saved" in ran.err
    assert "hint: make the" in ran.err
    assert left(locked) == before


def test_a_release_and_a_backup_go_elsewhere(run: Run, locked: Path, tmp_path: Path) -> None:
    assert run("export", "jsonl", "-o", tmp_path / "release").code == 0
    assert (tmp_path / "release" / "annotations.jsonl").stat().st_size > 0
    assert run("backup", tmp_path / "copy.db").code == 0
    other = tmp_path / "other"
    assert run("init", other).code == 0
    assert run("--project", other, "merge", locked / "annotator.db").code == 0
    told = json.loads(run("--project", other, "status", "--json").out)
    assert {each["annotator"] for each in told["annotators"]} == {"ann", "ben"}


def test_what_is_being_saved_there_meanwhile_is_seen(run: Run, labelled: Path) -> None:
    """The owner's program has the file open, so the newest labels are in the log beside it."""
    with open_project(labelled) as owner:
        owner.store.conn.execute("PRAGMA wal_autocheckpoint = 0")
        owner.store.conn.execute("UPDATE document SET source = source")
        assert run("speakers", "alias", "Pavel Orlin", "Comrade Orlin").code == 0
        labelled.chmod(0o555)
        try:
            shown = run("speakers", "list", "--json")
        finally:
            labelled.chmod(0o755)
    assert "Comrade Orlin" in shown.out


def test_a_file_of_an_older_version_says_to_open_it_once(
    run: Run, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.store.connection.NAMES", frozenset({"m001"}))
    ran = run("status")
    assert ran.code == 1
    assert "made by another version" in ran.err
    assert "open it once where it can be written" in ran.err


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="needs to become somebody else",
)
def test_somebody_elses_project_can_be_read(labelled: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        theirs = Path(shutil.copytree(labelled, Path(folder, "theirs")))
        Path(folder).chmod(0o755)
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        command = [*nobody, sys.executable, "-m", "annotator", "--project", str(theirs), "status"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode and not ran.stderr.startswith("error:"):
        pytest.skip("nobody else may run this Python")
    assert ran.returncode == 0, ran.stderr
    assert "ann" in ran.stdout
