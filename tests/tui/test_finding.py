"""Finding on the screen: words, patterns, one's own labels, marks, and the same words elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from annotator.store.places import get_place

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import Bench

SIZES = ((80, 24), (160, 45), (40, 12))


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the search that was begun has told everything."""
    for _ in range(400):
        await asyncio.sleep(0.01)
        window = pilot.app.screen
        waits = getattr(window, "_waits", None)
        if not getattr(window, "awaits", False) and (waits is None or not waits._task or waits._task.done()):
            break
    await pilot.pause()


def here(bench: Bench) -> str | None:
    return get_place(bench.project.store, "anna")


@pytest.mark.parametrize("size", SIZES)
def test_words_are_found_in_every_article_and_enter_goes_there(two: Bench, size: tuple[int, int]) -> None:
    seen = two.use("/", *"NOBODY", settled, size=size)
    assert seen.title == "SentenceSearch"
    assert "Nobody asked" in seen.text
    assert "Nobody wants" in seen.text
    two.use("/", *"nobody", settled, "down", "enter", size=size)
    assert here(two) == two.sentences[6].key


def test_all_words_must_stand_in_the_sentence_and_phrases_as_they_are(bench: Bench) -> None:
    assert "nothing found" in bench.use("/", *"mayor engines", settled).text
    assert "The mayor" in bench.use("/", *"promise mayor", settled).text
    assert "nothing found" in bench.use("/", *'"promise mayor"', settled).text
    assert "Engineers promised" in bench.use("/", *'"promised quiet"', settled).text


def test_found_sentences_are_walked_along(two: Bench) -> None:
    two.use("/", *"nobody", settled, "enter")
    assert here(two) == two.sentences[2].key
    seen = two.use("/", *"nobody", settled, "enter", ";")
    assert here(two) == two.sentences[6].key
    assert "2 of 2 found" in seen.text
    two.use("/", *"nobody", settled, "enter", ";", ":")
    assert here(two) == two.sentences[2].key
    assert "nothing was searched yet" in two.use(";").text


def test_behind_the_last_sentence_found_comes_the_first(two: Bench) -> None:
    seen = two.use("/", *"nobody", settled, "enter", ";", ";")
    assert here(two) == two.sentences[2].key
    assert "1 of 2 found, from the beginning" in seen.text
    seen = two.use("/", *"nobody", settled, "enter", ":")
    assert here(two) == two.sentences[6].key
    assert "2 of 2 found, from the end" in seen.text
    assert "this is the only one found" in two.use("/", *"engineers", settled, "enter", ";").text
    two.use("/", *"nobody", settled, "enter", "'", "3", ";")
    assert here(two) == two.sentences[6].key


@pytest.mark.parametrize("query", ["cafe naif", "CAFÉ naïf", "Café naïf", '"cafe naif"', "“café naïf”"])
def test_accents_blanks_and_bent_quotes_make_no_difference(two: Bench, query: str) -> None:
    two.add((("Again", "title"), ("It was the cafe\u0301\u00a0na\u00eff, they said.", "sentence")))
    two.use("/", *query, settled, "enter")
    assert here(two) == two.sentences[8].key


def test_a_pattern_is_looked_for_in_the_open_article(two: Bench) -> None:
    seen = two.use("/", "tab", *r"^nobody|pro.i.ed", settled)
    assert "Engineers promised" in seen.text
    assert "Nobody wants" not in seen.text
    assert "no regular expression" in two.use("/", "tab", *"(a", settled).text


