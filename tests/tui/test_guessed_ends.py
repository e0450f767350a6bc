"""Sentence ends that are guesses: marked on the screen, told below it, undone with one key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from annotator.desk.importing import add_articles
from annotator.records.documents import Metadata
from annotator.store.views import own_segments

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.tui.conftest import Bench

LOST = "Both sides said that they would never accept these conditions"
NEXT = "The delegation said on Monday that it would leave the city."


def imported(bench: Bench, tmp_path: Path) -> str:
    file = tmp_path / "lost.txt"
    file.write_text(f"A stop is lost\n\nThe talks began at noon. {LOST} {NEXT}\n", encoding="utf-8")
    (outcome,) = add_articles(bench.project, [file], Metadata())
    assert outcome.document is not None
    return outcome.document


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until the article was looked at."""
    for _ in range(300):
        await asyncio.sleep(0.01)
        if pilot.app.screen._studying.knows:  # type: ignore[attr-defined]
            break
    await pilot.pause()


def test_a_guessed_end_is_marked_told_and_joined(bench: Bench, tmp_path: Path) -> None:
    document = imported(bench, tmp_path)
    seen = bench.use("j", quiet, document=document)
    assert "sentence 2/3" in seen.text
    assert "conditions?The" in "".join(bench.use("T", "k", quiet, document=document).text.split())
    assert "its end is a guess" in seen.text
    assert "J join" in " ".join(seen.text.split())
    assert "its end is a guess" not in bench.use("k", "k", quiet, document=document).text
    seen = bench.use("j", "J", quiet, document=document)
    cut = [each for each in own_segments(bench.project.store, "anna", document) if each.role == "sentence"]
    assert len(cut) == 2
    assert "sentence 2/2" in seen.text
    assert "its end is a guess" not in seen.text
    assert "conditionsThe" in "".join(bench.use("T", quiet, document=document).text.split())
