"""Which sentences come back: old enough, never before, with and without claims, by a seed alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.desk.retesting import Asked, choose_sample, places, recall_sample, retest_state
from annotator.errors import InputError, UsageError
from annotator.store.people import ensure_annotator
from annotator.store.revisions import history

if TYPE_CHECKING:
    from tests.desk.desk_bench import Bench, Machine

ASKED = Asked("ann", after_days=14, count=10)
CLAIMS = 6
SENTENCES = 30


@pytest.fixture
def worked(bench: Bench, machine: Machine) -> Iterator[Project]:
    """Thirty finished sentences, six of them with a claim, and one that was skipped; 20 days ago."""
    with machine.open(bench.root()) as project:
        pieces = [("sentence", f"This is the sentence with the number {number}.") for number in range(SENTENCES + 1)]
        bench.add(project, pieces, "long")  # type: ignore[arg-type]
        desk = machine.desk(project)
        desk.resume()
        for index in range(SENTENCES):
            desk.go_to(index)
            if index % 5 == 0:
                desk.add_claim("neutral")
                desk.finish()
            else:
                desk.no_claim()
        desk.go_to(SENTENCES)
        desk.skip()
        machine.at += timedelta(days=20)
        yield project


def judge(project: Project, machine: Machine, key: str) -> None:
    """Judge a sentence that came back."""
    desk: AnnotationDesk = machine.desk(project)
    desk.resume()
    desk.go_to(desk.passage.index_of[key])
    desk.no_claim()


def test_half_of_them_have_a_claim_where_there_are_enough(worked: Project) -> None:
    sample = choose_sample(worked, ASKED)
    assert (len(sample.eligible), len(sample.chosen)) == (SENTENCES, 10)
    assert sum(each.has_claims for each in sample.chosen) == 5
    for share, wanted in ((0.0, 0), (1.0, CLAIMS), (0.2, 2)):
        chosen = choose_sample(worked, replace(ASKED, claims_share=share)).chosen
        assert sum(each.has_claims for each in chosen) == wanted
        assert len(chosen) == 10


def test_of_what_there_is_too_little_the_rest_makes_up(worked: Project) -> None:
    chosen = choose_sample(worked, replace(ASKED, count=28, claims_share=0.0)).chosen
    assert (len(chosen), sum(each.has_claims for each in chosen)) == (28, 28 - (SENTENCES - CLAIMS))
    assert len(choose_sample(worked, replace(ASKED, count=1000)).chosen) == SENTENCES


@pytest.mark.parametrize(("share", "count"), [(0.1, 3), (0.5, 15), (1.0, SENTENCES), (0.001, 1), (0.7, 21)])
def test_a_share_is_one_of_those_that_can_come_back(worked: Project, share: float, count: int) -> None:
    assert len(choose_sample(worked, replace(ASKED, count=None, share=share)).chosen) == count


def test_the_seed_decides_and_a_dry_run_tells_what_will_happen(worked: Project) -> None:
    first = choose_sample(worked, ASKED)
    assert choose_sample(worked, ASKED).chosen == first.chosen
    assert choose_sample(worked, replace(ASKED, seed=2)).chosen != first.chosen
    assert [(each.segment, each.number) for each in places(worked, first)] == [
        (each.segment, 1 + [one.segment for one in first.eligible].index(each.segment)) for each in first.chosen
    ]
    sample, saved = recall_sample(worked, ASKED)
    assert sample.chosen == first.chosen
    assert [each.segment for each in saved] == [each.segment for each in first.chosen]


def test_the_article_that_is_open_comes_last(worked: Project, bench: Bench, machine: Machine) -> None:
    pieces = [("sentence", f"The second article has sentence {number}.") for number in range(10)]
    second = bench.add(worked, pieces, "short")  # type: ignore[arg-type]
    desk = machine.desk(worked)
    desk.open(second)
    for index in range(10):
        desk.go_to(index)
        desk.no_claim()
    machine.at += timedelta(days=20)
    # The annotator stands in the second article: as long as the first one has enough, nothing there vanishes.
    for seed in range(3):
        chosen = choose_sample(worked, replace(ASKED, count=20, seed=seed)).chosen
        assert all(each.document != second for each in chosen)
    assert sum(each.document == second for each in choose_sample(worked, replace(ASKED, count=35)).chosen) == 5
    desk.open(worked.store.rows("SELECT id FROM document ORDER BY added_at")[0]["id"])
    chosen = choose_sample(worked, replace(ASKED, count=10, claims_share=0.0)).chosen
    assert all(each.document == second for each in chosen)


def test_none_comes_back_twice(worked: Project, machine: Machine) -> None:
    met: set[str] = set()
    for _ in range(3):
        _, saved = recall_sample(worked, ASKED)
        assert not met & {each.segment for each in saved}
        met |= {each.segment for each in saved}
        for each in saved:
            judge(worked, machine, each.segment)
        machine.at += timedelta(days=30)
    assert len(met) == SENTENCES
    with pytest.raises(InputError, match="no sentence that was not called back"):
        recall_sample(worked, ASKED)


def test_what_is_too_young_is_told_with_its_day_and_changes_nothing(worked: Project) -> None:
    rows = worked.store.rows("SELECT count(*) AS n FROM revision")
    with pytest.raises(InputError, match="none of the 30") as refused:
        recall_sample(worked, replace(ASKED, after_days=60))
    assert "30 on 2018-04-20" in refused.value.hint
    assert worked.store.rows("SELECT count(*) AS n FROM revision") == rows
    key = choose_sample(worked, ASKED).eligible[0].segment
    age = (worked.store.now() - history(worked.store, "ann", key)[-1].saved_at).days
    assert len(choose_sample(worked, replace(ASKED, after_days=age)).eligible) == SENTENCES


def test_a_look_at_a_label_makes_it_young_again(worked: Project, machine: Machine) -> None:
    desk = machine.desk(worked)
    desk.resume()
    desk.go_to(3)
    desk.set_note("hm")
    eligible = [each.segment for each in choose_sample(worked, ASKED).eligible]
    assert (len(eligible), desk.sentence.key in eligible) == (SENTENCES - 1, False)


def test_only_people_are_asked_again(worked: Project) -> None:
    ensure_annotator(worked.store, "gpt", "model")
    ensure_annotator(worked.store, "judge", "adjudicator")
    for name in ("gpt", "judge"):
        with pytest.raises(UsageError, match="to whom no sentence comes back"):
            recall_sample(worked, replace(ASKED, annotator=name))
    with pytest.raises(InputError, match="no annotator 'zoe'") as refused:
        recall_sample(worked, replace(ASKED, annotator="zoe"))
    assert "ann" in refused.value.hint


def test_the_state_counts_what_is_open_and_what_is_done(worked: Project, machine: Machine) -> None:
    assert retest_state(worked) == []
    _, saved = recall_sample(worked, ASKED)
    machine.at += timedelta(days=2)
    for each in saved[:4]:
        judge(worked, machine, each.segment)
    (state,) = retest_state(worked)
    assert (state.annotator, state.called_back, state.done_again, state.open, state.not_anew) == ("ann", 10, 4, 6, 0)
    assert state.days is not None
    assert 21.9 < state.days[1] <= state.days[0] <= state.days[2] < 22.1
    assert retest_state(worked, "ann") == [state]
    with pytest.raises(InputError):
        retest_state(worked, "zoe")
