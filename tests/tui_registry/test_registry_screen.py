"""The registry on the screen: keys change the store first, and then the screen says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from keyboard import type_keys
from textual.pilot import Pilot

from annotator.desk.importing import add_articles
from annotator.desk.loading import load
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Metadata
from annotator.store.speakers import registry
from annotator.tui.registry.app import RegistryApp

SPEAKERS = ["Pavel Orlin", "Orlin", "Sergei [b]Brod[/b]", "Sergey [b]Brod[/b]"]
TEXT = "Envoys Meet\n\n" + " ".join(f"Number {number} said that the talks would go on." for number in range(4)) + "\n"

Look = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("ANNOTATOR_THEME", "dark")
    root = init_project(tmp_path / "project")
    (root / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        json.dumps(
            {"document": "a.txt", "claims": [{"quote": f"Number {number}", "speaker": name, "stance": "neutral"}]}
        )
        for number, name in enumerate(SPEAKERS)
    ]
    (root / "ann.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with open_project(root) as opened:
        add_articles(opened, [root / "a.txt"], Metadata())
        load(opened, root / "ann.jsonl", annotator="ann")
        yield opened


def merged(project: Project) -> dict[str, str]:
    known = registry(project.store)
    return {each.name: known[each.merged_into].name for each in known.values() if each.merged_into}


def press(project: Project, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """What the screen shows after some keys."""

    async def go() -> str:
        app = RegistryApp(project, "lead")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await type_keys(app, keys)
            await pilot.pause()
            lines = app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in strip) for strip in lines)

    return asyncio.run(go())


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 12)])
def test_one_key_takes_a_suggestion_and_one_takes_it_back(project: Project, size: tuple[int, int]) -> None:
    shown = press(project, "m", size=size)
    assert len(merged(project)) == 1
    assert "is merged into" in shown
    press(project, "m", "m", "u", "u")
    assert len(merged(project)) == 1
    assert "nothing was changed here yet" in press(project, "u")


def test_one_key_turns_a_suggestion_down(project: Project) -> None:
    shown = press(project, "x", "x")
    assert merged(project) == {}
    assert "suggested 0" in shown
    assert "nothing to merge is left" in shown
    # With nothing suggested everyone is shown at once.
    assert "[b]Brod[/b]" in press(project)


def test_one_key_splits_what_was_merged(project: Project) -> None:
    press(project, "m", "m")
    assert len(merged(project)) == 2
    first = sorted(merged(project))[0]
    place = sorted((each.name for each in registry(project.store).values() if each.id != "author"), key=str.casefold)
    shown = press(project, *(["down"] * place.index(first)), "s")
    assert first not in merged(project)
    assert "stands for itself again" in shown


def test_a_speaker_is_merged_into_the_one_that_is_typed(project: Project) -> None:
    press(project, "tab", "m", *"pavel", "enter")
    assert merged(project) == {"Orlin": "Pavel Orlin"}


def test_names_aliases_and_kinds_change_with_a_key_each(project: Project) -> None:
    press(project, "tab", "K", "a", *"envoy", "enter", "r", *"!!", "enter")
    (found,) = [each for each in registry(project.store).values() if each.name == "Orlin!!"]
    assert (found.kind, found.aliases) == ("institution", ("Orlin", "envoy"))


def test_a_name_that_is_none_is_refused_in_words(project: Project) -> None:
    before = registry(project.store)
    shown = press(project, "tab", "a", *("x" * 201), "enter", size=(160, 45))
    assert registry(project.store) == before
    assert "is no name for a speaker" in shown


def test_hostile_names_are_shown_to_the_letter(project: Project) -> None:
    assert "Sergei [b]Brod[/b]" in press(project, "tab")


def test_finding_goes_to_the_speaker(project: Project) -> None:
    press(project, "/", *"pavel", "enter", "K")
    assert next(each.kind for each in registry(project.store).values() if each.name == "Pavel Orlin") == "institution"
