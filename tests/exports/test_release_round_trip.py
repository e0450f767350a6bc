"""Export, load into an empty project, export again: identical bytes, whatever the annotators have done."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from desk_bench import Bench, Machine, add
from hard_project import CODEBOOK, exported, hard_project
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import ensure_speaker
from annotator.desk.loaded import Loaded
from annotator.desk.loading import load
from annotator.desk.project import Project
from annotator.desk.registry import add_alias, merge_speakers, rename, split_speaker
from annotator.errors import AnnotatorError
from annotator.records.documents import Role
from annotator.records.spans import Span
from annotator.store.doctor import examine
from annotator.store.merge import merge
from annotator.store.release import labels_of
from annotator.store.undo import undo


def there_and_back(bench: Bench, project: Project, codebook: Path | None = None) -> tuple[dict[str, bytes], Loaded]:
    """Export, load into an empty project, compare what that exports."""
    first = bench.root().parent / "first"
    wanted = exported(project, first)
    with Machine(seed=77).open(bench.root(codebook)) as empty:
        loaded = load(empty, first)
        assert exported(empty, first.with_name("second")) == wanted
        assert examine(empty.store) == []
        assert load(empty, first) == Loaded(known=loaded.labels)
        assert exported(empty, first.with_name("third")) == wanted
    return wanted, loaded


def test_the_hard_project_comes_back_to_the_byte(bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        _, loaded = there_and_back(bench, project, CODEBOOK)
        assert loaded == Loaded(documents=2, labels=10)


def test_a_project_without_labels_comes_back(bench: Bench, machine: Machine) -> None:
    with machine.open(bench.root()) as empty:
        assert there_and_back(bench, empty)[1] == Loaded()
        add(empty, (("sentence", "Nobody has read it."),))
        assert there_and_back(bench, empty)[1] == Loaded(documents=1)


def test_a_release_that_is_loaded_where_it_came_from_changes_nothing(bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        target = bench.root().parent / "release"
        wanted = exported(project, target)
        revisions = project.store.rows("SELECT * FROM revision")
        assert load(project, target) == Loaded(known=10)
        assert project.store.rows("SELECT * FROM revision") == revisions
        assert exported(project, target.with_name("again")) == wanted


def test_a_release_and_a_file_of_the_same_labels_fit_together(bench: Bench) -> None:
    """One lead merges the annotator's file, another loads the release: both say the same, in any order."""
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        target = bench.root().parent / "release"
        wanted = exported(project, target)
    with Machine(seed=5).open(bench.root(CODEBOOK)) as one:
        load(one, target)
        merge(one.store, [project.store.path])
        assert examine(one.store) == []
        labels = exported(one, target.with_name("one"))["annotations.jsonl"].split(b"\n")
    for line, was in zip(labels, wanted["annotations.jsonl"].split(b"\n"), strict=True):
        assert line.split(b'"seconds"')[0] == was.split(b'"seconds"')[0]


def test_work_goes_on_where_a_release_was_loaded(bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        target = bench.root().parent / "release"
        exported(project, target)
    machine = Machine(seed=5)
    machine.at = machine.at.replace(year=2017)
    with machine.open(bench.root(CODEBOOK)) as other:
        load(other, target)
        desk = machine.desk(other, "Zoë")
        desk.resume()
        desk.go_to(0)
        desk.no_claim()
        assert (
            next(each for each in labels_of(other.store, desk.passage.document.id)).revision.body.verdict == "no-claim"
        )
        back = desk.undo()
        assert back is not None
        assert len(back.body.claims) == 2
        while undo(other.store, "Zoë"):
            pass
        assert examine(other.store) == []
        there_and_back(bench, other, CODEBOOK)


# Any project ----------------------------------------------------------------------------------------------------------

TEXTS: tuple[tuple[tuple[Role, str], ...], ...] = (
    (("title", "T"), ("sentence", "Ab 👩‍👩‍👧 e\u0301."), ("sentence", "مرحبا, “\u2028”."), ("sentence", "\r\n=x()")),
    (("sentence", "Other text."), ("heading", "H"), ("sentence", "End.")),
)
ACTS = """
    claim claim fragment change continue delete no_claim skip note flag move undo undo redo
    speaker merge split rename codebook annotator document
"""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTS.split()),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=40,
)
NOTES = ("", "=1+1", "a\nb", "\u2028", "“q”")


