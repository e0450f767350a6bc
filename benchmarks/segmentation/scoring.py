"""Figures that compare spans with known sentences, blanks left out of account.

inner: F1 of the sentence ends that no line break gives for nothing; exact: F1 of (start, end) pairs;
faults: spans out of order, overlapping, with a blank at an end, or characters in no span.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpora import Document, Spans

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of ends inside lines and of pairs, and offset faults."""

    inner: float
    exact: float
    faults: int


def score(documents: Sequence[Document], found: Sequence[Spans]) -> Score:
    """Pooled over all documents."""
    inner, exact = [0, 0, 0], [0, 0, 0]
    wrong = 0
    for document, spans in zip(documents, found, strict=True):
        text = document.text
        usable = [(a, b) for a, b in spans if 0 <= a < b <= len(text)]
        wrong += faults(text, spans)
        rank = [0, *accumulate(not char.isspace() for char in text)]
        _count(inner, {rank[b] for _, b in document.spans if _inside(text, b)},
               {rank[b] for _, b in usable if _inside(text, b)})  # fmt: skip
        _count(exact, {(rank[a], rank[b]) for a, b in document.spans}, {(rank[a], rank[b]) for a, b in usable})
    return Score(_f1(inner), _f1(exact), wrong)


def faults(text: str, spans: Spans) -> int:
    """How many spans break a law of offsets, plus one if characters are lost."""
    wrong = last = 0
    kept = 0
    for start, end in spans:
        piece = text[start:end]
        wrong += not (last <= start < end <= len(text)) or piece != piece.strip()
        kept += sum(not char.isspace() for char in piece)
        last = max(last, end)
    return wrong + (kept != sum(not char.isspace() for char in text))


def _inside(text: str, place: int) -> bool:
    """Whether text follows on the same line."""
    while place < len(text) and text[place].isspace():
        if text[place] in _BREAKS:
            return False
        place += 1
    return place < len(text)


def _count(counts: list[int], gold: set[object], found: set[object]) -> None:
    counts[0] += len(gold & found)
    counts[1] += len(found)
    counts[2] += len(gold)


def _f1(counts: list[int]) -> float:
    both, found, gold = counts
    return 2 * both / (found + gold) if found + gold else 1.0
