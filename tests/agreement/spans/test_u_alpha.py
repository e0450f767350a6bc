"""The unitizing alphas are those of their definitions, place by place, and pool as coincidences do."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from span_tables import LENGTH, marks, places, table_of

from annotator.agreement.spans.alpha_u_2004 import alpha_u_2004
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.agreement.spans.u_alpha import u_alpha_measures

THREE = ("ann", "bob", "cleo")
some = settings(max_examples=60, deadline=None)

Tile = tuple[str | None, int, int]


def runs(mark: Mark) -> list[tuple[int, int]]:
    """The stretches of a mark; pieces that touch are one."""
    held = places(mark)
    starts = [place for place in sorted(held) if place - 1 not in held]
    return [(start, next(end for end in range(start, LENGTH + 1) if end not in held)) for start in starts]


def tiles_of(found: list[Mark], document: str, annotator: str) -> list[Tile]:
    """Tiles and gaps (None) of one annotator: overlapping marks of one label united, of others cut."""
    mine = [mark for mark in found if mark[:2] == (document, annotator)]
    pieces: list[tuple[str, int, int]] = []
    for label in ("x", "y"):
        united: list[list[int]] = []
        for start, end in sorted(run for mark in mine if mark.label == label for run in runs(mark)):
            if united and start < united[-1][1]:
                united[-1][1] = max(united[-1][1], end)
            else:
                united.append([start, end])
        pieces += [(label, start, end) for start, end in united]
    told: list[Tile] = []
    reach = 0
    for label, start, end in sorted(pieces, key=lambda piece: (piece[1], -piece[2])):
        begin = max(start, reach)
        if begin > reach:
            told.append((None, reach, begin))
        if end > begin:
            told.append((label, begin, end))
            reach = end
    return [*told, (None, reach, LENGTH)] if reach < LENGTH else told


def by_definition(
    found: list[Mark], annotators: tuple[str, ...], documents: tuple[str, ...]
) -> dict[str, Fraction | None]:
    """u_alpha and |u_alpha from coincidences counted one by one."""
    names = ("x", "y", None)
    coincidences = {(one, other): Fraction(0) for one in names for other in names}
    selves = dict.fromkeys(names, Fraction(0))
    for document in documents:
        cut = {who: tiles_of(found, document, who) for who in annotators}
        for who in annotators:
            for label, start, end in cut[who]:
                selves[label] += (end - start) if label is None else (end - start) ** 2
                for other in annotators:
                    for name, begin, stop in cut[other] if other != who else ():
                        common = max(0, min(end, stop) - max(start, begin))
                        coincidences[label, name] += Fraction(common, len(annotators) - 1)
    margins = {name: sum(coincidences[name, other] for other in names) for name in names}
    total = sum(margins.values())
    free = total**2 - sum(selves.values())

    def expected(one: str | None, other: str | None) -> Fraction:
        return (
            total * (margins[one] * margins[other] - (selves[one] if one == other else 0)) / free
            if free
            else Fraction(0)
        )

    def alpha(observed: Fraction, chance: Fraction) -> Fraction | None:
        return 1 - observed / chance if chance else None

    apart = [(one, other) for one in names for other in names if one != other]
    gaps = [(None, "x"), (None, "y")]
    return {
        "u_alpha": alpha(sum(coincidences[pair] for pair in apart), sum(expected(*pair) for pair in apart)),
        "u_alpha_bar": alpha(sum(coincidences[pair] for pair in gaps), sum(expected(*pair) for pair in gaps)),
    }


@some
@given(marks(THREE, most=3, pieces=2))
def test_values_are_those_of_the_definition(found: list[Mark]) -> None:
    measures = u_alpha_measures(table_of(found, THREE))
    for name, want in by_definition(found, THREE, ("d1", "d2")).items():
        result = measures[name].result()
        assert result.value == (None if want is None else pytest.approx(float(want), abs=1e-9))
        assert (result.reason is None) == (want is not None)


@some
@given(marks(THREE, most=3))
def test_shift_order_and_duplication_within_limits(found: list[Mark]) -> None:
    turned = [mark._replace(annotator=THREE[(THREE.index(mark.annotator) + 1) % 3]) for mark in reversed(found)]
    one, other = u_alpha_measures(table_of(found, THREE)), u_alpha_measures(table_of(turned, THREE))
    for name in one:
        value = one[name].result().value
        assert other[name].result().value == (None if value is None else pytest.approx(value, abs=1e-9))
    moved = [mark._replace(spans=tuple((a + 100, b + 100) for a, b in mark.spans)) for mark in found]
    passages = [Passage(document, 100, 100 + LENGTH, THREE) for document in ("d1", "d2")]
    shifted = u_alpha_measures(Spans.of_passages(moved, passages))
    assert [each.result().value for each in shifted.values()] == [each.result().value for each in one.values()]
    before = alpha_u_2004(table_of(found, THREE))
    after = alpha_u_2004(Spans.of_passages(moved, passages))
    assert {name: result.value for name, result in before.items()} == pytest.approx(
        {name: result.value for name, result in after.items()}, nan_ok=True
    )


def test_splitting_a_unit_costs_u_alpha_nothing_and_alpha_u_something() -> None:
    found = [Mark("d", "a", ((2, 10),)), Mark("d", "b", ((2, 6),)), Mark("d", "b", ((6, 10),))]
    spans = Spans.of_documents(found, lengths={"d": 12})
    assert u_alpha_measures(spans)["u_alpha"].result().value == 1
    assert alpha_u_2004(spans)["alphaU2004"].value is not None
    assert alpha_u_2004(spans)["alphaU2004"].value < 1  # type: ignore[operator]


def test_overlaps_of_one_annotator_are_united_and_counted() -> None:
    twice = [Mark("d", "a", ((0, 5),), "x"), Mark("d", "a", ((3, 8),), "x"), Mark("d", "b", ((0, 8),), "x")]
    once = [Mark("d", "a", ((0, 8),), "x"), twice[2]]
    lengths = {"d": 20}
    found = u_alpha_measures(Spans.of_documents(twice, lengths=lengths))["u_alpha"].result()
    assert (found.value, found.altered) == (1, 1)
    assert u_alpha_measures(Spans.of_documents(once, lengths=lengths))["u_alpha"].result().altered == 0
    assert alpha_u_2004(Spans.of_documents(twice, lengths=lengths))["alphaU2004"].altered == 1


def test_of_overlapping_labels_the_first_keeps_the_place() -> None:
    nested = [Mark("d", "a", ((0, 8),), "x"), Mark("d", "a", ((3, 5),), "y"), Mark("d", "b", ((0, 8),), "x")]
    found = u_alpha_measures(Spans.of_documents(nested, lengths={"d": 20}))["u_alpha"].result()
    assert (found.value, found.altered) == (1, 1)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "both_empty"),
        ([Mark("d", "a", ((0, 9),), "x"), Mark("d", "b", ((0, 9),), "x")], "no_variation"),
    ],
)
def test_undefined_says_why(found: list[Mark], reason: str) -> None:
    spans = Spans.of_documents(found, [("d", "a"), ("d", "b")], {"d": 9})
    result = u_alpha_measures(spans)["u_alpha"].result()
    assert (result.value, result.reason) == (None, reason)


def test_alpha_u_of_nothing_says_so() -> None:
    spans = Spans.of_documents([], [("d", "a"), ("d", "b")], {"d": 9})
    assert alpha_u_2004(spans)["alphaU2004"].reason == "both_empty"
    assert alpha_u_2004(Spans.of_documents([], [("d", "a")], {"d": 9}))["alphaU2004"].reason == "one_rater"


def test_labels_that_never_meet_say_so() -> None:
    found = [Mark("d", "a", ((0, 4),), "x"), Mark("d", "b", ((2, 4),), "x"), Mark("d", "b", ((6, 8),), "y")]
    measures = u_alpha_measures(Spans.of_documents(found, lengths={"d": 10}))
    assert measures["ku_alpha:y"].result().reason == "label_unused"
    assert measures["ku_alpha:x"].result().reason == "no_variation"
    assert measures["cu_alpha"].result().reason == "no_variation"
    assert measures["coverage_cu"].result().value == pytest.approx(4 / 20)


def test_documents_with_other_numbers_of_readers_pool() -> None:
    found = [Mark(document, who, ((2, 6),), "x") for document, whose in (("d1", "abc"), ("d2", "ab")) for who in whose]
    measures = u_alpha_measures(Spans.of_documents(found, lengths={"d1": 10, "d2": 10}))
    assert measures["u_alpha"].result().value == 1
    assert alpha_u_2004(Spans.of_documents(found, lengths={"d1": 10, "d2": 10}))["alphaU2004"].value == 1
