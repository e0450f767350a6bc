"""Slips of a lead at the command line: a name that nobody has, a merge to take back, the step after `init`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("what", [["status"], ["status", "--outdated"], ["history", "envoys.txt", "1"]])
def test_an_annotator_whom_nobody_knows_is_told_with_those_there_are(run: Run, labelled: Path, what: list[str]) -> None:
    ran = run(*what, "--as", "bne")
    assert ran.code == 1
    assert "no annotator 'bne'" in ran.err
    assert "ann, ben" in ran.err
    assert run(*what, "--as", "ben").code == 0


def test_a_merge_says_how_to_take_it_back_by_id_and_by_name(run: Run, labelled: Path) -> None:
    def merged() -> object:
        listed = {each["name"]: each for each in run("speakers", "list", "--json").json}
        return listed["Pavel Orlin"]["merged_into"]

    identifier = next(each["id"] for each in run("speakers", "list", "--json").json if each["name"] == "Pavel Orlin")
    assert run("speakers", "import", _one_more(labelled)).code == 0
    for name in (identifier, "Pavel Orlin"):
        said = run("speakers", "merge", "Pavel Orlin", "The Envoy").err
        assert f"annotator speakers split {identifier}" in said
        assert merged() is not None
        assert run("speakers", "split", name).code == 0
        assert merged() is None


def _one_more(project: Path) -> Path:
    path = project / "more.jsonl"
    path.write_text('{"name": "The Envoy"}\n', "utf-8")
    return path


def test_init_names_a_next_step_that_works_where_it_is_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "annotator --project 'my corpus' add" in run("init", "my corpus").err
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert "Next: annotator add ARTICLE" in run("init").err


def test_without_a_terminal_the_prompts_are_named(run: Run, labelled: Path) -> None:
    assert "annotate --plain" in run("annotate").err


def test_an_adjudicator_labels_by_hand_under_a_name_of_its_own(
    run: Run, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["n", "q"] * 2)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert run("annotate", "--plain", "--as", "judge", "--adjudicate").code == 0
    assert run("annotate", "--plain", "--as", "judge").code == 0
    assert run("export", "jsonl", "-o", "out").code == 0
    rows = [json.loads(line) for line in (labelled / "out" / "annotations.jsonl").read_text("utf-8").splitlines()]
    assert [row["annotator_kind"] for row in rows if row["annotator"] == "judge"] == ["adjudicator"] * 2
    refused = run("annotate", "--plain", "--as", "ben", "--adjudicate")
    assert refused.code == 1
    assert "'ben' is a person, not an adjudicator" in refused.err


@pytest.mark.parametrize("day", ["yesterday", "19.02.2018", "2018-02-30", "20180219", "2018-1", "2018-02-19-01"])
def test_a_day_that_is_none_is_refused_before_anything_is_added(run: Run, project: Path, day: str) -> None:
    ran = run("add", "corpus", "--date", day)
    assert ran.code == 2
    assert repr(day) in ran.err


@pytest.mark.parametrize("day", ["2018-02-19", "2018-02", "2018"])
def test_a_day_may_be_a_month_or_a_year(run: Run, project: Path, day: str) -> None:
    (project / "corpus" / "new.txt").write_text("A ferry\n\nIt sails in May.\n", "utf-8")
    assert run("add", "corpus/new.txt", "--date", day).code == 0


def test_metadata_for_a_known_article_are_not_taken_in_silence(run: Run, project: Path) -> None:
    assert "stay as they are" in run("add", "corpus", "--outlet", "Harbour Post").err
    assert "stay as they are" not in run("add", "corpus").err


@pytest.mark.parametrize("name", ["", "aggregated.jsonl"])
def test_aggregated_labels_are_refused_with_the_reason(run: Run, labelled: Path, name: str) -> None:
    assert run("export", "aggregated", "-o", "one").code == 0
    ran = run("load", labelled / "one" / name)
    assert ran.code == 1
    assert "aggregated labels, which are nobody's" in ran.err
    assert "annotator export jsonl" in ran.err


def test_an_empty_name_is_not_taken_for_the_login(run: Run, labelled: Path) -> None:
    ran = run("annotate", "--plain", "--as", "")
    assert ran.code == 1
    assert "annotator ''" in ran.err


def test_init_makes_the_project_that_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--project", "named", "init").code == 0
    assert (tmp_path / "named" / "annotator.db").is_file()
    assert not (tmp_path / "annotator.db").exists()


def test_a_speaker_is_not_given_the_name_of_another(run: Run, labelled: Path) -> None:
    assert run("speakers", "import", _one_more(labelled)).code == 0
    ran = run("speakers", "rename", "Pavel Orlin", "the envoy")
    assert ran.code == 1
    assert "annotator speakers merge 'Pavel Orlin' 'the envoy'" in ran.err
    assert run("speakers", "rename", "Pavel Orlin", "pavel orlin").code == 0


def test_a_file_without_a_label_is_refused(run: Run, labelled: Path) -> None:
    (labelled / "empty.jsonl").write_text("\n", "utf-8")
    ran = run("load", labelled / "empty.jsonl", "--as", "new")
    assert ran.code == 1
    assert "holds no label" in ran.err


def test_agreement_without_a_shared_sentence_says_what_to_do(run: Run, tmp_path: Path) -> None:
    project = str(tmp_path / "new")
    assert run("--project", project, "init").code == 0
    ran = run("--project", project, "agreement")
    assert ran.code == 0
    assert "annotator annotate --as NAME" in ran.out
    assert "undefined" not in ran.out


def test_a_file_whose_name_is_not_utf8_is_read_like_the_others(run: Run, project: Path) -> None:
    folder = project / "named"
    folder.mkdir()
    for name in (b"a.txt", b"caf\xe9bad.txt", b"z.txt"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(f"Talks go on in town {name!r}.\n", "utf-8")
    ran = run("add", folder, "--json")
    assert ran.code == 0
    assert [Path(each["source"]).name for each in ran.json["articles"]] == ["a.txt", r"caf\xe9bad.txt", "z.txt"]
    assert run("suggest", os.fsdecode(bytes(folder) + b"/caf\xe9bad.txt")).code == 0


def test_a_bad_line_does_not_hide_the_suggestions_for_the_others(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"text": "“We stay,” Ada Brook said."}\n{"text": 5}\n', "utf-8")
    ran = run("suggest", file, "--json")
    assert ran.code == 1
    assert "two.jsonl:2: no text: it is 5" in ran.err
    assert [each["source"] for each in ran.json] == [f"{file}:1"]


def test_a_table_without_rows_is_named(run: Run, project: Path) -> None:
    (project / "empty.csv").write_text("text,title\n", "utf-8")
    ran = run("add", project / "empty.csv")
    assert ran.code == 1
    assert "empty.csv: no article in it" in ran.err


def test_a_release_that_was_changed_is_loaded_with_a_warning(run: Run, labelled: Path, tmp_path: Path) -> None:
    assert run("export", "jsonl", "-o", tmp_path / "release").code == 0
    file = tmp_path / "release" / "annotations.jsonl"
    assert run("load", tmp_path / "release", "--json").json["changed"] == []
    file.write_text(file.read_text("utf-8").replace('"note":""', '"note":"seen"', 1), "utf-8")
    ran = run("load", file, "--json")
    assert ran.json["changed"] == ["annotations.jsonl"]
    assert "annotations.jsonl is not the file that manifest.json describes" in ran.err


@pytest.mark.parametrize(
    ("file", "text"), [("codebook.toml", "version = "), ("annotator.toml", "sugestions = 1"), ("codebook.toml", None)]
)
def test_what_rescues_labels_needs_neither_codebook_nor_settings(
    run: Run, labelled: Path, file: str, text: str | None
) -> None:
    (labelled / file).unlink() if text is None else (labelled / file).write_text(text, "utf-8")
    assert run("status").code == 1
    assert run("doctor", "--json").json["sound"] is True
    assert run("doctor", "--rebuild").code == 0
    assert run("backup", labelled / "copy.db").code == 0
    assert "Pavel Orlin" in run("speakers", "export").out
    assert "Pavel Orlin" in run("speakers", "list").out


def test_the_history_of_a_sentence_names_speakers_and_quotes_claims(run: Run, labelled: Path) -> None:
    number = next(
        place
        for place in range(1, 5)
        if run("history", "envoys.txt", place, "--as", "ann", "--json").json[0]["body"]["claims"]
    )
    shown = " ".join(run("history", "envoys.txt", number, "--as", "ann").out.split())
    assert "pro-moscow by Pavel Orlin: We will not leave" in shown
    assert "s-" not in shown
