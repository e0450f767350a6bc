"""The codebook beside the sentence: where it opens, how it is read and searched, and that its text is never obeyed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.codebook.load import default_toml, parse_codebook
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Segment
from annotator.store.documents import add_document
from annotator.tui.app import AnnotatorApp
from annotator.tui.guide import guide
from annotator.tui.modals.guidelines import Guidelines
from annotator.tui.stances import Looks

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


class Reading:
    """Remembers at which entry the window is, each time that it is asked."""

    def __init__(self) -> None:
        self.at: list[str] = []

    async def look(self, pilot: Pilot[None]) -> None:
        """Note the marked entry, and see that it is in view from its heading on."""
        screen = pilot.app.screen
        assert isinstance(screen, Guidelines)
        self.at.append(screen.at.id if screen.at else "")


@pytest.fixture
def reading() -> Reading:
    return Reading()


def test_it_opens_at_the_claim_at_hand(bench: Bench, reading: Reading) -> None:
    bench.use("i", reading.look)
    bench.use("3", "i", reading.look)
    bench.use("a", "2", "i", reading.look)
    bench.use("c", "i", reading.look)
    assert reading.at == ["claim", "stance:pro-washington", "stance:neutral", "stance:neutral"]
    assert bench.label(0).claims[-1].stance == "neutral", "reading changes nothing"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
def test_definition_negation_and_examples_are_read_with_the_sentence_in_sight(
    bench: Bench, size: tuple[int, int]
) -> None:
    value = bench.project.codebook.stance_value("pro-washington")
    assert value is not None
    for number in ("1", "6"):
        seen = bench.use("g", number, "enter", "3", "i", size=size)
        assert seen.title == "Guidelines"
        text = " ".join(part for line in seen.text.splitlines() for part in line.replace("│", " ").split())
        lit = [line for line in seen.text.splitlines() if line.lstrip().startswith("▌") or "▌" in line[:12]]
        words = {"1": "The council met", "6": "Work"}[number]
        assert any(words in line for line in lit), "the sentence at hand is in sight"
        assert "pro-Washington" in text
        if size[0] < 120:
            assert "supports, excuses or praises what Washington" in text
            assert "Not merely a claim by an American" in text


@pytest.mark.parametrize("size", [(60, 15), (40, 10), (20, 6), (10, 3)])
def test_the_smallest_terminals_open_and_close_it(bench: Bench, size: tuple[int, int]) -> None:
    assert bench.use("2", "i", "3", "down", "pageup", size=size).title == "Guidelines"
    assert bench.use("i", "escape", size=size).title == "AnnotateScreen"


def test_labels_are_jumped_to_by_their_own_keys(tmp_path: Path, reading: Reading) -> None:
    with project_with(tmp_path, sets='["attribution"]') as project:
        use(
            project,
            ["i", "2", reading.look, "f", reading.look, "d", reading.look, "t", reading.look, "d", reading.look],
        )
    assert reading.at == [
        "stance:neutral",
        "question:form",
        "answer:form:direct",
        "question:commitment",
        "answer:commitment:doubts",
    ]


def test_arrows_go_from_entry_to_entry_and_stop_at_the_ends(bench: Bench, reading: Reading) -> None:
    async def goes(pilot: Pilot[None]) -> None:
        for _ in range(40):
            await pilot.press("down")

    bench.use("i", goes, reading.look, *["up"] * 3, reading.look, size=(100, 60))
    assert reading.at[0] == "unsure"
    assert reading.at[1] == "stance:pro-moscow"
    assert bench.use("i", "pagedown", "pagedown", "pageup", "escape").title == "AnnotateScreen"


def test_typing_finds_and_escape_lets_the_search_go_first(bench: Bench, reading: Reading) -> None:
    seen = bench.use("i", *"geneva senator", reading.look)
    assert reading.at == ["stance:pro-washington"]
    assert "What is a claim" not in seen.text
    assert bench.label(0).verdict is None, "n in the search is a letter"
    seen = bench.use("i", "/", *"123")
    assert "nothing fits" in seen.text
    assert bench.use("i", *"senator", "escape").title == "Guidelines"
    assert "What is a claim" in bench.use("i", *"senator", "escape", size=(100, 70)).text
    assert bench.use("i", *"senator", "escape", "escape").title == "AnnotateScreen"


def test_the_key_that_opened_it_closes_it_unless_a_word_is_typed(bench: Bench) -> None:
    assert bench.use("i", "i").title == "AnnotateScreen"
    assert bench.use("i", "/", "i").title == "Guidelines"
    assert bench.use("i", "enter").title == "AnnotateScreen"
    seen = bench.use("1", "i", "escape")
    assert "pro-Moscow" in seen.text
    assert "Claims" in seen.text


def test_every_part_of_the_codebook_is_in_it() -> None:
    book = parse_codebook(default_toml(), "default").with_sets(("attribution",))
    text = "\n".join("".join(run for run, _ in line) for each in guide(book, Looks(book)) for line in each.lines(5000))
    values = [*book.stance.values, *(value for each in book.attributes.values() for value in each.values)]
    for part in (
        book.claim,
        book.claim_not,
        book.stance.question,
        *(each.question for each in book.attributes.values()),
    ):
        assert part in text
    for value in values:
        for part in (value.shown, value.definition, value.not_, *value.examples):
            assert part in text
    assert "When unsure" in text


HOSTILE = "[sic] [/x] [b [@click=app.quit]here[/] \\u001b[2J \\u009b31m \\u202eover"


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_text_of_a_codebook_is_never_obeyed(tmp_path: Path, size: tuple[int, int]) -> None:
    changes = [
        ('claim = "A claim', f'claim = "{HOSTILE} A claim'),
        ('label = "neutral"', f'label = "{HOSTILE}"'),
        ('definition = "The claim takes neither', f'definition = "{HOSTILE} The claim takes neither'),
        ('name = "US-Russia takes"', f'name = "{HOSTILE}"'),
    ]
    with project_with(tmp_path, *changes) as project:
        seen = use(project, ["i", "2"], size=size)
    assert "[@click=app.quit]" in seen
    assert "[/x]" in seen
    assert not any((ord(character) < 32 and character != "\n") or 127 <= ord(character) < 160 for character in seen)


def project_with(root: Path, *changes: tuple[str, str], sets: str = "[]") -> Project:
    """A project of one article under a changed codebook."""
    toml = default_toml()
    for old, new in changes:
        assert old in toml
        toml = toml.replace(old, new)
    (root / "book.toml").write_text(toml, encoding="utf-8")
    folder = init_project(root / "project", root / "book.toml")
    settings = folder / "annotator.toml"
    settings.write_text(settings.read_text("utf-8").replace("attribute_sets = []", f"attribute_sets = {sets}"), "utf-8")
    project = open_project(folder)
    text = "Nobody asked about the costs."
    document = Document.of(Article(text=text), project.store.now())
    add_document(project.store, document, [Segment(document=document.id, start=0, end=len(text), role="sentence")])
    return project


def use(project: Project, steps: Sequence[object], size: tuple[int, int] = (80, 24)) -> str:
    """Press keys, or call what is no key, and tell what the screen shows then."""

    async def go() -> str:
        app = AnnotatorApp(project, "anna")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for step in steps:
                if isinstance(step, str):
                    await pilot.press(step)
                else:
                    await step(pilot)  # type: ignore[operator]
            await pilot.pause()
            return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

    return asyncio.run(go())
