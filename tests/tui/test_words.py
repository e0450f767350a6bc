"""Choosing words, by key and by mouse: what is saved is exactly what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.annotate import AnnotateScreen
from annotator.tui.typeset import GUTTER
from annotator.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

SECOND = ("g", "2", "enter")


def test_shift_and_arrows_choose_words_and_a_stance_key_claims_them(bench: Bench) -> None:
    seen = bench.use(*SECOND, "right", "right", *["shift+right"] * 5, "1", "escape")
    assert bench.quotes(1) == ["The ferry will ruin the bay"]
    assert bench.claim(1).speaker == "author", "leaving the picker keeps the author"
    assert "“The ferry will ruin the bay”" in seen.text


def test_letters_do_what_arrows_do(bench: Bench) -> None:
    bench.use(*SECOND, "l", "l", "v", "l", "l", "l", "l", "l", "1", "escape")
    assert bench.quotes(1) == ["The ferry will ruin the bay"]
    bench.use("u", "u", "$", "H", "H", "2", "escape")
    assert bench.quotes(1)[-1].endswith("Aldo Gazette.")


def test_choosing_goes_backwards_too_and_stops_at_the_ends(bench: Bench) -> None:
    bench.use("end", *["shift+left"] * 30, "1", "escape")
    assert bench.quotes(0) == ["The council met on Tuesday."]
    bench.use("u", "left", "shift+left", "1", "escape")
    assert bench.quotes(0) == ["Tuesday."]


def test_escape_lets_go_of_words_then_of_the_cursor(bench: Bench) -> None:
    seen = bench.use("right", "shift+right", "escape")
    assert " WORDS " in seen.text
    seen = bench.use("right", "shift+right", "escape", "escape", "1")
    assert " READ " in seen.text
    assert bench.quotes(0) == ["The council met on Tuesday."], "nothing was chosen any more"


def test_words_are_set_anew_and_fragments_added(bench: Bench) -> None:
    bench.use(*SECOND, "1", "right", "right", *["shift+right"] * 5, "r")
    assert bench.quotes(1) == ["The ferry will ruin the bay"]
    for key in ("+", "A"):
        seen = bench.use(*["right"] * 15, *["shift+right"] * 6, key)
        assert bench.quotes(1) == ["The ferry will ruin the bay", "and everyone in Port Aldo knows it"]
        assert "fragments 2" in seen.text
        bench.use("u")
        assert len(bench.quotes(1)) == 1


def test_a_fragment_that_touches_the_claim_becomes_part_of_it(bench: Bench) -> None:
    bench.use("right", "shift+right", "1", "escape", "right", "shift+right", "+")
    assert bench.quotes(0) == ["The council met on"]


def test_keys_for_words_say_what_is_missing(bench: Bench) -> None:
    assert "choose the words first" in bench.use("1", "r").text
    assert "no claim here yet" in bench.use("u", "shift+right", "r").text
    assert bench.label(0).is_empty


async def _cell(pilot: Pilot[None], word: str) -> tuple[int, int]:
    """Column and row of a word in the text."""
    app = pilot.app
    assert isinstance(app, AnnotatorApp)
    screen = app.screen
    assert isinstance(screen, AnnotateScreen)
    for row, strip in enumerate(screen._compositor.render_strips()):
        column = strip.text.find(word)
        if column >= GUTTER:
            return column, row
    raise AssertionError(f"{word} is not on the screen")


def test_the_mouse_goes_to_a_sentence_and_chooses_words(bench: Bench) -> None:
    async def click(pilot: Pilot[None]) -> None:
        await pilot.click(offset=await _cell(pilot, "Engineers"))

    assert "sentence 4/6" in bench.use(click).text

    async def drag(pilot: Pilot[None]) -> None:
        await pilot.mouse_down(offset=await _cell(pilot, "quiet"))
        await pilot.hover(offset=await _cell(pilot, "engines"))
        await pilot.mouse_up(offset=await _cell(pilot, "engines"))

    bench.use(drag, "2", "escape")
    assert bench.quotes(3) == ["quiet engines"]

    async def double(pilot: Pilot[None]) -> None:
        await pilot.double_click(offset=await _cell(pilot, "promised"))

    bench.use("u", double, "2", "escape")
    assert bench.quotes(3) == ["promised"]


def test_a_drag_in_another_sentence_goes_there_and_chooses(bench: Bench) -> None:
    async def drag(pilot: Pilot[None]) -> None:
        await pilot.mouse_down(offset=await _cell(pilot, "quiet"))
        await pilot.pause(0.05)
        await pilot.hover(offset=await _cell(pilot, "engines"))
        await pilot.mouse_up(offset=await _cell(pilot, "engines"))

    bench.use(drag, "2", "escape", size=(80, 40))
    assert bench.quotes(3) == ["quiet engines"]


def test_a_click_moves_nothing_away_from_under_the_mouse(bench: Bench) -> None:
    tops = []

    async def click(pilot: Pilot[None]) -> None:
        cell = await _cell(pilot, "council")
        tops.append(pilot.app.screen.query_one(Passage).scroll_y)
        await pilot.click(offset=cell)
        await pilot.pause(0.05)
        tops.append(pilot.app.screen.query_one(Passage).scroll_y)

    bench.use("G", click, size=(40, 20))
    assert tops[0] == tops[1]


def test_the_mouse_chooses_a_claim_and_presses_keys_of_the_footer(bench: Bench) -> None:
    bench.use("1", "a", "3")

    async def click_card(pilot: Pilot[None]) -> None:
        await pilot.click("ClaimsPanel", offset=(6, 1))

    async def click_key(pilot: Pilot[None]) -> None:
        await pilot.click("KeyBar", offset=(20, 0))

    bench.use("c", click_card, click_key)
    assert [claim.stance for claim in bench.label(0).claims] == ["neutral", "pro-washington"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 14)])
def test_offsets_are_the_same_at_every_width(bench: Bench, size: tuple[int, int]) -> None:
    bench.use("g", "5", "enter", "end", "left", "left", "v", "left", "left", "left", "2", "escape", size=size)
    assert bench.quotes(4) == ["the promise “worthless"]
