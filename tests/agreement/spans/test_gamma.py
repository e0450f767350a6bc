"""Gamma: what may change without changing it, what it publishes, and what it says where it is undefined."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from span_tables import LENGTH, marks, table_of

from annotator.agreement.alignment.dissimilarity import Combined
from annotator.agreement.spans.gamma import Gamma, GammaPlan, gamma
from annotator.agreement.spans.gamma_sampling import SAMPLERS, Continuum, shuffle, statistical
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.errors import UsageError

THREE = ("ann", "bob", "cleo")
QUICK = GammaPlan(samples=5)
some = settings(max_examples=30, deadline=None)


def numbers(found: Gamma) -> list[float | None]:
    return [
        found.gamma.value,
        found.gamma.numerator,
        found.gamma_cat.value,
        *[each.value for each in found.by_label.values()],
    ]


@some
@given(marks(THREE, most=3))
def test_names_order_and_shift_change_nothing(found: list[Mark]) -> None:
    turned = [mark._replace(annotator=THREE[(THREE.index(mark.annotator) + 1) % 3]) for mark in reversed(found)]
    before = gamma(table_of(found, THREE), QUICK)
    after = gamma(table_of(turned, THREE), QUICK)
    assert numbers(after) == pytest.approx(numbers(before), abs=1e-9)
    moved = [mark._replace(spans=tuple((a + 100, b + 100) for a, b in mark.spans)) for mark in found]
    passages = [Passage(document, 100, 100 + LENGTH, THREE) for document in ("d1", "d2")]
    assert numbers(gamma(Spans.of_passages(moved, passages), QUICK)) == pytest.approx(numbers(before), abs=1e-9)


@some
@given(marks(THREE, ("d1",), most=3))
def test_the_observed_disorder_is_the_cost_per_unit_of_an_annotator(found: list[Mark]) -> None:
    result = gamma(table_of(found, THREE, ("d1",)), QUICK).gamma
    if result.value is None:
        assert not found
        return
    twice = [*found, *(mark._replace(document="d2") for mark in found)]
    assert gamma(table_of(twice, THREE), QUICK).gamma.numerator == pytest.approx(result.numerator)
    assert result.value == pytest.approx(1 - result.numerator / result.denominator)  # type: ignore[operator]
    assert 0 <= result.numerator <= 3 + 1e-9  # type: ignore[operator]


def test_the_same_units_are_full_agreement_and_others_are_not() -> None:
    same = [Mark("d", who, ((start, start + 4),), "x") for who in "ab" for start in (2, 20, 41)]
    found = gamma(Spans.of_documents(same, lengths={"d": 60}))
    assert (found.gamma.value, found.gamma.numerator, found.gamma_cat.value) == (1, 0, 1)
    split = [Mark("d", "a", ((2, 10),)), Mark("d", "b", ((2, 6),)), Mark("d", "b", ((6, 10),))]
    assert gamma(Spans.of_documents(split, lengths={"d": 12})).gamma.value < 1  # type: ignore[operator]


def test_the_parameters_are_published_and_the_seed_decides() -> None:
    found = [
        Mark("d", who, ((start + shift, start + 9),), "x")
        for who, shift in (("a", 0), ("b", 3))
        for start in (5, 30, 60)
    ]
    spans = Spans.of_documents(found, lengths={"d": 80})
    plan = GammaPlan(12, 7, "shuffle", Combined(2.0, 0.5, 0.8))
    first = gamma(spans, plan)
    assert first.plan == plan
    assert first.gamma == gamma(spans, plan).gamma
    other = gamma(spans, GammaPlan(12, 8, "shuffle", Combined(2.0, 0.5, 0.8)))
    assert other.gamma.numerator == first.gamma.numerator
    assert other.gamma.value != first.gamma.value
    assert first.expected_sd is not None
    assert first.sampling_error is not None
    assert first.expected_sd > 0 < first.sampling_error


def test_the_sampling_error_is_how_far_seeds_lie_apart() -> None:
    found = [
        Mark("d", who, ((start + shift, start + 9),), "x")
        for who, shift in (("a", 0), ("b", 3))
        for start in (5, 30, 60)
    ]
    spans = Spans.of_documents(found, lengths={"d": 80})
    told = [gamma(spans, GammaPlan(seed=seed)) for seed in range(40)]
    spread = np.std([each.gamma.value for each in told], ddof=1)
    meant = np.mean([each.sampling_error for each in told])  # type: ignore[arg-type]
    assert spread == pytest.approx(meant, rel=0.5)


def test_other_documents_do_not_change_what_a_document_draws() -> None:
    one = [
        Mark("d1", who, ((start + shift, start + 9),), "x") for who, shift in (("a", 0), ("b", 2)) for start in (5, 30)
    ]
    two = [mark._replace(document="d0", spans=((1, 4),)) for mark in one[:1]]
    alone = gamma(Spans.of_documents(one, [("d1", "a"), ("d1", "b")])).measures[0]
    beside = gamma(Spans.of_documents(one + two, [("d0", "b")])).measures[0]
    assert beside.rows[1].tolist() == pytest.approx(alone.rows[0].tolist())


def test_passages_are_put_together_to_documents() -> None:
    found = [Mark("d", "a", ((8, 10),)), Mark("d", "b", ((10, 13),))]
    halves = [Passage("d", 0, 10, ("a", "b")), Passage("d", 10, 20, ("a", "b"))]
    whole = [Passage("d", 0, 20, ("a", "b"))]
    assert numbers(gamma(Spans.of_passages(found, halves))) == numbers(gamma(Spans.of_passages(found, whole)))


@pytest.mark.parametrize(
    ("found", "reason", "of_categories"),
    [
        ([], "both_empty", "both_empty"),
        ([Mark("d", "a", ((5, 8),), None), Mark("d", "b", ((5, 9),), None)], None, "no_labels"),
        ([Mark("d", "a", ((0, 3),), "x"), Mark("d", "b", ((0, 3),), "x")], "no_variation", "no_variation"),
        ([Mark("d", "a", ((0, 3),), "x"), Mark("d", "b", ((40, 43),), "x")], None, "no_pairs"),
    ],
)
def test_undefined_says_why(found: list[Mark], reason: str | None, of_categories: str) -> None:
    told = gamma(Spans.of_documents(found, [("d", "a"), ("d", "b")], {"d": 50}), QUICK)
    assert told.gamma.reason == reason
    assert (told.gamma_cat.value, told.gamma_cat.reason) == (None, of_categories)


def test_one_reader_has_no_gamma() -> None:
    told = gamma(Spans.of_documents([Mark("d", "a", ((0, 3),))]), QUICK)
    assert (told.gamma.value, told.gamma.reason, told.expected_sd) == (None, "one_rater", None)


@pytest.mark.parametrize("wrong", [{"samples": 0}, {"seed": -1}, {"sampler": "none"}])
def test_impossible_plans_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        GammaPlan(**wrong)  # type: ignore[arg-type]


def test_random_annotations_have_the_statistics_of_the_document() -> None:
    start = np.array([3.0, 20, 40, 5, 22, 45])
    document = Continuum(np.array([0, 0, 0, 1, 1, 1]), start, start + 6, np.array([0, 0, 0, 0, 1, 1]), 2, 60.0)
    drawn = statistical(document, 4000, np.random.default_rng(1))
    assert len(drawn.number) / 4000 == pytest.approx(6)
    assert (drawn.end - drawn.start) == pytest.approx(np.full(len(drawn.start), 6.0))
    assert drawn.label.mean() == pytest.approx(1 / 3, abs=0.02)
    gaps = np.array([3, 11, 14, 5, 11, 17, 0])
    first = np.concatenate(([True], np.diff(drawn.number * 2 + drawn.annotator) != 0))
    assert drawn.start[first].mean() == pytest.approx(gaps.mean(), abs=0.4)
    assert drawn.start[first].std() == pytest.approx(gaps.std(), abs=0.4)


def test_shuffled_annotations_are_the_annotators_shifted_around() -> None:
    start = np.array([3.0, 20, 40, 5])
    document = Continuum(np.array([0, 0, 0, 1]), start, start + 6, np.array([0, 1, 2, 3]), 2, 60.0)
    drawn = shuffle(document, 200, np.random.default_rng(1))
    assert set(drawn.number.tolist()) == set(range(200))
    shift = (drawn.start - start[drawn.label]) % 60
    keys = drawn.number * 2 + drawn.annotator
    assert all(len(set(shift[keys == key].tolist())) == 1 for key in np.unique(keys))
    assert len(set(shift.tolist())) > 40
    pivots = [[shift[keys == key][0] for key in (2 * number, 2 * number + 1)] for number in range(200)]
    assert min(abs(one - other) for one, other in pivots) >= 2


def test_an_annotator_without_units_may_be_drawn() -> None:
    document = Continuum(np.array([0]), np.array([3.0]), np.array([9.0]), np.array([0]), 3, 20.0)
    for draw in (statistical, shuffle):
        drawn = draw(document, 50, np.random.default_rng(1))
        assert set(drawn.number.tolist()) == set(range(50))
    assert SAMPLERS == ("statistical", "shuffle")
