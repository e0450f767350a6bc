"""The history of a sentence on the screen: listed newest first, shown in full, gone back to, refused with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.codebook.load import default_toml
from annotator.desk.naming import enter_speaker
from annotator.desk.project import open_project
from annotator.store.doctor import examine
from annotator.store.revisions import history
from annotator.tui.modals.history import History

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
SIZES = ((80, 24), (160, 45))


def count(bench: Bench, index: int = 0) -> int:
    """How many versions are saved."""
    return len(history(bench.project.store, "anna", bench.sentences[index].key))


@pytest.mark.parametrize("size", SIZES)
def test_each_version_is_told_and_the_marked_one_is_shown_in_full(bench: Bench, size: tuple[int, int]) -> None:
    bench.use("g", "2", "enter", "1", "s", *"ines", "enter", "o", "N", *"look", "enter", "!", size=size)
    seen = bench.use("Z", size=size)
    assert seen.title == "History"
    lines = seen.text.splitlines()
    told = [
        next(n for n, line in enumerate(lines) if words in line)
        for words in ("  flagged", "  note saved", "claim 1: Ines")
    ]
    assert told == sorted(told), "the newest first"
    assert "claim 1: pro-Moscow, the author" in seen.text
    assert re.search(r"● \d\d:\d\d:\d\d +typed", seen.text), "what stands has a mark"
    assert "this is what stands" in seen.text
    for words in ("“Ines Duarte”", "guess", "look", "flagged to be come back to", "codebook 1.0", "claim, open"):
        assert words in seen.text
    older = bench.use("Z", *["down"] * 4, size=size).text
    assert "this is what stands" not in older
    if size == SIZES[0]:  # on wide screens the card of the claim can be seen beside the window
        assert "“Ines Duarte”" not in older


def test_enter_goes_back_as_a_new_version_and_undo_takes_it_back(bench: Bench) -> None:
    bench.use("1", "s", *"Somebody", "enter", "o")
    first = bench.label(0)
    seen = bench.use("d", "Z", "down", "enter")
    assert seen.title == "AnnotateScreen"
    assert "gone back: claim 1: pro-Moscow, Somebody" in seen.text
    assert bench.label(0) == first
    assert not bench.done(0)
    assert count(bench) == 5
    bench.use("u")
    assert bench.label(0).verdict is None
    bench.use("U")
    assert bench.label(0) == first
    assert examine(bench.project.store) == []


def test_looking_saves_nothing_and_neither_does_what_stands(bench: Bench) -> None:
    assert "nothing was saved for this sentence yet" in bench.use("Z", "enter", "down", "shift+down").text
    assert bench.use("Z", "escape").title == "AnnotateScreen"
    bench.use("1")
    seen = bench.use("Z", "down", "up", "pagedown", "pageup", "enter")
    assert "it says that already" in seen.text
    assert count(bench) == 1


def test_going_back_is_refused_where_the_codebook_has_dropped_the_stance(bench: Bench) -> None:
    bench.use("2", "n", "n")
    root = bench.project.root
    bench.project.store.close()
    toml = default_toml().replace('version = "1.0"', 'version = "2.0"').replace('"neutral"', '"balanced"')
    (root / "codebook.toml").write_text(toml, encoding="utf-8")
    with open_project(root) as bench.project:
        seen = bench.use("g", "1", "enter", "Z", "down", "enter", size=(160, 45))
        assert "NOT SAVED" in seen.text
        assert "claim 1 of this version: stance 'neutral' is not in codebook" in seen.text
        assert bench.label(0).verdict == "no-claim"
        assert "neutral" in bench.use("Z", "down").text


def test_changes_of_boundaries_stand_among_the_versions(bench: Bench) -> None:
    cut = ["right", "right", "right", "C"]
    bench.use("1", "d", *cut)
    seen = bench.use("Z")
    assert "boundaries" in seen.text
    assert "sentence cut in two" in seen.text
    index = next(n for n, line in enumerate(seen.text.splitlines()) if "sentence cut in two" in line) - 4
    seen = bench.use("Z", *["down"] * index, "enter")
    assert seen.title == "History", "a change of boundaries is no version to go back to"
    assert "piece 1: “The council”" in seen.text
    assert "piece 2: “met on Tuesday.”" in seen.text
    seen = bench.use("Z", *["down"] * (index + 2), "enter", size=(160, 45))
    assert "claim 1 of this version stands in words outside the sentence" in seen.text
    assert bench.label(0).is_empty
    assert examine(bench.project.store) == []


def test_long_versions_scroll(bench: Bench) -> None:
    bench.use("1", *["a", "2"] * 12)
    assert "13 ◆" not in bench.use("Z").text

    async def laid_out(pilot: Pilot[None]) -> None:
        await pilot.pause()

    assert "13 ◆" in bench.use("Z", laid_out, *["shift+down"] * 40).text
    assert "13 ◆" not in bench.use("Z", laid_out, *["shift+down"] * 40, *["shift+up"] * 40).text


def test_the_mouse_shows_a_version_and_a_second_click_goes_back(bench: Bench) -> None:
    bench.use("1", "2")

    async def click(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, History)
        await pilot.click(pilot.app.screen.listing, offset=(20, 1))

    assert bench.use("Z", click).title == "History"
    assert bench.claim(0).stance == "neutral"
    assert bench.use("Z", click, click).title == "AnnotateScreen"
    assert bench.claim(0).stance == "pro-moscow"


@pytest.mark.parametrize("size", [(80, 24), (46, 14), (160, 45)])
def test_hostile_words_obey_nothing_in_the_history_and_on_cards(bench: Bench, size: tuple[int, int]) -> None:
    text = "He said [sic] it [/x] was [b \x1b[31mfine\x9b2J\u202e [@click=app.quit]x[/] — 部长 e\u0301 \u200b."
    document = bench.add([(text, "sentence"), ("After it.", "sentence")], title=text)
    name = "[/x] [@click=app.quit]Evil[/] \x1b[2J"
    speaker = enter_speaker(bench.project.store, name, "person", "anna")
    index = len(bench.sentences) - 2
    bench.use("1", "s", *"[/x]", "enter", "N", *"[/b] note", "enter", "right", "C", size=size, document=document.id)
    assert bench.claim(index).speaker == speaker
    for keys in (["Z"], ["Z", "down"], ["ctrl+e"], ["ctrl+e", *["right"] * 3, "space"], ["s"]):
        seen = bench.use(*keys, size=size, document=document.id)
        assert seen.running
        assert not CONTROLS.search(seen.text), keys
    assert text.startswith(bench.quotes(index)[0][:20])


def test_a_finish_that_was_taken_back_says_so(bench: Bench) -> None:
    seen = bench.use("1", "enter", "u", "Z")
    assert not bench.done(0)
    assert "open again" in seen.text
    assert "changed" not in seen.text
