"""Projects are made whole or not at all, found from anywhere inside, and refused with the reason; status counts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.finding import find_document
from annotator.desk.project import Project, default_annotator, find_project, init_project, open_project, read_settings
from annotator.desk.status import project_status
from annotator.errors import AnnotatorError, InputError, UsageError
from annotator.store.documents import document_ids

REVIEWS = Path(__file__).resolve().parents[1] / "codebook" / "reviews.toml"


def test_a_new_project_has_all_that_it_needs(tmp_path: Path) -> None:
    root = init_project(tmp_path / "deep" / "down")
    assert {each.name for each in root.iterdir()} == {
        "annotator.toml",
        "annotator.db",
        "codebook.toml",
        "corpus",
        "exports",
    }
    with open_project(root) as project:
        assert (project.name, project.roles) == ("down", ("sentence",))
        assert project.codebook.stances == ("pro-moscow", "neutral", "pro-washington")


@pytest.mark.parametrize(
    "name", ["plain", "Женева", "👩‍👩‍👧 talks", 'quo"te\\s', "tab\there", "line\nbreak", "del\x7f", "[b]x"]
)
def test_a_folder_of_any_name_can_be_a_project(tmp_path: Path, name: str) -> None:
    with open_project(init_project(tmp_path / name)) as project:
        assert project.name == name


def test_a_folder_whose_name_is_not_unicode_can_be_a_project(tmp_path: Path) -> None:
    root = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        root.mkdir()
    except OSError:
        pytest.skip("this file system takes only names in Unicode")
    with open_project(init_project(root)) as project:
        assert project.name == "caf?"


def test_a_project_is_found_from_a_folder_below(tmp_path: Path) -> None:
    root = init_project(tmp_path / "project")
    (root / "corpus" / "a" / "b").mkdir(parents=True)
    assert find_project(root / "corpus" / "a" / "b") == root.resolve()
    assert find_project(root, named=True) == root.resolve()
    with pytest.raises(UsageError, match="is no project") as refusal:
        find_project(root / "corpus", named=True)
    assert refusal.value.exit_code == 2
    with pytest.raises(UsageError, match=r"no project in .* or above it"):
        find_project(tmp_path)


def test_a_project_is_not_made_twice(tmp_path: Path) -> None:
    root = init_project(tmp_path / "project")
    (root / "codebook.toml").write_text("mine")
    before = {each: each.read_bytes() for each in root.iterdir() if each.is_file()}
    with pytest.raises(AnnotatorError, match="holds a project already"):
        init_project(root)
    assert {each: each.read_bytes() for each in root.iterdir() if each.is_file()} == before


def test_a_database_without_settings_is_left_alone(tmp_path: Path) -> None:
    root = init_project(tmp_path / "project")
    (root / "annotator.toml").unlink()
    with pytest.raises(AnnotatorError, match=r"a database but no annotator\.toml") as refusal:
        init_project(root)
    assert "empty" in refusal.value.hint
    (root / "annotator.toml").touch()
    open_project(root).store.close()


def test_a_codebook_that_lies_there_is_not_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "codebook.toml"
    mine.write_bytes(REVIEWS.read_bytes())
    with pytest.raises(AnnotatorError, match="would be replaced") as refusal:
        init_project(tmp_path)
    assert "--codebook" in refusal.value.hint
    assert [each.name for each in tmp_path.iterdir()] == ["codebook.toml"]
    init_project(tmp_path, mine)
    assert mine.read_bytes() == REVIEWS.read_bytes()


def test_a_codebook_that_cannot_be_used_makes_no_project(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(REVIEWS.read_text().replace('key = "p"', 'key = "w"'))
    with pytest.raises(InputError, match=r"bad\.toml, line \d+: stance poor"):
        init_project(tmp_path / "project", bad)
    assert not (tmp_path / "project").exists()


def test_a_place_that_is_a_file_makes_no_project(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AnnotatorError, match="cannot make a project"):
        init_project(tmp_path / "file" / "project")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("name = ", "not valid TOML"),
        ("colour = 'red'", "colour"),
        ("codebook = 3", "codebook"),
        ("codebook = 'none.toml'", "none.toml"),
        ("attribute_sets = ['taste']", "'taste', which the codebook does not have"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(bench: Any, settings: str, words: str) -> None:
    root = bench.root()
    (root / "annotator.toml").write_text(settings)
    with pytest.raises(InputError, match=words) as refusal:
        open_project(root)
    assert str(root) in refusal.value.message
    assert refusal.value.hint


def test_settings_that_are_not_utf8_are_refused(bench: Any) -> None:
    root = bench.root()
    (root / "annotator.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(InputError, match="not UTF-8 \\(byte 8\\)"):
        read_settings(root / "annotator.toml")


def test_settings_switch_attribute_sets_on(bench: Any) -> None:
    root = bench.root()
    (root / "annotator.toml").write_text('attribute_sets = ["attribution"]')
    with open_project(root) as project:
        assert set(project.codebook.attributes) == {"form", "commitment"}
        assert project.name == "project"


def test_the_annotators_name_comes_from_the_environment_or_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_NAME", "  zoe ")
    assert default_annotator() == "zoe"
    monkeypatch.setenv("ANNOTATOR_NAME", " ")
    monkeypatch.setenv("LOGNAME", "login")
    assert default_annotator() == "login"


def test_a_document_is_found_by_what_a_person_calls_it(project: Project) -> None:
    first, empty, second = document_ids(project.store)
    for name in (first, first[:6], "first", "news/first.txt", "first.txt"):
        assert find_document(project, name) == first
    assert find_document(project, "second.txt") == second
    for name in ("third", "", "  ", first[:3], "irst"):
        with pytest.raises(InputError, match="no document") as refusal:
            find_document(project, name)
        assert refusal.value.hint
    assert find_document(project, "empty") == empty


def test_a_name_of_two_documents_is_refused(project: Project, bench: Any) -> None:
    bench.add(project, (("sentence", "Another text."),), "first")
    with pytest.raises(InputError, match="2 documents 'first'"):
        find_document(project, "first")


def test_a_document_without_a_title_is_not_found_by_nothing(bench: Any, machine: Any) -> None:
    with machine.open(bench.root()) as made:
        bench.add(made, bench.second)
        with pytest.raises(InputError, match="no document ''"):
            find_document(made, "")


def test_status_counts_by_document_and_annotator(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    desk.no_claim()
    desk.next()
    desk.add_claim("neutral")
    desk.next()
    desk.skip()
    desk.toggle_flag()
    bob = machine.desk(project, "bob")
    bob.resume()
    bob.add_claim("neutral")
    status = project_status(project)
    assert (status.sentences, status.codebook) == (6, "US-Russia takes 1.0")
    assert [(each.title, each.sentences) for each in status.documents] == [("first", 4), ("empty", 0), ("second", 2)]
    people = {each.annotator: each for each in status.annotators}
    ann = people["ann"]
    assert (ann.documents, ann.finished, ann.remaining) == (1, 3, 3)
    assert (ann.with_claims, ann.claims, ann.skipped, ann.flagged) == (1, 1, 1, 1)
    assert (people["bob"].finished, people["bob"].claims, people["bob"].with_claims) == (0, 1, 0)
    assert [each.annotator for each in project_status(project, "bob").annotators] == ["bob"]
    assert project_status(project, "nobody").annotators == ()
    assert status.as_json()["sentences"] == 6
