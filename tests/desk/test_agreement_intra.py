"""Each annotator with themselves: figures that can be worked out by hand, and that a table of the units gives again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.agreement.results import Level
from annotator.desk.agreement.build import STEPS, project_agreement
from annotator.desk.agreement.intra import second_look_units
from annotator.desk.agreement.intra_model import SecondLooks
from annotator.desk.agreement.model import Figure, Sampling
from annotator.desk.agreement.span_tables import span_table_agreement
from annotator.desk.agreement.tables import table_agreement
from annotator.desk.project import Project
from annotator.desk.second_looks import call_back
from annotator.errors import UsageError
from annotator.records.spans import Span
from annotator.reports.agreement import agreement_parts
from annotator.reports.agreement_csv import csv_text
from annotator.reports.agreement_json import report_row
from annotator.reports.agreement_latex import latex
from annotator.reports.agreement_line import report_lines
from annotator.reports.agreement_markdown import markdown
from annotator.reports.page import page
from annotator.store.second_looks import SecondLook

if TYPE_CHECKING:
    from tests.desk.desk_bench import Bench, Machine

QUICK = Sampling(resamples=50)
DOCUMENTS = 12
EVIL = "[b]x|y & <i>"
FIRST = ("pro-moscow", "neutral", None, "neutral")
SECOND = ("pro-moscow", "pro-washington", None, None)
"""What is said of the four sentences of each document, before and after."""


def judge(project: Project, machine: Machine, name: str, document: str, said: tuple[str | None, ...]) -> list[str]:
    """Judge the sentences of a document anew: a stance, or None for no claim. The keys."""
    desk = machine.desk(project, name)
    desk.resume(document)
    for index, stance in enumerate(said):
        desk.go_to(index)
        if stance is None:
            desk.no_claim()
        elif desk.label.claims:
            desk.change_claim(desk.label.claims[0].id, stance=stance)
        else:
            desk.add_claim(stance, [Span(start=desk.sentence.start, end=desk.sentence.start + 9)])
        desk.finish()
    return [each.key for each in desk.passage.sentences]


@pytest.fixture
def documents(bench: Bench, machine: Machine) -> Iterator[tuple[Project, list[str]]]:
    """A project with twelve documents of four sentences."""
    with machine.open(bench.root()) as project:
        yield (
            project,
            [
                bench.add(
                    project,
                    [("sentence", f"Sentence {place} of the text {number}.") for place in range(4)],
                    f"{number}",
                )
                for number in range(DOCUMENTS)
            ],
        )


def twice(project: Project, machine: Machine, ids: list[str], kind: SecondLook, name: str = EVIL) -> None:
    """An annotator judges all documents, and after ten days once more."""
    for document in ids:
        judge(project, machine, name, document, FIRST)
    machine.at += timedelta(days=10)
    for document in ids:
        desk = machine.desk(project, name)
        desk.resume(document)
        call_back(project, name, [each.key for each in desk.passage.sentences], kind)
    for document in ids:
        judge(project, machine, name, document, SECOND)


def figure(looks: SecondLooks, layer: str, name: str) -> Figure:
    return next(each for each in looks.figures[layer] if each.name == name)


@pytest.mark.parametrize("kind", ["recalled", "revealed"])
def test_the_figures_can_be_worked_out_by_hand(
    documents: tuple[Project, list[str]], machine: Machine, kind: SecondLook
) -> None:
    project, ids = documents
    twice(project, machine, ids, kind)
    (looks,) = project_agreement(project, [], QUICK).second_looks
    assert (looks.kind, looks.annotator) == (kind, EVIL)
    assert (looks.sentences, looks.documents, looks.with_claims) == (48, 12, 36)
    assert 9.9 < looks.days.shortest <= looks.days.median <= looks.days.longest < 10.1
    # Of four sentences one changes its stance and one loses its claim; two stay.
    assert looks.changed == {"detection": 12, "boundary": 0, "speaker": 0, "stance": 12}
    assert figure(looks, "all", "unchanged").value == 0.5
    assert figure(looks, "claim", "percent_agreement").value == 0.75
    # Two of three claims of the first round are found again, none is new.
    assert figure(looks, "span", "exact_f1").value == pytest.approx(2 * 2 / 5)
    assert figure(looks, "stance", "percent_agreement").value == 0.5
    assert figure(looks, "speaker", "percent_agreement").value == 1.0
    assert figure(looks, "tuple", "tuple_f1").value == pytest.approx(2 * 1 / 5)
    for layer, name in (("all", "unchanged"), ("claim", "alpha_nominal"), ("stance", "alpha_ordinal")):
        assert figure(looks, layer, name).low is not None
    assert looks.lean is not None
    assert (looks.lean.toward, looks.lean.sign.higher, looks.lean.sign.lower) == ("pro-washington", 12, 0)
    assert looks.lean.sign.p == pytest.approx(2 * 0.5**12)


@pytest.mark.parametrize(("layer", "level"), [("claim", "nominal"), ("stance", "ordinal"), ("speaker", "nominal")])
def test_the_table_of_units_gives_the_same_figures(
    documents: tuple[Project, list[str]], machine: Machine, tmp_path: Path, layer: str, level: Level
) -> None:
    project, ids = documents
    twice(project, machine, ids, "recalled")
    table = second_look_units(project, "recalled", layer)
    path = tmp_path / "units.csv"
    path.write_text(csv_text(table.header, table.rows), encoding="utf-8")
    categories = {"claim": ["no-claim", "claim"], "stance": list(project.codebook.stances)}.get(layer)
    found = table_agreement(path, level, categories, QUICK)
    (looks,) = project_agreement(project, [], QUICK).second_looks
    for each in looks.figures[layer]:
        result, interval = found.coefficients[each.name], found.intervals[each.name]
        assert (each.value, each.low, each.high, each.n) == (result.value, interval.low, interval.high, result.n)


def test_the_table_of_spans_gives_the_same_figures(
    documents: tuple[Project, list[str]], machine: Machine, tmp_path: Path
) -> None:
    project, ids = documents
    twice(project, machine, ids, "recalled")
    table = second_look_units(project, "recalled", "span")
    path = tmp_path / "spans.csv"
    path.write_text(csv_text(table.header, table.rows), encoding="utf-8")
    found = {each.name: each for each in span_table_agreement(path, QUICK).figures}
    (looks,) = project_agreement(project, [], QUICK).second_looks
    assert {each.name: each.value for each in looks.figures["span"]} == {
        each.name: found[each.name].value for each in looks.figures["span"]
    }


def test_the_agreement_with_others_is_that_on_the_same_sentences(
    documents: tuple[Project, list[str]], machine: Machine
) -> None:
    project, ids = documents
    for document in ids:
        # Ben says what ann says the second time in the first six documents, and something else elsewhere.
        judge(project, machine, "ben", document, SECOND if document in ids[:6] else (None, None, "neutral", None))
    for document in ids:
        judge(project, machine, "ann", document, FIRST)
    machine.at += timedelta(days=10)
    for document in ids[:6]:
        desk = machine.desk(project, "ann")
        desk.resume(document)
        call_back(project, "ann", [each.key for each in desk.passage.sentences], "recalled")
        judge(project, machine, "ann", document, SECOND)
    report = project_agreement(project, [], QUICK)
    (looks,) = report.second_looks
    assert looks.others["claim"].value == pytest.approx(1.0)
    assert (looks.others["claim"].n, looks.others["stance"].n) == (24, 12)
    assert report.layers[0].coefficients["alpha_nominal"].value != pytest.approx(1.0)
    # Six documents are too few for an interval, and that is said.
    alpha = figure(looks, "claim", "alpha_nominal")
    assert (alpha.low, alpha.value is not None) == (None, True)
    assert "fewer than 10 documents" in alpha.why
    assert project_agreement(project, ["ben"], QUICK).second_looks == ()


def test_what_is_no_pair_is_counted_and_left_out(documents: tuple[Project, list[str]], machine: Machine) -> None:
    project, ids = documents
    keys = judge(project, machine, "ann", ids[0], FIRST)
    call_back(project, "ann", keys, "recalled")
    assert project_agreement(project, [], QUICK).second_looks == ()
    desk = machine.desk(project, "ann")
    desk.resume(ids[0])
    desk.go_to(0)
    desk.skip()
    desk.go_to(1)
    desk.no_claim()
    (looks,) = project_agreement(project, [], QUICK).second_looks
    assert (looks.sentences, looks.skipped, looks.under_way, looks.not_anew) == (1, 1, 2, 0)
    assert looks.lean is None
    assert figure(looks, "stance", "alpha_ordinal").value is None
    assert figure(looks, "stance", "alpha_ordinal").why


def test_everybody_together_adds_up(documents: tuple[Project, list[str]], machine: Machine) -> None:
    project, ids = documents
    twice(project, machine, ids, "recalled", "ann")
    twice(project, machine, ids, "recalled", "ben")
    ann, ben, both = project_agreement(project, [], QUICK).second_looks
    assert (ann.annotator, ben.annotator, both.annotator) == ("ann", "ben", "")
    assert both.sentences == ann.sentences + ben.sentences
    assert both.changed == {stage: ann.changed[stage] + ben.changed[stage] for stage in ann.changed}
    # Each did the same, so twice as many units say the same.
    for layer in ("all", "claim", "speaker"):
        name = figure(ann, layer, both.figures[layer][0].name)
        assert both.figures[layer][0].value == name.value
        assert both.figures[layer][0].n == 2 * name.n
    assert both.lean is not None
    assert both.lean.sign.higher == 24


def test_everybody_s_words_are_pooled_and_documents_stay_the_unit(
    documents: tuple[Project, list[str]], machine: Machine
) -> None:
    project, ids = documents
    twice(project, machine, ids, "recalled", "ann")
    # Ben changes nothing in the one document that came back to him.
    judge(project, machine, "ben", ids[0], FIRST)
    desk = machine.desk(project, "ben")
    desk.resume(ids[0])
    call_back(project, "ben", [each.key for each in desk.passage.sentences], "recalled")
    judge(project, machine, "ben", ids[0], FIRST)
    ann, ben, both = project_agreement(project, [], QUICK).second_looks
    assert list(both.figures) == list(ann.figures)
    # Ann: two of three claims of each round are found again among five, one with its stance; Ben: three of three.
    for layer, name, found in (("span", "exact_f1", 2), ("span", "soft_f1", 2), ("tuple", "tuple_f1", 1)):
        assert figure(ann, layer, name).value == pytest.approx(2 * found * 12 / (5 * 12))
        assert figure(ben, layer, name).value == 1.0
        joint = figure(both, layer, name)
        assert joint.value == pytest.approx(2 * (found * 12 + 3) / (5 * 12 + 6))
        assert joint.n == figure(ann, layer, name).n + figure(ben, layer, name).n == 66
        # Twelve documents, not thirteen.
        left = [(2 * (found * 11 + 3 * (place > 0))) / (5 * 11 + 6 * (place > 0)) for place in range(12)]
        mean = sum(left) / 12
        error = (11 / 12 * sum((each - mean) ** 2 for each in left)) ** 0.5
        assert joint.high == pytest.approx(joint.value + 2.200985160082949 * error)


def test_steps_are_as_many_as_announced(documents: tuple[Project, list[str]], machine: Machine) -> None:
    project, ids = documents
    twice(project, machine, ids[:1], "recalled")
    done: list[int] = []
    project_agreement(project, [], QUICK, done.append)
    assert done == list(range(1, STEPS + 1))


def test_every_output_shows_it_with_the_name_to_the_letter(
    documents: tuple[Project, list[str]], machine: Machine
) -> None:
    from rich.console import Console

    project, ids = documents
    twice(project, machine, ids, "recalled")
    twice(project, machine, ids[:3], "revealed", "ann")
    report = project_agreement(project, [], QUICK)
    for by, title in (("retest", "Each annotator with themselves over time"), ("reveal", "Shift after the reveal")):
        console = Console(width=80, record=True, markup=False)
        for part in agreement_parts(report, by=by):
            console.print(part)
        shown = console.export_text()
        assert title in shown
        assert (EVIL in shown) == (by == "retest")
        assert max(map(len, shown.splitlines())) <= 80
        assert title in markdown(report, by=by)
        assert title in latex(report, by=by)
        assert title in page(report)
        assert title in markdown(report)
    assert "x\\|y" in markdown(report, by="retest")
    assert "<i>" not in page(report)
    lines = [line for line in report_lines(report).splitlines() if line.startswith(("retest", "reveal"))]
    assert [line.partition(" (")[0] for line in lines] == [f"retest of {EVIL}", "reveal of ann"]
    assert "unchanged .50 [" in lines[0]
    assert "; claim p_a .75 [" in lines[0]
    assert "; span exact_f1 .80 [" in lines[0]
    assert "; changed 24 (detection/boundary/speaker/stance 12/0/0/12); " in lines[0]
    assert "; stances moved towards pro-washington (12 up, 0 down, 12 equal) p<.001; " in lines[0]
    assert "; 48 sentences, 12 docs, 10.0 days between [10.0,10.0]; codebook " in lines[0]
    assert "retest" not in report_lines(report, ["stance"])
    row = report_row(report)
    assert [each.kind for each in row.second_looks] == ["recalled", "revealed"]
    assert row.model_dump(mode="json")["second_looks"][0]["changed"]["stance"] == 12


def test_where_nothing_came_back_it_is_said(documents: tuple[Project, list[str]], machine: Machine) -> None:
    project, ids = documents
    judge(project, machine, "ann", ids[0], FIRST)
    report = project_agreement(project, [], QUICK)
    assert "annotator retest" in markdown(report, by="retest")
    assert "themselves" not in markdown(report)
    assert "themselves" not in page(report)
    with pytest.raises(UsageError, match="no sentence that was recalled"):
        second_look_units(project, "recalled", "claim")
