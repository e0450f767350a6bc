"""Invented ratings and spans, the same in every process for the same seed.

Needs numpy only: it runs in the environments of the other libraries too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UNITS_OF_A_DOCUMENT = 40
Codes = NDArray[np.int8]
Span = tuple[int, int, int, int]
"""Annotator, start, end, label."""


def ratings(units: int, annotators: int, categories: int, missing: float, seed: int = 1) -> Codes:
    """Units x annotators: three quarters of the ratings are the truth, the others are drawn; -1 = missing."""
    rng = np.random.default_rng(seed)
    codes = np.empty((units, annotators), dtype=np.int8)
    truth = rng.integers(0, categories, units, dtype=np.int8)
    for column in range(annotators):
        drawn = rng.integers(0, categories, units, dtype=np.int8)
        codes[:, column] = np.where(rng.random(units, dtype=np.float32) < 0.75, truth, drawn)
        codes[rng.random(units, dtype=np.float32) < missing, column] = -1
    return codes


def documents(units: int) -> NDArray[np.int64]:
    """Document of each unit."""
    return np.arange(units, dtype=np.int64) // UNITS_OF_A_DOCUMENT


def spans(units: int, annotators: int, categories: int = 3, seed: int = 1) -> list[Span]:
    """Spans of several annotators along one text: each true one is found by most, a little moved."""
    rng = np.random.default_rng(seed)
    found: list[Span] = []
    for number in range(units):
        start, length, label = 30 * number, int(rng.integers(8, 24)), int(rng.integers(categories))
        for annotator in range(annotators):
            if rng.random() < 0.1:
                continue
            moved = int(rng.integers(-4, 5))
            first = max(0, start + moved)
            last = first + max(2, length + int(rng.integers(-4, 5)))
            given = label if rng.random() < 0.8 else int(rng.integers(categories))
            found.append((annotator, first, last, given))
    return found