class Session:
    """Annotators and a lead at work: each step does something possible, or nothing."""

    def __init__(self, machine: Machine, project: Project) -> None:
        self.machine, self.project = machine, project
        self.speakers = ["author"]
        self.version = 0
        self.desk = self._desk(0)

    def _desk(self, number: int) -> AnnotationDesk:
        name, kind = (("ann", "person"), ("bob", "person"), ("gpt ü", "model"), ("gold", "adjudicator"))[number % 4]
        desk = AnnotationDesk(self.project, name, kind=kind, clock=self.machine.stopwatch)  # type: ignore[arg-type]
        desk.resume()
        return desk

    def _span(self, a: int, b: int) -> Span:
        sentence = self.desk.sentence
        length = sentence.end - sentence.start
        start = sentence.start + a % length
        return Span(start=start, end=start + 1 + b % (sentence.end - start))

    def step(self, name: str, a: int, b: int) -> None:
        self.machine.elapsed_s += a / 7
        try:
            getattr(self, name)(a, b)
        except AnnotatorError:
            assert examine(self.project.store) == []

    def claim(self, a: int, b: int) -> None:
        stance = self.desk.codebook.stances[a % 3]
        self.desk.add_claim(stance, [self._span(a, b)] if b % 3 else [], self.speakers[b % len(self.speakers)])

    def fragment(self, a: int, b: int) -> None:
        if self.desk.claim_id:
            self.desk.add_fragment(self.desk.claim_id, self._span(a, b % 2))

    def change(self, a: int, b: int) -> None:
        if self.desk.claim_id:
            length = len(self.desk.passage.document.text)
            mention = Span(start=a % length, end=min(length, a % length + 1 + b % 5))
            via = self.speakers[b % len(self.speakers)] if a % 2 else None
            self.desk.change_claim(self.desk.claim_id, mention=mention, via=via, confidence=1 + a % 3)
            self.desk.set_attribute(self.desk.claim_id, "form", ("direct", "mixed")[b % 2])

    def continue_(self, a: int, _: int) -> None:
        if self.desk.claim_id:
            earlier = self.desk.continuable(self.desk.claim_id)
            self.desk.change_claim(self.desk.claim_id, continues=earlier[a % len(earlier)] if earlier else None)

    def delete(self, *_: int) -> None:
        if self.desk.claim_id:
            self.desk.delete_claim(self.desk.claim_id)

    def no_claim(self, *_: int) -> None:
        self.desk.no_claim()

    def skip(self, *_: int) -> None:
        self.desk.skip()

    def note(self, a: int, _: int) -> None:
        self.desk.set_note(NOTES[a % len(NOTES)])

    def flag(self, *_: int) -> None:
        self.desk.toggle_flag()

    def move(self, a: int, _: int) -> None:
        (self.desk.next if a % 3 else self.desk.previous)()

    def undo(self, *_: int) -> None:
        self.desk.undo()

    def redo(self, *_: int) -> None:
        self.desk.redo()

    def speaker(self, a: int, b: int) -> None:
        self.speakers.append(ensure_speaker(self.desk, f"Name {a % 6} ü", "state" if b % 2 else "person"))

    def merge(self, a: int, b: int) -> None:
        merge_speakers(
            self.project.store, self.speakers[a % len(self.speakers)], self.speakers[b % len(self.speakers)], "x"
        )

    def split(self, a: int, _: int) -> None:
        split_speaker(self.project.store, self.speakers[a % len(self.speakers)], "x")

    def rename(self, a: int, b: int) -> None:
        (rename if a % 2 else add_alias)(self.project.store, self.speakers[b % len(self.speakers)], f"New {a}", "x")

    def codebook(self, *_: int) -> None:
        self.version += 1
        path = self.project.root / "codebook.toml"
        old = f'version = "1.{self.version - 1}"'
        path.write_text(path.read_text("utf-8").replace(old, f'version = "1.{self.version}"'), encoding="utf-8")
        self.project.store.close()
        self.project = self.machine.open(self.project.root)
        self.desk = self._desk(self.version)

    def annotator(self, a: int, _: int) -> None:
        self.desk = self._desk(a)

    def document(self, a: int, _: int) -> None:
        ids = [row["id"] for row in self.project.store.rows("SELECT id FROM document ORDER BY id")]
        self.desk.open(ids[a % len(ids)])


setattr(Session, "continue", Session.continue_)


def session(bench: Bench, steps: Sequence[tuple[str, int, int]]) -> Project:
    machine = Machine()
    project = machine.open(bench.root())
    for text in TEXTS:
        add(project, text)
    at_work = Session(machine, project)
    for step in steps:
        at_work.step(*step)
    return at_work.project


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_any_project_comes_back_to_the_byte(bench: Bench, steps: list[tuple[str, int, int]]) -> None:
    with session(bench, steps) as project:
        assert examine(project.store) == []
        there_and_back(bench, project)


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_all_that_was_done_at_the_desk_can_be_undone_and_redone(
    bench: Bench, steps: list[tuple[str, int, int]]
) -> None:
    with session(bench, steps) as project:
        names = [row["name"] for row in project.store.rows("SELECT name FROM annotator")]
        states: list[list[Any]] = []
        for go in ("redo", "undo", "redo"):
            for name in names:
                desk = AnnotationDesk(project, name, kind=kind_of(project, name))
                desk.resume()
                while getattr(desk, go)() is not None:
                    pass
            states.append(project.store.rows("SELECT annotator, segment, done, verdict, note, flag FROM label"))
            states[-1].append(project.store.rows("SELECT * FROM claim"))
        assert states[0] == states[2]
        assert {(row["done"], row["verdict"], row["note"], row["flag"]) for row in states[1][:-1]} <= {(0, None, "", 0)}
        assert states[1][-1] == []
        assert examine(project.store) == []


def kind_of(project: Project, name: str) -> Any:
    return project.store.rows("SELECT kind FROM annotator WHERE name = ?", [name])[0]["kind"]


@pytest.mark.slow
def test_the_real_articles_come_back_to_the_byte(bench: Bench, machine: Machine, shared: Path) -> None:
    from annotator.desk.importing import add_articles
    from annotator.records.documents import Metadata

    with machine.open(bench.root()) as project:
        add_articles(project, sorted((shared / "corpus").rglob("*.txt"))[:5], Metadata())
        desk = machine.desk(project)
        assert desk.resume()
        for number in range(60):
            if number % 3:
                desk.no_claim()
            else:
                desk.add_claim("neutral")
            if not desk.advance():
                break
        _, loaded = there_and_back(bench, project)
        assert loaded.labels > 20


def test_a_release_folder_can_be_copied(bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        target = bench.root().parent / "release"
        wanted = exported(project, target)
    copy = target.with_name("copy ü")
    shutil.copytree(target, copy)
    with Machine(seed=3).open(bench.root(CODEBOOK)) as empty:
        load(empty, copy / "annotations.jsonl")
        assert exported(empty, copy.with_name("again")) == wanted
