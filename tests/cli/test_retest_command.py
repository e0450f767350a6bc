"""`annotator retest` and what the report makes of it: choices, refusals, JSON, and nothing written by a dry run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import open_project

Run = Callable[..., Any]

SAMPLE = ("retest", "--annotator", "ann", "--after-days", 0, "--count", 2)


def judge_again(root: Path) -> None:
    """Ann judges all that is undecided."""
    with open_project(root) as project:
        desk = AnnotationDesk(project, "ann")
        desk.resume()
        for index in range(len(desk.passage.sentences)):
            desk.go_to(index)
            if not desk.passage.is_done(desk.sentence.key):
                desk.no_claim()


def test_the_way_from_a_dry_run_to_the_report(labelled: Path, run: Run) -> None:
    dry = run(*SAMPLE, "--dry-run", "--json").json
    assert (dry["dry_run"], len(dry["sentences"]), dry["with_claims"]) == (True, 2, 1)
    assert run("retest", "--json").json == {"annotators": []}
    assert "annotator retest --annotator NAME" in run("retest").out
    done = run(*SAMPLE, "--json").json
    assert done["sentences"] == dry["sentences"]
    assert {"document", "title", "number", "segment", "has_claims", "saved_at", "text"} == set(done["sentences"][0])
    (state,) = run("retest", "--json").json["annotators"]
    assert (state["annotator"], state["called_back"], state["done_again"], state["open"]) == ("ann", 2, 0, 2)
    number = done["sentences"][0]["number"]
    assert [each["origin"] for each in run("history", "envoys.txt", number, "--as", "ann", "--json").json][-1] == (
        "recalled"
    )
    assert "recalled" in run("history", "envoys.txt", number, "--as", "ann").out
    judge_again(labelled)
    (state,) = run("retest", "--annotator", "ann", "--json").json["annotators"]
    assert (state["done_again"], state["open"]) == (2, 0)
    assert "ann" in run("retest").out
    report = run("agreement", "--json", "--resamples", 10).json
    (looks,) = report["second_looks"]
    assert (looks["kind"], looks["annotator"], looks["sentences"]) == ("recalled", "ann", 2)
    assert looks["changed"]["detection"] == 1
    told = run("agreement", "--by", "retest", "--resamples", 10)
    assert (told.code, "Each annotator with themselves" in told.out) == (0, True)
    units = run("agreement", "--by", "retest", "--format", "csv", "--layer", "claim").out.splitlines()
    assert units[0] == "unit,annotator,value,document"
    assert len(units) == 1 + 2 * 2
    assert run("doctor").code == 0


def test_a_share_of_one_document(labelled: Path, run: Run) -> None:
    asked = ("--annotator", "ben", "--after-days", 0, "--share", 0.5, "--document", "envoys.txt", "--claims-share", 0)
    found = run("retest", *asked, "--json").json
    assert (found["eligible"], len(found["sentences"]), found["with_claims"]) == (4, 2, 0)
    told = run("retest", "--annotator", "ben", "--after-days", 0, "--count", 9)
    assert (told.code, "Only 2 sentence(s) can come back, not 9." in told.err) == (0, True)
    again = run("retest", "--annotator", "ben", "--after-days", 0, "--count", 9)
    assert (again.code, "not called back already" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--annotator", "ann", "--count", 2), "--after-days is missing"),
        (("--after-days", 3, "--count", 2), "--annotator is missing"),
        (("--annotator", "ann", "--after-days", 3), "--count or --share is missing"),
        (("--annotator", "ann", "--after-days", 3, "--count", 2, "--share", 0.1), "exclude each other"),
        (("--annotator", "ann", "--dry-run"), "go with a choice"),
        (("--annotator", "ann", "--after-days", -1, "--count", 2), "not in the range"),
        (("--annotator", "ann", "--after-days", 1, "--share", 0), "not in the range"),
        (("--annotator", "ann", "--after-days", 1, "--count", 0), "not in the range"),
    ],
)
def test_wrong_usage_is_told(labelled: Path, run: Run, arguments: tuple[object, ...], said: str) -> None:
    ran = run("retest", *arguments)
    assert (ran.code, said in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--annotator", "zoe", "--after-days", 0, "--count", 2), "ann, ben"),
        (("--annotator", "zoe"), "ann, ben"),
        (("--annotator", "ann", "--after-days", 7, "--count", 2), "come of age"),
        (("--annotator", "ann", "--after-days", 0, "--count", 2, "--document", "nosuch"), "annotator status"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(
    labelled: Path, run: Run, arguments: tuple[object, ...], said: str
) -> None:
    ran = run("retest", *arguments)
    assert (ran.code, said in ran.err) == (1, True)
    assert run("retest", "--json").json == {"annotators": []}


def test_units_have_one_way_of_cutting_only(labelled: Path, run: Run) -> None:
    assert "heeds no --by week" in run("agreement", "--format", "csv", "--layer", "claim", "--by", "week").err
    ran = run("agreement", "--format", "csv", "--layer", "claim", "--by", "reveal")
    assert (ran.code, "finished again" in ran.err) == (2, True)
    assert "No sentence was looked at again" in run("agreement", "--by", "reveal", "--resamples", 10).out
