"""Sentences that come back: what the annotator meets, what counts meanwhile and afterwards, where undo stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.loading import load
from annotator.desk.project import Project
from annotator.desk.resegmenting import cut, join
from annotator.desk.returning import Version, label_history, return_to
from annotator.desk.same_words import SameWords
from annotator.desk.second_looks import call_back
from annotator.desk.status import project_status
from annotator.errors import LabelError
from annotator.exports.jsonl import write_release
from annotator.records.labels import EMPTY
from annotator.store.doctor import examine
from annotator.store.merge import merge
from annotator.store.origins import standing_origin
from annotator.store.progress import next_unfinished
from annotator.store.ratings import finished_labels, marked_claims
from annotator.store.release import labels_of
from annotator.store.revisions import history, last_revision
from annotator.store.second_looks import all_looks, counting_meanwhile, looks

if TYPE_CHECKING:
    from tests.desk.desk_bench import Bench, Machine

ROLES = ("sentence",)


def finish_all(desk: AnnotationDesk, stance: str = "pro-moscow") -> list[str]:
    """Mark a claim in the first sentence and none in the others of the article; the keys."""
    for index in range(len(desk.passage.sentences)):
        desk.go_to(index)
        if index == 0:
            desk.add_claim(stance)
            desk.finish()
        else:
            desk.no_claim()
    desk.go_to(1)
    return [each.key for each in desk.passage.sentences]


@pytest.fixture
def keys(desk: AnnotationDesk) -> list[str]:
    """The sentences of the article, all finished; the desk stands at the second one."""
    return finish_all(desk)


def again(project: Project, machine: Machine, key: str) -> AnnotationDesk:
    """A new desk of the same annotator, at the sentence."""
    desk = machine.desk(project)
    desk.resume(key.split(":")[0])
    desk.go_to(desk.passage.index_of[key])
    return desk


def test_the_annotator_meets_it_as_undecided_and_nothing_else_changes(
    project: Project, machine: Machine, keys: list[str]
) -> None:
    before = {key: last_revision(project.store, "ann", key) for key in keys}
    saved = call_back(project, "ann", [keys[0]], "recalled")
    assert [(each.origin, each.body, each.done, each.seconds) for each in saved] == [("recalled", EMPTY, False, 0.0)]
    assert {key: last_revision(project.store, "ann", key) for key in keys[1:]} == {key: before[key] for key in keys[1:]}
    desk = again(project, machine, keys[0])
    assert desk.label.is_empty
    assert not desk.passage.is_done(keys[0])
    assert next_unfinished(project.store, "ann", ROLES, None) == keys[0]
    assert label_history(desk) == []
    assert examine(project.store) == []


def test_what_is_not_finished_or_stands_elsewhere_is_passed_over(
    project: Project, desk: AnnotationDesk, keys: list[str]
) -> None:
    assert call_back(project, "ann", ["f" * 16 + ":0-3", keys[0], keys[0]], "recalled")[0].segment == keys[0]
    assert call_back(project, "ann", [keys[0]], "recalled") == []
    assert call_back(project, "ben", keys, "recalled") == []
    desk.go_to(2)
    desk.add_claim("neutral")
    assert call_back(project, "ann", [keys[2]], "revealed") == []


@pytest.mark.parametrize("origin", ["recalled", "revealed"])
def test_the_first_label_counts_until_the_second_is_finished(
    project: Project, machine: Machine, keys: list[str], origin: str
) -> None:
    def counted() -> tuple[object, object, object]:
        released = [
            (each.revision.id, each.origin, each.seconds) for each in labels_of(project.store, keys[0].split(":")[0])
        ]
        return finished_labels(project.store, ROLES), marked_claims(project.store, ROLES), released

    first = counted()
    call_back(project, "ann", keys[:1], "recalled" if origin == "recalled" else "revealed")
    assert counted() == first
    desk = again(project, machine, keys[0])
    machine.elapsed_s += 7
    if origin == "recalled":
        desk.add_claim("neutral")
    else:
        desk.change_claim(desk.label.claims[0].id, stance="neutral")
    assert counted() == first
    assert [person.finished for person in project_agreement(project, [], Sampling(resamples=1)).people] == [len(keys)]
    desk.finish()
    (claim,) = marked_claims(project.store, ROLES)
    assert claim.stance == "neutral"
    assert keys[0] not in {key for _, key in counting_meanwhile(project.store)}
    assert [each.body.claims[0].stance for each in history(project.store, "ann", keys[0]) if each.done] == [
        "pro-moscow",
        "neutral",
    ]
    assert examine(project.store) == []


def test_status_tells_that_there_is_something_left(project: Project, keys: list[str]) -> None:
    (before,) = project_status(project).annotators
    call_back(project, "ann", keys[:2], "recalled")
    (after,) = project_status(project).annotators
    assert (before.finished - after.finished, after.remaining - before.remaining) == (2, 2)


def test_seconds_are_those_of_the_look_that_counts(
    project: Project, machine: Machine, desk: AnnotationDesk, keys: list[str]
) -> None:
    document = keys[0].split(":")[0]

    def seconds() -> float:
        return next(each.seconds for each in labels_of(project.store, document) if each.revision.segment == keys[3])

    machine.elapsed_s += 5
    desk.go_to(3)
    machine.elapsed_s += 9
    desk.set_note("a second thought")
    first = seconds()
    assert first >= 9
    call_back(project, "ann", [keys[3]], "recalled")
    desk = again(project, machine, keys[3])
    machine.elapsed_s += 4
    desk.set_note("hm")
    assert seconds() == first
    machine.elapsed_s += 2
    desk.no_claim()
    assert seconds() == 6


@pytest.mark.parametrize("origin", ["recalled", "revealed"])
def test_undo_never_reaches_what_stood_before(project: Project, machine: Machine, keys: list[str], origin: str) -> None:
    back = call_back(project, "ann", keys, "recalled" if origin == "recalled" else "revealed")
    desk = again(project, machine, keys[0])
    if origin == "recalled":
        desk.add_claim("neutral")
    else:
        desk.set_note("seen")
    while desk.undo():
        pass
    assert [last_revision(project.store, "ann", key).body for key in keys] == [each.body for each in back]  # type: ignore[union-attr]
    assert not any(last_revision(project.store, "ann", key).done for key in keys)  # type: ignore[union-attr]
    while desk.redo():
        pass
    assert last_revision(project.store, "ann", keys[0]).body != back[0].body  # type: ignore[union-attr]
    assert examine(project.store) == []


def test_a_cut_that_is_older_would_show_the_first_answer_and_can_neither_come_nor_go(
    project: Project, machine: Machine, desk: AnnotationDesk, keys: list[str]
) -> None:
    desk.go_to(0)
    join(desk)
    joined = desk.sentence.key
    desk.undo()
    assert desk.sentence.key == keys[0]
    call_back(project, "ann", [keys[0]], "recalled")
    for move in (AnnotationDesk.redo, AnnotationDesk.undo):
        desk = again(project, machine, keys[0])
        while move(desk):
            # The joined sentence still holds the first answer.
            assert joined not in desk.passage.index_of
            assert last_revision(project.store, "ann", keys[0]).body == EMPTY  # type: ignore[union-attr]
    assert last_revision(project.store, "ann", joined) is not None
    assert examine(project.store) == []


def test_a_cut_while_it_is_open_and_its_undo_bring_the_open_sentence_back(
    project: Project, machine: Machine, bench: Bench, keys: list[str]
) -> None:
    call_back(project, "ann", [keys[0]], "recalled")
    desk = again(project, machine, keys[0])
    cut(desk, bench.words(desk, "the envoy").start)
    assert desk.label.is_empty
    desk.undo()
    assert (desk.sentence.key, desk.label) == (keys[0], EMPTY)
    assert ("ann", keys[0]) in counting_meanwhile(project.store)
    assert examine(project.store) == []


def test_labels_carried_on_before_can_come_back_and_those_after_go_out_of_view(
    project: Project, machine: Machine, desk: AnnotationDesk, bench: Bench, keys: list[str]
) -> None:
    desk.go_to(1)
    cut(desk, bench.words(desk, "she said").start)
    piece = desk.sentence.key
    assert last_revision(project.store, "ann", piece).origin == "carried"  # type: ignore[union-attr]
    assert len(call_back(project, "ann", [piece], "recalled")) == 1
    desk = again(project, machine, piece)
    desk.add_claim("neutral")
    desk.finish()
    (look,) = all_looks(project.store, ROLES)
    assert (look.first.origin, look.second is not None) == ("carried", True)
    join(desk)
    assert all_looks(project.store, ROLES) == []
    assert examine(project.store) == []


def test_the_origin_after_a_reveal_is_that_of_the_label_and_after_a_recall_typed(
    project: Project, machine: Machine, desk: AnnotationDesk, keys: list[str]
) -> None:
    desk.go_to(2)
    desk.restate(lambda before: EMPTY)
    desk.add_claim("neutral", origin="suggested")
    desk.finish()
    call_back(project, "ann", [keys[2]], "revealed")
    again(project, machine, keys[2]).finish()
    assert standing_origin(project.store, last_revision(project.store, "ann", keys[2])) == "suggested"  # type: ignore[arg-type]
    call_back(project, "ann", [keys[2]], "recalled")
    desk = again(project, machine, keys[2])
    assert standing_origin(project.store, last_revision(project.store, "ann", keys[2])) == "typed"  # type: ignore[arg-type]
    desk.set_note("hm")
    assert last_revision(project.store, "ann", keys[2]).origin == "typed"  # type: ignore[union-attr]


def test_the_history_on_the_screen_hides_the_first_answer_until_the_second_is_finished(
    project: Project, machine: Machine, keys: list[str]
) -> None:
    first = last_revision(project.store, "ann", keys[0])
    assert first is not None
    call_back(project, "ann", [keys[0]], "recalled")
    desk = again(project, machine, keys[0])
    with pytest.raises(LabelError):
        return_to(desk, first.id)
    made = desk.add_claim("neutral")
    assert [each.revision.id for each in label_history(desk) if isinstance(each, Version)] == [made.id]
    desk.finish()
    assert first.id in [each.revision.id for each in label_history(desk) if isinstance(each, Version)]


def test_going_back_to_the_first_answer_later_leaves_the_pair_as_it_was(
    project: Project, machine: Machine, keys: list[str]
) -> None:
    first = last_revision(project.store, "ann", keys[0])
    assert first is not None
    call_back(project, "ann", [keys[0]], "recalled")
    desk = again(project, machine, keys[0])
    desk.no_claim()
    return_to(desk, first.id)
    desk.finish()
    (look,) = all_looks(project.store, ROLES, "recalled")
    assert look.second is not None
    assert look.second.body.verdict == "no-claim"
    assert [claim.stance for claim in marked_claims(project.store, ROLES)] == ["pro-moscow"]


def test_a_copy_of_the_same_words_does_not_bring_the_first_answer(
    project: Project, machine: Machine, bench: Bench, desk: AnnotationDesk, keys: list[str]
) -> None:
    copy = bench.add(project, (*bench.article, ("sentence", "Something else.")), "copy")
    desk = machine.desk(project)
    desk.resume(copy)
    finish_all(desk)
    text = desk.passage.document.text
    index = SameWords("ann")
    index.add((each.key, each.span.of(text)) for each in desk.passage.sentences)
    sentence = again(project, machine, keys[0]).sentence
    words = sentence.span.of(text)
    assert index.said(project.store, words, sentence) is not None
    call_back(project, "ann", [keys[0]], "recalled")
    assert index.said(project.store, words, sentence) is None
    assert index.said(project.store, words, again(project, machine, keys[1]).sentence) is not None


def test_merging_brings_recall_and_labels_in_any_order(
    project: Project, machine: Machine, bench: Bench, keys: list[str]
) -> None:
    with bench.machine(seed=7, at=machine.at + timedelta(days=20)).open(bench.root()) as lead:
        merge(lead.store, [project.store.path])
        call_back(lead, "ann", keys[:2], "recalled")
        machine.at += timedelta(days=21)
        merge(project.store, [lead.store.path])
        desk = again(project, machine, keys[0])
        assert desk.label.is_empty
        desk.add_claim("neutral")
        desk.finish()
        merge(lead.store, [project.store.path])
        for store in (project.store, lead.store):
            one, two = all_looks(store, ROLES)
            assert (one.under_way, two.under_way) == (False, True)
            assert (one.second.saved_at - one.first.saved_at).days == 21  # type: ignore[union-attr]
            assert examine(store) == []
        assert finished_labels(lead.store, ROLES) == finished_labels(project.store, ROLES)


def test_a_label_changed_where_the_recall_was_not_known_counts_but_is_no_second_answer(
    project: Project, machine: Machine, bench: Bench, keys: list[str]
) -> None:
    with bench.machine(seed=7, at=machine.at + timedelta(days=20)).open(bench.root()) as lead:
        merge(lead.store, [project.store.path])
        call_back(lead, "ann", keys[:1], "recalled")
        machine.at += timedelta(days=21)
        desk = again(project, machine, keys[0])
        desk.change_claim(desk.label.claims[0].id, stance="neutral")
        desk.finish()
        merge(lead.store, [project.store.path])
        (look,) = all_looks(lead.store, ROLES)
        assert (look.second, look.under_way) == (None, False)
        assert [claim.stance for claim in marked_claims(lead.store, ROLES)] == ["neutral"]


def test_a_release_made_meanwhile_is_loaded_as_what_counts_and_brings_no_recall(
    project: Project, bench: Bench, machine: Machine, keys: list[str]
) -> None:
    def released(of: Project) -> dict[str, bytes]:
        folder = of.root / "exports" / "one"
        write_release(of.store, of.roles, folder, None)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    before = released(project)
    call_back(project, "ann", keys[:2], "recalled")
    assert released(project) == before
    assert load(project, project.root / "exports" / "one").labels == 0
    assert ("ann", keys[0]) in counting_meanwhile(project.store)
    with bench.machine(seed=5).open(bench.root()) as other:
        load(other, project.root / "exports" / "one")
        assert released(other) == before
        assert examine(other.store) == []


def test_of_two_looks_the_first_label_of_the_second_is_the_second_of_the_first(
    project: Project, machine: Machine, keys: list[str]
) -> None:
    for kind, stance in (("revealed", "neutral"), ("recalled", "pro-washington")):
        call_back(project, "ann", [keys[0]], "revealed" if kind == "revealed" else "recalled")
        desk = again(project, machine, keys[0])
        if desk.label.claims:
            desk.change_claim(desk.label.claims[0].id, stance=stance)
        else:
            desk.add_claim(stance)
        desk.finish()
    one, two = looks(history(project.store, "ann", keys[0]))
    assert (one.kind, two.kind) == ("revealed", "recalled")
    assert one.second == two.first
    assert [each.body.claims[0].stance for each in (one.first, two.first, two.second) if each] == [
        "pro-moscow",
        "neutral",
        "pro-washington",
    ]


_STEPS = ("claim", "none", "skip", "finish", "undo", "redo", "recall", "reveal", "note", "next", "join", "cut")


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(_STEPS), max_size=14))
def test_whatever_happens_a_finished_label_is_never_lost_by_a_second_look_and_the_file_is_sound(
    bench: Bench, steps: list[str]
) -> None:
    machine = bench.machine()
    with machine.open(bench.root()) as project:
        bench.add(project, bench.article, "first")
        desk = machine.desk(project)
        desk.resume()
        for step in steps:
            if step in ("recall", "reveal"):
                key = desk.sentence.key
                count = {label.segment for label in finished_labels(project.store, ROLES)}
                said = marked_claims(project.store, ROLES)
                saved = call_back(project, "ann", [key], "recalled" if step == "recall" else "revealed")
                assert {label.segment for label in finished_labels(project.store, ROLES)} == count
                assert marked_claims(project.store, ROLES) == said
                desk.reopen(desk.sentence.start)
                if saved and step == "recall":
                    assert desk.label.is_empty
                    shown = [each for each in label_history(desk) if isinstance(each, Version)]
                    assert all(each.revision.id > saved[0].id for each in shown)
                continue
            moves: dict[str, Callable[[], object]] = {
                "claim": lambda: desk.add_claim("neutral"),
                "none": desk.no_claim,
                "skip": desk.skip,
                "finish": desk.finish,
                "undo": desk.undo,
                "redo": desk.redo,
                "note": lambda: desk.set_note("n"),
                "next": desk.next,
                "join": lambda: join(desk),
                "cut": lambda: cut(desk, (desk.sentence.start + desk.sentence.end) // 2),
            }
            try:
                moves[step]()
            except LabelError:
                continue
        for look in all_looks(project.store, ROLES):
            assert look.first.done
            assert look.first.id < look.back.id
            assert look.second is None or look.second.id > look.back.id
        assert examine(project.store) == []
