"""From the report down to a disputed sentence: lists, filters, and everybody's claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.desk.agreement.disputes import score_of
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.model import AgreementReport
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.desk.resegmenting import join
from annotator.tui.agreement.case_screen import CaseScreen
from annotator.tui.agreement.cases import cases_of
from annotator.tui.agreement.measuring import Measured
from annotator.tui.agreement.seeking import Sought, find_cases
from tests.tui_agreement.conftest import FIRST, SIZES, SMALL, WIDE, Reader, add, label, visit


def sentences(project: Project, sought: Sought) -> list[str]:
    return [case.dispute.text for case in find_cases(project, gather(project.store, project.roles), sought).cases]


@pytest.mark.parametrize("size", SIZES)
def test_the_list_begins_with_the_pole_flip(read: Project, size: tuple[int, int], report: AgreementReport) -> None:
    async def look(reader: Reader) -> None:
        lines = (await reader.press("d")).splitlines()
        assert f"{len(report.disputes)} disputed sentences" in reader.text
        first = next(line for line in lines if "▌" in line)
        assert "2.00" in first
        assert "They must go." in first
        assert "stance · sentence 3, Envoys meet · 2 annotators: ann, ben" in reader.plain

    visit(read, look, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_opens_in_its_surroundings_with_everyones_claims(
    read: Project, size: tuple[int, int], report: AgreementReport
) -> None:
    first = next(each.document for each in report.disputes if each.title == "Envoys meet")

    async def look(reader: Reader) -> None:
        await reader.press("d", "enter")
        text = reader.plain
        assert "Sentence 1/" in text
        assert "Envoys meet" in text
        assert f"document {first} sentence 3 · 2 finished it, all marked a claim" in text
        assert "The envoys met." in text, "what stands before it"
        assert "Talks went on." in text, "what stands behind it"
        lit = [line for line in reader.text.splitlines() if line.lstrip().startswith("▌")]
        assert len(lit) == 1
        assert "They must go." in lit[0]
        assert "▶ pro-Washington" in text
        assert "◀ pro-Moscow" in text
        assert text.count("the author") == 2
        assert "“They must go”" in text
        assert "differ in stance" in text

    visit(read, look, size=size)


def test_claims_stand_side_by_side_only_where_there_is_room(read: Project) -> None:
    def together(text: str) -> bool:
        return any("▶ pro-Washington" in line and "◀ pro-Moscow" in line for line in text.splitlines())

    async def wide(reader: Reader) -> None:
        assert together(await reader.press("d", "enter"))
        await reader.pilot.resize_terminal(56, 24)
        await reader.settle()
        await reader.pilot.pause()
        assert not together(reader.text)
        assert "▶ pro-Washington" in reader.text
        assert "◀ pro-Moscow" in reader.text

    visit(read, wide, size=WIDE)


def test_a_claim_that_one_did_not_mark_is_told(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("d", "enter")
        while "Talks went on.¹" not in reader.text and "not marked by ben" not in reader.text:
            before = reader.text
            await reader.press("n")
            assert reader.text != before, "no sentence is left"
        assert "sentence 4" in reader.plain
        assert "– no claim here" in reader.text

    visit(read, look)


def test_other_words_are_two_claims(talks: Project) -> None:
    (case,) = [
        case
        for case in find_cases(talks, gather(talks.store, talks.roles), Sought(people=("ann", "ben"))).cases
        if case.dispute.text == "It was late."
    ]
    assert case.stages == ("boundary",)
    assert [(unit.voices[0].quote, unit.without) for unit in case.units] == [("It was", ("ben",)), ("late", ("ann",))]


def test_next_and_previous_dispute_and_back_to_the_list(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("d", "enter", "n", "n")
        assert "Sentence 3/" in reader.text
        await reader.press("p")
        assert "Sentence 2/" in reader.text
        here = next(line for line in reader.text.splitlines() if line.lstrip().startswith("▌"))
        await reader.press("escape")
        marked = next(line for line in reader.text.splitlines() if "▌" in line)
        assert marked.split("  ")[-1].strip() in " ".join(here.split()) or "1.00" in marked
        assert "2.00" not in marked
        await reader.press("enter")
        assert "Sentence 2/" in reader.text
        await reader.press("p", "p")
        assert "Sentence 1/" in reader.text, "the list ends at its first sentence"

    visit(read, look)


def test_the_text_is_shown_as_each_of_them_marked_it(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("d", "enter")
        screen = reader.app.screen
        assert isinstance(screen, CaseScreen)
        assert "✓▶" in reader.text
        assert "✓◀" in reader.text, "sentence 2, on which they agree"
        await reader.press("right")
        assert "✓▶" not in reader.text, "ben saw nobody lean to Washington"
        await reader.press("left")
        assert "✓▶" in reader.text

    visit(read, look)


@pytest.mark.parametrize("size", SIZES)
def test_a_cell_of_the_matrix_leads_to_the_pair_and_a_cell_of_its_table_to_the_sentences(
    read: Project, size: tuple[int, int]
) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5", "enter")
        assert "On stance: Whose side does the claim take?" in reader.plain
        assert "↵ 1 matched claim: ann ▶ pro-Washington, ben ◀ pro-Moscow" in reader.plain, "where they differ most"
        await reader.press("enter")
        assert "1 sentence ann – ben · on stance · ann ▶ pro-Washington, ben ◀ pro-Moscow" in reader.plain
        assert "1 of 2 matched claims that both marked, of 5 sentences that both finished" in reader.plain
        await reader.press("enter")
        assert "Sentence 1/1 ann – ben · on stance" in reader.plain
        assert "They must go." in reader.text
        await reader.press("escape", "backspace")
        assert "1 disputed sentence ann – ben · on stance 1 of 2" in reader.plain
        await reader.press("backspace")
        assert "3 disputed sentences ann – ben of 5 sentences that both finished." in reader.plain
        await reader.press("backspace")
        assert "5 disputed sentences of 8 sentences that two or more finished." in reader.plain
        assert "ann – ben" not in reader.text

    visit(read, look, size=size)


def test_a_cell_on_which_two_agree_has_its_sentences_too(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5", "enter", "up", "up", "left", "left")
        assert "↵ 1 matched claim: ann ◀ pro-Moscow, ben ◀ pro-Moscow" in reader.plain
        await reader.press("enter")
        assert "1 sentence ann – ben" in reader.plain
        assert "agreed · sentence 2, Envoys meet" in reader.plain
        await reader.press("enter")
        assert "differ" not in reader.text

    visit(read, look, size=WIDE)


def test_answers_that_are_too_many_for_a_table_are_listed_and_lead_on(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("4", "right", "enter")
        assert "times ann cat" in reader.plain
        assert "1 Prager the author" in reader.plain
        assert "They differ on 1 matched claim of 1." in reader.plain
        await reader.press("down", "enter")
        assert "1 sentence ann – cat · on speaker · ann Prager, cat the author" in reader.plain
        await reader.press("enter")
        assert "differ in speaker" in reader.text
        assert "Nobody knows why" in reader.text

    visit(read, look, size=WIDE)


def test_the_same_pair_the_other_way_round(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("4", "down", "down", "left", "enter", "down")
        assert "times cat ann" in reader.plain
        await reader.press("enter")
        assert "1 sentence cat – ann · on speaker · cat the author, ann Prager" in reader.plain

    visit(read, look, size=WIDE)


def test_escape_goes_back_one_level_at_a_time(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("down", "down", "down", "down", "down", "enter", "enter", "enter", "enter")
        seen = [reader.plain]
        for _ in range(4):
            await reader.press("escape")
            seen.append(reader.plain)
        expected = (
            "as marked by",
            "that both finished",
            "On stance:",
            "Krippendorff's alpha, ordinal",
            "Where agreement is",
        )
        for words, text in zip(expected, seen, strict=True):
            assert words in text
        assert "5 stance" in next(line for line in reader.text.splitlines() if "▌" in line)
        assert "esc back" not in reader.plain
        await reader.press("escape")
        assert reader.plain == seen[-1], "there is nothing above the overview"
        assert "5 disputed sentences" in await reader.press("d"), "the filter went with the way back"

    visit(read, look, size=WIDE)


@pytest.mark.parametrize("keys", [("d",), ("d", "enter")])
def test_document_and_number_of_a_sentence_can_be_copied_and_read_off(
    read: Project, keys: tuple[str, ...], report: AgreementReport
) -> None:
    worst = report.disputes[0]

    async def look(reader: Reader) -> None:
        await reader.press(*keys, "y")
        assert reader.app.clipboard == f"{worst.document} sentence {worst.sentence}"
        assert reader.app.clipboard in reader.plain

    visit(read, look)


def test_the_annotator_whose_marks_are_shown_can_be_clicked(read: Project) -> None:
    async def look(reader: Reader) -> None:
        lines = (await reader.press("d", "enter")).splitlines()
        assert "✓▶" in reader.text
        row = next(y for y, line in enumerate(lines) if "as marked by" in line)
        await reader.pilot.click(offset=(lines[row].index("ben"), row))
        await reader.settle()
        assert "✓▶" not in reader.text

    visit(read, look)


def test_a_document_leads_to_its_disputes(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("p", "down", "enter")
        assert "2 disputed sentences A plane" in reader.plain
        assert "It landed." in reader.text
        assert "They must go." not in reader.text

    visit(read, look)


def test_an_annotator_in_the_overview_leads_to_what_is_disputed_with_all_others(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press(*["down"] * 30)
        marked = next(line for line in reader.text.splitlines() if "▌" in line)
        assert "cat" in marked
        await reader.press("enter")
        assert "2 disputed sentences cat" in reader.plain

    visit(read, look, size=WIDE)


def test_behind_each_cell_of_a_table_stand_as_many_units_as_it_counts(talks: Project, report: AgreementReport) -> None:
    material = gather(talks.store, talks.roles)
    tables = [(layer.layer, table) for layer in report.layers for table in layer.confusions]
    assert {name for name, _ in tables} == {"claim", "count", "stance", "stance_same_speaker"}
    for name, table in tables:
        assert table.second is not None
        for one, counts in zip(table.categories, table.counts, strict=True):
            for other, count in zip(table.categories, counts, strict=True):
                found = find_cases(talks, material, Sought("", (table.first, table.second), name, (one, other)))
                assert (found.units, found.of) == (count, table.n)
                turned = find_cases(talks, material, Sought("", (table.second, table.first), name, (other, one)))
                assert turned.units == count
        every = find_cases(talks, material, Sought(people=(table.first, table.second), layer=name))
        assert every.units == sum(map(sum, table.counts)) - sum(row[at] for at, row in enumerate(table.counts))


def test_the_funnel_of_a_pair_ends_in_the_units_of_its_figures(talks_measured: Measured) -> None:
    layers = {layer.layer: layer for layer in talks_measured.report.layers}
    for step, name in ((0, "claim"), (2, "stance"), (2, "speaker"), (3, "stance_same_speaker")):
        for pair in layers[name].pairs:
            funnel = talks_measured.tallies.funnel(pair.second, pair.first)
            assert (funnel[step].count if funnel else 0) == pair.n
    funnel = [step.count for step in talks_measured.tallies.funnel("ann", "ben")]
    assert funnel == [5, 5, 2, 2, 1]


def test_filters(talks: Project, report: AgreementReport) -> None:
    assert sentences(talks, Sought(people=("ann", "ben"))) == ["They must go.", "Talks went on.", "It was late."]
    assert sentences(talks, Sought(people=("ben", "ann"), layer="claim")) == ["Talks went on."]
    assert sentences(talks, Sought(people=("ann", "ben"), layer="speaker")) == []
    assert sentences(talks, Sought(people=("ann",), layer="speaker")) == ["Nobody knows why, said Prager."]
    assert sentences(talks, Sought(people=("ben", "cat"))) == []
    assert sorted(sentences(talks, Sought())) == sorted(each.text for each in report.disputes)


def test_a_filter_is_dropped_from_its_end() -> None:
    sought = Sought(document="d", people=("a", "b"), layer="stance")
    assert replace(sought, values=("x", "y")).wider() == sought
    assert sought.wider() == replace(sought, layer="")
    assert sought.wider().wider() == Sought(document="d")
    assert sought.wider().wider().wider() == Sought()
    assert not Sought()


def test_scores_without_a_filter_are_those_of_the_report(talks: Project) -> None:
    material = gather(talks.store, talks.roles)
    for case in find_cases(talks, material, Sought()).cases:
        assert case.dispute.score == pytest.approx(score_of(material, talks.codebook, case.dispute.segment))


def test_every_claim_of_a_dispute_is_told_once(talks: Project, report: AgreementReport) -> None:
    for case in cases_of(gather(talks.store, talks.roles), report.disputes):
        told = sorted((v.annotator, v.quote, v.speaker, v.stance) for unit in case.units for v in unit.voices)
        assert told == sorted((said.annotator, *claim) for said in case.dispute.said for claim in said.claims)
        assert case.stages


def test_the_list_scrolls_with_its_cursor(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("d", "end")
        assert any("▌" in line for line in reader.text.splitlines())
        await reader.press("enter")
        assert "Sentence 5/5" in reader.text
        await reader.press("escape", "home", "pagedown", "enter")
        assert "Sentence 1/5" not in reader.text

    visit(read, look, size=(SMALL[0], 10))


def test_a_sentence_that_two_cut_differently_is_lit_in_the_text_of_both(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    label(empty, "ann", document, [None, None, ("They must go", "author", "neutral")])
    desk = AnnotationDesk(empty, "ben")
    desk.open(document)
    desk.no_claim()
    desk.go_to(1)
    join(desk)
    desk.no_claim()

    async def look(reader: Reader) -> None:
        assert "1 place where sentences were cut differently, joined to be compared" in reader.plain
        await reader.press("d", "enter")
        assert f"document {document} sentence 2 · 2 finished it, 1 marked a claim" in reader.plain
        for words in ("We will stay", "They must go"):
            lit = [line for line in reader.text.splitlines() if line.lstrip().startswith("▌")]
            assert any("We will stay" in line for line in lit)
            assert words == "We will stay" or any(words in line for line in lit), "ben has the two as one"
            await reader.press("right")

    visit(empty, look, size=WIDE)
