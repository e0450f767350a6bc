"""The files of a release appear whole or not at all; whatever goes wrong, the old ones stay as they were."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from desk_bench import ARTICLE, SECOND, Bench, Machine, add

from annotator.desk.project import Project
from annotator.errors import AnnotatorError
from annotator.exports.folder import Draft, whole_files
from annotator.exports.jsonl import write_release


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    with machine.open(bench.root()) as made:
        add(made, ARTICLE)
        desk = machine.desk(made)
        desk.resume()
        for _ in range(4):
            desk.no_claim()
            desk.next()
        yield made


def files(target: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in target.iterdir()}


@pytest.fixture
def released(project: Project, tmp_path: Path) -> Path:
    """A folder with an older release; the project has gone on since."""
    target = tmp_path / "release"
    write_release(project.store, project.roles, target)
    project.store.db.conn.execute("SELECT 1")
    desk = Machine(seed=5).desk(project, "bob")
    desk.resume()
    desk.skip()
    return target


class StopError(Exception):
    """What a test throws in the middle."""


def test_a_release_takes_the_place_of_the_older_one(project: Project, released: Path) -> None:
    before = files(released)
    write_release(project.store, project.roles, released)
    assert files(released).keys() == before.keys()
    assert files(released)["annotations.jsonl"].startswith(before["annotations.jsonl"][:50])
    assert files(released) != before


@pytest.mark.parametrize("at", [1, 3, 5])
@pytest.mark.parametrize("error", [StopError, KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_export_leaves_the_old_files_whole(
    project: Project, released: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    before = files(released)
    written = 0
    real = Draft.write_lines

    def broken(lines: Iterable[str]) -> Iterator[str]:
        nonlocal written
        for line in lines:
            written += 1
            if written == at:
                raise error
            yield line

    monkeypatch.setattr(Draft, "write_lines", lambda draft, lines: real(draft, broken(lines)))
    with pytest.raises((StopError, KeyboardInterrupt, AnnotatorError)) as raised:
        write_release(project.store, project.roles, released)
    assert files(released) == before
    assert isinstance(raised.value, AnnotatorError) == isinstance(error, OSError)
    assert not isinstance(raised.value, AnnotatorError) or "No space left" in raised.value.message
    monkeypatch.undo()
    write_release(project.store, project.roles, released)
    assert files(released) != before


@pytest.mark.parametrize("name", ["documents.jsonl", "annotations.jsonl", "manifest.json"])
def test_a_name_that_cannot_be_had_leaves_the_old_files_whole(project: Project, released: Path, name: str) -> None:
    (released / name).unlink()
    (released / name).mkdir()
    before = {each.name: each.read_bytes() for each in released.iterdir() if each.is_file()}
    with pytest.raises(AnnotatorError, match="cannot write to") as refusal:
        write_release(project.store, project.roles, released)
    assert "-o" in refusal.value.hint
    assert {each.name: each.read_bytes() for each in released.iterdir() if each.is_file()} == before
    assert {each.name for each in released.iterdir()} == {*before, name}


@pytest.mark.parametrize("links", [True, False])
def test_a_failure_between_two_names_brings_the_first_one_back(
    released: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    before = files(released)
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "annotations.jsonl" and not self.name.startswith("old-"):
            raise OSError(5, "Input/output error")
        return real(self, target)

    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", fails)
    if not links:
        monkeypatch.setattr(os, "link", no_links)

    def release() -> None:
        with whole_files(released, ["new.txt", *before]) as drafts:
            for draft in drafts.values():
                draft.write_lines(["other"])

    with pytest.raises(AnnotatorError, match="Input/output"):
        release()
    assert files(released) == before


def test_a_folder_that_was_made_in_vain_is_taken_away(tmp_path: Path) -> None:
    target = tmp_path / "new"

    def fail() -> None:
        with whole_files(target, ["a"]) as drafts:
            drafts["a"].write_lines(["x"])
            raise StopError

    with pytest.raises(StopError):
        fail()
    assert not target.exists()


def test_drafts_of_a_killed_export_are_taken_away_and_those_of_one_at_work_stay(tmp_path: Path) -> None:
    for name, age in ((".part-old", 7200), (".part-new", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "annotations.jsonl").write_text("{}")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    with whole_files(tmp_path, ["a"]) as drafts:
        drafts["a"].write_lines(["x"])
    assert {each.name for each in tmp_path.iterdir()} == {"a", ".part-new"}


def test_other_files_of_the_folder_are_left_alone(project: Project, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_release(project.store, project.roles, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 4


def test_a_place_that_is_no_folder_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(AnnotatorError, match="cannot write to"):
        write_release(project.store, project.roles, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_release_is_of_one_moment_though_another_writes(project: Project, tmp_path: Path, machine: Machine) -> None:
    with machine.open(project.root) as other:
        later = add(other, SECOND)
        desk = Machine(seed=9).desk(other, "bob")
        desk.open(later)
        manifest = write_release(project.store, project.roles, tmp_path / "x", lambda _: void(desk.no_claim()))
    assert manifest.counts.documents == 2
    assert manifest.counts.annotators == 1
    assert b"bob" not in (tmp_path / "x" / "annotations.jsonl").read_bytes()


def void(_: object) -> None:
    """Nothing, of anything."""
