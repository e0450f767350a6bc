"""The quick ways to count must give what the plain ones give: bits, kinds, groups of units, 32-bit products."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from annotator.agreement import resampling, sums
from annotator.agreement.coefficients import named
from annotator.agreement.distances import LINEAR, QUADRATIC
from annotator.agreement.features import (
    AGREEING,
    COINCIDENCES,
    PAIR_MARGINS,
    PAIR_UNITS,
    RATER_COUNTS,
    SHARES,
    UNITS,
    pair_disagreement,
    unit_disagreement,
)
from annotator.agreement.intervals import intervals
from annotator.agreement.patterns import distinct_rows, sums_by_code
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.sums import Feature, Sample, collect

CATEGORIES = ["a", "b", "c"]
BY_PAIR: list[Feature] = [
    PAIR_UNITS,
    PAIR_MARGINS,
    RATER_COUNTS,
    pair_disagreement(),
    pair_disagreement(QUADRATIC),
    pair_disagreement(LINEAR),
]
BY_KIND: list[Feature] = [UNITS, SHARES, AGREEING, COINCIDENCES, unit_disagreement(LINEAR)]


def table(units: int, raters: int = 4, per_document: int = 70, seed: int = 1, missing: float = 0.3) -> Ratings:
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 3, (units, raters)).astype(np.int8)
    codes[rng.random((units, raters)) < missing] = -1
    document = np.arange(units) // per_document
    names = [f"d{place}" for place in range(int(document.max(initial=0)) + 1)]
    return Ratings.from_codes(codes, CATEGORIES, document=document, documents=names)


def plainly(ratings: Ratings, document: str, features: list[Feature]) -> dict[Feature, NDArray[np.float64]]:
    """The sums of one document, by the functions that look at one cluster."""
    part = ratings.only(documents=[document])
    sample = Sample(part, np.zeros(len(part.codes), np.int64), part.counts * 1, np.ones(1, np.int64))
    return {feature: feature.compute(sample, feature.distance)[0] for feature in features}


@pytest.mark.parametrize("per_document", [3, 64, 70, 200])
@pytest.mark.parametrize("raters", [2, 4])
def test_sums_by_document_are_those_of_each_document(raters: int, per_document: int) -> None:
    ratings = table(600, raters, per_document)
    sample = Sample.by_document(ratings)
    features = [*BY_PAIR, *BY_KIND] if per_document >= 64 else BY_KIND
    found = collect(sample, features)
    if hasattr(np, "bitwise_count") and per_document >= 64 and raters == 4:
        assert sample.pair_bits is not None
    for place, document in enumerate(ratings.documents):
        slow = plainly(ratings, document, features)
        for feature, values in slow.items():
            if feature is not COINCIDENCES:
                np.testing.assert_allclose(found[feature][place], values, atol=1e-12, err_msg=feature.name)


def test_long_documents_are_added_up_one_sum_at_a_time_and_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = table(600, per_document=150)
    features = [UNITS, SHARES, unit_disagreement(LINEAR)]
    at_once = collect(Sample.by_document(ratings), features)
    monkeypatch.setattr(sums, "_LONGEST", 100)
    one_by_one = collect(Sample.by_document(ratings), features)
    for feature in features:
        np.testing.assert_allclose(one_by_one[feature], at_once[feature], rtol=1e-12)


@given(st.integers(1, 9), st.integers(1, 70), st.integers(0, 2**32 - 1))
def test_codes_looked_up_several_columns_at_once_are_worth_what_each_is(raters: int, q: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = rng.integers(-1, q, (20, raters)).astype(np.min_scalar_type(-q - 1))
    columns = np.flatnonzero(rng.random(raters) < 0.8)
    worth = rng.random((len(columns), q + 1))
    expected = np.zeros(20)
    for column, each in zip(columns, worth, strict=True):
        expected += each[codes[:, column].astype(int) + 1]
    np.testing.assert_allclose(sums_by_code(codes, columns, worth), expected)


def test_the_whole_table_is_the_sum_of_its_documents() -> None:
    ratings = table(1000)
    by_document, whole = collect(Sample.by_document(ratings), BY_PAIR), collect(Sample.whole(ratings), BY_PAIR)
    for feature in BY_PAIR:
        np.testing.assert_allclose(by_document[feature].sum(axis=0), whole[feature][0])


def test_numpy_without_bit_counts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = coefficients(table(500), "ordinal")
    monkeypatch.delattr(np, "bitwise_count", raising=False)
    slow = coefficients(table(500), "ordinal")
    assert {name: each.value for name, each in quick.items()} == pytest.approx(
        {name: each.value for name, each in slow.items()}, abs=1e-12
    )


@given(st.lists(st.lists(st.integers(-1, 2), min_size=3, max_size=3), min_size=1, max_size=40), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_distinct_rows_are_found_by_one_sort(rows: list[list[int]], documents: int) -> None:
    codes = np.array(rows, dtype=np.int8)
    document = np.arange(len(rows)) % documents
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.agreement.patterns._DENSE_LIMIT", 0)
        found = distinct_rows(document, codes, 2000)
    expected = sorted({(int(place), *row) for place, row in zip(document, rows, strict=True)})
    assert found is not None
    lead, kept, counts = found
    assert [(int(place), *row) for place, row in zip(lead, kept.tolist(), strict=True)] == expected
    assert counts.sum() == len(rows)


def test_32_bit_products_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may leave the exact range of 32-bit floats is multiplied as 64-bit; both ways give the same numbers."""
    ratings = table(8000, per_document=80)
    chosen, _ = named(ratings, ["light_kappa", "conger_kappa", "percent_agreement_pairs"])
    sample = Sample.by_document(ratings)
    quick = resampling.bootstrap(chosen, sample, 50, np.random.default_rng(3))
    monkeypatch.setattr(resampling, "_EXACT", 0)
    slow = resampling.bootstrap(chosen, sample, 50, np.random.default_rng(3))
    for name, values in quick.items():
        np.testing.assert_allclose(values, slow[name], rtol=1e-13)


