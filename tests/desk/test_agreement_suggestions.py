"""The agreement report by suggestions, read from the log: like with like, how fast, and what was taken."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import Cut, Sampling
from annotator.desk.offering import Offering
from annotator.desk.project import Project, SuggestionSettings
from annotator.reports.agreement import agreement_parts
from annotator.reports.agreement_json import report_row

if TYPE_CHECKING:
    from tests.desk.desk_bench import Bench, Machine

SENTENCES = 24


@pytest.fixture
def measured(bench: Bench, machine: Machine) -> Project:
    """Two people who read with suggestions in half of the sentences; ann takes those shown, and is fast there."""
    project = machine.open(bench.root())
    pieces = [("sentence", f"“Number {number} stays with us,” Ada Brook said.") for number in range(SENTENCES)]
    bench.add(project, [*pieces, ("sentence", "It rained.")], "long")
    half = SuggestionSettings(show="half", seed=5)
    for name in ("ann", "bob"):
        desk = machine.desk(replace(project, settings=project.settings.model_copy(update={"suggestions": half})), name)
        desk.resume()
        offering = Offering(desk)
        work = offering.work()
        assert work is not None
        offering.take_in(work.run())
        for index in range(SENTENCES + 1):
            desk.go_to(index)
            shown = offering.shown()
            machine.elapsed_s += 4 if shown and name == "ann" else 10
            if index == SENTENCES:
                desk.no_claim()
            elif shown and name == "ann":
                offering.take(shown.candidates[0], "neutral")
                if index % 3 == 0:
                    desk.change_claim(desk.label.claims[0].id, confidence=2)
            else:
                desk.add_claim("neutral")
            desk.finish()
    return project


def parts(project: Project) -> dict[str, Cut]:
    report = project_agreement(project, sampling=Sampling(resamples=50))
    return {cut.name: cut for cut in report.cuts if cut.by == "suggestions"}


def test_parts_come_from_the_log(measured: Project) -> None:
    found = parts(measured)
    assert list(found) == ["shown", "withheld", "nothing suggested"]
    assert found["shown"].units + found["withheld"].units == SENTENCES
    shown, withheld = found["shown"].effect, found["withheld"].effect
    assert shown is not None
    assert withheld is not None
    assert shown.labels == 2 * found["shown"].units
    assert (shown.with_claims, shown.claims, shown.stances) == (shown.labels, shown.labels, {"neutral": shown.labels})
    assert shown.suggested_to == shown.labels
    assert shown.taken == found["shown"].units, "ann took each, bob none"
    assert shown.unchanged + shown.edited == shown.taken
    assert shown.edited > 0
    assert shown.unchanged > 0
    assert (withheld.taken, withheld.seconds) == (0, 10.0)
    assert shown.seconds == 7.0, "the middle of 4 and 10"


def test_a_label_without_a_log_makes_its_sentence_mixed(measured: Project, machine: Machine) -> None:
    before = parts(measured)
    desk = machine.desk(measured, "cleo")
    desk.resume()
    desk.go_to(0)
    desk.no_claim()
    after = parts(measured)
    assert after["mixed"].units == 1
    assert sum(cut.units for cut in after.values()) == sum(cut.units for cut in before.values())
    model = machine.desk(measured, "gpt")
    measured.store.db.execute("UPDATE annotator SET kind = 'model' WHERE name = 'gpt'")
    model.resume()
    model.go_to(1)
    model.no_claim()
    assert {name: cut.units for name, cut in parts(measured).items()} == {n: c.units for n, c in after.items()}


def test_terminal_and_json_show_it(measured: Project) -> None:
    from rich.console import Console

    report = project_agreement(measured, sampling=Sampling(resamples=50))
    console = Console(width=110)
    with console.capture() as captured:
        for part in agreement_parts(report, by="suggestions"):
            console.print(part)
    text = captured.get()
    assert "What suggestions do" in text
    assert "withheld" in text
    row = json.loads(report_row(report).model_dump_json())
    [effect] = [cut["effect"] for cut in row["cuts"] if cut["name"] == "withheld"]
    assert effect["seconds"] == 10.0
    assert {cut["effect"] for cut in row["cuts"] if cut["by"] != "suggestions"} <= {None}


def test_without_a_log_the_origins_tell(project: Project, machine: Machine) -> None:
    for name in ("ann", "bob"):
        desk = machine.desk(project, name)
        desk.resume()
        desk.go_to(0)
        desk.add_claim("neutral", origin="suggested")
        desk.finish()
        desk.go_to(1)
        desk.no_claim()
    found = parts(project)
    assert set(found) == {"with suggestions", "without"}
    assert {cut.effect for cut in found.values()} == {None}
