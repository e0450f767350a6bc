"""The log of suggestions in a release: for the labels that go out, back to the byte, and refused where it cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_bench import Bench, Machine
from hard_project import CODEBOOK, exported, hard_project

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.loading import load
from annotator.desk.offering import Offering
from annotator.desk.project import Project
from annotator.errors import InputError
from annotator.records.export_rows import OfferRow
from annotator.store.digest import sealed
from annotator.store.doctor import examine
from annotator.store.merge import merge
from annotator.store.offers import first_offers


def work_with_suggestions(desk: AnnotationDesk) -> list[str]:
    """Three sentences decided with suggestions known, of which one is undone again; the keys of the other two."""
    offering = Offering(desk)
    work = offering.work()
    assert work is not None
    offering.take_in(work.run())
    keys = []
    for index, seen in ((0, True), (1, False), (2, True)):
        desk.go_to(index)
        if seen:
            offering.shown()
        desk.no_claim()
        keys.append(desk.sentence.key)
    desk.undo()
    return keys[:2]


@pytest.fixture
def project(bench: Bench) -> Iterator[Project]:
    """The project with every hard value, and one more annotator who was shown suggestions."""
    machine = Machine()
    with hard_project(machine, bench.root(CODEBOOK)) as made:
        desk = machine.desk(made, "Ida")
        assert desk.resume()
        work_with_suggestions(desk)
        yield made


@pytest.fixture
def release(project: Project, bench: Bench) -> Path:
    """Its release."""
    target = bench.root().parent / "release"
    exported(project, target)
    return target


def lines(release: Path, name: str = "offers") -> list[dict[str, Any]]:
    # A line ends at a line feed only: strings may hold any other sign that ends lines.
    return [json.loads(line) for line in (release / f"{name}.jsonl").read_bytes().split(b"\n") if line]


def test_a_line_for_each_released_label_with_a_log(project: Project, release: Path) -> None:
    rows = [OfferRow.model_validate_json(json.dumps(line)) for line in lines(release)]
    assert [(row.annotator, row.assigned, row.shown) for row in rows] == [("Ida", True, True), ("Ida", True, False)]
    mine = [each for each in lines(release, "annotations") if each["annotator"] == "Ida" and each["verdict"]]
    assert [(row.document, row.start) for row in rows] == [
        (each["document"], each["sentence"]["start"]) for each in mine
    ]
    text = {each["id"]: each["text"] for each in lines(release, "documents")}
    spans = [(row.document, span) for row in rows for each in row.suggestions for span in each.spans]
    assert spans
    assert all(text[document][span.start : span.end] == span.quote for document, span in spans)
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["offers.jsonl"]["lines"] == 2
    assert manifest["files"]["offers.jsonl"]["json_schema"] == "offer-row.schema.json"


def test_it_comes_back_and_goes_out_again_to_the_byte(project: Project, release: Path, bench: Bench) -> None:
    with _empty(bench) as other:
        loaded = load(other, release)
        assert loaded.offers == 2
        assert load(other, release).offers == 0
        assert examine(other.store) == []
        mine, theirs = first_offers(project.store), first_offers(other.store)
        same = {pair: each.model_copy(update={"id": theirs[pair].id}) for pair, each in mine.items() if pair in theirs}
        assert same == theirs
        again = release.with_name("again")
        exported(other, again)
        names = sorted(path.name for path in release.iterdir())
        assert names == sorted(path.name for path in again.iterdir())
        assert all((release / name).read_bytes() == (again / name).read_bytes() for name in names)


def _empty(bench: Bench) -> Any:
    from annotator.desk.project import open_project

    return open_project(bench.root(CODEBOOK))


def test_into_the_project_it_came_from_it_brings_nothing_new(project: Project, release: Path) -> None:
    before = first_offers(project.store)
    assert load(project, release).offers == 0
    assert first_offers(project.store) == before


def test_two_machines_that_load_it_and_merge_have_it_once(release: Path, bench: Bench) -> None:
    with _empty(bench) as one, _empty(bench) as other:
        load(one, release)
        load(other, release)
        merge(one.store, [other.store.path])
        assert len(one.store.rows("SELECT * FROM offer")) == 2
        assert examine(one.store) == []


def test_under_another_name_it_is_left_out(release: Path, bench: Bench) -> None:
    mine = [each for each in lines(release, "annotations") if each["annotator"] == "Ida"]
    (release / "annotations.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in mine), encoding="utf-8")
    with _empty(bench) as other:
        loaded = load(other, release, annotator="Ann")
        assert (loaded.labels, loaded.offers) == (len(mine), 0)
        assert first_offers(other.store) == {}


def test_without_a_log_there_is_no_file_and_an_old_one_goes(project: Project, release: Path, bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as plain:
        exported(plain, release)
    assert not (release / "offers.jsonl").exists()
    assert "offers.jsonl" not in json.loads((release / "manifest.json").read_text(encoding="utf-8"))["files"]


def _moved(line: dict[str, Any]) -> None:
    for span in (span for each in line["suggestions"] for span in each["spans"]):
        span["quote"] = span["quote"].swapcase()


@pytest.mark.parametrize(
    ("harm", "wanted"),
    [
        (lambda line: line.update(annotator="Nobody"), "no label of 'Nobody'"),
        (lambda line: line.update(document="0" * 16), "no document 0000"),
        (_moved, "there stands"),
        (lambda line: line.update(shown="perhaps"), "shown"),
        (lambda line: line["suggestions"][0].update(score=2), "score"),
        (lambda line: line.update(start=line["start"] + 1), "do not fit each other"),
        (lambda line: line.update(suggester=""), "suggester"),
    ],
)
def test_what_does_not_fit_is_refused_by_line_and_changes_nothing(
    harm: Callable[[dict[str, Any]], None], wanted: str, release: Path, bench: Bench
) -> None:
    found = lines(release)
    line = next(each for each in found if each["suggestions"])
    harm(line)
    (release / "offers.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in found), encoding="utf-8")
    with _empty(bench) as other:
        with pytest.raises(InputError, match=wanted) as caught:
            load(other, release)
        assert f"offers.jsonl, line {found.index(line) + 1}" in caught.value.message
        assert other.store.rows("SELECT * FROM revision") == []
        assert other.store.rows("SELECT * FROM document") == []


def test_a_line_twice_is_refused(release: Path, bench: Bench) -> None:
    path = release / "offers.jsonl"
    path.write_bytes(path.read_bytes() * 2)
    with _empty(bench) as other, pytest.raises(InputError, match="line 1 is about the same sentence"):
        load(other, release)


def test_doctor_finds_words_outside_the_sentence(project: Project) -> None:
    row = project.store.rows("SELECT * FROM offer WHERE offered LIKE '%spans%\"start\"%' ORDER BY id")[0]
    body = json.loads(row["offered"])
    assert body["suggestions"]
    body["suggestions"][0]["spans"][-1]["end"] += 100_000
    changed = sealed(
        "offer", {**{key: value for key, value in row.items() if key != "digest"}, "offered": json.dumps(body)}
    )
    with project.store.write() as db:
        db.execute(
            "UPDATE offer SET offered = ?, digest = ? WHERE id = ?", [changed["offered"], changed["digest"], row["id"]]
        )
    assert [(each.where, each.message) for each in examine(project.store)] == [
        (f"offer {row['id']}", "suggests words outside its sentence")
    ]
