"""Going through the text: where one is, where one stopped, what comes next, and the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from annotator.store.places import get_place

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from annotator.tui.app import AnnotatorApp
    from tests.tui.conftest import Bench


def test_every_way_to_another_sentence(bench: Bench) -> None:
    for keys, number in (
        (["j", "down"], 3),
        (["k"], 2),
        (["up"], 1),
        (["k"], 1),
        (["G"], 6),
        (["ctrl+home"], 1),
        (["ctrl+end"], 6),
        (["j"], 6),
        (["g", "4", "enter"], 4),
        (["g", "9", "enter"], None),
        (["g", "9", "enter", "escape", "g", "enter"], 4),
    ):
        seen = bench.use(*keys)
        if number is None:
            assert "There is no sentence 9" in seen.text
        else:
            assert f"sentence {number}/6" in seen.text
            assert get_place(bench.project.store, "anna") == bench.sentences[number - 1].key


def test_the_next_unfinished_sentence_anywhere(two: Bench) -> None:
    assert "sentence 2/6" in two.use("n", "k", "tab").text
    seen = two.use("n", "n", "j", "n", "n", "k", "k", ">")
    assert "A second ferry" in seen.text
    assert "sentence 1/2" in seen.text
    assert "sentence 2/2" in two.use(">").text
    assert "sentence 4/6" in two.use(">").text, "behind the last one it goes on at the beginning"


def test_the_only_unfinished_sentence_says_so(two: Bench) -> None:
    seen = two.use("n", "n", "n", "n", "n", "n", "n", "tab")
    assert "this is the only unfinished sentence" in seen.text
    assert seen.title == "AnnotateScreen"


def test_reading_goes_on_in_the_next_article_and_back(two: Bench) -> None:
    seen = two.use("G", "n")
    assert "article: A second ferry" in seen.text
    assert "sentence 6/6" in two.use("k").text


def test_when_everything_is_finished_the_screen_says_so_and_again_at_the_next_start(two: Bench) -> None:
    seen = two.use(*["n"] * 8)
    assert seen.title == "Finished"
    assert "Everything is finished" in seen.text
    assert "8 sentences in 2 articles" in seen.text
    assert two.use().title == "Finished"
    assert two.use("enter", "tab").title == "Finished"
    assert two.use("D").title == "DocumentPicker"
    seen = two.use("u")
    assert seen.title == "AnnotateScreen"
    assert "sentence 2/2" in seen.text
    assert not two.done(7)
    assert not two.use("n", "q").running


def test_a_restart_goes_on_where_one_stopped(two: Bench) -> None:
    two.use("n", "n", "1", "j")
    seen = two.use("k", "j")
    assert "sentence 4/6" in seen.text
    assert "saved" not in seen.text, "reading saves nothing"
    assert two.done(2)
    assert "sentence 1/6" in two.use(annotator="ben").text, "another annotator begins at the beginning"
    second = two.documents[1].id
    assert "sentence 1/2" in two.use(document=second).text
    assert "sentence 1/2" in two.use().text


def test_another_article_is_chosen_by_typing(two: Bench) -> None:
    seen = two.use("n", "1", "enter", "!", "D")
    assert seen.title == "DocumentPicker"
    line = next(line for line in seen.text.splitlines() if two.documents[0].id in line)
    assert "2/6" in line
    assert "⚑ 1" in line
    seen = two.use("ctrl+o", *two.documents[1].id[:6], "enter")
    assert "sentence 1/2" in seen.text
    assert "no article fits" in two.use("D", *"nothing like it").text
    assert "sentence 1/2" in two.use("D", *"nothing", "enter", "escape").text


def test_the_sentence_stands_a_third_from_the_top_and_the_text_scrolls(bench: Bench) -> None:
    long = [
        ("A long article", "title"),
        *((f"This is sentence number {n} of the long article." * 3, "sentence") for n in range(60)),
    ]
    document = bench.add(long)
    seen = bench.use("g", "3", "0", "enter", document=document.id)
    lines = seen.text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("▌"))
    assert 4 <= first <= 7
    assert "number 28" in seen.text
    seen = bench.use("pagedown")
    assert "number 33" in seen.text
    assert "sentence 30/60" in seen.text
    seen = bench.use("pageup", "pageup", "l")
    assert any(line.startswith("▌") for line in seen.text.splitlines()), "the word cursor is in view again"


def test_a_project_without_sentences_says_what_to_do(tmp_path: Path, bench: Bench) -> None:
    from annotator.desk.project import init_project, open_project

    init_project(tmp_path / "bare")
    with open_project(tmp_path / "bare") as project:
        bare = type(bench)(project)
        seen = bare.use()
        assert "no articles" in seen.text
        assert "annotator add FILE" in seen.text
        bare.add([("Only a title", "title")])
        seen = bare.use()
        assert "no segment with the role sentence" in seen.text
        assert not bare.use("q").running


def test_every_key_is_a_sign_of_life_also_in_a_window(bench: Bench) -> None:
    touched = 0

    async def watched(pilot: Pilot[None]) -> None:
        app = cast("AnnotatorApp", pilot.app)
        before = app.desk.watch.touch

        def touch() -> None:
            nonlocal touched
            touched += 1
            before()

        app.desk.watch.touch = touch  # type: ignore[method-assign]

    bench.use(watched, "N", "x", "y", "escape", "v")
    assert touched == 5
