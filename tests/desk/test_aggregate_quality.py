"""How good each annotator is, in the agreement report: who answers from habit shows, and two cannot be told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from desk_bench import Bench, Machine
from rich.console import Console
from voted_project import Said, say, voted

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import AgreementReport, Quality, Sampling
from annotator.desk.project import Project
from annotator.reports.agreement import agreement_parts
from annotator.reports.agreement_json import report_row

QUICK = Sampling(resamples=10)


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    with voted(bench, machine) as made:
        yield made


def fill(project: Project) -> None:
    """Two who read, and one who finds a claim everywhere and always sides with Moscow."""
    quotes = ("envoys", "We will stay", "They must go", "Talks", "late")
    stances = ("neutral", "pro-washington", "pro-moscow", "pro-washington")
    for name in ("ann", "ben"):
        said: list[list[Said]] = [[(quote, "author", value)] for quote, value in zip(quotes, stances, strict=False)]
        say(project, name, [*said, ()])
    say(project, "spam", [[(quote, "author", "pro-moscow")] for quote in quotes])


def quality(report: AgreementReport, layer: str) -> dict[str, Quality]:
    return {person.name: person.quality[layer] for person in report.people}


def test_who_answers_from_habit_is_worse_on_both_counts(project: Project) -> None:
    fill(project)
    found = quality(project_agreement(project, sampling=QUICK), "stance")
    assert {each.ratings for each in found.values()} == {4}
    for name in ("ann", "ben"):
        assert found[name].accuracy == pytest.approx(1.0, abs=0.05)
        assert (found[name].competence or 0) > (found["spam"].competence or 0) + 0.2
    assert found["spam"].accuracy == pytest.approx(0.25, abs=0.05)
    assert found["spam"].categories == ("pro-moscow", "neutral", "pro-washington")
    # Whatever is true, the answer is the first pole.
    assert [row[0] if row else None for row in found["spam"].confusion] == pytest.approx([1.0, 1.0, 1.0], abs=0.05)
    assert {each.reason for each in found.values()} == {None}


def test_two_annotators_are_not_told_apart(project: Project) -> None:
    fill(project)
    report = project_agreement(project, ["ann", "spam"], QUICK)
    for layer, votes in (("claim", 5), ("stance", 4)):
        found = quality(report, layer)
        assert set(found) == {"ann", "spam"}
        for each in found.values():
            assert (each.accuracy, each.competence, each.reason) == (None, None, "needs_three_annotators")
            assert each.ratings == votes
            assert len(each.categories) == len(each.confusion)


def test_who_has_no_matched_claim_has_no_quality_there(project: Project) -> None:
    fill(project)
    say(project, "dan", [(), (), (), (), ()])
    found = quality(project_agreement(project, sampling=QUICK), "stance")
    assert (found["dan"].ratings, found["dan"].reason, found["dan"].accuracy) == (0, "no_ratings", None)
    assert found["ann"].accuracy is not None


def test_sentences_that_one_alone_read_say_nothing_of_anyone(project: Project) -> None:
    for name in ("ann", "ben", "cay"):
        say(project, name, [(), [("We will stay", "author", "neutral")]])
    say(project, "ann", [(), [("We will stay", "author", "neutral")], (), ()])
    assert quality(project_agreement(project, sampling=QUICK), "claim")["ann"].ratings == 2


def test_the_same_seed_gives_the_same_figures(project: Project) -> None:
    fill(project)
    first, second = (project_agreement(project, sampling=QUICK) for _ in range(2))
    assert first.people == second.people


def test_json_has_it_and_the_terminal_shows_it_beside_the_names(project: Project) -> None:
    fill(project)
    report = project_agreement(project, sampling=QUICK)
    people = json.loads(report_row(report).model_dump_json())["people"]
    assert people[2]["quality"]["stance"]["accuracy"] == pytest.approx(quality(report, "stance")["spam"].accuracy)
    shown = terminal(report)
    row = next(line for line in shown.splitlines() if line.strip().startswith("spam") and "person" in line)
    accuracies = [person["quality"]["claim"]["accuracy"] for person in people if person["name"] == "spam"]
    assert f"{accuracies[0]:.2f} / 0.2" in row
    assert "own votes included" in shown


def test_the_terminal_shows_a_dash_where_there_is_no_figure(project: Project) -> None:
    fill(project)
    shown = terminal(project_agreement(project, ["ann", "spam"], QUICK))
    assert any("– / –" in line for line in shown.splitlines() if line.strip().startswith("spam"))


def terminal(report: AgreementReport) -> str:
    console = Console(width=120, record=True, file=None, markup=False)
    with console.capture() as capture:
        for part in agreement_parts(report):
            console.print(part)
    return capture.get()
