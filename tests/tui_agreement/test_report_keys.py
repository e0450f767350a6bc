"""Every key of the report is bound, reachable and in its help; pages are reached by keys and by the mouse."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.desk.project import Project, open_project
from annotator.tui.agreement.app import AgreementApp
from annotator.tui.agreement.case_screen import CaseScreen
from annotator.tui.agreement.keys import REPORT_KEYS
from annotator.tui.agreement.page import Page
from annotator.tui.agreement.screen import ReportScreen
from annotator.tui.bind import key_name
from annotator.tui.keys import Key, Place, keys_of, reserved_keys, sign
from annotator.tui.widgets.footer import KeyBar
from tests.tui_agreement.conftest import SMALL, WIDE, Reader, visit

OWNERS = {"report": ReportScreen, "case": CaseScreen}
PAGES = ("Funnel", "Is there a claim?", "How many claims", "Which words?", "Who says it?")


@pytest.mark.parametrize("key", REPORT_KEYS, ids=lambda key: key.id)
def test_every_key_is_bound_to_an_action_that_is_there(key: Key) -> None:
    owner = OWNERS[key.place]
    assert callable(getattr(owner, "action_" + key.action.partition("(")[0]))
    assert owner._merged_bindings is not None
    for name in key.keys:
        assert key_name(name) in owner._merged_bindings.key_to_bindings


@pytest.mark.parametrize("place", ["report", "case"])
def test_no_key_means_two_things(place: Place) -> None:
    names = Counter(name for key in (*keys_of(place, table=REPORT_KEYS), *keys_of("app")) for name in key.keys)
    assert not [name for name, count in names.items() if count > 1]
    assert len({key.id for key in REPORT_KEYS}) == len(REPORT_KEYS)


@pytest.mark.parametrize("keys", ["", "5 enter enter", "d enter"])
def test_every_key_of_the_footer_does_something_now(read: Project, keys: str) -> None:
    async def look(reader: Reader) -> None:
        await reader.press(*keys.split())
        hints = list(reader.app.screen.query_one(KeyBar).hints)
        assert len({hint.action for hint in hints}) == len(hints)
        idle = []
        for hint in hints:
            if hint.action in ("quit", "again"):
                continue
            before = reader.picture
            await reader.app.run_action(hint.action, reader.app.screen)
            await reader.settle()
            if reader.picture == before:
                idle.append(hint.action)
            while not isinstance(reader.app.screen, ReportScreen):
                await reader.press("escape")
            await reader.press("o", *keys.split())
        assert not idle

    visit(read, look, size=(SMALL[0], 16))


def test_the_footer_offers_no_key_that_does_nothing(read: Project) -> None:
    async def look(reader: Reader) -> None:
        def offered() -> set[str]:
            return {hint.action for hint in reader.app.screen.query_one(KeyBar).hints}

        assert not offered() & {"back", "widen", "copy", "take", "all_figures", "open('overview')"}
        await reader.press("d", "enter")
        assert "go(-1)" not in offered()
        assert "go(1)" in offered()
        await reader.press("n", "n", "n", "n", "n")
        assert "go(1)" not in offered()
        assert "go(-1)" in offered()

    visit(read, look, size=WIDE)


def test_codebooks_keep_their_digits() -> None:
    assert not [name for name in reserved_keys() if name.isdigit()]


@pytest.mark.parametrize("size", [(140, 130), WIDE])
def test_the_help_tells_every_key(read: Project, size: tuple[int, int]) -> None:
    async def look(reader: Reader) -> None:
        text = await reader.press("question_mark")
        if size == WIDE:
            await reader.press(*"leave-one")
            assert "nothing fits" in reader.text
            return
        plain = " ".join(text.split())
        for key in (*REPORT_KEYS, *keys_of("app")):
            if key.id != "palette":
                assert key.description in plain
                assert sign(key.keys[0]) in text
        assert "How to read it" in plain
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReportScreen)

    visit(read, look, size=size)


def test_tab_goes_through_all_pages_and_back(read: Project) -> None:
    async def look(reader: Reader) -> None:
        for words in PAGES[1:]:
            assert words in " ".join((await reader.press("tab")).split())
        await reader.press("tab", "tab", "tab", "tab")
        assert "disputed sentences" in reader.text
        await reader.press("tab")
        assert "By document" in reader.text
        await reader.press("tab")
        assert "Funnel" in reader.text
        await reader.press("shift+tab")
        assert "By document" in reader.text

    visit(read, look)


def test_digits_and_letters_go_straight_to_a_page(read: Project) -> None:
    async def look(reader: Reader) -> None:
        for digit, words in (("4", "Who says it?"), ("7", "All of it"), ("1", "Is there a claim?"), ("9", "Is there")):
            assert words in " ".join((await reader.press(digit)).split())
        assert "By document" in await reader.press("p")
        assert "disputed sentences" in await reader.press("d")
        assert "Funnel" in await reader.press("o")

    visit(read, look)


def test_a_layer_of_the_overview_opens_its_page(read: Project) -> None:
    async def look(reader: Reader) -> None:
        assert "↵" not in reader.text.splitlines()[-1], "nothing is marked yet"
        await reader.press("down", "down", "down")
        assert "3 span" in next(line for line in reader.text.splitlines() if "▌" in line)
        assert "Which words?" in await reader.press("enter")
        await reader.press("o")
        assert "3 span" in next(line for line in reader.text.splitlines() if "▌" in line)

    visit(read, look, size=WIDE)


def test_on_a_small_screen_arrows_scroll_to_the_rows(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press(*["down"] * 8)
        assert any("▌" in line for line in reader.text.splitlines())

    visit(read, look, size=SMALL)


async def click(reader: Reader, words: str) -> None:
    """Click the first place where some words stand."""
    for y, line in enumerate(reader.text.splitlines()):
        if words in line:
            await reader.pilot.click(offset=(line.index(words) + 1, y))
            await reader.settle()
            return
    raise AssertionError(f"{words!r} is not on the screen")


def test_the_mouse_does_what_keys_do(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await click(reader, "Disputes")
        assert "5 disputed sentences" in reader.text
        await click(reader, "Talks went on.")
        assert " sentence 4 " in reader.text
        await reader.press("escape")
        await click(reader, "count")
        assert "How many claims" in reader.text
        await click(reader, "Parts")
        await click(reader, "A plane")
        assert "2 disputed sentences" in reader.text
        await click(reader, "drop filter")
        assert "5 disputed sentences" in reader.text
        await click(reader, "help")
        assert "How to read" in reader.text or "Pages" in reader.text

    visit(read, look)


def test_a_click_on_a_cell_chooses_it_and_a_second_one_opens_it(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("1")
        row = next(y for y, line in enumerate(reader.text.splitlines()) if line.split()[:1] == ["cat"])
        for words in ("cat – ann", "On claim:"):
            await reader.pilot.click(offset=(10, row))
            await reader.settle()
            assert words in reader.text
        row = next(y for y, line in enumerate(reader.text.splitlines()) if line.split()[:2] == ["no-claim", "1"])
        for words in ("[0]", "0 sentences"):
            await reader.pilot.click(offset=(26, row))
            await reader.settle()
            assert words in reader.text
        assert "cat – ann · on claim · cat no-claim, ann claim" in reader.text

    visit(read, look, size=WIDE)


@pytest.mark.parametrize("keys", [("5", "right"), ("d", "enter"), ("question_mark",)])
def test_a_change_of_size_keeps_the_page(read: Project, keys: tuple[str, ...]) -> None:
    async def look(reader: Reader) -> None:
        await reader.press(*keys)
        kind = type(reader.app.screen)
        for size in ((160, 45), (20, 6), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            await reader.pilot.pause()
            lines = reader.text.splitlines()
            assert len(lines) == size[1]
            assert type(reader.app.screen) is kind
        for page in reader.app.screen.query(Page):
            assert page.virtual_size.width <= 120

    visit(read, look)


def test_other_colours_show_the_same(read: Project) -> None:
    async def look(reader: Reader) -> None:
        text = await reader.press("5")
        for _ in range(3):
            assert await reader.press("ctrl+t") == text
        assert isinstance(reader.app, AgreementApp)
        assert reader.app.theme == "annotator-dark"

    visit(read, look, size=WIDE)


def test_keys_of_the_program_that_a_project_has_changed_work_and_are_told(empty: Project) -> None:
    settings = empty.root / "annotator.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[keys]\ntheme = "f9"\nlist-leave = "f8"\n', "utf-8")

    async def look(reader: Reader) -> None:
        assert isinstance(reader.app, AgreementApp)
        await reader.press("f9")
        assert reader.app.theme == "annotator-light"
        await reader.press("question_mark", *"colours")
        assert "f9 Change colours" in reader.plain
        await reader.press("f8")
        assert isinstance(reader.app.screen, ReportScreen)

    with open_project(empty.root) as project:
        visit(project, look)
