"""The practice on the screen: the keys of the answers, feedback at once, the answer on one key, the sum at the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from keyboard import type_keys

from annotator.desk.practice import Practice, load_steps, practice_project
from annotator.records.labels import Label
from annotator.store.revisions import current
from annotator.tui.practice.app import PracticeApp
from annotator.tui.practice.coach import spelled


@dataclass
class Seen:
    """What the practice showed after the last key, and what was saved."""

    text: str
    title: str
    practice: Practice
    labels: list[Label]
    running: bool


def practise(*keys: str, size: tuple[int, int] = (80, 24)) -> Seen:
    async def go() -> Seen:
        with practice_project() as project:
            app = PracticeApp(project)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await type_keys(app, keys)
                await pilot.pause()
                text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
                document = app.desk.passage.document.id
                saved = [each.body for each in current(project.store, app.desk.annotator, document).values()]
                running = app.is_running and not app._exit
                return Seen(text, type(app.screen).__name__, app.practice, saved, running)

    return asyncio.run(go())


def every_key() -> list[str]:
    return [key for step in load_steps() for key in step.keys]


@pytest.fixture(autouse=True)
def _same_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_THEME", "dark")


def test_the_keys_of_the_answers_give_the_answers() -> None:
    seen = practise(*every_key())
    wrong = {judgement.step.sentence: judgement.wrong for judgement in seen.practice.last.values()}
    assert not {sentence: said for sentence, said in wrong.items() if said}
    assert len(seen.labels) == len(seen.practice.steps) == seen.practice.right_at_once
    assert seen.title == "Summary"
    assert "14 of 14 sentences right at once: 100%." in seen.text
    assert seen.practice.keys == seen.practice.fewest
    assert f"You pressed {len(every_key())} keys; {len(every_key())} would do." in seen.text


def test_every_hint_names_the_keys_of_its_answer() -> None:
    hinted = "".join(step.teaches for step in load_steps())
    for key in ("n", "enter", "p", "+", "x", "S", ".", "i", "u", "?"):
        assert f"`{key}`" in hinted, key


def test_a_right_sentence_is_told_with_the_reason_and_the_next_hint() -> None:
    seen = practise("n")
    assert "✓ 1 is right." in seen.text
    assert "scene-setting" in seen.text
    assert "codebook" in seen.text
    assert seen.title == "PracticeScreen"


def test_what_differs_is_told_at_once_and_the_answer_is_one_key_away() -> None:
    seen = practise("n", "3", "enter")
    assert seen.labels[1].claims[0].stance == "pro-washington", "wrong labels are saved like any other"
    assert seen.title == "NotQuite"
    assert "Sentence 2: not quite" in seen.text
    assert "the stance is not pro-washington" in seen.text
    assert "The author praises Moscow" not in seen.text
    seen = practise("n", "3", "enter", "a")
    assert "pro-moscow, the author: “Moscow alone" in seen.text
    assert "The author praises Moscow" in seen.text


def test_a_sentence_can_be_tried_again() -> None:
    seen = practise("n", "3", "enter", "t")
    assert "sentence 2/14" in seen.text
    seen = practise("n", "3", "enter", "t", "1", "enter")
    assert "✓ 2 is right." in seen.text
    assert (seen.practice.right_at_once, seen.practice.right_now) == (1, 2)
    assert practise("n", "3", "enter", "enter").title == "PracticeScreen"


def test_keys_pressed_while_reading_are_not_counted() -> None:
    assert practise("i", "2", "down", "escape", "question_mark", "escape", "n").practice.keys == 3


def test_the_sum_is_shown_also_where_the_last_sentence_was_wrong() -> None:
    keys = every_key()[:-1]
    assert practise(*keys, "x").title == "NotQuite"
    seen = practise(*keys, "x", "enter")
    assert seen.title == "Summary"
    assert "13 of 14 sentences right at once: 93%." in seen.text
    assert "Worth another look: sentence 14." in seen.text
    assert not practise(*keys, "x", "enter", "q").running
    assert practise(*keys, "x", "enter", "escape").title == "PracticeScreen"


def test_taking_back_and_other_boundaries_disturb_nothing() -> None:
    seen = practise("n", "u", "J")
    assert "not part of the practice" in seen.text
    assert "✓ 1 is right" in practise("n", "u", "J", "u", "n").text


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (60, 15), (40, 10), (20, 6)])
def test_the_coach_leaves_room_for_the_sentence(size: tuple[int, int]) -> None:
    seen = practise("n", size=size)
    assert any("▌" in line for line in seen.text.splitlines())
    if size >= (40, 10):
        assert "Moscow alone" in seen.text
        assert "The author takes" in seen.text


def test_hints_are_folded_with_their_keys() -> None:
    lines = spelled("Press `enter`, then `shift+right` or `p`: done. [b]no markup[/b] ", 16, 9)
    assert [" ".join("".join(text for text, _ in line).split()) for line in lines] == [
        "Press ↵, then ⇧→",
        "or p: done.",
        "[b]no markup[/b]",
    ]
    assert ("⇧→", "key") in lines[0]
    cut = spelled("one two three four five six", 8, 2)
    assert len(cut) == 2
