"""Windows on a terminal of 40 columns and 12 lines: what has to be read is there, and what is cut says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from annotator.tui.modals.reveal import AskReveal
from annotator.tui.paint import clipped, length, sides

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

TINY = (40, 12)


def test_the_picker_shows_names_before_what_is_said_of_them(bench: Bench) -> None:
    seen = bench.use("j", "l", "v", "l", "1", size=TINY)
    assert seen.title == "SpeakerPicker"
    assert "Ines Duarte" in seen.text
    assert "take" in seen.text


def test_the_list_of_articles_leaves_room_for_its_keys(bench: Bench) -> None:
    for number in range(12):
        bench.add([(f"Ferry {number}", "title"), (f"Number {number} sails.", "sentence")], title=f"Ferry {number}")
    seen = bench.use("D", size=TINY)
    assert "move" in seen.text
    seen = bench.use("D", *["down"] * 12, size=TINY)
    assert "Ferry 11" in seen.text, seen.text


def test_a_hint_that_is_cut_ends_in_an_ellipsis(bench: Bench) -> None:
    seen = bench.use("D", size=TINY)
    (hint,) = [line for line in seen.text.splitlines() if "move" in line]
    assert "…" in hint


def test_the_right_part_gives_way_only_as_far_as_the_left_one_needs() -> None:
    left, right = [("Ines Duarte", "")], [("person", ""), ("  in this sentence", "")]
    wide = sides(left, right, 60, least=18)
    assert length(wide) == 60
    assert "".join(text for text, _ in wide).endswith("in this sentence")
    narrow = "".join(text for text, _ in sides(left, right, 24, least=18))
    assert len(narrow) == 24
    assert narrow.startswith("Ines Duarte  person")
    assert narrow.endswith("…")


def test_a_long_message_comes_before_the_time_of_saving(bench: Bench) -> None:
    seen = bench.use("n", ":", "enter")
    assert "nothing was searched yet" in bench.use("n", ":").text
    (status,) = [line for line in seen.text.splitlines() if "undecided: a stance" in line]
    assert "goes on" in status
    assert "saved" in status
    (status,) = [line for line in bench.use("n", "n").text.splitlines() if "no claim  " in line and "READ" in line]
    assert "anna" in status


def test_without_a_note_the_reason_is_a_sentence(bench: Bench) -> None:
    assert "no sentence has a note" in bench.use("O").text


@given(st.lists(st.tuples(st.text(st.sampled_from("ab 王é"), max_size=6), st.just("")), max_size=5), st.integers(0, 20))
def test_a_clipped_line_fits_and_says_where_it_was_cut(line: list[tuple[str, str]], cells: int) -> None:
    kept = clipped(line, cells)
    assert length(kept) <= cells
    whole, text = "".join(text for text, _ in line), "".join(text for text, _ in kept)
    assert text == whole or cells == 0 or text.endswith("…")


@pytest.mark.parametrize("sentences", [1, 49, 1000])
def test_the_window_at_the_end_of_a_blind_article_says_all_of_it(bench: Bench, sentences: int) -> None:
    async def ask(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(AskReveal(sentences))
        await pilot.pause()

    assert "labelled" in bench.use(ask).text
