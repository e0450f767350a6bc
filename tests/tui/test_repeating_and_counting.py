"""The same again with one key, and numbers that repeat a move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.revisions import history
from annotator.tui.counting import MOST, MOST_TIMES, Counting

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

# The same again ------------------------------------------------------------------------------------------------------


def test_no_claim_again(bench: Bench) -> None:
    seen = bench.use("n", ".", ".")
    assert [bench.label(index).verdict for index in range(4)] == ["no-claim", "no-claim", "no-claim", None]
    assert all(bench.done(index) for index in range(3))
    assert "sentence 4/6" in seen.text


def test_a_claim_of_the_whole_sentence_again_in_one_revision(bench: Bench) -> None:
    bench.use("3", "s", "d", "u", "a", "enter", "enter", ".")
    first, again = bench.claim(0), bench.claim(1)
    assert (again.stance, again.speaker) == ("pro-washington", first.speaker)
    assert first.speaker != "author"
    assert again.id != first.id
    assert again.mention is None
    assert again.spans == (bench.sentences[1].span,)
    assert bench.done(1)
    assert len(history(bench.project.store, "anna", bench.sentences[1].key)) == 1
    bench.use("u")
    assert bench.label(1).is_empty


def test_on_chosen_words_it_is_a_claim_of_these_words(bench: Bench) -> None:
    bench.use("3", "enter", "p", ".", "k", "p", "p", "p", ".")
    assert bench.quotes(1) == ["The ferry will ruin the bay"]
    assert bench.quotes(1, 1) == ["said Ines Duarte"]
    assert [claim.stance for claim in bench.label(1).claims] == ["pro-washington"] * 2


def test_leaving_a_sentence_makes_its_decision_the_last(bench: Bench) -> None:
    bench.use("n", "2", "j", ".")
    assert bench.claim(2).stance == "neutral"


def test_a_claim_that_is_there_is_not_doubled_or_deleted_by_mistake(bench: Bench) -> None:
    seen = bench.use("2", "enter", "3", ".", size=(140, 40))
    assert "choose the words of one more" in seen.text
    assert len(bench.label(1).claims) == 1
    seen = bench.use("g", "5", "enter", "n", "k", "k", "3", ".", size=(140, 40))
    assert "again to delete 1 claim" in seen.text
    assert bench.claim(3).stance == "pro-washington"


def test_with_nothing_decided_it_says_so(bench: Bench) -> None:
    assert "nothing was decided yet" in bench.use(".").text
    assert bench.label(0).is_empty


# Numbers -------------------------------------------------------------------------------------------------------------


def test_a_free_digit_repeats_a_move_and_a_stance_key_stays_one(bench: Bench) -> None:
    assert "sentence 5/6" in bench.use("4", "j").text
    bench.use("g", "1", "enter", "4", "1")
    assert bench.claim(0).stance == "pro-moscow"


def test_after_its_key_every_digit_is_of_the_number(bench: Bench) -> None:
    seen = bench.use("'", "3")
    assert "3 times" in seen.text
    assert "3 times" not in bench.use("'", "3", "escape").text
    seen = bench.use("'", "3", "j")
    assert "sentence 4/6" in seen.text
    assert all(bench.label(index).is_empty for index in range(6))
    assert "sentence 2/6" in bench.use("'", "2", "g").text
    assert "there is no sentence 12" in bench.use("'", "1", "2", "g").text
    assert "sentence 6/6" in bench.use("'", "1", "2", "j").text, "as far as there are sentences"


def test_numbers_repeat_moves_by_word(bench: Bench) -> None:
    bench.use("'", "2", "l", "'", "3", "L", "1", "escape")
    assert bench.quotes(0) == ["council met on Tuesday"]


def test_a_number_holds_for_one_key(bench: Bench) -> None:
    assert "sentence 2/6" in bench.use("4", "x", "k", "j").text
    assert "sentence 2/6" in bench.use("k", "4", "?", "escape", "j").text
    assert "sentence 3/6" in bench.use("k", "4", "escape", "j", "j").text


@given(st.lists(st.sampled_from([*"0123456789", "j", "'"]), max_size=12), st.sets(st.sampled_from("0123456789")))
def test_a_digit_of_the_codebook_is_only_taken_behind_the_key(keys: list[str], taken: set[str]) -> None:
    counting = Counting(taken)
    opened = False
    for key in keys:
        swallowed = counting.press(key)
        assert not (swallowed and not key.isdigit())
        assert not (swallowed and key in taken and not opened)
        assert swallowed or not (key.isdigit() and opened)
        if key == "'":
            counting.begin()
        if not swallowed:
            opened = key == "'"
        if key == "j":
            number = counting.take()
            assert number is None or 1 <= number <= MOST
            assert counting.typed == ""


def test_a_sentence_beyond_a_thousand_is_reached_and_a_slip_of_the_finger_moves_no_further() -> None:
    counting = Counting(set())
    for number, times in (("2500", MOST_TIMES), ("12", 12), ("", 1)):
        for digit in number:
            counting.press(digit)
        counting.press("j")
        assert counting.times() == times


@pytest.mark.parametrize(
    ("typed", "number"), [("5", 5), ("50", 50), ("2500", 2500), ("999999", MOST), ("0", None), ("", None)]
)
def test_what_is_typed_is_what_counts(typed: str, number: int | None) -> None:
    counting = Counting(set())
    for digit in typed:
        counting.press(digit)
    counting.press("j")
    assert counting.take() == number
    assert counting.take() is None
