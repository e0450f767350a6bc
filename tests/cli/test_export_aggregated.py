"""`annotator export aggregated` as a user calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from annotator.cli import export
from annotator.records.aggregated_manifest import MethodName, TieName

if TYPE_CHECKING:
    Run = Callable[..., Any]


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "aggregated.jsonl").read_text("utf-8").splitlines()]


def stance(folder: Path) -> str | None:
    found: list[str | None] = [claim["stance"]["label"] for row in rows(folder) for claim in row["claims"]]
    assert len(found) == 1
    return found[0]


def load(run: Run, project: Path, name: str, value: str, *options: str) -> None:
    quote = {"quote": "We will not leave", "speaker": "Pavel Orlin", "stance": value}
    lines = [{"document": "envoys.txt", "claims": [quote]}, {"document": "envoys.txt", "others": "no-claim"}]
    path = project / "labels.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert run("load", path, "--as", name, *options).code == 0


def test_the_choices_are_those_of_the_records() -> None:
    assert tuple(each.replace("-", "_") for each in export.METHODS) == get_args(MethodName)
    assert get_args(TieName) == export.TIES


def test_it_is_listed(run: Run) -> None:
    assert "\naggregated" in run("export", "--list").out
    assert [each["name"] for each in run("export", "--list", "--json").json] == ["jsonl", "aggregated"]


def test_files_are_named_on_stdout_and_ties_told_on_stderr(run: Run, labelled: Path) -> None:
    ran = run("export", "aggregated")
    assert ran.code == 0
    folder = labelled / "exports" / "aggregated"
    assert ran.out.split() == [str(folder / name) for name in ("documents.jsonl", "aggregated.jsonl", "manifest.json")]
    assert "4 sentence(s) with 1 claim(s)" in ran.err
    assert "1 stance(s)" in ran.err
    assert stance(folder) is None


@pytest.mark.parametrize(
    ("ties", "expected"), [("abstain", None), ("first", "pro-moscow"), ("median", None), ("adjacent", "neutral")]
)
def test_the_rule_for_ties(run: Run, labelled: Path, tmp_path: Path, ties: str, expected: str | None) -> None:
    assert run("export", "aggregated", "--ties", ties, "-o", tmp_path / "x").code == 0
    assert stance(tmp_path / "x") == expected


@pytest.mark.parametrize("method", export.METHODS)
def test_every_method(run: Run, labelled: Path, tmp_path: Path, method: str) -> None:
    load(run, labelled, "cay", "neutral")
    ran = run("export", "aggregated", "--method", method, "--seed", 5, "-o", tmp_path / "x", "--json")
    assert ran.code == 0
    made = ran.json["aggregation"]
    assert made["method"] == method.replace("-", "_")
    assert made["seed"] == (5 if method == "mace" else None)
    assert ran.json == json.loads((tmp_path / "x" / "manifest.json").read_text("utf-8"))
    assert stance(tmp_path / "x") == "neutral"
    assert "guesses" not in ran.err


def test_a_model_that_must_guess_between_two_says_so(run: Run, labelled: Path) -> None:
    assert "guesses" in run("export", "aggregated", "--method", "mace").err
    assert "guesses" not in run("export", "aggregated").err


def test_the_annotators_asked_for(run: Run, labelled: Path, tmp_path: Path) -> None:
    load(run, labelled, "model 7b", "pro-washington", "--kind", "model")
    assert run("export", "aggregated", "--annotators", "model 7b, ", "-o", tmp_path / "x").code == 0
    assert stance(tmp_path / "x") == "pro-washington"
    ran = run("export", "aggregated", "--annotators", "nobody", "-o", tmp_path / "y")
    assert ran.code == 2
    assert "ann, ben" in ran.err
    assert not (tmp_path / "y").exists()


@pytest.mark.parametrize(
    "options", [("--method", "mace"), ("--ties", "first"), ("--seed", "0"), ("--annotators", "ann")]
)
def test_the_options_are_refused_where_they_do_nothing(run: Run, labelled: Path, options: tuple[str, str]) -> None:
    ran = run("export", "jsonl", *options)
    assert ran.code == 2
    assert options[0] in ran.err
    assert not (labelled / "exports" / "jsonl").exists()


def test_the_other_format_is_written_as_before(run: Run, labelled: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "-o", tmp_path / "one")
    run("export", "aggregated")
    run("export", "jsonl", "-o", tmp_path / "two")
    for name in ("documents.jsonl", "annotations.jsonl", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_one_folder_does_not_take_two_formats(run: Run, labelled: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "-o", tmp_path / "x")
    before = (tmp_path / "x" / "manifest.json").read_bytes()
    ran = run("export", "aggregated", "-o", tmp_path / "x")
    assert ran.code == 1
    assert "-o" in ran.err
    assert (tmp_path / "x" / "manifest.json").read_bytes() == before


def test_an_empty_project(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "p")
    ran = run("--project", tmp_path / "p", "export", "aggregated", "--json")
    assert ran.code == 0
    assert ran.json["counts"]["labelled"] == 0


@pytest.mark.parametrize("name", ["[b]x[/b]", "=cmd()", "Жанна"])
def test_hostile_names_stay_names(run: Run, labelled: Path, tmp_path: Path, name: str) -> None:
    load(run, labelled, name, "neutral")
    ran = run("export", "aggregated", "-o", tmp_path / "x")
    assert ran.code == 0
    assert name in {reader["annotator"] for row in rows(tmp_path / "x") for reader in row["readers"]}
