"""Before there is a report, where there is none, and where it cannot be made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual import events

from annotator.desk.agreement.model import Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.errors import StoreError, UsageError
from annotator.tui.agreement import screen
from annotator.tui.agreement.measuring import STEPS, Measured, measure
from annotator.tui.agreement.run import run_agreement
from annotator.tui.agreement.seeking import Findings
from annotator.tui.widgets.footer import KeyBar
from tests.tui_agreement.conftest import FIRST, SECOND, SIZES, WIDE, Reader, add, label, visit

OnStep = Callable[[int], None]


@pytest.mark.parametrize("size", SIZES)
def test_a_project_without_articles(empty: Project, size: tuple[int, int]) -> None:
    async def look(reader: Reader) -> None:
        assert "The project has no articles." in reader.plain
        assert "annotator add FILE..." in reader.text
        await reader.press("tab", "1", "d", "enter", "down", "pagedown", "a", "escape", "question_mark", "escape")
        assert "The project has no articles." in reader.plain
        await reader.press("q")
        assert not reader.app.is_running or reader.app._exit

    visit(empty, look, size=size)


def test_nobody_has_finished_a_sentence(empty: Project) -> None:
    add(empty, FIRST, "Envoys meet")
    desk = AnnotationDesk(empty, "ann")
    desk.resume()
    desk.add_claim("neutral")

    async def look(reader: Reader) -> None:
        assert "Nobody has finished a sentence yet." in reader.plain
        assert "annotator annotate --as NAME" in reader.text

    visit(empty, look)


def test_only_one_annotator(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    label(empty, "ann", document, [None, None])

    async def look(reader: Reader) -> None:
        assert "Only ann has finished sentences: 2." in reader.plain
        assert f"annotator annotate --as NAME {document}" in reader.text

    visit(empty, look)


def test_only_one_annotator_was_asked_for(talks: Project) -> None:
    async def look(reader: Reader) -> None:
        assert "Only one annotator was asked for." in reader.plain
        assert "annotator agreement --screen --annotators ann,NAME" in reader.plain

    visit(talks, look, annotators=["ann"])


def test_no_sentence_was_finished_by_two(empty: Project) -> None:
    first, second = add(empty, FIRST, "Envoys meet"), add(empty, SECOND, "A plane")
    label(empty, "ann", first, [None, None, None])
    label(empty, "ben 2", second, [None])

    async def look(reader: Reader) -> None:
        assert "No sentence is finished by two annotators (ann 3, ben 2 1)." in reader.plain
        assert f"annotator annotate --as 'ben 2' {first}" in reader.plain

    visit(empty, look)


def test_two_who_read_other_sentences_of_one_article(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    label(empty, "ann", document, [None, None])
    desk = AnnotationDesk(empty, "ben")
    desk.resume()
    desk.go_to(4)
    desk.no_claim()

    async def look(reader: Reader) -> None:
        assert f"annotator annotate --as ben {document}" in reader.plain

    visit(empty, look)


def test_what_was_labelled_in_the_meantime_is_measured_again(empty: Project) -> None:
    document = add(empty, FIRST, "Envoys meet")
    label(empty, "ann", document, [None, None])

    async def look(reader: Reader) -> None:
        assert "Only ann" in reader.text
        label(empty, "ben", document, [None, ("We will stay", "Orlin", "neutral")])
        await reader.press("r")
        assert "sentences finished by two or more 2" in reader.plain

    visit(empty, look)


def test_progress_is_shown(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(root: Path, annotators: Sequence[str], sampling: Sampling, on_step: OnStep) -> Measured:
        on_step(4)
        assert go_on.wait(10)
        return measure(root, annotators, sampling, on_step)

    monkeypatch.setattr(screen, "measure", slow)

    async def look(reader: Reader) -> None:
        await reader.until(f"4 of {STEPS}")
        assert "Measuring agreement" in reader.text
        go_on.set()
        await reader.settle()
        assert "Funnel" in reader.text

    visit(talks, look, wait=False)


class Endless:
    """A report that is never done; it notices that nobody waits for it only when it is asked to."""

    def __init__(self) -> None:
        self.asked, self.ended = threading.Event(), threading.Event()

    def __call__(self, root: Path, annotators: Sequence[str], sampling: Sampling, on_step: OnStep) -> Measured:
        on_step(1)
        try:
            assert self.asked.wait(20)
            on_step(2)
        finally:
            self.ended.set()
        raise AssertionError("nobody waits for it any more")


def test_leaving_does_not_wait_for_the_report(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(screen, "measure", endless)

    async def look(reader: Reader) -> None:
        await reader.until("1 of")
        await reader.pilot.press("q")

    visit(talks, look, wait=False)
    assert not endless.ended.is_set(), "the work goes on, and the program has ended all the same"
    endless.asked.set()
    assert endless.ended.wait(5)


def test_measuring_can_be_stopped_and_begun_again(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(screen, "measure", endless)

    async def look(reader: Reader) -> None:
        await reader.until("1 of")
        assert {hint.action for hint in reader.app.screen.query_one(KeyBar).hints} == {"back", "quit", "help"}
        await reader.pilot.press("escape")
        await reader.until("Stopped: there is no report.")
        endless.asked.set()
        assert endless.ended.wait(5), "the work ends at its next step"
        await reader.pilot.press("tab", "d", "enter", "escape")
        assert "Stopped" in reader.text
        monkeypatch.undo()
        await reader.press("r")
        assert "Funnel" in reader.text

    visit(talks, look, wait=False)


def test_stopping_a_second_measurement_leaves_the_first_one(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5", "enter")
        before = reader.text
        endless = Endless()
        monkeypatch.setattr(screen, "measure", endless)
        await reader.pilot.press("r")
        await reader.until("1 of")
        await reader.pilot.press("escape")
        await reader.until("On stance:")
        assert reader.text == before
        endless.asked.set()
        assert endless.ended.wait(5)

        def broken(*_: object) -> Measured:
            raise StoreError("the disk is gone", "plug it in")

        monkeypatch.setattr(screen, "measure", broken)
        await reader.pilot.press("r")
        await reader.until("the disk is gone")
        await reader.pilot.press("escape")
        await reader.until("On stance:")

    visit(talks, look, size=WIDE)


def test_a_report_measured_again_is_shown_at_the_same_page(talks: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5", "r")
        assert "Whose side does the claim take?" in reader.text

    visit(talks, look)


def test_keys_are_answered_while_work_beside_the_screen_uses_the_processor(
    talks: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()

    def busy(root: Path, annotators: Sequence[str], sampling: Sampling, on_step: OnStep) -> Measured:
        while not done.is_set():
            sum(range(20_000))
        return measure(root, annotators, sampling, on_step)

    monkeypatch.setattr(screen, "measure", busy)

    async def look(reader: Reader) -> None:
        reader.app.post_message(events.Key("question_mark", "?"))
        await reader.until("Agreement report")
        done.set()

    visit(talks, look, wait=False)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoreError("the database is [/b] damaged\x1b]0;x\x07", "run: annotator doctor"), "run: annotator doctor"),
        (RuntimeError("[boom]"), "RuntimeError: [boom]"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_report_that_fails_says_so_and_can_be_tried_again(
    talks: Project, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    failing = [True]

    def sometimes(root: Path, annotators: Sequence[str], sampling: Sampling, on_step: OnStep) -> Measured:
        if failing[0]:
            raise error
        return measure(root, annotators, sampling, on_step)

    monkeypatch.setattr(screen, "measure", sometimes)

    async def look(reader: Reader) -> None:
        text = await reader.until("The report could not be made")
        assert said in reader.plain
        assert "\x1b" not in text
        await reader.pilot.press("tab", "enter", "d")
        assert "The report could not be made" in reader.text
        failing[0] = False
        await reader.press("r")
        assert "Funnel" in reader.text

    visit(talks, look, wait=False)


def test_disputes_that_cannot_be_found_say_so(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Findings:
        raise StoreError("the disk [/x] is gone", "plug it in")

    async def look(reader: Reader) -> None:
        monkeypatch.setattr(screen, "seek", broken)
        await reader.pilot.press("5", "enter", "enter")
        await reader.until("the disk [/x] is gone; plug it in")
        assert "ann – ben · on stance" in reader.text
        monkeypatch.undo()
        await reader.press("backspace", "backspace", "backspace")
        assert "5 disputed sentences" in reader.text

    visit(talks, look, size=WIDE)


def test_somebody_who_finished_nothing_is_told_on_the_screen(talks: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.until("'nobody' has not finished a label")

    visit(talks, look, annotators=["nobody", "ann"], wait=False)


def test_a_name_that_is_not_there_is_refused_before_the_screen_opens(talks: Project) -> None:
    with pytest.raises(UsageError, match="no annotator 'dora'") as refused:
        run_agreement(talks, ["ann", "dora"], Sampling())
    assert refused.value.hint == "it knows: ann, ben, cat"


def test_a_text_that_is_gone_does_not_end_the_screen(talks: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.tui.agreement import case_screen

    def gone(*_: object) -> None:
        raise StoreError("the text is gone", "")

    async def look(reader: Reader) -> None:
        monkeypatch.setattr(case_screen, "open_passage", gone)
        await reader.press("d", "enter")
        assert "differ in stance" in reader.text
        assert "the text is gone" in reader.plain

    visit(talks, look, size=WIDE)