def test_a_pattern_that_explodes_is_given_up(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.desk.search.LIMIT_S", 0.2)
    bench.add((("A", "title"), ("a" * 80 + "!", "sentence")))
    document = bench.documents[-1].id
    seen = bench.use("/", "tab", *"(a|aa)+$", settled, document=document, size=(120, 30))
    assert "takes longer" in seen.text


def test_own_labels_are_listed_and_filtered(two: Bench) -> None:
    two.use("1", "enter", "n", "2", "!", "enter", "x")
    seen = two.use("M", settled)
    assert seen.title == "LabelList"
    for said in ("The council met", "no claim", "skipped", "Nobody asked"):
        assert said in seen.text
    flagged = two.use("M", *"is:flagged", settled)
    assert "Nobody asked" in flagged.text
    assert "The council met" not in flagged.text.split("My labels")[-1]
    assert "The council met" in two.use("M", *"stance:mosc speaker:author", settled).text
    assert "nothing fits" in two.use("M", *"speaker:nessie", settled).text
    assert "there is no field colour" in two.use("M", *"colour:red", settled).text
    two.use("M", *"is:skipped", settled, "enter")
    assert here(two) == two.sentences[3].key


def test_other_peoples_labels_are_not_listed(two: Bench) -> None:
    two.use("1", "enter", annotator="ben")
    assert "you have labelled nothing yet" in two.use("M", settled).text
    assert "pro-Moscow" not in two.use("/", *"council", settled, "up").text.split("Find")[-1]


def test_the_next_mark_is_found_behind_the_end_as_well(two: Bench) -> None:
    two.use("!", "j", "j", "!", "N", "h", "enter", "tab")
    two.use("k", "k", "F")
    assert here(two) == two.sentences[2].key
    two.use("G", "F")
    assert here(two) == two.sentences[0].key
    two.use("O")
    assert here(two) == two.sentences[2].key
    assert "this is the only sentence with a note" in two.use("O").text
    assert "no sentence is flagged" in two.use("F", annotator="ben").text


def test_the_same_words_elsewhere_labelled_ones_first(two: Bench) -> None:
    two.add((("Again", "title"), ("They say nobody wants it now.", "sentence"), ("Yes.", "sentence")))
    third = two.documents[2].id
    # "nobody wants it" in the third article is a claim; the second article has the same words.
    two.use("p", "1", "enter", "enter", document=third)
    seen = two.use("home", "L", "L", "*", settled, document=two.documents[1].id)
    assert "Where else do these words stand?" in seen.text
    lines = [line for line in seen.text.splitlines() if "obody wants it" in line and "▌" in line]
    assert "They say" in lines[-1]


def test_words_that_stand_here_alone_stand_nowhere_else(two: Bench) -> None:
    seen = two.use("L", "L", "L", "*", settled)
    assert "these words stand nowhere else" in seen.text


def test_a_claim_is_suggested_wherever_its_words_stand(two: Bench) -> None:
    two.add((("Again", "title"), ("They say nobody wants it now.", "sentence")))
    third = two.documents[2].id

    async def open_third(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        screen.session.go(lambda: screen.desk.open(third), "")  # type: ignore[attr-defined]
        screen.redraw()  # type: ignore[attr-defined]
        for _ in range(300):
            await asyncio.sleep(0.01)
            if screen.session.suggested.ghost is not None:  # type: ignore[attr-defined]
                break

    words = ("home", "L", "L", "1", "enter")
    two.use(*words, "*", settled, "ctrl+g", open_third, ",", "enter", document=two.documents[1].id)
    claim = two.claim(8)
    assert two.quotes(8) == ["nobody wants it"]
    assert claim.stance == "pro-moscow"
    assert two.done(8)


def test_what_is_suggested_everywhere_can_be_withdrawn(two: Bench) -> None:
    two.add((("Again", "title"), ("They say nobody wants it now.", "sentence")))

    def phrases(pilot: Pilot[None]) -> bool:
        offering = pilot.app.screen.session.suggested.offering  # type: ignore[attr-defined]
        return offering.spreads("Nobody  wants it") is not None

    seen: list[bool] = []

    async def look(pilot: Pilot[None]) -> None:
        seen.append(phrases(pilot))

    words = ("home", "L", "L", "1", "enter")
    spread = ("*", settled, "ctrl+g", look)
    end = two.use(*words, *spread, *spread, *spread, document=two.documents[1].id, size=(120, 30))
    assert seen == [True, False, True]
    assert "suggested at these words until you leave" in end.text
    assert "suggest it no more" in two.use(*spread, "*", settled, document=two.documents[1].id, size=(120, 30)).text


def test_going_to_where_one_is_finishes_nothing(bench: Bench) -> None:
    seen = bench.use("1", "/", *"council", settled, "enter", size=(120, 30))
    assert len(bench.label(0).claims) == 1
    assert not bench.done(0)
    assert "1 claim, open" in seen.text
    bench.use("/", *"nobody", settled, "enter")
    assert bench.done(0)


def test_a_search_that_is_left_at_once_leaves_nothing_behind(bench: Bench) -> None:
    for keys in (["/"], ["/", "escape"], ["/", "a", "escape"], ["M", "escape"], ["1", "*", "escape"]):
        assert bench.use(*keys).running


def test_nothing_chosen_nothing_sought(bench: Bench) -> None:
    assert "choose words first" in bench.use("*").text


def test_enter_typed_ahead_takes_the_first_that_comes(two: Bench) -> None:
    two.use("/", *"wants", "enter", settled)
    assert here(two) == two.sentences[6].key


def test_filters_narrow_what_is_found(two: Bench) -> None:
    two.use("j", "j", "1", "enter")
    seen = two.use("/", *"nobody is:new", settled)
    assert "Nobody wants" in seen.text.split("Find")[-1]
    assert "Nobody asked" not in seen.text.split("Find")[-1]
    assert "no sentence is 'green'" in two.use("/", *"nobody is:green", settled).text
    assert "Nobody asked" not in two.use("/", *"nobody title:second", settled).text.split("Find")[-1]


def test_the_claim_that_was_asked_for_is_the_one_listed(bench: Bench) -> None:
    bench.use("1", "home", "v", "right", "a", "3", "escape", "enter")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-moscow", "pro-washington"]
    seen = bench.use("M", *"stance:wash", settled)
    assert "▶ " in next(line for line in seen.text.splitlines() if "The council" in line and "▌" in line)


def test_a_claim_that_does_not_stand_in_the_chosen_words_is_not_suggested(two: Bench) -> None:
    steps = ("home", "v", "right", "1", "escape", "escape", "end", "H", "*", settled, "ctrl+g")
    seen = two.use(*steps, size=(120, 40))
    assert "does not stand in these words" in seen.text


def test_articles_and_labels_are_found_without_accents(two: Bench) -> None:
    two.add((("Café des Alliés", "title"), ("Всё ещё, said the naïve café.", "sentence")), title="Café des Alliés")
    seen = two.use("D", *"cafe des allies")
    assert "Café des Alliés" in seen.text
    two.use("1", "enter", document=two.documents[2].id)
    assert "Всё ещё" in two.use("M", *"все еще naive", settled).text
    assert "Всё ещё" in two.use("/", *"naïve title:cafe", settled).text
