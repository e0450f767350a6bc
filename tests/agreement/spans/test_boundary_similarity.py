"""Boundary similarity: matches, near misses and additions, pooled over documents and annotators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.spans.boundary_similarity import (
    Edits,
    Segmentation,
    boundary_edits,
    boundary_measures,
    segmentations,
)
from annotator.agreement.spans.results import SpanResult
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.errors import InputError, UsageError

boundaries = st.sets(st.integers(1, 12))


def results_of(cuts: list[Segmentation], reach: int = 2) -> dict[str, SpanResult]:
    return {name: each.result() for name, each in boundary_measures(cuts, reach).items()}


@given(boundaries, boundaries, st.integers(1, 4))
def test_every_boundary_is_used_once_whichever_comes_first(one: set[int], other: set[int], reach: int) -> None:
    edits = boundary_edits(one, other, reach)
    assert 2 * edits.matches + edits.additions + 2 * len(edits.transpositions) == len(one) + len(other)
    assert all(0 < distance < reach for distance in edits.transpositions)
    assert boundary_edits(other, one, reach) == edits


def test_a_near_miss_is_half_an_error_and_no_more_than_reach_apart() -> None:
    assert boundary_edits({5}, {6}) == Edits(0, 0, (1,))
    assert boundary_edits({5}, {7}) == Edits(0, 2, ())
    assert boundary_edits({5}, {7}, 3) == Edits(0, 0, (2,))


def test_documents_and_pairs_are_pooled() -> None:
    cuts = [
        Segmentation("d1", "a", (5, 5)),
        Segmentation("d1", "b", (5, 5)),
        Segmentation("d1", "c", (10,)),
        Segmentation("d2", "a", (3, 7)),
        Segmentation("d2", "b", (4, 6)),
        Segmentation("d3", "a", (3, 7)),
    ]
    found = results_of(cuts)
    # d1: a-b matches, a-c and b-c one addition each; d2: one near miss; d3 has one annotator.
    assert found["boundary_similarity"].value == pytest.approx((1 + 0.5) / 4)
    chance = (4 / 45) ** 2
    assert found["fleiss_pi_B"].value == pytest.approx((0.375 - chance) / (1 - chance))
    pairs = (2 / 18 * 2 / 18 + 0 + 0) / 3
    assert found["fleiss_kappa_B"].value == pytest.approx((0.375 - pairs) / (1 - pairs))
    assert found["boundary_similarity"].documents == 2


def test_nobody_cuts() -> None:
    found = results_of([Segmentation("d", "a", (9,)), Segmentation("d", "b", (9,))])
    assert {(each.value, each.reason) for each in found.values()} == {(None, "both_empty")}
    assert results_of([Segmentation("d", "a", (9,))])["fleiss_pi_B"].reason == "one_rater"


@pytest.mark.parametrize(
    ("cuts", "message"),
    [
        ([Segmentation("d", "a", (4, 5)), Segmentation("d", "b", (4, 6))], "9 long for one annotator and 10"),
        ([Segmentation("d", "a", (4, 0))], "impossible"),
        ([Segmentation("d", "a", (4,)), Segmentation("d", "a", (4,))], "twice"),
    ],
)
def test_impossible_segmentations_are_refused(cuts: list[Segmentation], message: str) -> None:
    with pytest.raises(InputError, match=message):
        boundary_measures(cuts)
    with pytest.raises(UsageError):
        boundary_measures([], 0)


def test_spans_cut_the_text_at_their_borders() -> None:
    found = [Mark("d", "a", ((0, 4),)), Mark("d", "a", ((12, 15),)), Mark("d", "b", ((2, 4),))]
    halves = [Passage("d", 0, 10, ("a", "b")), Passage("d", 10, 20, ("a", "b"))]
    assert segmentations(Spans.of_passages(found, halves)) == [
        Segmentation("d", "a", (4, 6), "0"),
        Segmentation("d", "b", (2, 2, 6), "0"),
        Segmentation("d", "a", (2, 3, 5), "1"),
        Segmentation("d", "b", (10,), "1"),
    ]


@pytest.mark.parametrize(
    ("masses", "name", "printed"),
    [
        ([(2, 8, 2, 1), (2, 1, 7, 2, 1)], "fleiss_pi_B", 0.7267552182163188),
        ([(2, 8, 2, 1), (11, 2)], "fleiss_pi_B", 0.1428571428571429),
        ([(2, 8, 2, 1), (11, 2)], "fleiss_kappa_B", 0.1489361702127660),
        ([(2, 8, 2, 1), (11, 2), (2, 1, 7, 2, 1), (9, 4)], "fleiss_pi_B", 0.2226720647773279),
        (
            [(4, 7, 3, 1), (4, 7, 3, 1), (5, 6, 3, 1), (5, 5, 4, 1), (14, 1), (14, 1)],
            "fleiss_pi_B",
            0.5335548172757475,
        ),
    ],
)
def test_chapters_of_the_moonstone_as_printed_by_segeval(
    masses: list[tuple[int, ...]], name: str, printed: float
) -> None:
    # Kazantseva & Szpakowicz 2012: readers of single chapters of the novel.
    found = results_of([Segmentation("d", f"an{place}", part) for place, part in enumerate(masses)])
    assert found[name].value == pytest.approx(printed, abs=1e-12)
