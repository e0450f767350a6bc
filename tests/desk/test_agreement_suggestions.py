"""The agreement report by suggestions, read from the log: like with like, how fast, and what was taken."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import Cut, Figure, Sampling
from annotator.desk.offering import Offering
from annotator.desk.project import Project, SuggestionSettings
from annotator.reports.agreement import agreement_parts
from annotator.reports.agreement_effects import effect_rows
from annotator.reports.agreement_json import report_row
from annotator.reports.agreement_latex import latex
from annotator.reports.agreement_markdown import markdown
from annotator.reports.page import page

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


def test_page_and_paper_show_how_fast_and_what_was_taken(measured: Project) -> None:
    report = project_agreement(measured, sampling=Sampling(resamples=50))
    rows = effect_rows(report)
    assert [row[0] for row in rows] == ["shown", "withheld", "nothing suggested"]
    assert rows[1][2] == "10.0"
    texts = [page(report), markdown(report), latex(report)]
    texts += [markdown(report, by="suggestions"), latex(report, by="suggestions")]
    for text in texts:
        assert "What suggestions do" in text
        assert "median s" in text
        assert all(value in text for value in ("withheld", "10.0"))
    assert "What suggestions do" not in markdown(report, by="document")


def test_every_text_shows_the_interval_of_a_part_and_why_one_has_none(measured: Project) -> None:
    report = project_agreement(measured, sampling=Sampling(resamples=50))
    sure = Figure("alpha_nominal", 0.71, 0.63, 0.78, None, 40)
    few = Figure("alpha_ordinal", 0.5, None, None, None, 9, "fewer than 10 documents")
    gone = Figure("tuple_f1", None, None, None, "both_empty", 0)
    parts = [Cut("week", "2026-W10", 40, {"claim": sure, "stance": few, "tuple": gone}) for _ in range(2)]
    told = replace(report, cuts=tuple(parts))
    console = Console(width=80)
    with console.capture() as captured:
        for part in agreement_parts(told, by="week"):
            console.print(part)
    texts = [captured.get(), markdown(told, by="week"), latex(told, by="week"), page(told)]
    for text in texts:
        plain = " ".join(text.replace(",{}", ",").replace("{[}", "[").replace("\\[", "[").split())
        assert ".71 [.63, .78]" in plain
        assert "No interval (fewer than 10 documents): alpha: stance of 2026-W10" in plain.replace("-{}", "-")
        assert "nobody marked anything where two annotators read" in plain
    assert max(len(line) for line in captured.get().splitlines()) <= 80
