"""A release of annotators who cut the text otherwise: it says how, comes back, and goes out again to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_bench import ARTICLE, Bench, Machine, words
from hard_project import CODEBOOK, PIECES, exported, hard_project

from annotator.desk.loading import load
from annotator.desk.project import Project
from annotator.desk.resegmenting import cut, join, set_role
from annotator.errors import InputError
from annotator.records.export_rows import BoundaryRow
from annotator.store.doctor import examine
from annotator.store.documents import document_ids
from annotator.store.merge import merge
from annotator.store.segment_changes import segment_changes
from annotator.store.views import own_segments


def recut(machine: Machine, project: Project) -> None:
    """Zoë joins, cuts and names; what the model says of the same sentences stays as it is."""
    desk = machine.desk(project, "Zoë")
    desk.resume()
    desk.go_to(1)
    join(desk)
    desk.go_to(0)
    cut(desk, desk.passage.document.text.index("Орлова"))
    furniture = next(each for each in desk.passage.segments if each.role == "boilerplate")
    set_role(desk, furniture, "sentence")
    desk.no_claim()
    desk.undo()
    desk.redo()
    set_role(desk, desk.passage.segments[0], "byline")
    desk.undo()


@pytest.fixture
def project(bench: Bench) -> Iterator[Project]:
    """The project with every hard value, cut anew."""
    machine = Machine()
    with hard_project(machine, bench.root(CODEBOOK)) as made:
        recut(machine, made)
        assert examine(made.store) == []
        yield made


@pytest.fixture
def release(project: Project, bench: Bench) -> Path:
    """Its release."""
    target = bench.root().parent / "release"
    exported(project, target)
    return target


@pytest.fixture
def empty(bench: Bench) -> Iterator[Project]:
    """A project with nothing in it."""
    with Machine(seed=9).open(bench.root(CODEBOOK)) as made:
        yield made


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_boundaries_are_a_file_of_their_own(release: Path) -> None:
    [row] = lines(release / "boundaries.jsonl")
    assert (row["annotator"], row["annotator_kind"]) == ("Zoë", "person")
    assert [each["op"] for each in row["changes"]] == ["merge", "split", "role"]
    document = next(each for each in lines(release / "documents.jsonl") if each["id"] == row["document"])
    assert len(document["segments"]) == len(PIECES)
    assert [each["role"] for each in row["segments"]] == [
        *("title", "sentence", "sentence", "sentence", "sentence", "sentence", "heading", "sentence", "sentence")
    ]
    assert BoundaryRow.model_validate(row)
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    assert list(manifest["files"]) == ["documents.jsonl", "annotations.jsonl", "boundaries.jsonl"]
    assert manifest["files"]["boundaries.jsonl"]["json_schema"] == "boundary-row.schema.json"


def test_labels_stand_on_their_annotators_sentences(release: Path) -> None:
    [row] = lines(release / "boundaries.jsonl")
    text = {each["id"]: each["text"] for each in lines(release / "documents.jsonl")}[row["document"]]
    read = [each for each in row["segments"] if each["role"] in ("sentence", "heading")]
    mine = [each for each in lines(release / "annotations.jsonl") if each["annotator"] == "Zoë"]
    assert len(mine) >= 5
    for line in mine:
        sentence = line["sentence"]
        place = read[sentence["number"] - 1]
        assert (sentence["start"], sentence["end"]) == (place["start"], place["end"])
        assert sentence["text"] == text[sentence["start"] : sentence["end"]]
        assert line["origin"] == "typed", "a label that was carried on tells how it was made"
    ids = [claim["id"] for line in mine for claim in line["claims"]]
    assert len(set(ids)) == len(ids) == 3
    others = [each for each in lines(release / "annotations.jsonl") if each["annotator"] != "Zoë"]
    assert {each["sentence"]["number"] for each in others} <= set(range(1, 8))


def test_a_release_comes_back_and_goes_out_again_to_the_byte(
    release: Path, empty: Project, tmp_path: Path, project: Project
) -> None:
    load(empty, release)
    assert examine(empty.store) == []
    for document in document_ids(project.store):
        assert own_segments(empty.store, "Zoë", document) == own_segments(project.store, "Zoë", document)
    again = exported(empty, tmp_path / "again")
    assert again == {each.name: each.read_bytes() for each in sorted(release.iterdir())}
    assert load(empty, release).labels == 0


def test_what_was_loaded_merges_with_where_it_came_from(release: Path, empty: Project, project: Project) -> None:
    load(empty, release)
    before = own_segments(project.store, "Zoë", document_ids(project.store)[0])
    merge(project.store, [empty.store.path])
    assert own_segments(project.store, "Zoë", document_ids(project.store)[0]) == before
    assert examine(project.store) == []


def test_labels_go_to_another_annotator_with_their_boundaries(
    release: Path, empty: Project, project: Project, tmp_path: Path
) -> None:
    only = [line for line in (release / "annotations.jsonl").read_text("utf-8").split("\n") if '"Zoë"' in line]
    (release / "annotations.jsonl").write_text("\n".join(only) + "\n", "utf-8", newline="")
    load(empty, release, annotator="copy")
    load(empty, release, annotator="copy")
    document = document_ids(project.store)[0]
    assert own_segments(empty.store, "copy", document) == own_segments(project.store, "Zoë", document)
    changes = segment_changes(empty.store, "copy", document)
    assert [each.op for each in changes] == ["merge", "split", "role"]
    assert {each.origin for each in changes} == {"imported"}
    load(empty, release)
    merge(project.store, [empty.store.path])
    assert examine(project.store) == []


def test_without_the_boundaries_a_label_on_them_is_refused(release: Path, empty: Project, tmp_path: Path) -> None:
    (release / "boundaries.jsonl").unlink()
    with pytest.raises(InputError, match="the project has no sentence") as refusal:
        load(empty, release)
    assert "whole folder" in refusal.value.hint
    assert document_ids(empty.store) == []


def test_a_file_left_behind_is_taken_away_and_never_read(release: Path, bench: Bench) -> None:
    machine = Machine()
    with machine.open(bench.root()) as plain:
        document = bench.add(plain, ARTICLE, "first")
        desk = machine.desk(plain)
        desk.resume()
        cut(desk, words(desk, "said the text").start)
        target = bench.root().parent / "plain"
        assert "boundaries.jsonl" in exported(plain, target)
        left = (target / "boundaries.jsonl").read_bytes()
        desk.undo()
        assert "boundaries.jsonl" not in exported(plain, target)
        (target / "boundaries.jsonl").write_bytes(left)
        with Machine(seed=3).open(bench.root()) as other:
            load(other, target)
            assert segment_changes(other.store, "ann", document) == []


BAD = {
    "behind the end": (("changes", 0, "end", 100_000), "behind the end of the text"),
    "letters cut away": (("changes", 1, "until", 1), "impossible"),
    "another role": (("segments", 0, "role", "sentence"), "do not lead to the segments"),
    "no role": (("changes", 0, "role", None), "says what the segment becomes"),
    "no document": (("document", "0" * 16), "has no document"),
}


@pytest.mark.parametrize("what", BAD)
def test_lines_that_do_not_fit_are_refused_by_number(release: Path, empty: Project, what: str) -> None:
    place, said = BAD[what]
    [row] = lines(release / "boundaries.jsonl")
    if what == "letters cut away":
        change = row["changes"][1]
        change["until"], said = change["at"] - 5, "takes letters away"
    else:
        target: Any = row
        for step in place[:-2]:
            target = target[step]
        target[place[-2]] = place[-1]
    (release / "boundaries.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    with pytest.raises(InputError, match=said) as refusal:
        load(empty, release)
    assert "boundaries.jsonl, line 1" in refusal.value.message
    assert document_ids(empty.store) == []


def test_two_lines_of_one_annotator_and_document_are_refused(release: Path, empty: Project) -> None:
    path = release / "boundaries.jsonl"
    path.write_bytes(path.read_bytes() * 2)
    with pytest.raises(InputError, match="line 2: line 1 is about the same"):
        load(empty, release)


def test_an_annotator_who_cut_it_otherwise_is_not_overwritten(release: Path, bench: Bench) -> None:
    machine = Machine()
    with hard_project(machine, bench.root(CODEBOOK)) as other:
        desk = machine.desk(other, "Zoë")
        desk.resume()
        desk.go_to(2)
        cut(desk, desk.passage.document.text.index("back\u2028"))
        with pytest.raises(InputError, match="do not lead to the segments"):
            load(other, release)
        assert examine(other.store) == []
