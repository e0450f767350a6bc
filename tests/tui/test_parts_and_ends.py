"""Quotations and clauses at one key, ends moved afterwards: the store has these words, and all else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from annotator.records.labels import Label
from annotator.store.revisions import history
from annotator.text.graphemes import graphemes
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.annotate import AnnotateScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Bench

QUOTED = ("g", "2", "enter")
FIRST, SECOND = "The ferry will ruin the bay", "and everyone in Port Aldo knows it"
KNOWN = ("d", "u", "a", "enter")


def versions(bench: Bench, index: int) -> list[Label]:
    return [each.body for each in history(bench.project.store, "anna", bench.sentences[index].key)]


# A part at one key ---------------------------------------------------------------------------------------------------


def test_a_quotation_is_claimed_for_a_speaker_in_few_keys(bench: Bench) -> None:
    keys = ("p", "1", *KNOWN, "enter")
    assert len(keys) <= 7
    seen = bench.use(*QUOTED, *keys)
    assert bench.quotes(1) == [FIRST]
    assert bench.claim(1).speaker != "author"
    assert bench.done(1)
    assert "sentence 3/6" in seen.text


def test_the_key_again_takes_the_next_part_and_a_broken_quotation_is_one_claim(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", *KNOWN, "p", "+")
    assert bench.quotes(1) == [FIRST, SECOND]
    bench.use("u", "u", "u", *QUOTED, "p", "p", "p", "2", "escape")
    assert bench.quotes(1) == ["said Ines Duarte"]
    bench.use("u", "P", "2", "escape")
    assert bench.quotes(1) == ["wrote the Aldo Gazette"]


def test_with_the_cursor_it_is_the_part_under_it(bench: Bench) -> None:
    bench.use(*QUOTED, "$", "p", "1", "escape")
    assert bench.quotes(1) == ["wrote the Aldo Gazette"]


def test_the_cursor_jumps_between_parts_and_a_choice_goes_to_their_ends(bench: Bench) -> None:
    bench.use(*QUOTED, "w", "w", "w", "E", "1", "escape")
    assert bench.quotes(1) == ["said Ines Duarte"]
    bench.use("u", "escape", "w", "w", "w", "w", "b", "E", "E", "2", "escape")
    assert bench.quotes(1) == [f"said Ines Duarte,” “{SECOND}".replace(",” “", ", “")]
    bench.use("u", "$", "B", "B", "3", "escape")
    assert bench.quotes(1) == [f"{SECOND},” wrote the Aldo Gazette."]


# Characters ----------------------------------------------------------------------------------------------------------


def test_the_end_of_a_choice_moves_by_characters(bench: Bench) -> None:
    bench.use("right", "right", "shift+right", "(", "(", "e", ")", "1", "escape")
    assert bench.quotes(0) == ["ouncil m"]


def test_a_character_is_what_a_reader_counts(tmp_path: Path) -> None:
    from tests.tui.conftest import Bench, make_project

    hard = "Cafe\u0301 \U0001f469\u200d\U0001f4bb 漢字 \U0001f1fa\U0001f1f8 שלום."
    with make_project(tmp_path / "hard") as project:
        bench = Bench(project)
        bench.add(((hard, "sentence"),))
        bench.use("$", "v", *["("] * 20, "e", *["("] * 6, "1", "escape")
        (quote,) = bench.quotes(0)
        assert quote == "字 \U0001f1fa\U0001f1f8 שלום."
        bench.use("u", "^", "v", "(", "1", "escape")
        assert bench.quotes(0) == ["Caf"]
        bench.use("u", "^", "v", *[")"] * 4, "1", "escape")
        assert bench.quotes(0) == ["Cafe\u0301 \U0001f469\u200d\U0001f4bb 漢字 \U0001f1fa\U0001f1f8"]


# The ends of a claim -------------------------------------------------------------------------------------------------


def test_either_end_of_a_claim_moves_afterwards_and_all_else_stays(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", *KNOWN, "o")
    before = bench.claim(1)
    count = len(versions(bench, 1))
    seen = bench.use("e", "left", "left", "e", "right", ")")
    assert " ENDS " in seen.text
    after = bench.claim(1)
    assert bench.quotes(1) == ["erry will ruin"]
    assert after.model_copy(update={"spans": before.spans}) == before
    assert len(versions(bench, 1)) == count + 4, "one revision for each change"


def test_every_key_for_words_moves_the_end(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", "escape", "e", "E")
    assert bench.quotes(1)[0].endswith("said Ines Duarte")
    bench.use("e", "b")
    assert bench.quotes(1) == [FIRST]
    bench.use("e", "$")
    assert bench.quotes(1)[0].endswith("wrote the Aldo Gazette.")
    bench.use("e", "^")
    assert bench.quotes(1) == ["“The"[1:]]
    bench.use("e", "e", "^", "'", "3", "L")
    assert bench.quotes(1) == ["The"], "an end never passes the other one"


def test_a_change_of_an_end_is_taken_back_with_one_key(bench: Bench) -> None:
    seen = bench.use(*QUOTED, "p", "1", "escape", "e", "h", "h", "u")
    assert bench.quotes(1) == ["The ferry will ruin the"]
    assert " ENDS " in seen.text
    bench.use("e", "l", "l", "l")
    assert bench.quotes(1) == [f"{FIRST},”"]


def test_a_stretch_that_reaches_the_next_becomes_one_with_it(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", "escape", "p", "+", "escape", "escape")
    assert len(bench.quotes(1)) == 2
    bench.use("e", *["l"] * 7)
    assert bench.quotes(1) == [f"{FIRST},” said Ines Duarte, “{SECOND}"]


def test_ends_of_each_stretch_in_turn(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", "escape", "p", "+", "escape", "escape", "e", "e", "e", "h", "e", "l")
    assert bench.quotes(1) == [FIRST, "everyone in Port Aldo knows"]


def test_a_stance_key_while_ends_are_moved_changes_the_claim(bench: Bench) -> None:
    bench.use(*QUOTED, "p", "1", "escape", "e", "h", "3")
    assert bench.claim(1).stance == "pro-washington"
    assert bench.quotes(1) == ["The ferry will ruin the"]


def test_without_a_claim_the_key_says_so_and_escape_leaves(bench: Bench) -> None:
    assert "no claim here yet" in bench.use("e").text
    seen = bench.use("1", "e", "escape", "h", "h")
    assert " WORDS " in seen.text
    assert bench.quotes(0) == ["The council met on Tuesday."]


def test_a_choice_is_stretched_at_its_other_end(bench: Bench) -> None:
    bench.use("end", "left", "left", "v", "left", "e", "right", "1", "escape")
    assert bench.quotes(0) == ["met on Tuesday"]


# Mouse ---------------------------------------------------------------------------------------------------------------


def test_a_third_click_takes_the_quotation(bench: Bench) -> None:
    async def triple(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, AnnotatorApp)
        assert isinstance(app.screen, AnnotateScreen)
        for row, strip in enumerate(app.screen._compositor.render_strips()):
            if "everyone" in strip.text:
                at = (strip.text.index("everyone"), row)
                await pilot.click(offset=at, times=3)

    bench.use(*QUOTED, triple, "2", "escape")
    assert bench.quotes(1) == [SECOND]


# Laws ----------------------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(
    ["left", "right", "L", "H", "w", "b", "E", "B", "p", "P", "(", ")", "e", "v", "^", "$", "1", "escape", "+", "r"]
)
HARD = (
    "“Cafe\u0301 \U0001f469\u200d\U0001f4bb, 漢字 stay”, said \u05e9\u05dc\u05d5\u05dd, “\U0001f1fa\U0001f1f8 and "
    "e\u0301e\u0301 — never”."
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(KEYS, min_size=3, max_size=25))
def test_whatever_is_pressed_claims_stand_on_whole_graphemes(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    from tests.tui.conftest import Bench, make_project

    with make_project(tmp_path_factory.mktemp("law") / "project") as project:
        bench = Bench(project)
        bench.add((("Before.", "sentence"), (HARD, "sentence"), ("Behind.", "sentence")))
        bench.use("j", *keys, "escape", "escape")
        sentence = bench.sentences[1]
        edges = {sentence.start + edge for pair in graphemes(HARD) for edge in pair}
        for body in versions(bench, 1):
            for claim in body.claims:
                for span in claim.spans:
                    assert sentence.start <= span.start < span.end <= sentence.end
                    assert {span.start, span.end} <= edges
