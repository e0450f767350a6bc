"""The panel with the claims shows what there is, from its beginning, also behind a sentence with many claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.pilot import Pilot

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

SEVEN = ["j", *(key for number in range(7) for key in ("l", "v", "l", str(number % 3 + 1), "enter"))]


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.pause()


def test_behind_a_sentence_with_many_claims_the_question_is_shown(bench: Bench) -> None:
    seen = bench.use(*SEVEN, _settle)
    assert len(bench.label(1).claims) == 7
    assert "7 ◀ pro-Moscow" in seen.text
    seen = bench.use("ctrl+home", "j", *["c"] * 6, _settle, "enter", _settle)
    assert bench.done(1)
    assert "Whose side does the claim take?" in seen.text
