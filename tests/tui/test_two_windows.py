"""The same annotator in two windows: what one of them has marked is not thrown away unseen by the other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import open_project
from annotator.desk.second_looks import call_back

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


@pytest.mark.parametrize(("key", "verdict"), [("n", "no-claim"), ("x", "skipped")])
def test_a_claim_marked_in_another_window_is_asked_for_before_it_goes(bench: Bench, key: str, verdict: str) -> None:
    async def elsewhere(_: Pilot[None]) -> None:
        other = AnnotationDesk(bench.project, "anna")
        other.resume()
        other.add_claim("neutral")

    seen = bench.use("j", "k", elsewhere, key)
    assert len(bench.label(0).claims) == 1
    assert f"press {key} again to delete 1 claim" in seen.text
    assert "neutral" in seen.text
    bench.use("ctrl+home", key, key)
    assert bench.label(0).verdict == verdict
    assert not bench.label(0).claims


async def called_back(pilot: Pilot[None]) -> None:
    """A lead calls all finished sentences back, over another connection, and the screen has time to notice."""
    desk = pilot.app.screen.desk  # type: ignore[attr-defined]
    with open_project(desk.project.root) as other:
        call_back(other, "anna", [each.key for each in desk.passage.sentences], "recalled")
    await asyncio.sleep(1.2)
    await pilot.pause()


def test_a_sentence_that_a_lead_calls_back_is_undecided_on_the_open_screen(bench: Bench) -> None:
    seen = bench.use("1", "enter", "n", "2", "!", "enter", "k", "k", called_back, size=(120, 30))
    assert bench.label(0).verdict is None
    assert "undecided" in seen.text
    assert "0 done" in seen.text
    assert not [sign for sign in "✓⚑◀◆" if sign in seen.text.split("│")[0]]
    signs = [line[:7] for line in seen.text.splitlines()[1:25]]
    assert not [line for line in signs if "✓" in line or "·" in line or "⚑" in line or "◆" in line]


def test_what_was_called_back_is_seen_at_the_next_sentence_without_waiting(bench: Bench) -> None:
    async def recall(pilot: Pilot[None]) -> None:
        desk = pilot.app.screen.desk  # type: ignore[attr-defined]
        with open_project(desk.project.root) as other:
            call_back(other, "anna", [desk.passage.sentences[1].key], "recalled")

    seen = bench.use("1", "enter", "2", "!", "enter", recall, "k")
    assert bench.label(1).verdict is None
    assert "undecided" in seen.text
    assert "flagged" not in seen.text


def test_a_claim_that_was_spread_is_not_suggested_where_the_sentence_was_called_back(bench: Bench) -> None:
    seen: list[bool] = []

    async def look(pilot: Pilot[None]) -> None:
        await asyncio.sleep(0.3)
        offering = pilot.app.screen.session.suggested.offering  # type: ignore[attr-defined]
        found = offering.proposed()
        seen.append(bool(found and any(each.suggestion.stance for each in found.candidates)))

    async def spread(pilot: Pilot[None]) -> None:
        session = pilot.app.screen.session  # type: ignore[attr-defined]
        session.spread("the bay")
        await asyncio.sleep(0.3)

    words = ("j", "home", *["right"] * 5, "shift+right", "1", "enter")
    bench.use(*words, spread, look, "n", "n", "k", called_back, look)
    assert seen == [True, False]
