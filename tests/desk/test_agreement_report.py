"""The agreement report of a small project whose figures can be worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.desk.agreement.build import STEPS, project_agreement
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.units import HEADERS, unit_rows
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project, init_project, open_project
from annotator.errors import UsageError
from annotator.records.documents import Article, Document, Segment
from annotator.records.spans import Span
from annotator.store.documents import add_document

SENTENCES = ["The envoys met.", "We will stay, said Orlin.", "They must go.", "Talks went on.", "It was late."]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with one article of five sentences."""
    root = init_project(tmp_path / "project")
    with open_project(root) as opened:
        text = "\n".join(SENTENCES)
        document = Document.of(Article(text=text, source="a.txt"), datetime(2026, 1, 1, tzinfo=UTC))
        segments, start = [], 0
        for sentence in SENTENCES:
            segments.append(Segment(document=document.id, start=start, end=start + len(sentence)))
            start += len(sentence) + 1
        add_document(opened.store, document, segments)
        yield opened


def label(project: Project, name: str, said: list[tuple[str, str, str] | None]) -> None:
    """Label sentence by sentence: (quote, speaker, stance), or None where there is no claim; stops where said ends."""
    desk = AnnotationDesk(project, name)
    desk.resume()
    for index, claim in enumerate(said):
        desk.go_to(index)
        if claim is None:
            desk.no_claim()
            continue
        quote, speaker, stance = claim
        start = desk.passage.document.text.index(quote)
        identifier = "author" if speaker == "author" else enter_speaker(project.store, speaker, "person", name)
        desk.add_claim(stance, [Span(start=start, end=start + len(quote))], identifier)
        desk.finish()


@pytest.fixture
def labelled(project: Project) -> Project:
    """Two annotators: one claim agreed on, one lost at each stage."""
    label(project, "ann", [
        None,
        ("We will stay", "Orlin", "pro-moscow"),
        ("They must go", "author", "pro-washington"),
        ("Talks went on", "author", "neutral"),
        ("It was", "author", "neutral"),
    ])  # fmt: skip
    label(project, "ben", [
        None,
        ("We will stay", "Orlin", "pro-moscow"),
        ("They must go", "author", "pro-moscow"),
        None,
        ("late", "author", "neutral"),
    ])  # fmt: skip
    return project


def test_the_funnel_counts_each_step(labelled: Project) -> None:
    report = project_agreement(labelled)
    assert [step.count for step in report.funnel] == [5, 4, 5, 2, 2, 1]


def test_the_waterfall_adds_up_to_the_f1_of_whole_claims(labelled: Project) -> None:
    report = project_agreement(labelled)
    lost = {loss.stage: loss.claims for loss in report.waterfall}
    assert lost == {"detection": 1, "boundary": 2, "speaker": 0, "stance": 2}
    assert report.waterfall[-1].left == pytest.approx(2 / 7)
    tuple_f1 = next(figure for figure in report.tuples if figure.name == "tuple_f1")
    assert tuple_f1.value == pytest.approx(2 / 7)


def test_layers_are_conditional_on_what_was_matched(labelled: Project) -> None:
    layers = {layer.layer: layer for layer in project_agreement(labelled).layers}
    assert layers["claim"].coefficients["percent_agreement"].value == pytest.approx(4 / 5)
    assert layers["stance"].units == 2
    assert layers["stance"].coefficients["percent_agreement"].value == pytest.approx(1 / 2)
    assert layers["speaker"].coefficients["percent_agreement"].value == 1.0
    assert layers["speaker"].coefficients["gwet_ac1"].reason == "open_set"


def test_a_pole_flip_is_the_first_thing_to_talk_about(labelled: Project) -> None:
    report = project_agreement(labelled)
    assert report.disputes[0].text == "They must go."
    assert [said.claims[0][2] for said in report.disputes[0].said] == ["pro-washington", "pro-moscow"]
    assert {dispute.sentence for dispute in report.disputes} == {3, 4, 5}


def test_the_lean_has_a_direction(labelled: Project) -> None:
    stance = next(layer for layer in project_agreement(labelled).layers if layer.layer == "stance")
    assert stance.leans[0].mean_difference.value == pytest.approx(1.0)
    assert stance.leans[0].toward == "pro-washington"


def test_what_is_unfinished_or_skipped_is_missing(project: Project) -> None:
    label(project, "ann", [None, None, None])
    label(project, "ben", [None, None])
    desk = AnnotationDesk(project, "ben")
    desk.resume()
    desk.go_to(2)
    desk.skip()
    report = project_agreement(project)
    assert report.funnel[0].count == 2


def test_nothing_is_reported_as_undefined_not_as_zero(project: Project) -> None:
    report = project_agreement(project)
    assert all(
        result.value is None and result.reason for layer in report.layers for result in layer.coefficients.values()
    )
    assert all(figure.value is None for figure in (*report.spans, *report.tuples))
    assert report.disputes == ()
    assert report.people == ()


def test_the_adjudicator_does_not_count(labelled: Project) -> None:
    before = project_agreement(labelled)
    desk = AnnotationDesk(labelled, "judge", kind="adjudicator")
    desk.resume()
    desk.no_claim()
    after = project_agreement(labelled)
    assert after.layers == before.layers
    assert after.adjudicated == 1


def test_models_are_compared_beside_people_on_the_same_sentences(labelled: Project) -> None:
    desk = AnnotationDesk(labelled, "model", kind="model")
    desk.resume()
    desk.go_to(0)
    desk.no_claim()
    desk.go_to(1)
    desk.no_claim()
    cuts = {cut.name: cut for cut in project_agreement(labelled).cuts if cut.by == "kind"}
    assert set(cuts) == {"human – human", "ann – model", "ben – model"}
    assert {cut.units for cut in cuts.values()} == {2}
    assert cuts["human – human"].figures["claim"].value == 1.0
    assert cuts["ann – model"].figures["claim"].value == 0.0


def test_an_unknown_annotator_is_refused_with_the_known_ones(labelled: Project) -> None:
    with pytest.raises(UsageError) as refused:
        project_agreement(labelled, ["nobody"])
    assert "ann, ben" in refused.value.hint


def test_progress_is_told_step_by_step(labelled: Project) -> None:
    seen: list[int] = []
    project_agreement(labelled, on_step=seen.append)
    assert seen == list(range(1, STEPS + 1))


@pytest.mark.parametrize("layer", list(HEADERS))
def test_the_units_have_a_cell_for_every_column(labelled: Project, layer: str) -> None:
    rows = list(unit_rows(gather(labelled.store, labelled.roles), layer))
    assert rows
    assert {len(row) for row in rows} == {len(HEADERS[layer])}
