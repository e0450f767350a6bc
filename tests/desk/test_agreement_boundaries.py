"""Agreement where annotators cut the text differently: compared on the smallest stretch on whose ends all agree."""

from __future__ import annotations

import json

import pytest
from desk_bench import Bench, Machine, words

from annotator.desk.agreement.aggregate import aggregate
from annotator.desk.agreement.aggregated_rows import aggregated_labels
from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.model import Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.desk.resegmenting import cut, join, set_role
from annotator.records.people import AnnotatorKind
from annotator.store.documents import document_ids
from annotator.store.release import released_documents

FAST = Sampling(resamples=20)


def at_work(project: Project, machine: Machine, name: str, kind: AnnotatorKind = "person") -> AnnotationDesk:
    """A desk at the first sentence of the first article."""
    desk = AnnotationDesk(project, name, kind=kind, clock=machine.stopwatch)
    desk.open(document_ids(project.store)[0])
    return desk


def mark(desk: AnnotationDesk, index: int, *pieces: str, stance: str = "neutral") -> None:
    """Finish a sentence with claims on these words, or with none."""
    desk.go_to(index)
    for piece in pieces:
        desk.add_claim(stance, [words(desk, piece)])
    if pieces:
        desk.finish()
    else:
        desk.no_claim()


def extents(project: Project) -> dict[str, list[str]]:
    """Who counts for which words."""
    material = gather(project.store, project.roles)
    first = next(document for document, _ in released_documents(project.store))
    found: dict[str, list[str]] = {}
    for label in material.labels:
        start, end = map(int, label.segment.split(":")[1].split("-"))
        found.setdefault(first.text[start:end], []).append(label.annotator)
    return found


def test_without_changes_nothing_is_joined(project: Project, machine: Machine) -> None:
    for name in ("ann", "bob"):
        mark(at_work(project, machine, name), 0, "dead")
    report = project_agreement(project, sampling=FAST)
    assert report.boundaries == ()
    assert report.funnel[0].count == 1


def test_a_cut_sentence_is_compared_as_a_whole(project: Project, machine: Machine) -> None:
    ann, bob = (at_work(project, machine, name) for name in ("ann", "bob"))
    cut(ann, words(ann, "said the text").start)
    mark(ann, 0, "envoy")
    mark(ann, 1, "the text was dead")
    mark(bob, 0, "the text was dead", "envoy")
    report = project_agreement(project, sampling=FAST)
    assert [step.count for step in report.funnel] == [1, 1, 2, 2, 2, 2]
    assert {figure.name: figure.value for figure in report.tuples}["tuple_f1"] == 1
    [note] = report.boundaries
    assert (note.counted, list(note.sentences)) == (("ann", "bob"), ["ann", "bob"])
    assert [len(note.sentences[name]) for name in ("ann", "bob")] == [2, 1]
    assert (note.start, note.end) == note.sentences["bob"][0]
    assert report.people[0].finished == 2
    assert json.dumps(note.sentences)


def test_whoever_has_not_finished_all_of_it_does_not_count(project: Project, machine: Machine) -> None:
    ann, bob, eve = (at_work(project, machine, name) for name in ("ann", "bob", "eve"))
    cut(ann, words(ann, "said the text").start)
    mark(ann, 0)
    mark(bob, 0)
    mark(eve, 0)
    [note] = project_agreement(project, sampling=FAST).boundaries
    assert note.counted == ("bob", "eve")
    assert [len(names) for names in extents(project).values()] == [2]
    ann.go_to(1)
    ann.skip()
    assert project_agreement(project, sampling=FAST).boundaries[0].counted == ("bob", "eve")
    mark(ann, 1)
    assert project_agreement(project, sampling=FAST).boundaries[0].counted == ("ann", "bob", "eve")


def test_chains_of_overlaps_become_one_stretch(project: Project, machine: Machine) -> None:
    """Ann joins the first two, Bob the second and third, a heading between them: all three are one."""
    ann, bob = (at_work(project, machine, name) for name in ("ann", "bob"))
    join(ann)
    mark(ann, 0, "dead")
    mark(ann, 1)
    bob.go_to(1)
    join(bob)
    join(bob)
    mark(bob, 0, "dead")
    mark(bob, 1)
    mark(bob, 2)
    report = project_agreement(project, sampling=FAST)
    [note] = report.boundaries
    assert len(note.sentences["ann"]) == len(note.sentences["bob"]) == 2
    assert [len(names) for names in extents(project).values()] == [2, 1]


