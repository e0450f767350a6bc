"""`annotator history` where sentences were cut: the versions of the piece, and what was done to its stretch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import open_project
from annotator.desk.resegmenting import cut


@pytest.fixture
def recut(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project whose second sentence ann has finished and then cut in two."""
    root = tmp_path / "project"
    article = tmp_path / "envoys.txt"
    article.write_text("The envoys met on Friday. They left and nobody came back. The end came soon.\n", "utf-8")
    assert run("init", root).code == 0
    assert run("--project", root, "add", article).code == 0
    monkeypatch.chdir(root)
    with open_project(root) as project:
        AnnotationDesk(project, "bob")
        desk = AnnotationDesk(project, "ann")
        assert desk.resume()
        desk.go_to(1)
        desk.no_claim()
        cut(desk, desk.passage.document.text.index("nobody"))
    return "envoys.txt"


def test_versions_and_changes_stand_in_the_order_in_which_they_were_saved(run: Any, recut: str) -> None:
    first = run("history", recut, 2, "--json").json
    assert [each.get("op") or each["origin"] for each in first] == ["split", "carried"]
    second = run("history", recut, 3, "--json").json
    assert [each.get("op") or each["origin"] for each in second] == ["split", "carried"]
    assert second[1]["body"]["verdict"] == "no-claim"
    assert run("history", recut, 2, "--as", "bob", "--json").json == []


def test_the_table_shows_the_boundaries(run: Any, recut: str) -> None:
    shown = run("history", recut, 3)
    assert shown.code == 0
    assert "nobody came back." in shown.out
    assert "Boundaries" in shown.out
    assert "split" in shown.out
    assert "Boundaries" not in run("history", recut, 1).out


def test_sentences_are_counted_in_the_own_view(run: Any, recut: str) -> None:
    assert run("history", recut, 4).code == 0
    assert run("history", recut, 4, "--as", "bob").code == 1
    assert run("history", recut, 5).code == 1


def test_merge_doctor_status_and_backup_know_them(run: Any, recut: str, tmp_path: Path) -> None:
    assert run("doctor", "--json").json["sound"]
    assert run("backup", tmp_path / "copy.db").code == 0
    assert run("merge", tmp_path / "copy.db", "--json").json["segment_changes"] == 0
    status = run("status", "--json").json
    assert (status["sentences"], status["annotators"][0]["finished"], status["annotators"][0]["remaining"]) == (3, 2, 2)
    assert status["documents"][0]["annotators"][0]["more"] == 1