def test_draws_do_not_hang_on_blocks_or_on_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = np.ones(300, dtype=np.int64)

    def all_draws(seed: int) -> NDArray[np.float64]:
        rng = np.random.default_rng(seed)
        first = np.concatenate(list(resampling.draws(copies, 40, rng)))
        # What is drawn next follows from the same source, whether the first were remembered or not.
        return np.concatenate([first, *resampling.draws(copies, 2, rng)])

    resampling._REMEMBERED.clear()
    fresh = all_draws(5)
    assert (all_draws(5) == fresh).all()
    assert (all_draws(6) != fresh).any()
    resampling._REMEMBERED.clear()
    monkeypatch.setattr(resampling, "_IN_CACHE", 300)
    monkeypatch.setattr(resampling, "_BLOCK", 900)
    assert (all_draws(5) == fresh).all()
    assert (fresh.sum(axis=1) == 300).all()


def test_a_cluster_drawn_more_than_255_times_is_counted_in_full() -> None:
    counts = resampling._drawn(1, 3, np.random.default_rng(1))
    assert counts.tolist() == [[1]] * 3
    many = np.zeros(1000, dtype=np.uint32)

    class Always:
        def integers(self, *_: int, size: tuple[int, int], dtype: type) -> NDArray[np.uint32]:
            return many.reshape(1, -1).repeat(size[0], axis=0)

    assert resampling._drawn(1000, 2, Always())[:, 0].tolist() == [1000, 1000]  # type: ignore[arg-type]


def test_groups_of_units_give_intervals_as_wide_as_units(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = table(4000, raters=6, missing=0.1).without_documents()
    names = ["conger_kappa", "light_kappa"]
    units = intervals(ratings, names, by="unit", resamples=1000)
    monkeypatch.setattr("annotator.agreement.intervals.MOST_DISTINCT", 100)
    monkeypatch.setattr("annotator.agreement.intervals.GROUPS", 1000)
    groups = intervals(ratings, names, by="unit", resamples=1000)
    assert groups == intervals(ratings, names, by="unit", resamples=1000)
    for name in names:
        one, other = units[name], groups[name]
        assert (one.clusters, one.method) == (other.clusters, other.method)
        widths = [(each.high or 0) - (each.low or 0) for each in (one, other)]
        assert widths[1] == pytest.approx(widths[0], rel=0.2)


@pytest.mark.parametrize("q", [1, 2, 3, 5])
@pytest.mark.parametrize(("patterns", "heaviest"), [(1, 3), (129, 1), (8200, 4), (300, 2**23)])
def test_the_product_of_the_whole_table_counts_what_columns_do(
    q: int, patterns: int, heaviest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.agreement.gram._FEWEST", 0)
    rng = np.random.default_rng(patterns + q)
    codes = rng.integers(-1, q, (patterns, 6)).astype(np.int8)
    codes[:, 4] = -1
    weights = rng.integers(1, heaviest + 1, patterns)
    ratings = Ratings.from_codes(codes, [str(place) for place in range(q)], weights=weights)
    assert ratings.gram is not None
    quick = Sample.whole(ratings)
    plain = Sample(ratings, np.zeros(len(ratings.codes), np.int64), ratings.counts * 1, np.ones(1, np.int64))
    assert plain.gram is None
    for feature in BY_PAIR:
        one, other = (feature.compute(each, feature.distance) for each in (quick, plain))
        assert one.tolist() == other.tolist(), feature.name
    for name in ("first", "second", "cluster", "pair", "left", "right", "count"):
        assert getattr(quick.pair_tables, name).tolist() == getattr(plain.pair_tables, name).tolist(), name


def test_wide_keys_and_narrow_ones_find_the_same_rows() -> None:
    rng = np.random.default_rng(4)
    for raters, bits in ((14, 31), (15, 33)):
        codes = rng.integers(-1, 2, (40_000, raters)).astype(np.int8)
        lead = rng.integers(0, 5 if bits == 31 else 4, len(codes))
        found = distinct_rows(lead, codes, 3)
        assert found is not None
        expected, counts = np.unique(np.column_stack([lead, codes]), axis=0, return_counts=True)
        assert np.array_equal(np.column_stack([found[0], found[1]]), expected)
        assert np.array_equal(found[2], counts)
