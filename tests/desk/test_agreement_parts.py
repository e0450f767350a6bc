"""Stances of an older codebook, and parts of the data with their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from desk_bench import Bench, Machine, add
from rich.console import Console
from voted_project import Said, say, voted

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.cuts import cuts_of
from annotator.desk.agreement.layers import older_stances, stance_table
from annotator.desk.agreement.material import Material, gather
from annotator.desk.agreement.model import Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.records.documents import Role
from annotator.records.spans import Span
from annotator.reports.agreement import agreement_parts
from annotator.reports.agreement_latex import latex
from annotator.reports.agreement_line import report_line
from annotator.reports.agreement_markdown import markdown
from annotator.reports.page import page
from annotator.store.documents import document_ids

ENVOYS: Said = ("The envoys", "author", "neutral")
TALKS: Said = ("Talks went on", "author", "pro-moscow")
LATE: Said = ("It was late", "author", "pro-washington")


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    with voted(bench, machine) as opened:
        yield opened


def without(project: Project, stance: str, *, ordered: bool) -> Project:
    """The project after its codebook has lost a stance."""
    scale = project.codebook.stance
    values = tuple(value for value in scale.values if value.value != stance)
    stance_now = scale.model_copy(update={"values": values, "ordered": ordered})
    return replace(project, codebook=project.codebook.model_copy(update={"stance": stance_now}))


@pytest.fixture
def labelled(project: Project) -> Project:
    say(project, "ann", [[ENVOYS], [], [], [TALKS], [LATE]])
    say(project, "ben", [[ENVOYS], [], [], [("Talks went on", "author", "neutral")], [LATE]])
    return project


def test_where_stances_have_no_order_an_older_one_is_a_further_category(labelled: Project) -> None:
    newer = without(labelled, "neutral", ordered=False)
    layer = next(layer for layer in project_agreement(newer).layers if layer.layer == "stance")
    assert layer.categories == ("pro-moscow", "pro-washington", "neutral")
    assert layer.units == 3
    assert layer.coefficients["percent_agreement"].value == pytest.approx(2 / 3)
    assert "left out" not in layer.conditional_on


def test_where_stances_have_an_order_an_older_one_is_left_out_and_counted(labelled: Project) -> None:
    newer = without(labelled, "neutral", ordered=True)
    material = gather(newer.store, newer.roles)
    assert older_stances(material, newer.codebook) == {"neutral": 3}
    report = project_agreement(newer)
    layer = next(layer for layer in report.layers if layer.layer == "stance")
    assert layer.categories == ("pro-moscow", "pro-washington")
    assert layer.coefficients["percent_agreement"].n == 1
    assert "3 claims are left out" in layer.conditional_on
    assert "'neutral'" in layer.conditional_on
    line = report_line(layer, report)
    assert "3 claims are left out, of a stance that only an older codebook has" in line
    assert "'neutral'" in line
    tuple_f1 = next(figure for figure in report.tuples if figure.name == "tuple_f1")
    assert tuple_f1.value == pytest.approx(2 / 3)


def many_documents(machine: Machine, bench: Bench, documents: int) -> Project:
    """Documents of two sentences, read by two; every third claim has another stance."""
    project = machine.open(bench.root(None))
    for number in range(documents):
        add(project, [("sentence", f"They must go {number}."), ("sentence", f"Nobody knows {number}.")], str(number))
    for name in ("ann", "ben"):
        desk = AnnotationDesk(project, name)
        for number, document in enumerate(document_ids(project.store)):
            desk.open(document)
            desk.go_to(0)
            sentence = desk.sentence
            stance = "neutral" if name == "ben" and number % 3 == 0 else "pro-moscow"
            desk.add_claim(stance, [Span(start=sentence.start, end=sentence.end - 1)], "author")
            desk.finish()
            desk.go_to(1)
            desk.no_claim()
    return project


def dated(material: Material, days: dict[str, str]) -> Material:
    labels = tuple(replace(label, saved_at=days[label.document] + "T10:00:00Z") for label in material.labels)
    return Material(labels, material.claims)


def test_parts_of_ten_documents_have_intervals_and_single_documents_none(bench: Bench, machine: Machine) -> None:
    with many_documents(machine, bench, 15) as project:
        material = gather(project.store, project.roles)
        days = {each: "2026-03-02" if n < 12 else "2026-03-09" for n, each in enumerate(material.documents)}
        cuts = cuts_of(dated(material, days), project.codebook, Sampling(resamples=50))
        weeks = {cut.name: cut for cut in cuts if cut.by == "week"}
        assert list(weeks) == ["2026-W10", "2026-W11"]
        assert (weeks["2026-W10"].units, weeks["2026-W11"].units) == (24, 6)
        large, small = weeks["2026-W10"].figures["tuple"], weeks["2026-W11"].figures["tuple"]
        assert large.value is not None
        assert large.low is not None
        assert large.high is not None
        assert large.low < large.value < large.high
        assert (small.low, small.high) == (None, None)
        assert all(figure.low is None for cut in cuts if cut.by == "document" for figure in cut.figures.values())


def test_a_part_is_measured_as_if_it_were_all_there_is(bench: Bench, machine: Machine) -> None:
    with many_documents(machine, bench, 15) as project:
        material = gather(project.store, project.roles)
        days = {each: "2026-03-02" if n % 2 else "2026-03-09" for n, each in enumerate(material.documents)}
        whole = dated(material, days)
        cuts = cuts_of(whole, project.codebook)
        weeks = {"2026-03-02": "2026-W10", "2026-03-09": "2026-W11"}
        assert len(cuts) == 17
        for cut in cuts:
            chosen = {
                label.segment for label in whole.labels if cut.name in (label.document, weeks[days[label.document]])
            }
            part = whole.only(segments=chosen)
            assert alone(part, project) == {name: figure.value for name, figure in cut.figures.items()}


HOSTILE = '=HYPERLINK("x") [red]Rüd\x1b[31me & <b>Söhne</b>'


@pytest.fixture
def outlets_and_lengths(bench: Bench, machine: Machine) -> Iterator[Project]:
    """Three outlets, one without a name; in each a short, a long and a very long sentence."""
    with machine.open(bench.root(None)) as project:
        for number, outlet in enumerate(["Zeitung", HOSTILE, "", "Zeitung"]):
            words: list[tuple[Role, str]] = [
                ("sentence", f"They met {'and talked ' * times}in {number}.") for times in (1, 9, 20)
            ]
            add(project, words, str(number), outlet)
        for name in ("ann", "ben"):
            desk = AnnotationDesk(project, name)
            for number, document in enumerate(document_ids(project.store)):
                desk.open(document)
                for place in range(3):
                    desk.go_to(place)
                    if name == "ben" and number == 1 and place == 2:
                        desk.add_claim("neutral", [Span(start=desk.sentence.start, end=desk.sentence.end)], "author")
                        desk.finish()
                    else:
                        desk.no_claim()
        yield project


def test_outlets_and_lengths_are_parts(outlets_and_lengths: Project) -> None:
    found = project_agreement(outlets_and_lengths).cuts
    outlets = {cut.name: cut for cut in found if cut.by == "outlet"}
    assert {name: cut.units for name, cut in outlets.items()} == {HOSTILE: 3, "Zeitung": 6, "(none named)": 3}
    assert list(outlets)[-1] == "(none named)"
    assert outlets["Zeitung"].figures["claim"].reason == "no_variation"
    assert outlets[HOSTILE].figures["tuple"].value == 0
    lengths = {cut.name: cut.units for cut in found if cut.by == "length"}
    assert lengths == {"up to 80 characters": 4, "81 to 160 characters": 4, "more than 160 characters": 4}
    longest = next(cut for cut in found if cut.name == "more than 160 characters")
    assert longest.figures["tuple"].n == 1


def test_parts_by_outlet_obey_nothing_in_its_name(outlets_and_lengths: Project) -> None:
    report = project_agreement(outlets_and_lengths)
    console = Console(width=100, force_terminal=False)
    with console.capture() as captured:
        for part in agreement_parts(report, by="outlet"):
            console.print(part)
    shown = captured.get()
    assert "[red]" in shown
    assert "(none named)" in shown
    for text in (shown, markdown(report, by="outlet"), latex(report, by="outlet"), page(report)):
        assert "\x1b" not in text
        assert "<b>Söhne" not in text or text is shown


def test_where_no_document_names_an_outlet_there_is_no_such_part(labelled: Project) -> None:
    assert all(cut.by != "outlet" for cut in project_agreement(labelled).cuts)


def alone(part: Material, project: Project) -> dict[str, float | None]:
    from annotator.agreement.report import coefficients
    from annotator.desk.agreement.chain import waterfall
    from annotator.desk.agreement.layers import presence_table

    return {
        "claim": coefficients(presence_table(part))["alpha_nominal"].value,
        "stance": coefficients(stance_table(part, project.codebook), "ordinal")["alpha_ordinal"].value,
        "tuple": waterfall(part)[-1].left,
    }


def soft_f1(project: Project) -> float | None:
    figures = {figure.name: figure for figure in project_agreement(project, sampling=Sampling(resamples=20)).tuples}
    return figures["tuple_soft_f1"].value


def test_a_stance_of_an_older_codebook_does_not_stretch_the_scale(project: Project) -> None:
    say(project, "ann", [[ENVOYS], [], [], [TALKS], [LATE]])
    say(project, "ben", [[ENVOYS], [], [], [("Talks went on", "author", "neutral")], [("It was late", *TALKS[1:])]])
    # On the whole scale: alike, half of it apart, all of it apart.
    assert soft_f1(project) == pytest.approx((1 + 1 / 2 + 0) / 3)
    # Without its middle, that half is no place on the scale; the poles stay all of it apart.
    newer = without(project, "neutral", ordered=True)
    assert soft_f1(newer) == pytest.approx(1 / 3)


def test_where_stances_have_no_order_the_soft_f1_is_the_plain_one(labelled: Project) -> None:
    newer = without(labelled, "pro-washington", ordered=False)
    figures = {figure.name: figure.value for figure in project_agreement(newer).tuples}
    assert figures["tuple_soft_f1"] == figures["tuple_f1"] == pytest.approx(2 / 3)
