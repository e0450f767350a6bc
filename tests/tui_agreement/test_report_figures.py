"""What stands on the pages is what the report says."""

from __future__ import annotations

import pytest

from annotator.agreement.results import REASONS, Interval
from annotator.desk.agreement.model import AgreementReport, Figure, LayerReport
from annotator.desk.project import Project
from annotator.reports.agreement import NAMES
from annotator.tui.agreement.views.figures import FiguresView
from tests.tui_agreement.conftest import FIRST, SIZES, WIDE, Reader, add, label, visit


def layer_of(report: AgreementReport, name: str) -> LayerReport:
    return next(each for each in report.layers if each.layer == name)


@pytest.mark.parametrize("size", SIZES)
def test_the_overview_tells_funnel_waterfall_layers_and_people(
    read: Project, size: tuple[int, int], report: AgreementReport
) -> None:
    async def look(reader: Reader) -> None:
        text = await reader.whole()
        for step in report.funnel:
            assert f"{step.name} {step.count}" in text
        for loss in report.waterfall:
            assert f"{loss.stage} –{loss.share:.1%}" in text
            assert f"{loss.left:.1%} left" in text
        for each in report.layers:
            result = each.coefficients[each.alpha]
            assert (f"{result.value:.3f}" if result.value is not None else "undefined") in text
            assert f"n {result.n}" in text
        assert f"{next(f for f in report.tuples if f.name == 'tuple_f1').value:.3f}" in text
        for person in report.people:
            skipped = f" {person.skipped}" if size == WIDE else ""
            assert f"{person.name} {person.kind} {person.finished} {person.claims}{skipped}" in text
            for name in ("claim", "speaker", "stance"):
                figure = person.rest[name]
                assert (f"{figure.value:.2f} {figure.n}" if figure.value is not None else f"– {figure.n}") in text

    visit(read, look, size=size)


def test_the_funnel_stands_above_the_layers_and_the_worst_loss_is_named(read: Project) -> None:
    async def look(reader: Reader) -> None:
        text = await reader.whole()
        assert text.index("Funnel") < text.index("Layers")
        assert "Most at detection" in text

    visit(read, look, size=WIDE)


def test_missing_intervals_are_explained_once(read: Project) -> None:
    async def look(reader: Reader) -> None:
        assert (await reader.whole()).count(REASONS["few_documents"]) == 1

    visit(read, look, size=WIDE)


def test_a_layer_shows_all_usual_coefficients(read: Project, report: AgreementReport) -> None:
    claim = layer_of(report, "claim")

    async def look(reader: Reader) -> None:
        await reader.press("1")
        text = await reader.whole()
        assert "Is there a claim?" in text
        for name in ("percent_agreement", "fleiss_kappa", "alpha_nominal", "gwet_ac1"):
            assert f"{NAMES[name]} {claim.coefficients[name].value:.3f}" in text
        assert f"specific agreement: claim {claim.coefficients['specific_agreement:claim'].value:.3f}" in text
        assert "Cohen's kappa" not in text
        known = [value for value in claim.without.values() if value is not None]
        assert f"alpha lies between {min(known):.3f}" in text

    visit(read, look)


