"""Keys pressed at random: the screen never falls over, and the store's tables say what its revisions say."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from annotator.store.current import LABEL_COLUMNS, state_rows
from annotator.tui.keys import reserved_keys

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

KEYS = [name for name in reserved_keys() if name not in ("q", "ctrl+q")]
OFTEN = [
    "1",
    "2",
    "3",
    "n",
    "enter",
    "shift+right",
    "right",
    "a",
    "s",
    "escape",
    "u",
    "U",
    "o",
    "m",
    "+",
    "r",
    "d",
    "y",
]


def mash(seed: int, count: int) -> list[str]:
    """Keys, those that change labels more often."""
    dice = random.Random(seed)
    return [dice.choice(OFTEN if dice.random() < 0.7 else [*KEYS, *"abzé[", "backspace"]) for _ in range(count)]


@pytest.mark.parametrize("seed", range(4))
def test_random_keys_never_end_the_screen(two: Bench, seed: int) -> None:
    seen = two.use(*mash(seed, 250), size=((80, 24), (120, 40))[seed % 2])
    assert seen.running
    store = two.project.store
    rows = store.rows(
        "SELECT *, (SELECT count(*) FROM revision x WHERE x.annotator = r.annotator AND x.segment = r.segment) "
        "AS revisions FROM revision r WHERE id = "
        "(SELECT max(id) FROM revision m WHERE m.annotator = r.annotator AND m.segment = r.segment) ORDER BY segment"
    )
    folded = [state_rows(row) for row in rows]
    labels = store.rows(f"SELECT {', '.join(LABEL_COLUMNS)} FROM label ORDER BY segment")
    assert labels == [label for label, _ in folded]
    claims = store.rows("SELECT * FROM claim ORDER BY segment, position")
    expected = [claim for _, claims in folded for claim in claims]
    assert [json.loads(claim["spans"]) for claim in claims] == [json.loads(str(claim["spans"])) for claim in expected]
    for claim in claims:
        document = next(each for each in two.documents if claim["segment"].startswith(each.id))
        assert all(document.text[start:end].strip() for start, end in json.loads(claim["spans"]))
