"""Reading blind on the screen: what is hidden, how names are told apart, revealing, and the second pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.desk.project import BlindSettings
from annotator.store.revisions import history
from annotator.store.speakers import registry

ARTICLE = (
    ("Bridge to Pell opens late", "title"),
    ("By Ines Calder, Northern Star", "byline"),
    ("PELL, June 3, 2019 (NSA) -", "dateline"),
    ("The bridge is safe, Mayor Tomas Brandt told the Northern Star.", "sentence"),
    ("Brandt blamed Ada Voss for the delay.", "sentence"),
    ("Read more at northernstar.example.com", "boilerplate"),
)
FACTS = {"outlet": "The Northern Star", "author": "Ines Calder", "date": "2019-06-03"}
HIDDEN = ("Northern", "Calder", "2019", "NSA", "June", "northernstar")


@pytest.fixture
def blind(bench):  # type: ignore[no-untyped-def]
    """A project that reads blind, with an article whose source is known."""
    settings = bench.project.settings.model_copy(update={"blind": BlindSettings(on=True)})
    made = type(bench)(replace(bench.project, settings=settings))
    made.add(ARTICLE, source="northern_star_2019.txt", **FACTS)
    return made


@pytest.fixture
def nameless(blind):  # type: ignore[no-untyped-def]
    """The same with the names of speakers hidden."""
    book = blind.project.codebook
    hidden = book.model_copy(update={"blind": book.blind.model_copy(update={"speakers": True})})
    made = type(blind)(replace(blind.project, codebook=hidden))
    made.documents, made.sentences = blind.documents, blind.sentences
    return made


def test_nothing_on_the_screen_tells_the_source(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    for keys in ([], ["D"], ["1", "s"], ["R"], ["["], ["]"], ["Z"], ["1", "ctrl+e"]):
        seen = blind.use(*keys, document=document, size=(110, 40))
        assert not [word for word in HIDDEN if word in seen.text], keys
    text = " ".join(blind.use("n", document=document, size=(110, 40)).text.split())
    assert "The bridge is safe, Mayor Tomas Brandt told the ▒▒▒▒▒▒▒▒ ▒▒▒▒." in text


def test_the_outlet_is_recorded_rightly_though_its_name_is_hidden(blind) -> None:  # type: ignore[no-untyped-def]
    seen = blind.use("1", "s", document=blind.documents[0].id, size=(110, 40))
    assert "[outlet]" in seen.text
    blind.use("s", *"outlet", "enter", document=blind.documents[0].id)
    assert registry(blind.project.store)[blind.claim(0).speaker].name == "Northern Star"


def test_the_screen_asks_at_the_end_and_enter_reveals_nothing(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    seen = blind.use("n", document=document)
    assert seen.title != "AskReveal"
    seen = blind.use("n", document=document)
    assert seen.title == "AskReveal"
    assert blind.done(0)
    assert blind.done(1)
    seen = blind.use("V", "enter", document=document)
    assert blind.done(0)
    assert not [word for word in HIDDEN if word in seen.text]


def test_an_unfinished_article_is_not_revealed(blind) -> None:  # type: ignore[no-untyped-def]
    seen = blind.use("n", "V", document=blind.documents[0].id)
    assert "1 sentence is not finished" in seen.text
    assert not [word for word in HIDDEN if word in seen.text]


def test_revealing_shows_the_source_and_calls_every_label_back(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    seen = blind.use("1", "enter", "n", "V", document=document)
    assert seen.title == "Masthead"
    for said in ("The Northern Star", "Ines Calder", "2019-06-03", "northern_star_2019.txt"):
        assert said in seen.text
    assert not blind.done(0)
    assert not blind.done(1)
    assert blind.claim(0).stance == "pro-moscow"
    versions = [history(blind.project.store, "anna", sentence.key)[-1] for sentence in blind.sentences]
    assert {revision.origin for revision in versions} == {"revealed"}
    seen = blind.use(document=document, size=(110, 40))
    assert "Northern Star, Ines Calder, 2019-06-03" in seen.text
    assert "▒" not in seen.text


def test_the_second_pass_keeps_both_labels(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    blind.use("1", "enter", "n", "V", "enter", "3", "enter", "enter", document=document)
    assert blind.done(0)
    assert blind.done(1)
    assert blind.claim(0).stance == "pro-washington"
    stances = [
        [claim.stance for claim in revision.body.claims]
        for revision in history(blind.project.store, "anna", blind.sentences[0].key)
        if revision.done
    ]
    assert stances == [["pro-moscow"], ["pro-washington"]]
    seen = blind.use("V", document=document)
    assert seen.title == "Masthead"
    assert blind.done(0)


def test_who_leaves_a_finished_article_by_moving_on_is_told_how_to_reveal_it(blind) -> None:  # type: ignore[no-untyped-def]
    seen = blind.use("n", "1", "tab", document=blind.documents[0].id, size=(110, 40))
    assert "the article before is finished" in seen.text
    assert "to be revealed" in blind.use("D", size=(110, 40)).text


def test_going_on_leaves_the_article_blind_to_be_revealed_later(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    seen = blind.use("n", "n", "enter", document=document, size=(110, 40))
    assert "can still be revealed" in seen.text
    seen = blind.use("V", "V", document=document)
    assert seen.title == "Masthead"


def test_what_was_taken_back_does_not_hide_the_source_again(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    seen = blind.use("n", "n", "V", "enter", "u", "u", "u", document=document, size=(110, 40))
    assert "By Ines Calder, Northern Star" in seen.text


def test_hidden_names_are_told_apart_by_signs(nameless) -> None:  # type: ignore[no-untyped-def]
    seen = nameless.use("1", "s", document=nameless.documents[0].id, size=(110, 40))
    assert not [name for name in ("Brandt", "Tomas", "Voss", "Pell", *HIDDEN) if name in seen.text]
    text = nameless.use(document=nameless.documents[0].id, size=(110, 40)).text
    assert "Bridge to [A]▒ opens late" in text
    assert text.count("[B]▒▒") == 2  # Mayor Tomas Brandt, and Brandt
    assert "[D] ▒▒▒▒" in text or "[D]▒▒▒▒▒" in text  # Ada Voss, behind the newspaper


def test_a_speaker_chosen_by_its_sign_is_recorded_under_its_name(nameless) -> None:  # type: ignore[no-untyped-def]
    seen = nameless.use("1", "s", "B", "enter", document=nameless.documents[0].id, size=(110, 40))
    claim = nameless.claim(0)
    assert registry(nameless.project.store)[claim.speaker].name == "Tomas Brandt"
    text = nameless.documents[0].text
    assert claim.mention is not None
    assert claim.mention.of(text) == "Mayor Tomas Brandt"
    assert "[B]" in seen.text
    assert "Brandt" not in seen.text
    seen = nameless.use("s", document=nameless.documents[0].id, size=(110, 40))
    assert "+ [B]" not in seen.text


def test_a_name_that_is_typed_finds_its_hidden_bearer_and_shows_nothing(nameless) -> None:  # type: ignore[no-untyped-def]
    document = nameless.documents[0].id
    nameless.use("1", "s", "B", "enter", document=document)
    seen = nameless.use("j", "1", "s", *"Tomas Brandt", document=document, size=(110, 40))
    assert "+ Tomas Brandt" in seen.text
    nameless.use("j", "s", *"Tomas Brandt", "enter", document=document)
    assert nameless.claim(1).speaker == nameless.claim(0).speaker


def test_words_chosen_over_a_mask_have_the_offsets_of_the_text(nameless) -> None:  # type: ignore[no-untyped-def]
    document = nameless.documents[0].id
    nameless.use("j", "right", "L", "L", "1", "escape", document=document)
    assert nameless.quotes(1) == ["Brandt blamed Ada"]
    text = nameless.documents[0].text
    assert all(span.of(text) in text for span in nameless.label(1).claims[0].spans)


def test_without_the_setting_nothing_is_hidden(bench) -> None:  # type: ignore[no-untyped-def]
    bench.add(ARTICLE, **FACTS)
    seen = bench.use("V", document=bench.documents[-1].id, size=(110, 40))
    assert "By Ines Calder, Northern Star" in seen.text
    assert "this project does not read blind" in seen.text


def test_words_that_are_partly_hidden_are_not_looked_for_elsewhere(nameless) -> None:  # type: ignore[no-untyped-def]
    document = nameless.documents[0].id
    seen = nameless.use("1", "*", document=document)
    assert seen.title == "AnnotateScreen"
    assert "part of these words is hidden" in seen.text


def test_the_history_says_of_a_reveal_what_it_was(blind) -> None:  # type: ignore[no-untyped-def]
    document = blind.documents[0].id
    seen = blind.use("1", "enter", "n", "V", "enter", "Z", document=document, size=(110, 40))
    assert history(blind.project.store, "anna", blind.sentences[0].key)[-1].origin == "revealed"
    assert "revealed   as it was" in seen.text
    assert "once it was known where the article comes from" in " ".join(seen.text.replace("│", " ").split())
    assert "labels of others" not in seen.text