def test_every_coefficient_is_shown_on_request(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("1", "a")
        text = await reader.whole()
        assert f"Cohen's kappa undefined {REASONS['needs_two_raters']} n 8" in text
        await reader.press("a")
        assert "Cohen's kappa" not in await reader.whole()

    visit(read, look, size=WIDE)


def test_an_undefined_coefficient_has_its_reason_in_words(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5", "right")
        assert "ann – cat" in reader.text
        assert "Undefined: " + REASONS["no_variation"] in reader.plain

    visit(read, look, size=WIDE)


def test_an_undefined_layer_is_told_in_the_overview(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    for name in ("ann", "ben"):
        label(empty, name, document, [None, None])

    async def look(reader: Reader) -> None:
        text = await reader.whole()
        assert "claim Krippendorff's alpha, nominal undefined" in text
        assert REASONS["no_variation"] in text
        assert REASONS["no_units"] in text
        assert "Nobody marked a claim" in text
        await reader.press("d")
        assert "Nothing is disputed" in reader.plain
        await reader.press("5", "enter")

    visit(empty, look, size=WIDE)


def test_words_and_whole_claims_have_their_figures(read: Project, report: AgreementReport) -> None:
    exact = next(figure for figure in report.spans if figure.name == "exact_f1")
    both = next(figure for figure in report.spans if figure.name == "both_marked:exact_f1")
    assert exact.value != both.value

    async def look(reader: Reader) -> None:
        await reader.press("3")
        text = await reader.whole()
        assert f"F1, exactly the same words {exact.value:.3f}" in text
        assert f"F1, exactly the same words {both.value:.3f}" in text
        await reader.press("7")
        text = await reader.whole()
        assert "All of it" in text
        assert f"F1, words, speaker and stance {report.tuples[0].value:.3f}" in text

    visit(read, look)


def test_parts_tell_documents_by_their_titles_the_worst_first(read: Project, report: AgreementReport) -> None:
    cuts = [cut for cut in report.cuts if cut.by == "document"]
    assert len(cuts) == 2

    async def look(reader: Reader) -> None:
        text = " ".join((await reader.press("p")).split())
        assert text.index("A plane 3") < text.index("Envoys meet 5")
        for cut in cuts:
            value = cut.figures["tuple"].value
            assert value is not None
            assert f"{value:.2f}" in text
        assert "– stance alpha: undefined, " + REASONS["no_variation"] in text

    visit(read, look)


def test_one_part_is_nothing_to_compare(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    for name in ("ann", "ben"):
        label(empty, name, document, [None, ("We will stay", "Orlin", "neutral")])

    async def look(reader: Reader) -> None:
        await reader.press("p", "down", "enter")
        assert "There is nothing to compare" in reader.plain

    visit(empty, look)


@pytest.mark.parametrize("size", SIZES)
def test_a_conditional_figure_has_the_counts_of_the_funnel_beside_it(
    read: Project, size: tuple[int, int], report: AgreementReport
) -> None:
    claims = report.funnel[2].count

    async def look(reader: Reader) -> None:
        overview = await reader.whole()
        for digit, name, step in (("4", "speaker", 3), ("5", "stance", 3), ("6", "stance_same_speaker", 4)):
            n = layer_of(report, name).units
            assert n == report.funnel[step].count
            assert f"n {n} of {claims}" in overview
            await reader.press(digit)
            text = await reader.whole()
            assert f"{report.funnel[0].count} ›" in text, "the whole funnel"
            assert f" {n} (" in text.split("[")[1].split("]")[0], "with the step on which the layer stands"
            rows = [line for line in reader.text.splitlines() if " n " in line]
            assert rows
            assert all(f"n {n} of {claims}" in line for line in rows)

    visit(read, look, size=size)


def test_parts_tell_on_how_many_claims_a_conditional_figure_stands(read: Project, report: AgreementReport) -> None:
    async def look(reader: Reader) -> None:
        text = " ".join((await reader.press("p")).split())
        assert "sentences claim alpha claims matched stance alpha tuple F1" in text
        assert "Stance alpha stands on matched claims alone" in text
        lines = reader.text.splitlines()
        for cut in report.cuts:
            line = next(line.split() for line in lines if cut.by == "document" and f" {cut.units} " in line)
            assert str(cut.figures["stance"].n) in line
            assert str(cut.figures["tuple"].n) in line

    visit(read, look, size=WIDE)


def test_figures_of_spans_tell_how_their_intervals_were_made() -> None:
    sure = Interval(0.4, 0.6, None, "document_bootstrap", 44, 2000, 3, 1, 0.95, 0.97, 1.0)
    plain = Figure("exact_f1", 0.5, 0.4, 0.6, None, 9, "", 4, 8, sure)
    alpha = Figure("u_alpha_bar", 0.5, 0.4, 0.6, None, 9, "", 0.2, 0.4, sure)
    lines = FiguresView("span", [plain, alpha]).draw(80).lines
    text = " ".join("".join(run[0] for run in line).strip() for line in lines)
    assert "Intervals: 95 %, bootstrap over 44 documents, 2000 resamples, seed 1, 3 dropped." in text
    assert "|u-alpha < .667) = 0.97" in text
    assert text.count("< .667") == 1
    none = [Figure(each.name, 0.5, None, None, None, 9, REASONS["few_documents"]) for each in (plain, alpha)]
    text = " ".join("".join(run[0] for run in line) for line in FiguresView("span", none).draw(80).lines)
    assert "Intervals:" not in text
