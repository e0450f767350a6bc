"""Random marks of annotators, and the definitions of the measures written out place by place."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

from hypothesis import strategies as st

from annotator.agreement.spans.table import Mark, Spans

LENGTH = 14
"""Length of every random document."""


@st.composite
def marks(
    draw: st.DrawFn,
    annotators: Sequence[str] = ("ann", "bob"),
    documents: Sequence[str] = ("d1", "d2"),
    most: int = 5,
    pieces: int = 1,
    labels: Sequence[str | None] = ("x", "y"),
) -> list[Mark]:
    """Marks of annotators in documents of `LENGTH` places; spans of one annotator may overlap."""
    found = []
    for document in documents:
        for annotator in annotators:
            for _ in range(draw(st.integers(0, most))):
                spans = tuple(draw(spans_within()) for _ in range(draw(st.integers(1, pieces))))
                found.append(Mark(document, annotator, spans, draw(st.sampled_from(list(labels)))))
    return found


@st.composite
def spans_within(draw: st.DrawFn, length: int = LENGTH) -> tuple[int, int]:
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, length))


def table_of(
    found: Sequence[Mark], annotators: Sequence[str] = ("ann", "bob"), documents: Sequence[str] = ("d1", "d2")
) -> Spans:
    """All annotators read all documents."""
    readers = [(document, annotator) for document in documents for annotator in annotators]
    return Spans.of_documents(found, readers, dict.fromkeys(documents, LENGTH))


def places(mark: Mark) -> frozenset[int]:
    return frozenset(place for start, end in mark.spans for place in range(start, end))


def iou(one: Mark, other: Mark) -> Fraction:
    left, right = places(one), places(other)
    return Fraction(len(left & right), len(left | right))


def pair_f1(first: Sequence[Mark], second: Sequence[Mark]) -> dict[str, tuple[Fraction, Fraction]]:
    """Numerator and denominator of each F1 of two annotators in one document, by trying every matching."""
    small, large = sorted((first, second), key=len)
    total = Fraction(len(first) + len(second))
    best = max(
        (
            sum((iou(*pair) for pair in zip(small, chosen, strict=True)), Fraction(0)),
            sum(iou(*pair) >= Fraction(1, 2) for pair in zip(small, chosen, strict=True)),
        )
        for chosen in permutations(large, len(small))
    )
    covered = [frozenset().union(*(places(mark) for mark in side)) for side in (first, second)]
    touched = sum(any(iou(mark, other) > 0 for other in second) for mark in first)
    touched += sum(any(iou(mark, other) > 0 for other in first) for mark in second)
    left = list(map(places, second))
    exact = 0
    for mark in first:
        if places(mark) in left:
            left.remove(places(mark))
            exact += 1
    return {
        "exact_f1": (Fraction(2 * exact), total),
        "overlap_f1": (Fraction(touched), total),
        "iou50_f1": (Fraction(2 * best[1]), total),
        "soft_f1": (2 * best[0], total),
        "char_f1": (Fraction(2 * len(covered[0] & covered[1])), Fraction(len(covered[0]) + len(covered[1]))),
    }


def pooled_f1(found: Sequence[Mark], annotators: Sequence[str], documents: Sequence[str]) -> dict[str, Fraction | None]:
    """Each F1 over all documents and pairs of annotators; None where nobody marked anything."""
    above: dict[str, Fraction] = {}
    below: dict[str, Fraction] = {}
    for document in documents:
        for one, other in combinations(annotators, 2):
            sides = [[mark for mark in found if mark[:2] == (document, who)] for who in (one, other)]
            for name, (numerator, denominator) in pair_f1(*sides).items():
                above[name] = above.get(name, Fraction(0)) + numerator
                below[name] = below.get(name, Fraction(0)) + denominator
    return {name: above[name] / below[name] if below[name] else None for name in above}
