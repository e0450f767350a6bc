"""Claims edited on their cards: one field is lit, keys and the mouse change it, and each change is saved at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.desk.second_looks import call_back
from annotator.records.labels import AUTHOR
from annotator.store.revisions import history
from annotator.tui.screens.annotate import AnnotateScreen
from tests.tui.conftest import PARTS, SMALL, Bench, Step, make_project, screen_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = ("g", "2", "enter")
SIZES = ((80, 24), (160, 45), (60, 15))


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Bench]:
    """A project whose codebook asks further questions."""
    with make_project(tmp_path / "asked", sets=["attribution"]) as project:
        made = Bench(project)
        made.add(PARTS)
        yield made


def lit(text: str) -> str:
    """What stands between the brackets."""
    return text.rpartition("─Claims")[2].partition("[")[2].partition("]")[0]


def test_the_value_of_the_lit_field_goes_round_in_its_place(bench: Bench) -> None:
    seen = bench.use("1", "ctrl+e", "space")
    assert bench.claim(0).stance == "neutral"
    assert " CARD " in seen.text
    assert "neutral" in lit(seen.text), "what is lit stands between brackets, whatever the colours"
    bench.use("X", "shift+left", "shift+left")
    assert bench.claim(0).stance == "pro-washington"
    seen = bench.use("ctrl+e", "right", "space", "space")
    assert bench.claim(0).confidence == 2
    assert "likely" in lit(seen.text)
    bench.use("ctrl+e", "right", "backspace")
    assert bench.claim(0).confidence is None
    bench.use("ctrl+e", "right", "H")
    assert bench.claim(0).confidence == 3
    assert len(history(bench.project.store, "anna", bench.sentences[0].key)) == 8, "each change is saved"


@pytest.mark.parametrize("size", SIZES)
def test_arrows_and_letters_reach_every_field(asked: Bench, size: tuple[int, int]) -> None:
    asked.use("1", size=size)
    reached: list[str] = []

    async def look(pilot: Pilot[None]) -> None:
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        reached.append(text[text.rindex("[") + 1 :].partition("]")[0])

    further: list[Step] = ["l", look]
    asked.use("ctrl+e", look, *further * 9, size=size)
    assert "pro-Moscow" in reached[0]
    assert reached[1] == "how sure?"
    assert reached[2:6] == ["the author", "nobody", "not marked", "the whole sentence"]
    assert reached[-1] == "nothing", "what it carries on is the last field"
    assert lit(asked.use("ctrl+e", "j", size=size).text or "") in ("the author", "")
    assert asked.use("ctrl+e", "down", "down", "up", "up", "h", size=size).running
    assert len(asked.label(0).claims) == 1


def test_the_fields_of_another_claim_are_reached_by_going_on(bench: Bench) -> None:
    bench.use("1", "a", "3")
    bench.use("ctrl+e", *["down"] * 8, "space")
    stances = [claim.stance for claim in bench.label(0).claims]
    assert stances[0] == "pro-moscow"
    bench.use("ctrl+e", *["down"] * 4, "space")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-moscow", "pro-moscow"]
    bench.use("ctrl+e", *["down"] * 4, *["up"] * 9, "space")
    assert [claim.stance for claim in bench.label(0).claims] == ["neutral", "pro-moscow"]
    bench.use("ctrl+e", "c", "space")
    assert [claim.stance for claim in bench.label(0).claims] == ["neutral", "neutral"], "the key for the next claim"


def test_enter_opens_what_edits_the_field(asked: Bench) -> None:
    asked.use(*SECOND, "1")
    assert asked.use("ctrl+e", "enter").title == "StancePicker"
    asked.use("ctrl+e", "enter", "backspace", "3")
    assert asked.claim(1).stance == "pro-washington"
    asked.use("ctrl+e", "down", "enter", *"ines", "enter")
    speaker = asked.claim(1).speaker
    assert speaker != AUTHOR
    assert asked.claim(1).mention is not None
    seen = asked.use("ctrl+e", "down", "right", "enter", *"gaz", "enter", "right")
    assert asked.claim(1).via is not None
    assert "“Ines Duarte”" in lit(seen.text), "the panel has the keys again after the window"
    asked.use("ctrl+e", "down", "right", "backspace")
    assert asked.claim(1).via is None
    seen = asked.use("ctrl+e", *["right"] * 6, "enter")
    assert seen.title == "AnswerPicker"
    asked.use("ctrl+e", *["right"] * 6, "enter", "p")
    assert asked.claim(1).attributes == {"form": "paraphrase"}
    asked.use("ctrl+e", *["right"] * 6, "space")
    assert asked.claim(1).attributes["form"] != "paraphrase"
    asked.use("ctrl+e", *["right"] * 6, "backspace")
    assert asked.claim(1).attributes == {}


def test_places_of_the_name_and_earlier_claims_go_round(bench: Bench) -> None:
    bench.use("1", "enter", "1")
    bench.use("ctrl+e", *["right"] * 4, "space")
    mention = bench.claim(1).mention
    assert mention is not None
    assert mention.of(bench.documents[0].text) == "Ines Duarte"
    bench.use("ctrl+e", *["right"] * 4, "backspace", "right", "right", "space")
    assert bench.claim(1).mention is None
    assert bench.claim(1).continues == bench.claim(0).id
    bench.use("ctrl+e", *["right"] * 6, "backspace")
    assert bench.claim(1).continues is None


def test_what_cannot_be_cleared_or_stepped_says_so(bench: Bench) -> None:
    bench.use("1")
    assert "a claim has its stance always" in bench.use("ctrl+e", "backspace").text
    assert "a claim has its speaker always" in bench.use("ctrl+e", "down", "backspace").text
    assert "opens it" in bench.use("ctrl+e", "down", "space").text
    assert "nothing is said here" in bench.use("ctrl+e", "right", "backspace").text
    assert len(history(bench.project.store, "anna", bench.sentences[0].key)) == 1


def test_words_and_names_are_chosen_in_the_text(bench: Bench) -> None:
    bench.use("right", "shift+right", "1", "escape")
    seen = bench.use("ctrl+e", "down", "down", "enter", "right")
    assert " ENDS " in seen.text
    assert bench.quotes(0) == ["The council met"]
    seen = bench.use("ctrl+e", *["right"] * 4, "enter")
    assert "press m" in seen.text
    assert " CARD " not in seen.text


def test_escape_and_losing_the_claim_lead_back_to_the_text(bench: Bench) -> None:
    assert "no claim here yet" in bench.use("ctrl+e").text
    for leave in (["escape"], ["ctrl+e"], ["j", "k", "escape"]):
        seen = bench.use("1", "ctrl+e", *leave, "right")
        assert " WORDS " in seen.text, "the arrows belong to the text again"
    seen = bench.use("ctrl+e", "d", "right")
    assert " WORDS " in seen.text
    assert bench.label(0).verdict is None
    seen = bench.use("1", "ctrl+e", "u", "right")
    assert " WORDS " in seen.text
    bench.use("1", "enter", "k")
    seen = bench.use("g", "1", "enter", "ctrl+e", "tab", "right")
    assert " WORDS " in seen.text, "at a sentence without a claim there is nothing to edit"


def test_stance_keys_and_undo_work_while_cards_are_edited(bench: Bench) -> None:
    seen = bench.use("1", "ctrl+e", "3")
    assert bench.claim(0).stance == "pro-washington"
    assert " CARD " in seen.text
    seen = bench.use("ctrl+e", "u")
    assert bench.claim(0).stance == "pro-moscow"
    assert " CARD " in seen.text


def test_a_click_changes_a_field_of_the_claim_at_hand_only(bench: Bench) -> None:
    bench.use("1", "a", "3")

    async def click(pilot: Pilot[None]) -> None:
        await pilot.click("ClaimsPanel", offset=(6, 1))

    async def author(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, AnnotateScreen)
        spots = [(y, spot) for y, line in enumerate(screen.panel._lines) for spot in line.spots]
        y, spot = next((y, spot) for y, spot in spots if spot.field.name == "speaker")
        await pilot.click("ClaimsPanel", offset=(spot.start + 2, y + 1))

    assert bench.use("c", click).title == "AnnotateScreen", "the first click takes the claim to hand"
    assert bench.use("c", click, click).title == "StancePicker"
    bench.use("c", click, click, "2")
    assert [claim.stance for claim in bench.label(0).claims] == ["neutral", "pro-washington"]
    assert bench.use(author).title == "SpeakerPicker"
    seen = bench.use("ctrl+e", author, "escape")
    assert seen.title == "AnnotateScreen"
    assert lit(seen.text) == "the author", "a click lights the field while cards are edited"
    assert len(bench.label(0).claims) == 2


@pytest.mark.parametrize("size", [SMALL, (160, 45), (40, 10)])
def test_the_lit_field_is_in_view(asked: Bench, size: tuple[int, int]) -> None:
    asked.use("1", *["a", "2"] * 9, size=size)
    for steps in (0, 3, 7, 30, 60):
        seen = asked.use("ctrl+e", *["down"] * steps, size=size)
        assert "[" in seen.text, (size, steps)
        assert "CARD" in seen.text


def test_keys_of_the_codebook_stay_its_own(tmp_path: Path) -> None:
    with make_project(tmp_path / "own") as project:
        source = project.root / "codebook.toml"
        source.write_text(source.read_text("utf-8").replace('key = "3"', 'key = "l"'), "utf-8")
    from annotator.desk.project import open_project

    with open_project(tmp_path / "own") as project:
        bench = Bench(project)
        bench.add(PARTS)
        bench.use("1", "ctrl+e", "l")
        assert bench.claim(0).stance == "pro-washington"


def test_undo_stays_at_the_claim_whose_change_it_took_back(bench: Bench) -> None:
    bench.use(*SECOND, "home", "v", "1", "escape", "end", "H", "2", "escape")
    claims = [claim.id for claim in bench.label(1).claims]
    bench.use(*SECOND, "c", "X", "right", "space", "space", "u", "space")
    first, second = bench.label(1).claims
    assert [first.id, second.id] == claims
    assert (first.confidence, second.confidence) == (None, 2), "the key behind undo changes the same claim"
    bench.use(*SECOND, "u", "u", "3")
    assert [claim.stance for claim in bench.label(1).claims] == ["pro-moscow", "pro-washington"]


@pytest.mark.parametrize("size", [(40, 14), (60, 15), (80, 24)])
def test_a_long_value_ends_with_its_bracket(bench: Bench, size: tuple[int, int]) -> None:
    bench.use("1", "s", *"Organisation for the Prohibition of Everything at All", "enter")
    seen = bench.use("X", "right", "right", size=size)
    line = next(line for line in seen.text.splitlines() if "by[" in line)
    assert "]" in line


def test_a_claim_of_a_sentence_that_came_back_is_not_told_as_gone(bench: Bench) -> None:
    bench.use("1", "enter", "2", "y", "enter")
    assert bench.claim(1).continues == bench.claim(0).id
    assert "claim 1 of sentence 1" in bench.use(*SECOND).text
    call_back(bench.project, "anna", [bench.sentences[0].key], "recalled")
    seen = bench.use(*SECOND)
    assert "carries on an earlier claim" in seen.text
    assert "gone" not in seen.text
