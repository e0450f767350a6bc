"""Undo and redo: every change, in whatever sentence, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


def test_everything_is_taken_back_and_brought_back(two: Bench) -> None:
    two.use("n", "1", "s", *"ines", "enter", "o", "enter", "x", "!", "N", *"why", "enter", "G", "n", "2", "enter", "n")
    before = [(two.label(index), two.done(index)) for index in range(8)]
    assert sum(not label.is_empty for label, _ in before) == 7
    seen = two.use("escape", *["u"] * 40)
    assert all(two.label(index).is_empty for index in range(8))
    assert "nothing to take back" in seen.text
    two.use(*["U"] * 40)
    assert [(two.label(index), two.done(index)) for index in range(8)] == before
    assert "nothing to bring back" in two.use("escape", "ctrl+r").text


def test_taking_back_goes_to_the_sentence_and_says_what_was_done(two: Bench) -> None:
    two.use("1", "enter", "n", "G", "j")
    seen = two.use("u")
    assert "sentence 2/6" in seen.text
    assert "taken back: no claim" in seen.text
    seen = two.use("u")
    assert "taken back: finished" in seen.text
    seen = two.use("u")
    assert "sentence 1/6" in seen.text
    assert "taken back: claim 1: pro-Moscow, the author" in seen.text
    seen = two.use("U")
    assert "brought back: claim 1: pro-Moscow, the author" in seen.text


def test_a_new_change_forgets_what_was_taken_back(bench: Bench) -> None:
    bench.use("1", "u", "3")
    assert "nothing to bring back" in bench.use("U").text
    assert bench.claim(0).stance == "pro-washington"


def test_every_kind_of_change_has_words(two: Bench) -> None:
    words = {
        "1": "claim 1: pro-Moscow",
        "2": "claim 1: neutral",
        "o": "claim 1: guess",
        "!": "flagged",
        "x": "skipped",
    }
    two.use("1", "2", "o", "!", "x", "x")
    for key in ("x", "!", "o", "2", "1"):
        assert f"taken back: {words[key]}" in two.use("u").text
