"""Suggestions on the screen: ghosted, taken with one key, edited, let go, switched off, and logged."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.desk import suggesting
from annotator.desk.offering import in_half
from annotator.desk.suggesting import Rules
from annotator.errors import UsageError
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.store.offers import first_offers
from annotator.store.revisions import history
from annotator.store.speakers import registry
from annotator.tui.screens.annotate import AnnotateScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

Step = Callable[[Pilot[None]], Awaitable[None]]


async def arrived(pilot: Pilot[None]) -> None:
    """Wait until the suggestions of the open article are there."""
    screen = pilot.app.screen
    assert isinstance(screen, AnnotateScreen)
    async with asyncio.timeout(30):
        while screen.session.suggested.offering.proposed() is None:
            await asyncio.sleep(0.005)
    await pilot.pause()


class Plugin:
    """Suggests, in each sentence, its first two words by one speaker and its last two by another."""

    name = "stub"
    version = "7"
    stance: str | None = "pro-moscow"
    delay_s = 0.0
    asked = 0

    def suggest(self, document, segments, codebook) -> Iterator[SuggestedSentence]:  # type: ignore[no-untyped-def]
        type(self).asked += 1
        time.sleep(self.delay_s)
        for segment in segments:
            text = document.text[segment.start : segment.end]
            words = text.split(" ")
            first = len(" ".join(words[:2]))
            last = len(" ".join(words[-2:]))
            yield SuggestedSentence(
                segment=segment.key,
                suggestions=tuple(
                    Suggestion(spans=(span,), speaker=name, kind="person", stance=self.stance, score=score, rule="stub")
                    for span, name, score in (
                        (Span(start=segment.start, end=segment.start + first), "Ada Brook", 0.9),
                        (Span(start=segment.end - last, end=segment.end), "Ben [b]Cole[/b]\x1b[31m", 0.8),
                        (segment.span, "author", 0.2),
                    )
                ),
            )


@pytest.fixture
def use_plugin(monkeypatch: pytest.MonkeyPatch) -> Callable[..., type[Plugin]]:
    """Let the project's suggester be a stub."""

    def use(**attributes: object) -> type[Plugin]:
        made = type("Made", (Plugin,), {"asked": 0, **attributes})
        monkeypatch.setattr(suggesting, "load_suggester", lambda name: made())
        return made

    return use


def origins(bench: Bench, index: int, annotator: str = "anna") -> list[str]:
    return [each.origin for each in history(bench.project.store, annotator, bench.sentences[index].key)]


def rows(bench: Bench) -> list[dict[str, object]]:
    return bench.project.store.rows("SELECT * FROM offer ORDER BY id")


def settings(bench: Bench, **changes: object) -> None:
    """Change the settings of suggestions."""
    changed = bench.project.settings.suggestions.model_copy(update=changes)
    whole = bench.project.settings.model_copy(update={"suggestions": changed})
    object.__setattr__(bench.project, "settings", whole)


def test_a_suggestion_is_ghosted_and_named_in_the_panel(bench: Bench) -> None:
    seen = bench.use("j", arrived)
    assert "›The ferry will ruin the bay,” said" in seen.text.replace("“", "") or "›“The ferry" in seen.text
    assert "Ines Duarte" in seen.text.partition("Claims")[2]
    assert ", take" in seen.text


def test_looking_writes_nothing(bench: Bench) -> None:
    before = bench.project.store.rows("SELECT * FROM speaker")
    bench.use("j", arrived, ",", "escape", "<", "<", "j", "k")
    assert rows(bench) == []
    assert bench.project.store.rows("SELECT * FROM revision") == []
    assert bench.project.store.rows("SELECT * FROM speaker") == before


def test_the_built_in_gives_words_and_speaker_and_the_stance_key_makes_the_claim(bench: Bench) -> None:
    seen = bench.use("j", arrived, ",", "3")
    assert seen.title == "AnnotateScreen", "nobody is asked for the speaker"
    assert bench.claim(1).stance == "pro-washington"
    assert registry(bench.project.store)[bench.claim(1).speaker].name == "Ines Duarte"
    assert bench.quotes(1)[0].startswith("The ferry will ruin the bay")
    assert origins(bench, 1) == ["suggested"]


def test_a_suggestion_with_a_stance_is_a_claim_at_once_and_the_next_one_is_ghosted(
    bench: Bench, use_plugin: Callable[..., type[Plugin]]
) -> None:
    use_plugin()
    seen = bench.use(arrived, ",")
    assert bench.quotes(0) == ["The council"]
    assert (bench.claim(0).stance, origins(bench, 0)) == ("pro-moscow", ["suggested"])
    assert "›on Tuesday.‹" in seen.text.replace("\n", " ")
    seen = bench.use(arrived, ",")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-moscow"] * 2
    assert (bench.quotes(0, 1), origins(bench, 0)) == (["on Tuesday."], ["suggested", "suggested"])
    assert "take" not in seen.text.splitlines()[-1]


