"""The joint alignment is the best there is, whoever solves it, and does not depend on the order of anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.alignment.align import align, align_units
from annotator.agreement.alignment.assignment import best_matching
from annotator.agreement.alignment.components import components
from annotator.agreement.alignment.dissimilarity import Combined, Dissimilarity, IntersectionOverUnion, positional
from annotator.agreement.alignment.joins import merged, overlapping
from annotator.agreement.alignment.search import best_rows
from annotator.agreement.alignment.units import Units
from annotator.errors import AnnotatorError, InputError, UsageError

Row = tuple[int, int, int, int]
"""Annotator, start, end, label."""

DISSIMILARITIES: list[Dissimilarity] = [
    IntersectionOverUnion(),
    IntersectionOverUnion(0.2, 0.6),
    positional(),
    Combined(),
    Combined(1.0, 2.0, 0.7),
    Combined(0.0, 1.0),
]
some = settings(max_examples=60, deadline=None)


@st.composite
def rows(draw: st.DrawFn, annotators: int = 3, most: int = 7) -> list[Row]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, 10))
        end = draw(st.integers(start + 1, start + 6))
        found.append((draw(st.integers(0, annotators - 1)), start, end, draw(st.integers(0, 1))))
    return found


def units_of(found: list[Row], annotators: int = 3) -> Units:
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    who, start, end, label = table.T
    group = np.zeros(len(found), dtype=np.int64)
    return Units.of_intervals(group, who, start * 1.0, end * 1.0, label, np.array([annotators]))


def partitions(units: list[int], who: list[int]) -> Iterator[list[list[int]]]:
    """All ways to put units into rows that hold each annotator at most once."""
    if not units:
        yield []
        return
    for rest in partitions(units[1:], who):
        yield [[units[0]], *rest]
        for place, row in enumerate(rest):
            if all(who[each] != who[units[0]] for each in row):
                yield [*rest[:place], [units[0], *row], *rest[place + 1 :]]


def cost_of(row: list[int], units: Units, annotators: int, dissimilarity: Dissimilarity) -> float:
    pairs = list(combinations(row, 2))
    apart = sum(float(dissimilarity.between(units, np.array([one]), np.array([other]))[0]) for one, other in pairs)
    total = annotators * (annotators - 1) // 2
    return (apart + (total - len(pairs)) * dissimilarity.delta_empty) / total


@some
@given(rows(), st.sampled_from(DISSIMILARITIES))
def test_no_alignment_costs_less(found: list[Row], dissimilarity: Dissimilarity) -> None:
    units = units_of(found)
    best = min(
        sum(cost_of(row, units, 3, dissimilarity) for row in rows_)
        for rows_ in partitions(list(range(len(units))), units.annotator.tolist())
    )
    answer = align_units(units, dissimilarity)
    assert answer.cost.sum() == pytest.approx(best, abs=1e-9)
    for place, cost in enumerate(answer.cost):
        members = np.flatnonzero(answer.row == place).tolist()
        assert cost == pytest.approx(cost_of(members, units, 3, dissimilarity), abs=1e-9)
        assert len({int(units.annotator[unit]) for unit in members}) == len(members)


@some
@given(rows(annotators=4, most=24), st.sampled_from(DISSIMILARITIES))
def test_the_programme_finds_what_the_search_finds(found: list[Row], dissimilarity: Dissimilarity) -> None:
    pytest.importorskip("scipy")
    units = units_of(found, 4)
    searched = align_units(units, dissimilarity)
    programmed = align_units(units, dissimilarity, patience=0)
    assert programmed.cost.sum() == pytest.approx(searched.cost.sum(), abs=1e-6)


@some
@given(rows(annotators=3, most=12), st.permutations([0, 1, 2]), st.randoms(), st.sampled_from(DISSIMILARITIES))
def test_order_changes_nothing(
    found: list[Row], names: list[int], random: object, dissimilarity: Dissimilarity
) -> None:
    def rows_of(table: list[Row], back: list[int]) -> list[list[Row]]:
        units = units_of(table)
        told = align(units, 3, dissimilarity)
        return sorted(
            sorted((back[table[unit][0]], *table[unit][1:]) for unit in row if unit is not None) for row in told
        )

    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert rows_of(mixed, [0, 1, 2]) == rows_of(found, [0, 1, 2])
    turned = [(names[who], start, end, label) for who, start, end, label in found]
    assert rows_of(turned, [names.index(who) for who in range(3)]) == rows_of(found, [0, 1, 2])


def test_ties_go_to_fewer_rows_then_to_the_left() -> None:
    # Matching at dissimilarity 2 costs what two units alone cost: the match wins.
    assert align(units_of([(0, 0, 4, 0), (1, 4, 8, 0)], 2), 2, Combined(2.0, 0.0)) == [(0, 1)]
    # Both units of the second annotator are equally good partners: the left one is taken.
    rows_ = [(0, 4, 8, 0), (1, 6, 10, 0), (1, 2, 6, 0)]
    assert align(units_of(rows_, 2), 2, Combined()) == [(0, 2), (None, 1)]


def test_rows_are_a_table_with_real_gaps() -> None:
    found = align(units_of([(0, 0, 9, 0), (1, 1, 9, 0), (2, 20, 29, 0), (0, 21, 29, 0)]), 3, IntersectionOverUnion())
    assert found == [(0, 1, None), (3, None, 2)]


def test_a_pair_under_the_least_iou_is_never_matched() -> None:
    half = units_of([(0, 0, 10, 0), (1, 5, 15, 0)], 2)
    assert align(half, 2, IntersectionOverUnion()) == [(0, None), (None, 1)]
    assert align(half, 2, IntersectionOverUnion(1 / 3)) == [(0, 1)]
    assert align(units_of([(0, 0, 10, 0), (1, 0, 5, 0)], 2), 2, IntersectionOverUnion()) == [(0, 1)]


def test_groups_are_kept_apart() -> None:
    group = np.array([0, 1])
    units = Units.of_intervals(
        group, group, np.zeros(2), np.ones(2), np.zeros(2, dtype=np.int64), np.array([2, 2], dtype=np.int64)
    )
    assert align(units, 2, Combined()) == [(0, None), (None, 1)]


def test_many_annotators_who_agree_are_no_problem() -> None:
    found = align_units(units_of([(who, 3, 9, 0) for who in range(60)], 60), IntersectionOverUnion())
    assert found.size.tolist() == [60]
    assert found.cost.sum() == 0


def test_too_many_ways_to_group_are_refused_with_a_remedy() -> None:
    crowd = [(who, start, start + 20, 0) for who in range(30) for start in range(4)]
    with pytest.raises(AnnotatorError, match="ways to group") as caught:
        align_units(units_of(crowd, 30), IntersectionOverUnion())
    assert "fewer annotators" in caught.value.hint


def test_without_scipy_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    dense = [(who, start, start + 9, 0) for who in range(3) for start in range(6)]
    with pytest.raises(AnnotatorError) as caught:
        align_units(units_of(dense), Combined(), patience=0)
    assert "annotator[gamma]" in caught.value.hint


def test_without_scipy_the_search_goes_on_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    dense = units_of([(who, start, start + 9, 0) for who in range(3) for start in range(4)])
    wanted = align_units(dense, Combined())
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    found = align_units(dense, Combined(), patience=2_000)
    assert found.row.tolist() == wanted.row.tolist()


def test_two_annotators_need_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    dense = [(who, start, start + 30, 0) for who in range(2) for start in range(25)]
    wanted = align_units(units_of(dense, 2), Combined())
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    found = align_units(units_of(dense, 2), Combined(), patience=0)
    assert found.cost.sum() == pytest.approx(wanted.cost.sum(), abs=1e-6)


def test_one_annotator_cannot_be_aligned() -> None:
    with pytest.raises(InputError, match="fewer than two"):
        align_units(units_of([(0, 0, 3, 0)], 1), Combined())


@pytest.mark.parametrize("wrong", [{"alpha": -1.0}, {"alpha": 0.0, "beta": 0.0}, {"delta_empty": 0.0}])
def test_impossible_dissimilarities_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        Combined(**wrong)  # type: ignore[arg-type]


def test_a_matrix_of_categories_is_used() -> None:
    near = Combined(0.0, 1.0, categories=np.array([[0.0, 0.25], [0.25, 0.0]]))
    units = units_of([(0, 0, 4, 0), (1, 0, 4, 1)], 2)
    assert near.between(units, np.array([0]), np.array([1])).tolist() == [0.25]


def test_units_of_several_pieces_share_what_their_pieces_share() -> None:
    group, who = np.zeros(2, dtype=np.int64), np.array([0, 1])
    pieces = np.array([0, 0, 1]), np.array([0.0, 10.0, 2.0]), np.array([4.0, 14.0, 12.0])
    units = Units(group, who, np.array([0.0, 2.0]), np.array([14.0, 12.0]), group, np.array([2]), *pieces)
    assert units.size.tolist() == [8, 10]
    assert units.shared(np.array([0]), np.array([1])).tolist() == [4]
    assert units.iou(np.array([0]), np.array([1])).tolist() == [4 / 14]


@some
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_assignment_is_the_best_one(table: list[list[int]]) -> None:
    weights = np.array(table, dtype=np.int64)
    match = best_matching(weights)
    taken = [column for column in match.tolist() if column >= 0]
    assert len(set(taken)) == len(taken)
    got = sum(int(weights[row, column]) for row, column in enumerate(match.tolist()) if column >= 0)
    edges = [(row, 10 + column) for row in range(len(table)) for column in range(3)]
    chosen = best_rows(13, edges, [int(weights[row, column - 10]) for row, column in edges], 10**6)
    assert chosen is not None
    assert got == sum(int(weights[edges[index][0], edges[index][1] - 10]) for index in chosen)


def test_the_search_stops_at_its_budget() -> None:
    assert best_rows(3, [(0, 1), (1, 2)], [1, 1], 2) is None


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=10))
def test_components_join_what_edges_join(edges: list[tuple[int, int]]) -> None:
    first, second = (np.array([edge[end] for edge in edges], dtype=np.int64) for end in (0, 1))
    found = components(8, first, second).tolist()
    groups = {node: {node} for node in range(8)}
    for one, other in edges:
        union = groups[one] | groups[other]
        groups |= dict.fromkeys(union, union)
    assert [found[node] == found[other] for node in range(8) for other in range(8)] == [
        other in groups[node] for node in range(8) for other in range(8)
    ]


@given(rows(annotators=3, most=12))
def test_overlaps_and_unions_are_those_of_the_places(found: list[Row]) -> None:
    group = np.array([row[0] for row in found], dtype=np.int64)
    left = np.array([row[1] for row in found], dtype=np.int64)
    right = np.array([row[2] for row in found], dtype=np.int64)
    pairs = {tuple(sorted(pair)) for pair in np.stack(overlapping(group, left, right), axis=1).tolist()}
    assert pairs == {
        (one, other)
        for one, other in combinations(range(len(found)), 2)
        if group[one] == group[other] and left[one] < right[other] and left[other] < right[one]
    }
    keys, starts, ends = merged(group, left, right)
    covered = [(key, place) for key, start, end in zip(keys, starts, ends, strict=True) for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert set(covered) == {(who, place) for who, start, end, _ in found for place in range(start, end)}
