"""Who makes a claim: found by typing, entered by typing, named in the sentence, passed on by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.records.labels import AUTHOR
from annotator.store.speakers import registry

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

SECOND = ("g", "2", "enter")
QUOTE = ("right", "right", *["shift+right"] * 5)


def name_of(bench: Bench, speaker: str | None) -> tuple[str, str]:
    """Name and kind of a speaker."""
    entry = registry(bench.project.store)[speaker or ""]
    return entry.name, entry.kind


def test_a_name_in_the_sentence_comes_with_where_it_is_named(bench: Bench) -> None:
    seen = bench.use(*SECOND, *QUOTE, "1")
    assert seen.title == "SpeakerPicker"
    assert "Ines Duarte" in seen.text
    bench.use("u", *QUOTE, "1", *"ines", "enter")
    claim = bench.claim(1)
    assert name_of(bench, claim.speaker) == ("Ines Duarte", "person")
    assert claim.mention is not None
    assert claim.mention.of(bench.documents[0].text) == "Ines Duarte"


def test_a_new_name_is_entered_in_place_with_its_kind(bench: Bench) -> None:
    seen = bench.use("1", "s", *"harbour union", "tab", "tab", "tab", "enter")
    claim = bench.claim(0)
    assert name_of(bench, claim.speaker) == ("harbour union", "group")
    assert claim.mention is None
    assert "harbour union" in seen.text


def test_a_known_name_is_found_and_not_entered_twice(bench: Bench) -> None:
    bench.use("1", "s", *"Harbour Union", "enter", "enter", "2", "s", *"harb", "enter", "enter")
    first, second = bench.claim(0), bench.claim(1)
    assert first.speaker == second.speaker != AUTHOR
    assert len(registry(bench.project.store)) == 2


def test_a_name_that_is_part_of_another_one_can_be_new_with_one_key(bench: Bench) -> None:
    seen = bench.use(*SECOND, *QUOTE, "1", *"duarte")
    assert "↑ as a new name" in seen.text
    assert "+ duarte" in seen.text
    bench.use(*QUOTE, "1", *"Duarte", "up", "enter")
    assert name_of(bench, bench.label(1).claims[-1].speaker) == ("Duarte", "person")
    bench.use("g", "5", "enter", "2", "s", *"Duarte", "enter")
    assert name_of(bench, bench.claim(4).speaker) == ("Duarte", "person"), "whoever bears the name exactly comes first"
    assert "↑ as a new name" not in bench.use("s", *"Duarte").text


def test_enter_takes_the_name_that_begins_like_this(bench: Bench) -> None:
    bench.use(*SECOND, *QUOTE, "1", *"duar", "enter")
    assert name_of(bench, bench.claim(1).speaker) == ("Ines Duarte", "person")


def test_up_at_the_first_name_stays_there_where_nothing_new_is_offered(bench: Bench) -> None:
    bench.use(*SECOND, *QUOTE, "1", *"ines duarte", "up", "up", "enter")
    assert name_of(bench, bench.claim(1).speaker) == ("Ines Duarte", "person")
    bench.use("s", "up", "enter")
    assert name_of(bench, bench.claim(1).speaker) == ("Ines Duarte", "person"), "nothing was typed"


def test_another_speaker_does_not_keep_the_mention_of_the_one_before(bench: Bench) -> None:
    bench.use(*SECOND, "1", "s", *"ines", "enter")
    assert bench.claim(1).mention is not None
    bench.use("s", *"author", "enter")
    claim = bench.claim(1)
    assert (claim.speaker, claim.mention) == (AUTHOR, None)


def test_the_mention_is_marked_by_hand_and_taken_away(bench: Bench) -> None:
    mark = ["right"] * 3 + ["m"]
    bench.use("g", "5", "enter", "1", *mark)
    mention = bench.claim(4).mention
    assert mention is not None
    assert mention.of(bench.documents[0].text) == ","
    bench.use(*["right"] * 4, "shift+right", "m")
    mention = bench.claim(4).mention
    assert mention is not None
    assert mention.of(bench.documents[0].text) == "Tomas Brandt"
    bench.use(*["right"] * 4, "shift+right", "m")
    assert bench.claim(4).mention is None


def test_who_passes_a_claim_on(bench: Bench) -> None:
    seen = bench.use(*SECOND, "1", "s", *"ines", "enter", "S", *"gaz", "enter")
    claim = bench.claim(1)
    assert name_of(bench, claim.via)[0].endswith("Gazette")
    assert "Ines Duarte via" in seen.text
    assert "nobody" in bench.use("S").text
    bench.use("S", "enter")
    assert bench.claim(1).via is None


def test_one_speaker_cannot_make_a_claim_and_pass_it_on(bench: Bench) -> None:
    bench.use(*SECOND, "1", "s", *"ines", "enter", "S", *"gaz", "enter")
    seen = bench.use("s", *"gaz", "enter")
    claim = bench.claim(1)
    assert name_of(bench, claim.speaker)[0] == "Ines Duarte"
    assert "passes this claim on already" in seen.text
    assert "Ines Duarte" not in bench.use("S").text.split("now:")[0].split("type a name")[-1]


def test_arrows_move_in_the_list_and_escape_leaves_it(bench: Bench) -> None:
    bench.use(*SECOND, "1", "s", "down", "down", "up", "pagedown", "pageup", "escape")
    assert bench.claim(1).speaker == AUTHOR
    bench.use("s", "down", "enter")
    assert bench.claim(1).speaker != AUTHOR


def test_letters_typed_into_a_window_are_letters(bench: Bench) -> None:
    seen = bench.use(
        "1", "s", *"nxu12dq!", "escape", "N", *"nxu1 d?", "escape", "D", *"nxu", "escape", "g", *"nx", "escape"
    )
    assert seen.running
    assert "sentence 1/6" in seen.text
    assert bench.claim(0).stance == "pro-moscow"
    assert bench.label(0).note == ""
    assert not bench.done(0)


def test_speaker_keys_without_a_claim_say_so(bench: Bench) -> None:
    for key in ("s", "S", "o", "y", "d", "c"):
        seen = bench.use(key)
        assert "no claim here yet" in seen.text
        assert seen.title == "AnnotateScreen"
    assert bench.label(0).is_empty