def test_what_is_taken_is_edited_like_anything_else(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    bench.use(arrived, ",", "2")
    assert (bench.claim(0).stance, origins(bench, 0)) == ("neutral", ["suggested", "edited"])
    bench.use("enter")
    assert (origins(bench, 0)[-1], bench.done(0)) == ("edited", True)


def test_finishing_and_a_flag_keep_the_origin(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    bench.use(arrived, ",", "!", "enter")
    assert origins(bench, 0) == ["suggested"] * 3
    bench.use("k", "u")
    assert origins(bench, 0)[-1] == "undo"


def test_own_words_with_the_suggested_speaker_are_edited(bench: Bench) -> None:
    bench.use("j", arrived, ",", "home", "v", "right", "right", "2")
    assert registry(bench.project.store)[bench.claim(1).speaker].name == "Ines Duarte"
    assert origins(bench, 1) == ["edited"]


def test_undo_of_everything_comes_back_to_the_start(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    seen = bench.use(arrived, ",", ",", "2", "enter", "u", "u", "u", "u", "u")
    assert bench.label(0).is_empty
    assert "›The council‹" in seen.text, "and it is suggested again"
    assert len(rows(bench)) == 1


def test_escape_lets_it_go_and_typing_is_typed(bench: Bench) -> None:
    bench.use("j", arrived, ",", "escape", "1")
    assert bench.label(1).claims[0].spans == (bench.sentences[1].span,)
    assert origins(bench, 1) == ["typed"]


def test_another_candidate_also_a_less_likely_one(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    bench.use(arrived, "<", ",")
    assert bench.quotes(0) == ["on Tuesday."]
    bench.use("j", arrived, "<", "<", ",")
    assert bench.label(1).claims[0].speaker == "author"
    assert bench.label(1).claims[0].spans == (bench.sentences[1].span,)
    stored = json.loads(str(rows(bench)[1]["offered"]))["suggestions"]
    assert [each["score"] for each in stored] == [0.9, 0.8], "the log holds what was shown unasked"


def test_a_hostile_name_is_shown_as_text(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    seen = bench.use(arrived, "<")
    assert "Ben [b]Cole[/b]" in seen.text
    assert "\x1b" not in seen.text


def test_switched_off_nothing_is_shown_and_the_log_says_so(
    bench: Bench, use_plugin: Callable[..., type[Plugin]]
) -> None:
    use_plugin()

    async def off(pilot: Pilot[None]) -> None:
        pilot.app.screen.session.suggested.offering.switched_on = False  # type: ignore[attr-defined]

    seen = bench.use(off, arrived, "j", ",", "n")
    assert "switched off" in bench.use(off, arrived, ",").text
    assert "›" not in seen.text
    [row] = rows(bench)
    assert (row["assigned"], row["shown"]) == (1, 0)
    seen = bench.use(arrived, "T", "k")
    assert "›" not in seen.text
    seen = bench.use(arrived, "T", "T", "j")
    assert "›" in seen.text


def test_half_of_the_sentences_show_them_and_each_first_label_is_logged(
    bench: Bench, use_plugin: Callable[..., type[Plugin]]
) -> None:
    use_plugin()
    seed = next(each for each in range(99) if 0 < sum(in_half(each, key.key) for key in bench.sentences) < 6)
    settings(bench, show="half", seed=seed)
    shown: list[bool] = []

    async def look(pilot: Pilot[None]) -> None:
        shown.append(pilot.app.screen.session.suggested.ghost is not None)  # type: ignore[attr-defined]

    bench.use(arrived, look, "n", look, "n", look, "n", look, "n", look, "n", look, "n")
    wanted = [in_half(seed, sentence.key) for sentence in bench.sentences]
    assert shown == wanted
    logged = first_offers(bench.project.store)
    offers = [logged["anna", sentence.key] for sentence in bench.sentences]
    assert [(each.assigned, each.shown) for each in offers] == [(each, each) for each in wanted]
    assert all(len(each.offered.suggestions) == 2 for each in offers), "also what would have been shown"
    assert {(each.suggester, each.version) for each in offers} == {("rules", "7")}
    first = [history(bench.project.store, "anna", sentence.key)[0].id for sentence in bench.sentences]
    assert [each.id for each in offers] == first


def test_a_withheld_sentence_gives_nothing_away(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    seed = next(seed for seed in range(99) if not in_half(seed, bench.sentences[0].key))
    settings(bench, show="half", seed=seed)
    seen = bench.use(arrived, "<", ",")
    assert "left out, to measure" in seen.text
    assert "›" not in seen.text
    assert bench.label(0).is_empty


def test_a_project_can_have_none(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    plugin = use_plugin()
    settings(bench, show="none")
    seen = bench.use(",", "n", "T")
    assert "shows no suggestions" in seen.text
    assert (plugin.asked, rows(bench)) == (0, [])


def test_a_slow_plugin_holds_up_no_key_and_no_leaving(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin(delay_s=30.0)
    began = time.monotonic()
    bench.use("n", "n", "1", "enter", ",")
    assert time.monotonic() - began < 20
    assert [bench.done(index) for index in range(3)] == [True] * 3
    assert rows(bench) == [], "what was not known then was neither shown nor left out"


@pytest.mark.parametrize("error", [ValueError("no [b]way\x1b[31m"), SystemExit(3), RecursionError()])
def test_a_plugin_that_fails_is_told_of_once_and_work_goes_on(
    two: Bench, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    calls: list[int] = []

    class Broken(Rules):
        def suggest(self, document, segments, codebook):  # type: ignore[no-untyped-def]
            calls.append(1)
            raise error

    monkeypatch.setattr(suggesting, "load_suggester", lambda name: Broken())
    told: list[int] = []

    async def tell(pilot: Pilot[None]) -> None:
        async with asyncio.timeout(30):
            while not calls or not pilot.app._notifications:
                await asyncio.sleep(0.005)
        told.append(len(pilot.app._notifications))

    async def second(pilot: Pilot[None]) -> None:
        async with asyncio.timeout(30):
            while len(calls) < 2:
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.05)
        told.append(len(pilot.app._notifications))

    seen = two.use(tell, "n", "n", "n", "n", "n", "n", second, "n")
    assert told == [1, 1]
    assert seen.running
    assert two.done(6)


def test_an_unknown_suggester_is_told_in_words(bench: Bench) -> None:
    settings(bench, suggester="nobody")

    async def wait(pilot: Pilot[None]) -> None:
        async with asyncio.timeout(30):
            while not pilot.app._notifications:
                await asyncio.sleep(0.005)
        await pilot.pause(0.1)

    seen = bench.use(wait, "n", size=(120, 40))
    assert "there is no suggester 'nobody'" in " ".join(seen.text.split())
    assert bench.done(0)
    with pytest.raises(UsageError):
        suggesting.load_suggester("nobody")


def test_the_same_words_elsewhere_are_offered_first(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin(stance=None)
    bench.add((("A copy", "title"), ("THE council met, on Tuesday!", "sentence"), ("Else.", "sentence")))
    copied = bench.documents[1].id
    bench.use("g", "1", "enter", "home", "v", "right", "1", "escape", "enter")
    assert bench.quotes(0) == ["The council"]
    seen = bench.use(arrived, ",", document=copied, size=(140, 40))
    assert bench.quotes(6) == ["THE council"]
    assert bench.label(6).claims[0].stance == "pro-moscow"
    assert bench.label(6).claims[0].speaker == bench.label(0).claims[0].speaker
    assert origins(bench, 6) == ["suggested"]
    assert "›Tuesday!‹" in seen.text or "›on Tuesday!‹" in seen.text


def test_same_words_finished_in_this_session_are_known_at_once(
    bench: Bench, use_plugin: Callable[..., type[Plugin]]
) -> None:
    use_plugin(stance=None)
    bench.add((("A copy", "title"), ("The council met on Tuesday.", "sentence")))
    bench.use(arrived, "2", "enter", "n", "n", "n", "n", "n", arrived, ",")
    assert bench.label(6).claims[0].stance == "neutral"


def test_the_practice_suggests_nothing() -> None:
    from annotator.desk.practice import practice_project

    with practice_project() as project:
        assert project.settings.suggestions.show == "none"


def test_a_ghost_is_told_without_colour(bench: Bench, use_plugin: Callable[..., type[Plugin]]) -> None:
    use_plugin()
    found = []

    async def look(pilot: Pilot[None]) -> None:
        for strip in pilot.app.screen._compositor.render_strips():
            found.extend((part.text, part.style) for part in strip)

    bench.use(arrived, look)
    [style] = [style for text, style in found if text == "The council"]
    assert style is not None
    assert style.underline
    [plain] = [style for text, style in found if text.startswith("met on")]
    assert plain is not None
    assert not plain.underline
    assert plain.color != style.color
    assert "‹" in "".join(text for text, _ in found)


def test_a_stance_chosen_instead_of_the_suggested_one_is_typed_as_usual(
    bench: Bench, use_plugin: Callable[..., type[Plugin]]
) -> None:
    use_plugin()
    bench.use(arrived, "3", "enter")
    assert (bench.claim(0).stance, origins(bench, 0)) == ("pro-washington", ["typed", "typed"])
    assert rows(bench)[0]["shown"] == 1
