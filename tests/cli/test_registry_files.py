"""The speaker registry as a file: out, into another project, and refused as a whole where a line is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def entries(run: Any) -> list[dict[str, Any]]:
    return [each for each in run("speakers", "list", "--json").json if each["id"] != "author"]


def test_a_registry_comes_out_and_goes_into_another_project(labelled: Path, run: Any, tmp_path: Path) -> None:
    run("speakers", "alias", "Pavel Orlin", "the envoy")
    run("speakers", "kind", "Pavel Orlin", "unnamed")
    run("speakers", "wikidata", "Pavel Orlin", "Q42")
    out = tmp_path / "speakers.jsonl"
    assert run("speakers", "export", "-o", out).code == 0
    other = tmp_path / "other"
    assert run("init", other).code == 0
    assert run("--project", other, "speakers", "import", out).code == 0
    kept = ("id", "name", "kind", "aliases", "wikidata", "merged_into")
    there = [each for each in run("--project", other, "speakers", "list", "--json").json if each["id"] != "author"]
    assert [{name: each[name] for name in kept} for each in there] == [
        {name: each[name] for name in kept} for each in entries(run)
    ]
    assert "0 new speaker(s), 0 change(s)" in run("--project", other, "speakers", "import", out).err
    assert run("--project", other, "doctor").code == 0


def test_merges_come_in_whatever_the_order_of_the_lines(labelled: Path, run: Any) -> None:
    lines = [{"id": "s-a", "name": "A", "merged_into": "s-b"}, {"id": "s-b", "name": "B", "kind": "state"}]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert "2 new speaker(s), 3 change(s)" in run("speakers", "import", "in.jsonl").err
    assert {each["name"]: each["merged_into"] for each in entries(run)}["A"] == "s-b"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('{"name": "  "}', "line 2: name"),
        ('{"name": "X", "kind": "planet"}', "line 2: kind"),
        ('{"name": "X", "wikidata": "42"}', "'42' is no item of Wikidata"),
        ('{"name": "X", "kind": "author"}', "only the articles' own voice"),
        ('{"id": "author", "name": "X"}', "not an entry to change"),
        ('{"name": "X", "merged_into": "s-nobody"}', "line 2"),
        ('{"name": "X", "colour": "red"}', "line 2: colour"),
        ('{"name": "X\\ud800"}', "line 2"),
        ("[1]", "line 2"),
        ("{", "line 2"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_changed(labelled: Path, run: Any, line: str, wanted: str) -> None:
    before = entries(run)
    Path("in.jsonl").write_text('{"name": "Somebody New"}\n' + line + "\n", encoding="utf-8")
    ran = run("speakers", "import", "in.jsonl")
    assert ran.code == 1
    assert wanted in ran.err
    assert entries(run) == before


def test_a_wikidata_item_is_given_and_taken_away(labelled: Path, run: Any) -> None:
    assert run("speakers", "wikidata", "Pavel Orlin", "Q42").code == 0
    assert run("speakers", "wikidata", "Pavel Orlin", "nonsense").code == 1
    assert [each["wikidata"] for each in entries(run) if each["name"] == "Pavel Orlin"] == ["Q42"]
    assert run("speakers", "wikidata", "Pavel Orlin", "-").code == 0
    assert [each["wikidata"] for each in entries(run) if each["name"] == "Pavel Orlin"] == [""]
