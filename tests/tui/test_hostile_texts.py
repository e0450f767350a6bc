"""Text is data: whatever articles, people and codebooks hold is shown, obeyed by nothing, and keeps its offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator.desk.naming import enter_speaker
from annotator.records.labels import Label
from annotator.store.people import ensure_annotator
from annotator.store.revisions import save

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

HOSTILE = {
    "markup": "He said [sic] it [/x] was [b fine [@click=app.quit]x[/] [/].",
    "escape": "Red \x1b[31malert\x1b]0;owned\x07 and \x9b2J clear.",
    "tab": "One\ttab\tand\x00a nul\x7f.",
    "separators": "Line\u2028separator and para\u2029graph\x85next\x0bvt.",
    "hard wrapped": "A sentence that was cut\r\n   by a writer of\nnarrow lines.",
    "right to left": "قال الوزير \u202eإن الاتفاق\u202c لن يدوم \u2067طويلا\u2069.",
    "wide": "部长说协议不会持久，因为没有人相信它。 Next 中文。",
    "combining": "Cafe\u0301 Zu\u0308rich \u0301lone a\u0300\u0301\u0302 mark.",
    "joined": "A family 👩\u200d👩\u200d👧\u200d👦 and a flag 🇷🇺 ❤\ufe0f and 👍🏽 done.",
    "zero width": "Invis\u200bible soft\u00adhyphen \ufeff bom \u200f mark.",
    "one long word": "x" * 500 + ".",
    "private": "\ue000 \U000f0000 \ufffe end.",
}
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (46, 14)], ids=["80x24", "46x14"])
def test_a_hostile_article_is_shown_and_keeps_its_offsets(bench: Bench, name: str, size: tuple[int, int]) -> None:
    text = HOSTILE[name]
    document = bench.add([(text, "title"), (text, "sentence"), ("After it.", "sentence")], title=text, source=text)
    index = len(bench.sentences) - 2
    seen = bench.use("right", "shift+right", "1", "end", "N", "escape", size=size, document=document.id)
    assert seen.title == "SpeakerPicker" or seen.running
    assert not _CONTROLS.search(seen.text)
    seen = bench.use("escape", "escape", "a", "2", "end", "home", "S", size=size, document=document.id)
    assert not _CONTROLS.search(seen.text)
    whole, part = bench.label(index).claims[-1], bench.label(index).claims[0]
    assert whole.spans == (bench.sentences[index].span,)
    quote = part.spans[0].of(document.text)
    assert quote
    assert text.startswith(quote)
    assert quote == quote.strip()


def test_hostile_names_notes_and_titles_in_every_window(bench: Bench) -> None:
    store = bench.project.store
    for text in HOSTILE.values():
        enter_speaker(store, text[:200], "person", "anna")
    everything = " ".join(HOSTILE.values())
    document = bench.add([("Only one.", "sentence")], title=everything, source=everything, author=everything)
    annotator = ensure_annotator(store, "[/x] [@click=app.quit]").name
    key = bench.sentences[-1].key
    save(store, annotator, key, Label(note=everything), done=False, codebook_version="1.0")
    for keys, window in (
        ([], "AnnotateScreen"),
        (["1", "s"], "SpeakerPicker"),
        (["s", "down", "down", "down", "down", "tab", "enter"], "AnnotateScreen"),
        (["S"], "SpeakerPicker"),
        (["N"], "NoteEditor"),
        (["D"], "DocumentPicker"),
        (["D", *"[sic]"], "DocumentPicker"),
        (["question_mark", *"[b"], "Help"),
        (["g"], "GoTo"),
        (["ctrl+p"], "CommandPalette"),
        (["enter"], "Finished"),
    ):
        if window == "Finished":
            bench.use(*["n"] * 6)
        seen = bench.use(*keys, annotator=annotator, document=document.id)
        assert seen.running
        assert not _CONTROLS.search(seen.text), window
        assert seen.title in (window, "AnnotateScreen")
    assert bench.label(len(bench.sentences) - 1, annotator).note == everything, "looking at a note does not change it"


def test_what_is_typed_or_pasted_reaches_the_store_without_controls(bench: Bench) -> None:
    from textual import events
    from textual.pilot import Pilot

    async def paste(pilot: Pilot[None]) -> None:
        pilot.app.post_message(events.Paste("Evil\x1b[31m\r\n\tname \u202e"))
        await pilot.pause()

    bench.use("1", "s", paste, "enter")
    from annotator.store.speakers import registry

    assert registry(bench.project.store)[bench.claim(0).speaker].name == "Evil[31m name"
    bench.use("N", paste, "enter")
    assert bench.label(0).note == "Evil[31m name"
