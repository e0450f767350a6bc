"""The same annotator in two windows: what one of them has marked is not thrown away unseen by the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from annotator.desk.annotation import AnnotationDesk

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
