"""Speakers and documents by name in the report: after merges, cut, unique, and beside the ids in JSON and CSV."""

from __future__ import annotations

import pytest
from desk_bench import Bench, Machine, add
from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.agreement.build import STEPS, project_agreement
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.model import AgreementReport, Sampling
from annotator.desk.agreement.names import MOST, names_of, unique
from annotator.desk.agreement.units import HEADERS, UnitTable, unit_rows
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project
from annotator.desk.registry import merge_speakers
from annotator.records.spans import Span
from annotator.reports.agreement_json import report_row
from annotator.reports.agreement_latex import latex
from annotator.reports.agreement_line import report_lines
from annotator.reports.agreement_markdown import markdown
from annotator.reports.agreement_names import shown
from annotator.reports.page import page
from annotator.store.documents import document_ids

TITLE = "A headline that goes on and on until nobody reads it any more"
QUICK = Sampling(resamples=20)


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Project:
    """Two articles of one title; Ada Brook was entered under two names, which are merged."""
    project = machine.open(bench.root(None))
    for number in range(2):
        pieces = [("sentence", f"They must go {number}."), ("sentence", f"Nobody knows {number}.")]
        add(project, pieces, TITLE)
    for name, said in (("ann", "Ada Brook"), ("ben", "A. Brook")):
        desk = AnnotationDesk(project, name)
        for number, document in enumerate(document_ids(project.store)):
            desk.open(document)
            desk.go_to(0)
            speaker = enter_speaker(project.store, said, "person", name) if number == 0 else "author"
            span = Span(start=desk.sentence.start, end=desk.sentence.end - 1)
            desk.add_claim("neutral", [span], speaker)
            desk.finish()
            desk.go_to(1)
            desk.no_claim()
    merge_speakers(project.store, "A. Brook", "Ada Brook", "ann")
    return project


@pytest.fixture
def report(project: Project) -> AgreementReport:
    return project_agreement(project, sampling=QUICK)


def test_names_are_those_of_the_registry_after_merges(report: AgreementReport, project: Project) -> None:
    layer = next(layer for layer in report.layers if layer.layer == "speaker")
    assert layer.coefficients["percent_agreement"].value == 1.0
    assert len(layer.categories) == 2
    assert sorted(layer.names) == sorted(layer.categories)
    assert sorted(layer.names.values()) == ["Ada Brook", "the author"]
    assert all(each.names == {} for each in report.layers if each.layer != "speaker")


def test_titles_are_cut_and_told_apart(report: AgreementReport) -> None:
    documents = [cut for cut in report.cuts if cut.by == "document"]
    assert len({cut.title for cut in documents}) == len(documents) == 2
    for cut in documents:
        assert cut.title == report.titles[cut.name]
        assert cut.title.startswith(TITLE[: MOST - 1].rstrip() + "… (")
        assert cut.name.startswith(cut.title.rpartition("(")[2].rstrip(")"))


def test_every_text_shows_names_and_no_ids(report: AgreementReport) -> None:
    told = shown(report)
    assert shown(told) == told
    titles = [cut.name for cut in told.cuts if cut.by == "document"]
    assert [cut.title for cut in report.cuts if cut.by == "document"] == titles
    layer = next(layer for layer in told.layers if layer.layer == "speaker")
    assert set(layer.categories) == {"Ada Brook", "the author"}
    assert "specific_agreement:Ada Brook" in layer.coefficients
    assert list(layer.coefficients) == list(layer.intervals)
    ids = [*report.titles, *(each for one in report.layers for each in one.names if each != "author")]
    texts = [page(report), markdown(report, show_all=True), latex(report, show_all=True), report_lines(report)]
    texts += [markdown(report, by="document"), latex(report, by="document")]
    for text in texts:
        # Disputes name the sentence by its key, for those who look it up.
        assert not [each for each in ids if each in text.partition("Worth talking about")[0]]
    assert all(title.split("…")[0] in text for title in titles for text in texts[-2:])
    assert all("Ada Brook" in text for text in texts[:4])


def test_json_keeps_the_ids_with_the_names_beside(report: AgreementReport) -> None:
    row = report_row(report)
    layer = row.layers["speaker"]
    assert layer.names == {each: layer.names[each] for each in layer.categories}
    assert "Ada Brook" in layer.names.values()
    assert f"specific_agreement:{layer.categories[0]}" in layer.coefficients
    assert {cut.name for cut in row.cuts if cut.by == "document"} == set(row.titles)


def test_the_units_have_the_name_in_a_further_column(project: Project) -> None:
    material = gather(project.store, project.roles)
    names = names_of(project.store, material)
    for layer, column in (("speaker", "name"), ("span", "speaker_name")):
        table = names.of_units(UnitTable(HEADERS[layer], unit_rows(material, layer)), layer)
        assert table.header == (*HEADERS[layer], column)
        rows = [tuple(row) for row in table.rows]
        assert {len(row) for row in rows} == {len(table.header)}
        assert {row[-1] for row in rows} - {""} == {"Ada Brook", "the author"}
    stances = UnitTable(HEADERS["stance"], unit_rows(material, "stance"))
    assert names.of_units(stances, "stance") is stances


@given(st.dictionaries(st.text("ab12", min_size=1, max_size=5), st.text("A \n…(a)", max_size=8), max_size=6))
def test_shown_names_are_always_unlike_and_on_one_line(names: dict[str, str]) -> None:
    found = unique(names, 4)
    assert list(found) == list(names)
    assert len(set(found.values())) == len(names)
    assert all(name and "\n" not in name for name in found.values())


def test_cancelling_waits_for_no_whole_part(project: Project) -> None:
    done: list[int] = []
    project_agreement(project, sampling=QUICK, on_step=done.append)
    assert done == list(range(1, STEPS + 1))
    stopped = RuntimeError("stopped")
    for last in (8, 12, 20):

        def stop(number: int, last: int = last) -> None:
            if number == last:
                raise stopped

        with pytest.raises(RuntimeError, match="stopped"):
            project_agreement(project, sampling=QUICK, on_step=stop)
