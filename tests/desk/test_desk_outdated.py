"""The work list after a change of the codebook: who is on it, why, and what takes a label off it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.codebook.load import default_toml
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.outdated import confirm, outdated, outdated_counts, reasons_for
from annotator.desk.project import Project
from annotator.errors import LabelError
from annotator.store.doctor import examine
from annotator.store.revisions import history

NEUTRAL = "The claim takes neither side, or weighs both sides equally."


@pytest.fixture
def root(bench) -> Path:  # type: ignore[no-untyped-def]
    """The folder of a project with one article."""
    folder: Path = bench.root()
    with bench.machine().open(folder) as project:
        bench.add(project, bench.article, "first")
    return folder


@pytest.fixture
def at(bench, root: Path) -> Callable[..., object]:  # type: ignore[no-untyped-def]
    """Opens the project under a codebook of this version, with some words of it replaced."""
    machine = bench.machine()

    @contextmanager
    def opened(
        version: str, *pairs: tuple[str, str], sets: str = "[]", go: bool = True
    ) -> Iterator[tuple[Project, AnnotationDesk]]:
        toml = default_toml().replace('version = "1.0"', f'version = "{version}"')
        for old, new in pairs:
            assert old in toml
            toml = toml.replace(old, new)
        (root / "codebook.toml").write_text(toml, encoding="utf-8")
        settings = root / "annotator.toml"
        lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("attribute_sets")]
        settings.write_text("\n".join([*lines, f"attribute_sets = {sets}"]), encoding="utf-8")
        with machine.open(root) as project:
            desk = machine.desk(project)
            assert desk.resume()
            if go:
                desk.go_to(0)
            yield project, desk
            assert not examine(project.store)

    return opened


def label_all(desk: AnnotationDesk) -> None:
    """pro-moscow; neutral and pro-moscow; no claim; skipped."""
    desk.add_claim("pro-moscow")
    desk.next()
    desk.add_claim("neutral")
    desk.add_claim("pro-moscow")
    desk.next()
    desk.no_claim()
    desk.next()
    desk.skip()


def listed(project: Project) -> list[tuple[int, list[str]]]:
    return [(each.number, [reason.said for reason in each.reasons]) for each in outdated(project, "ann")]


REWORDED = (NEUTRAL, "The claim gives each side its due.")


def test_only_labels_that_a_change_touches_are_listed(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (project, desk):
        label_all(desk)
        assert listed(project) == []
    with at("1.1", REWORDED) as (project, desk):
        assert listed(project) == [(2, ["claim 1: the stance neutral was reworded"])]
        (found,) = outdated(project, "ann")
        assert found.quote == desk.passage.sentences[1].span.of(desk.passage.document.text)
        assert found.version == "1.0"
        assert outdated(project, "nobody") == []
    with at("1.2", ("A claim is something", "A claim is anything")) as (project, _):
        assert [number for number, _ in listed(project)] == [1, 2, 3, 4], "neutral is worded as it was before again"


def test_an_unfinished_label_is_not_listed_nor_one_that_is_finished_now(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        desk.add_claim("neutral")
    with at("1.1", REWORDED, go=False) as (project, desk):
        assert not desk.passage.is_done(desk.sentence.key)
        assert listed(project) == []
        desk.next()
        last = history(project.store, "ann", desk.passage.sentences[0].key)[-1]
        assert (last.done, last.codebook_version) == (True, "1.1")
        assert listed(project) == []


def test_a_label_made_again_leaves_the_list_and_undo_brings_it_back(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        label_all(desk)
    with at("1.1", REWORDED) as (project, desk):
        desk.go_to(1)
        desk.change_claim(desk.label.claims[0].id, stance="pro-washington")
        assert listed(project) == []
        desk.next()
        assert listed(project) == []
        desk.undo()
        desk.undo()
        assert desk.label.claims[0].stance == "neutral"
        assert [number for number, _ in listed(project)] == [2]


def test_a_confirmed_label_leaves_the_list_with_the_same_body(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        label_all(desk)
    with at("1.1", REWORDED) as (project, desk):
        key = desk.passage.sentences[1].key
        assert [reason.change.name for reason in reasons_for(desk, desk.passage.sentences[1])] == ["neutral"]
        saved = confirm(desk, key)
        *_, before, after = history(project.store, "ann", key)
        assert saved == after == desk.passage.revisions[key]
        assert (after.body, after.done, after.codebook_version) == (before.body, True, "1.1")
        assert listed(project) == []
        assert reasons_for(desk, desk.passage.sentences[1]) == ()
        desk.undo()
        assert [number for number, _ in listed(project)] == [2]
        desk.redo()
        assert listed(project) == []


def test_a_flag_or_a_note_is_no_second_look(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        label_all(desk)
    with at("1.1", REWORDED) as (project, desk):
        desk.go_to(1)
        desk.toggle_flag()
        desk.set_note("hard")
        assert [number for number, _ in listed(project)] == [2]
        confirm(desk, desk.sentence.key)
        desk.toggle_flag()
        assert listed(project) == []


def test_a_stance_that_is_gone_cannot_be_confirmed(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        label_all(desk)
    with at("2", ('value = "neutral"', 'value = "balanced"')) as (project, desk):
        reasons = dict(listed(project))[2]
        assert "claim 1: the stance neutral is gone" in reasons
        before = project.store.rows("SELECT count(*) AS n FROM revision")
        with pytest.raises(LabelError, match="neutral"):
            confirm(desk, desk.passage.sentences[1].key)
        assert project.store.rows("SELECT count(*) AS n FROM revision") == before
        with pytest.raises(LabelError, match="no finished label"):
            confirm(desk, "0" * 12 + ":0-1")


def test_answers_to_a_question_that_is_gone_are_left_out_when_confirmed(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0", sets='["attribution"]') as (_, desk):
        desk.add_claim("neutral")
        desk.set_attribute(desk.claim_id or "", "form", "direct")
        desk.next()
    gone = ("attributes.form", "attributes.manner")
    with at("2", gone, sets='["attribution"]') as (project, desk):
        said = [reason.said for reason in outdated(project, "ann")[0].reasons]
        assert "claim 1: the question Attribution form is gone" in said
        assert "claim 1: the question Attribution form is new" in said
        revision = confirm(desk, desk.passage.sentences[0].key)
        assert revision.body.claims[0].attributes == {}
        assert listed(project) == []


def test_counts_for_leads(at) -> None:  # type: ignore[no-untyped-def]
    with at("1.0") as (_, desk):
        label_all(desk)
    with at("1.1", REWORDED) as (project, _):
        AnnotationDesk(project, "ben")
        ann, ben = outdated_counts(project)
        assert (ann.annotator, ann.outdated, ann.versions) == ("ann", 1, {"1.0": 1})
        assert ann.reasons == {"the stance neutral was reworded": 1}
        assert (ben.annotator, ben.outdated, ben.unknown) == ("ben", 0, 0)
        assert [each.annotator for each in outdated_counts(project, "ben")] == ["ben"]
        assert ann.as_json()["outdated"] == 1
