"""What the screen shows at each size and in each set of colours; the picture; the palette; the help."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.tui.app import AnnotatorApp
from annotator.tui.picture import picture
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.theme import DARK, LIGHT, TERMINAL, theme_named

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 45), (60, 15), (40, 10), (20, 6), (10, 3), (200, 60)])
def test_every_size_shows_the_sentence_at_hand(bench: Bench, size: tuple[int, int]) -> None:
    seen = bench.use("1", "a", "2", size=size)
    assert len(bench.label(0).claims) == 2
    lines = seen.text.splitlines()
    assert any("▌" in line[:60] for line in lines)
    if size >= (40, 10):
        assert any("▌" in line.partition("The council met")[0] for line in lines if "The council met" in line)
        assert "neutral" in seen.text
        assert "? help" in lines[-1]
    if size >= (80, 24):
        assert all(each in seen.text for each in ("sentence 1/6", "anna", "saved", "2 claims", "s speaker"))


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (60, 15), (40, 10), (10, 3)])
@pytest.mark.parametrize("keys", [(), ("1", "X"), ("i",)], ids=["reading", "editing claims", "codebook"])
def test_the_parts_of_the_screen_cover_all_of_it(bench: Bench, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """What none of them covers would be painted in full colour, also where colours are switched off."""
    bare: list[tuple[int, int]] = []

    async def look(pilot: Pilot[None]) -> None:
        screen = next(each for each in pilot.app.screen_stack if isinstance(each, LabellingScreen))
        for y in range(size[1]):
            for x in range(size[0]):
                widget, _ = screen.get_widget_at(x, y)
                if widget is screen or widget.id == "work":
                    bare.append((x, y))

    bench.use(*keys, look, size=size)
    assert not bare


def test_the_screen_follows_the_terminal(bench: Bench) -> None:
    async def shrink(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(60, 16)

    async def grow(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(130, 40)

    seen = bench.use("g", "5", "enter", "1", shrink)
    assert "Tomas" in seen.text
    seen = bench.use(shrink, grow)
    line = next(line for line in seen.text.splitlines() if "pro-Moscow" in line)
    assert line.index("pro-Moscow") > 60, "on wide terminals the claims stand beside the text"


def test_signs_beside_the_text_tell_what_was_said(bench: Bench) -> None:
    seen = bench.use("n", "1", "enter", "x", "!", "j", "N", *"see", "enter", "g", "6", "enter", size=(50, 40))
    text = seen.text
    assert re.search(r"·✓◀.The council met on Tuesday. “The", text), "both sentences that begin on the line"
    assert re.search(r"–⚑?✎?.*Nobody", text)
    assert "⚑" in text
    assert "✎" in text
    assert "3 done" in text


def test_the_footer_offers_what_can_be_done_now(bench: Bench) -> None:
    footer = "\n".join(bench.use(size=(160, 45)).text.splitlines()[-2:])
    assert "n no claim" in footer
    assert "speaker" not in footer
    assert "↵ finish" not in footer
    footer = "\n".join(bench.use("1", size=(160, 45)).text.splitlines()[-2:])
    assert "s speaker" in footer
    assert "↵ finish" in footer
    assert "no claim" not in footer
    footer = "\n".join(bench.use("shift+right", "shift+right").text.splitlines()[-2:])
    assert footer.lstrip().startswith("1 ◀ pro-Moscow")
    assert all(each in footer for each in ("r set words", "+ add words", "esc let go"))


def test_colours_change_and_ours_are_all_there(bench: Bench) -> None:
    seen_themes: list[str] = []

    async def look(pilot: Pilot[None]) -> None:
        seen_themes.append(pilot.app.theme)

    seen = bench.use("1", look, "ctrl+t", look, "ctrl+t", look, "s", "ctrl+t", look, "escape", "ctrl+l", "f1")
    assert seen_themes == [DARK, LIGHT, TERMINAL, DARK]
    assert seen.title == "Help"
    assert theme_named("light", few_colours=True) == LIGHT
    assert theme_named("", few_colours=True) == TERMINAL
    assert theme_named("", few_colours=False) == DARK


def test_stances_are_told_without_colour(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    styles = []

    async def look(pilot: Pilot[None]) -> None:
        lines = pilot.app.screen._compositor.render_strips()
        for place, strip in enumerate(lines):
            seen = strip.apply_filter(pilot.app._filters[-1], pilot.app.background_colors[1])
            styles.extend((place, segment.text, segment.style) for segment in seen if segment.style is not None)

    seen = bench.use("3", "shift+right", "ctrl+t", "ctrl+t", look)
    assert "▶ pro-Washington" in seen.text
    assert " CHOOSE " in seen.text
    assert all(colour is None or colour.is_default for *_, style in styles for colour in (style.color, style.bgcolor))
    reversed_words = [text for _, text, style in styles if style.reverse]
    assert any("CHOOSE" in text for text in reversed_words)
    assert len(reversed_words) > 1, "the cursor is seen without a colour"


def test_the_palette_has_every_command_that_works_now_and_runs_it(bench: Bench) -> None:
    seen = bench.use("ctrl+p", *"flag the sentence", size=(120, 40))
    assert "Flag the sentence" in seen.text

    async def settled(pilot: Pilot[None]) -> None:
        for _ in range(100):
            await pilot.pause(0.02)
            if "Flag the sentence" in "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips()):
                return

    bench.use("ctrl+p", *"flag the sentence", settled, "enter", "enter")
    assert bench.label(0).flag
    assert bench.use("1", "s", "ctrl+p").title == "SpeakerPicker", "above a window there is nothing to find"


def test_the_help_explains_keys_signs_and_the_codebook(bench: Bench) -> None:
    codebook = bench.project.codebook
    everything = bench.use("question_mark", size=(120, 400)).text
    plain = " ".join(everything.split())
    for value in codebook.stance.values:
        for text in (value.definition, value.not_, *value.examples):
            assert " ".join(text.split())[:40] in plain
    assert "finished, no claim" in everything
    found = bench.use("question_mark", *"fragment").text
    assert "Add the chosen words" in found
    assert "Go to the next sentence" not in found
    assert "Say who makes the claim" in bench.use("question_mark", *"speaker").text, "labels of the footer are found"
    assert "nothing fits" in bench.use("question_mark", *"zzz").text
    assert bench.use("question_mark", "down", "pagedown", "up", "enter").title == "AnnotateScreen"


def test_the_picture_is_the_same_each_time(bench: Bench) -> None:
    def draw() -> str:
        return asyncio.run(picture(bench.project, "anna", (100, 30), ["g", "2", "enter"]))

    first = draw()
    assert first == draw()
    assert first.startswith("<svg")
    assert "council" in first
    assert "http" not in first.replace("http://www.w3.org/2000/svg", "").replace("https://www.textualize.io", "")
    assert not re.search(r"terminal-\d{3,}", first)


def test_quitting_by_either_key(bench: Bench) -> None:
    assert not bench.use("1", "q").running
    assert not bench.use("s", "ctrl+q").running
    assert bench.claim(0).stance == "pro-moscow"


def test_the_titles_of_article_and_window_are_plain_text(bench: Bench) -> None:
    app = AnnotatorApp(bench.project, "anna")
    assert app.title == "project – annotator"