def test_others_pairs_are_joined_only_where_somebody_finished_the_other_cut(project: Project, machine: Machine) -> None:
    ann, bob, eve = (at_work(project, machine, name) for name in ("ann", "bob", "eve"))
    for desk in (bob, eve):
        mark(desk, 0)
        mark(desk, 1)
    join(ann)
    assert project_agreement(project, sampling=FAST).boundaries == ()
    assert len(extents(project)) == 2
    mark(ann, 0)
    assert len(project_agreement(project, sampling=FAST).boundaries) == 1
    assert [len(names) for names in extents(project).values()] == [3]
    assert project_agreement(project, ["bob", "eve"], FAST).boundaries == ()


def test_a_sentence_only_one_has_is_nobody_elses_loss(project: Project, machine: Machine) -> None:
    ann, bob = (at_work(project, machine, name) for name in ("ann", "bob"))
    heading = next(each for each in ann.passage.segments if each.role == "heading")
    set_role(ann, heading, "sentence")
    ann.no_claim()
    for desk in (ann, bob):
        mark(desk, 0)
    report = project_agreement(project, sampling=FAST)
    assert report.boundaries == ()
    assert report.funnel[0].count == 1


def test_disputes_on_a_joined_stretch_have_its_words_and_number(project: Project, machine: Machine) -> None:
    ann, bob = (at_work(project, machine, name) for name in ("ann", "bob"))
    ann.go_to(1)
    join(ann, -1)
    mark(ann, 0, "dead", stance="pro-moscow")
    mark(bob, 0, "dead", stance="pro-washington")
    mark(bob, 1)
    [dispute] = project_agreement(project, sampling=FAST).disputes
    assert dispute.sentence == 1
    assert dispute.text.startswith("Anna Orlova")
    assert dispute.text.endswith("spring.”")
    assert [said.annotator for said in dispute.said] == ["ann", "bob"]


@pytest.mark.parametrize("judge_cuts", [False, True])
def test_aggregated_labels_meet_on_common_ends_gold_too(project: Project, machine: Machine, judge_cuts: bool) -> None:
    ann, bob = (at_work(project, machine, name) for name in ("ann", "bob"))
    judge = at_work(project, machine, "judge", "adjudicator")
    if judge_cuts:
        cut(judge, words(judge, "said the text").start)
        mark(judge, 0)
        mark(judge, 1, "dead")
    else:
        mark(judge, 0, "dead")
    cut(ann, words(ann, "the envoy").start)
    mark(ann, 0)
    mark(ann, 1, "dead")
    mark(bob, 0)
    made = aggregate(project)
    [sentence] = made.sentences.values()
    assert [reader.annotator for reader in sentence.readers] == ["ann", "bob"]
    assert sentence.gold is not None
    assert [claim.gold is not None for claim in sentence.claims] == [True]
    labels = aggregated_labels(project)
    rows = [row for document, segments in released_documents(project.store) for row in labels.rows(document, segments)]
    [row] = rows
    assert (row.sentence.number, row.source, row.claims[0].support) == (1, "gold", 1)
    assert row.sentence.text.startswith("Anna Orlova")


def test_a_project_where_a_piece_is_everyones_has_a_row_for_it(
    project: Project, machine: Machine, bench: Bench
) -> None:
    for name in ("ann", "bob"):
        desk = at_work(project, machine, name)
        cut(desk, words(desk, "said the text").start)
        mark(desk, 0)
        mark(desk, 1, "dead")
    labels = aggregated_labels(project)
    rows = [row for document, segments in released_documents(project.store) for row in labels.rows(document, segments)]
    assert [row.sentence.text for row in rows] == ["Anna Orlova, the envoy,", "said the text was dead."]
    assert [row.sentence.number for row in rows] == [1, 1]
    assert project_agreement(project, sampling=FAST).boundaries == ()
