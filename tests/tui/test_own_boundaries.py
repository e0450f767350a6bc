"""Cutting, joining and naming pieces of the text by key: on disk first, then on the screen; undo takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.desk.passage import open_passage
from annotator.store.segment_changes import segment_changes

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


def pieces(bench: Bench, annotator: str = "anna", document: int = 0) -> list[tuple[str, str]]:
    """The segments of an article as an annotator cuts it, read from the store: role and words."""
    found = bench.documents[document]
    passage = open_passage(bench.project.store, annotator, found.id, bench.project.roles)
    return [(each.role, each.span.of(found.text)) for each in passage.segments]


def changes(bench: Bench) -> list[str]:
    """What was done, in order."""
    return [each.op for each in segment_changes(bench.project.store, "anna", bench.documents[0].id)]


def test_a_sentence_is_cut_before_the_word_under_the_cursor(bench: Bench) -> None:
    seen = bench.use("right", "right", "right", "C")
    assert pieces(bench)[2:5] == [
        ("sentence", "The council"),
        ("sentence", "met on Tuesday."),
        ("sentence", bench.sentences[1].span.of(bench.documents[0].text)),
    ]
    assert "sentence 1/7" in seen.text
    assert "sentence cut in two" in seen.text


def test_a_cut_needs_the_word_cursor(bench: Bench) -> None:
    seen = bench.use("C")
    assert changes(bench) == []
    assert "first word of the second sentence" in seen.text
    seen = bench.use("right", "C")
    assert changes(bench) == []
    assert "cut between two of its words" in seen.text


def test_a_cut_through_a_claim_says_what_to_do(bench: Bench) -> None:
    seen = bench.use("1", "right", "right", "right", "|", size=(200, 50))
    assert changes(bench) == []
    assert bench.label(0).verdict == "claims"
    assert "claim 1 runs over" in seen.text
    assert "shorten claim 1" in seen.text


def test_two_sentences_are_joined_with_one_key_either_way(bench: Bench) -> None:
    seen = bench.use("J")
    joined = "The council met on Tuesday. “The ferry"
    assert pieces(bench)[2][1].startswith(joined)
    assert "sentence 1/5" in seen.text
    assert "joined" in seen.text
    bench.use("u", "j", "K")
    assert pieces(bench)[2][1].startswith(joined)
    assert changes(bench) == ["merge", "undo", "merge"]


def test_the_claims_of_both_are_there_and_a_label_can_be_made(bench: Bench) -> None:
    seen = bench.use("1", "enter", "2", "k", "J", "a", "3")
    passage = open_passage(bench.project.store, "anna", bench.documents[0].id, bench.project.roles)
    label = passage.label(passage.sentences[0].key)
    assert [claim.stance for claim in label.claims] == ["pro-moscow", "neutral", "pro-washington"]
    assert "3 claims" in seen.text


def test_what_is_not_read_is_joined_only_on_the_second_key(bench: Bench) -> None:
    seen = bench.use("K")
    assert changes(bench) == []
    assert "before it stands a byline: press K again" in seen.text
    bench.use("K", "K")
    assert pieces(bench)[1] == ("sentence", "By Mira Okafor\n\nThe council met on Tuesday.")


def test_at_the_end_there_is_nothing_to_join(bench: Bench) -> None:
    seen = bench.use("G", "J")
    assert changes(bench) == []
    assert "nothing behind it" in seen.text


def test_a_sentence_becomes_a_heading_with_two_keys(bench: Bench) -> None:
    seen = bench.use("R", "h")
    assert pieces(bench)[2] == ("heading", "The council met on Tuesday.")
    assert "sentence 1/5" in seen.text
    assert "now a heading" in seen.text
    seen = bench.use("u")
    assert pieces(bench)[2][0] == "sentence"
    assert "taken back: now a heading" in seen.text
    assert "sentence 1/6" in seen.text


def test_a_piece_that_is_not_read_becomes_a_sentence_with_two_keys(bench: Bench) -> None:
    seen = bench.use("[", "s")
    assert pieces(bench)[1] == ("sentence", "By Mira Okafor")
    assert "sentence 1/7" in seen.text
    bench.use("1", "enter")
    passage = open_passage(bench.project.store, "anna", bench.documents[0].id, bench.project.roles)
    assert passage.is_done(passage.sentences[0].key)


def test_every_piece_that_is_not_read_can_be_reached(bench: Bench) -> None:
    seen = bench.use("[", "[")
    assert "Harbour towns weigh a ferry plan" in seen.text.split("What is this?")[1]
    bench.use("[", "[", "x")
    assert pieces(bench)[0] == ("boilerplate", "Harbour towns weigh a ferry plan")
    assert "everything behind this sentence is read" in bench.use("]").text
    assert bench.use("R", "escape").running
    assert changes(bench) == ["role"]


def test_the_chooser_tells_what_it_is_now_and_takes_the_marked_role(bench: Bench) -> None:
    seen = bench.use("[")
    assert "byline  ✓" in seen.text
    bench.use("[", "up", "enter")
    assert pieces(bench)[1][0] == "heading"
    assert "it is that already" in bench.use("R", "s").text


def test_everything_is_taken_back_and_brought_back_by_the_same_keys(two: Bench) -> None:
    start = pieces(two)
    two.use("1", "enter", "J", "2", "right", "right", "R", "p", "n", "[", "s", "x")
    end = pieces(two)
    assert end != start
    two.use(*["u"] * 30)
    assert pieces(two) == start
    assert all(two.label(index).is_empty for index in range(6))
    seen = two.use(*["U"] * 30)
    assert pieces(two) == end
    assert "nothing to bring back" in seen.text


def test_others_see_the_article_as_it_was(bench: Bench) -> None:
    before = pieces(bench, "bob")
    bench.use("J", "J")
    assert pieces(bench, "bob") == before
    assert "sentence 1/6" in bench.use(annotator="bob").text
    assert "sentence 1/4" in bench.use().text


def test_the_place_and_the_counts_are_those_of_the_own_view(two: Bench) -> None:
    two.use("j", "J", "n")
    seen = two.use("D")
    assert "1/5" in seen.text
    assert "sentence 3/5" in two.use().text


def test_the_footer_offers_the_keys(bench: Bench) -> None:
    seen = bench.use("right", size=(200, 50))
    for offer in ("C cut", "J join", "R role"):
        assert offer in seen.text
    assert "C cut" not in bench.use(size=(200, 50)).text


def test_a_sentence_with_claims_is_put_away_only_when_asked_twice(bench: Bench) -> None:
    seen = bench.use("1", "R", "h")
    assert "1 claim would be put away with it" in seen.text
    assert bench.label(0).verdict == "claims"
    assert bench.project.store.rows("SELECT * FROM segment_change") == []
    seen = bench.use("R", "h", "R", "h")
    assert "now a heading" in seen.text
