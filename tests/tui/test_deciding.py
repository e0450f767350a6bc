"""The keys that most sentences need: one where there is no claim, two where the author claims the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.records.labels import AUTHOR
from annotator.store.revisions import history

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


@pytest.mark.parametrize("key", ["n", "space"])
def test_one_key_says_no_claim_and_goes_on(bench: Bench, key: str) -> None:
    seen = bench.use(key)
    assert bench.label(0).verdict == "no-claim"
    assert bench.done(0)
    assert "sentence 2/6" in seen.text
    assert "saved" in seen.text
    assert len(history(bench.project.store, "anna", bench.sentences[0].key)) == 1


@pytest.mark.parametrize(("key", "stance"), [("1", "pro-moscow"), ("2", "neutral"), ("3", "pro-washington")])
def test_two_keys_say_that_the_author_claims_the_whole_sentence(bench: Bench, key: str, stance: str) -> None:
    seen = bench.use(key, "enter")
    claim = bench.claim(0)
    assert (claim.stance, claim.speaker, claim.via, claim.mention) == (stance, AUTHOR, None, None)
    assert bench.quotes(0) == ["The council met on Tuesday."]
    assert bench.done(0)
    assert "sentence 2/6" in seen.text


def test_a_claim_is_on_disk_before_the_sentence_is_left(bench: Bench) -> None:
    seen = bench.use("1")
    assert bench.label(0).verdict == "claims"
    assert not bench.done(0)
    assert "1 claim, open" in seen.text
    assert "saved" in seen.text


def test_skipping_counts_as_finished_but_not_as_no_claim(bench: Bench) -> None:
    bench.use("x")
    assert bench.label(0).verdict == "skipped"
    assert bench.done(0)


def test_enter_does_not_pass_an_undecided_sentence_over(bench: Bench) -> None:
    seen = bench.use("enter")
    assert bench.label(0).is_empty
    assert "sentence 1/6" in seen.text
    assert "undecided" in seen.text


def test_going_away_finishes_what_is_decided_and_leaves_open_what_is_not(bench: Bench) -> None:
    bench.use("1", "j", "j")
    assert bench.done(0)
    assert bench.label(1).is_empty
    assert not bench.done(1)


def test_claims_are_not_thrown_away_by_a_single_key(bench: Bench) -> None:
    seen = bench.use("1", "n")
    assert bench.label(0).verdict == "claims"
    assert "press n again" in seen.text
    bench.use("n", "n")
    assert bench.label(0).verdict == "no-claim"
    assert not bench.label(0).claims


def test_a_stance_key_changes_the_stance_of_the_claim_at_hand(bench: Bench) -> None:
    bench.use("1", "3", "3")
    assert bench.claim(0).stance == "pro-washington"
    assert len(history(bench.project.store, "anna", bench.sentences[0].key)) == 2, "the same stance is not saved again"


def test_flag_note_and_confidence(bench: Bench) -> None:
    seen = bench.use("!", "N", *"ask the lead", "enter", "1", "o", "o")
    label = bench.label(0)
    assert label.flag
    assert label.note == "ask the lead"
    assert label.claims[0].confidence == 2
    assert all(sign in seen.text for sign in ("⚑", "✎", "likely", "ask the lead"))
    bench.use("!", "o", "o", "N", *(["backspace"] * 12), "enter")
    label = bench.label(0)
    assert not label.flag
    assert label.note == ""
    assert label.claims[0].confidence is None


def test_a_flag_leaves_a_finished_sentence_finished(bench: Bench) -> None:
    bench.use("n", "k", "!")
    assert bench.done(0)
    assert bench.label(0).flag
