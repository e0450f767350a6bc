"""Each command as a user calls it: what it prints where, what it leaves on disk, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.cli.main import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def test_help_lists_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert "Usage: annotator " + name in ran.out


def test_a_mistyped_command_is_told_the_nearest(run: Run) -> None:
    ran = run("exprot")
    assert ran.code == 2
    assert "'export'" in ran.err


def test_without_a_project_the_remedy_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("status")
    assert ran.code == 2
    assert "annotator init" in ran.err
    assert "Traceback" not in ran.err


def test_a_project_is_found_from_a_folder_below(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "corpus")
    assert run("status", "--json").json["sentences"] == 4


def test_init_never_overwrites(run: Run, project: Path) -> None:
    before = (project / "annotator.toml").read_bytes()
    ran = run("init", project)
    assert ran.code == 1
    assert "already" in ran.err
    assert (project / "annotator.toml").read_bytes() == before


def test_add_passes_over_what_fails_and_says_so(run: Run, project: Path) -> None:
    bad, good = project / "bad.jsonl", project / "good.txt"
    bad.write_text('{"text": "One sentence."}\n{"text": \n', encoding="utf-8")
    good.write_text("Another sentence.", encoding="utf-8")
    ran = run("add", bad, good, project / "corpus" / "envoys.txt", "--json")
    assert ran.code == 1
    assert (ran.json["added"], ran.json["known"], ran.json["failed"]) == (2, 1, 1)
    failed = next(each for each in ran.json["articles"] if each["status"] == "failed")
    assert "bad.jsonl" in failed["source"] or "bad.jsonl" in failed["problem"]
    assert "2" in failed["source"] + failed["problem"]


def test_add_states_the_encoding(run: Run, project: Path) -> None:
    path = project / "old.txt"
    path.write_bytes("Лавров заявил, что переговоры идут. Москва ждёт ответа.".encode("cp1251"))
    ran = run("add", path)
    assert ran.code == 0
    assert "1251" in ran.err


def test_segment_needs_no_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "One day.  Two days."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    cut = run("segment", "a.txt", "--json").json
    assert [text[each["start"] : each["end"]] for each in cut] == ["One day.", "Two days."]


def test_status_counts_by_document_and_annotator(run: Run, labelled: Path) -> None:
    status = run("status", "--json").json
    assert [each["annotator"] for each in status["annotators"]] == ["ann", "ben"]
    assert all(each["finished"] == 4 and each["remaining"] == 0 for each in status["annotators"])
    shown = run("status")
    assert "Envoys Meet Again" in shown.out


def test_agreement_of_a_project(run: Run, labelled: Path) -> None:
    report = run("agreement", "--json").json
    assert report["units"] == 4
    assert report["coefficients"]["percent_agreement"]["value"] == 1.0
    assert report["coefficients"]["alpha_nominal"]["low"] is None
    stance = report["layers"]["stance"]
    assert stance["units"] == 1
    assert stance["coefficients"]["percent_agreement"]["value"] == 0.0
    assert "Krippendorff" in run("agreement").out


def test_agreement_of_a_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,x\n2,a,x\n2,b,y\n3,a,y\n3,b,y\n", encoding="utf-8")
    report = run("agreement", "--ratings", path, "--json").json
    assert report["coefficients"]["percent_agreement"]["value"] == pytest.approx(2 / 3)
    assert report["coefficients"]["cohen_kappa"]["value"] == pytest.approx(0.4)
    assert report["pairs"][0]["n"] == 3


def test_an_undefined_coefficient_is_null_with_a_reason(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,x\n", encoding="utf-8")
    ran = run("agreement", "--ratings", path, "--categories", "x,y", "--json")
    alpha = ran.json["coefficients"]["alpha_nominal"]
    assert alpha["value"] is None
    assert alpha["reason"] == "no_variation"
    assert "NaN" not in ran.out


def test_a_wrong_table_is_told_line_and_value(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,a,y\n", encoding="utf-8")
    ran = run("agreement", "--ratings", path)
    assert ran.code == 1
    assert "3" in ran.err
    assert "'a'" in ran.err or "a" in ran.err.split()


def test_export_load_export_gives_the_same_bytes(run: Run, labelled: Path, tmp_path: Path) -> None:
    assert run("export", "jsonl", "-o", tmp_path / "one").code == 0
    other = tmp_path / "other"
    run("init", other)
    assert run("--project", other, "load", tmp_path / "one").code == 0
    assert run("--project", other, "export", "jsonl", "-o", tmp_path / "two").code == 0
    for name in ("documents.jsonl", "annotations.jsonl", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_load_changes_nothing_where_a_line_is_wrong(run: Run, labelled: Path) -> None:
    path = labelled / "bad.jsonl"
    lines = [
        {"document": "envoys.txt", "others": "no-claim"},
        {"document": "envoys.txt", "claims": [{"quote": "not in the text", "stance": "neutral"}]},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    ran = run("load", path, "--as", "new")
    assert ran.code == 1
    assert "line 2" in ran.err
    assert "not in the text" in ran.err
    assert "new" not in [each["annotator"] for each in run("status", "--json").json["annotators"]]


def test_merge_brings_in_another_file(run: Run, labelled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("init", other)
    first = run("--project", other, "merge", labelled, "--json").json
    again = run("--project", other, "merge", labelled / "annotator.db", "--json").json
    assert first["revisions"] == 8
    assert set(again.values()) == {0}


def test_doctor_and_backup(run: Run, labelled: Path) -> None:
    assert run("doctor", "--json").json["sound"] is True
    made = run("backup")
    assert made.code == 0
    assert Path(made.out.strip()).is_file()


def test_codebook_check_names_the_line(run: Run, tmp_path: Path) -> None:
    text = run("codebook", "show").out
    path = tmp_path / "book.toml"
    path.write_text(text, encoding="utf-8")
    assert run("codebook", "check", path).code == 0
    path.write_text(text.replace('key = "2"', 'key = "1"'), encoding="utf-8")
    ran = run("codebook", "check", path)
    assert ran.code == 1
    line = next(n for n, each in enumerate(path.read_text("utf-8").splitlines(), 1) if each == 'value = "neutral"') + 2
    assert f"line {line}" in ran.out


def test_codebook_check_finds_a_key_that_the_screen_needs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(run("codebook", "show").out.replace('key = "2"', 'key = "u"'), encoding="utf-8")
    ran = run("codebook", "check", path)
    assert ran.code == 1
    assert "'u'" in ran.out


def test_schema_prints_what_stands_in_the_folder(run: Run) -> None:
    names = run("schema").out.split()
    assert "annotation-row" in names
    for name in names:
        assert json.loads(run("schema", name).out)["$id"] == f"{name}.schema.json"


def test_speakers_merge_and_split(run: Run, labelled: Path) -> None:
    run("speakers", "alias", "Pavel Orlin", "the envoy")
    assert run("speakers", "rename", "Pavel Orlin", "P. Orlin").code == 0
    listed = {each["name"]: each for each in run("speakers", "list", "--json").json}
    assert listed["P. Orlin"]["aliases"] == ["Pavel Orlin", "the envoy"]
    assert listed["P. Orlin"]["claims"] == 2
    assert run("speakers", "merge", "P. Orlin", "nobody").code == 1


def test_history_shows_every_version(run: Run, labelled: Path) -> None:
    versions = run("history", "envoys.txt", 2, "--as", "ben", "--json").json
    assert [each["origin"] for each in versions] == ["imported"]


def test_the_screen_needs_a_terminal(run: Run, labelled: Path) -> None:
    ran = run("annotate")
    assert ran.code == 2
    assert "terminal" in ran.err


@pytest.mark.parametrize("name", ["[/x]", "\x1b[2J", "{evil}"])
def test_names_from_outside_cannot_play_with_the_terminal(run: Run, labelled: Path, name: str) -> None:
    ran = run("history", name, 1)
    assert ran.code == 1
    assert "\x1b" not in ran.err + ran.out
