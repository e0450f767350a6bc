"""The release in `exports/sample` was written once; every later version must read it and write the same bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from annotator.desk.loading import load
from annotator.desk.project import init_project, open_project
from annotator.exports.jsonl import write_release
from annotator.store.doctor import examine

SAMPLE = Path(__file__).resolve().parents[2] / "exports" / "sample"


@pytest.fixture
def again(tmp_path: Path) -> Path:
    """The release, loaded into an empty project and exported again."""
    with open_project(init_project(tmp_path / "project")) as project:
        load(project, SAMPLE)
        assert examine(project.store) == []
        write_release(project.store, project.roles, tmp_path / "again")
    return tmp_path / "again"


@pytest.mark.parametrize("name", ["documents.jsonl", "annotations.jsonl", "manifest.json"])
def test_it_comes_out_to_the_byte(again: Path, name: str) -> None:
    assert (again / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_manifest_has_the_digests_of_the_files() -> None:
    manifest = json.loads((SAMPLE / "manifest.json").read_text("utf-8"))
    for name, entry in manifest["files"].items():
        data = (SAMPLE / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert len(data.splitlines()) == entry["lines"]


def test_offsets_point_at_the_quotes() -> None:
    texts = {
        row["id"]: row["text"] for row in map(json.loads, (SAMPLE / "documents.jsonl").read_text("utf-8").splitlines())
    }
    rows = [json.loads(line) for line in (SAMPLE / "annotations.jsonl").read_text("utf-8").splitlines()]
    spans = [(row, span) for row in rows for claim in row["claims"] for span in claim["spans"]]
    assert len(spans) > 20
    for row, span in spans:
        text, sentence = texts[row["document"]], row["sentence"]
        assert text[span["start"] : span["end"]] == span["quote"]
        assert sentence["text"][span["start_in_sentence"] : span["end_in_sentence"]] == span["quote"]
