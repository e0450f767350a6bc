"""Intervals against the slow way: corpora put together document by document, and the coefficient computed anew."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.agreement import resampling
from annotator.agreement.coefficients import COEFFICIENTS, named
from annotator.agreement.intervals import interval, intervals
from annotator.agreement.label_counts import Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.sums import Sample
from annotator.errors import UsageError

NAMES = [
    "percent_agreement",
    "percent_agreement_pairs",
    "percent_agreement_alpha",
    "alpha_nominal",
    "alpha_ordinal",
    "alpha_interval",
    "alpha_ratio",
    "gwet_ac1",
    "gwet_ac2_quadratic",
    "fleiss_kappa",
    "fleiss_kappa:1",
    "conger_kappa_linear",
    "brennan_prediger",
    "light_kappa",
    "specific_agreement:2",
]


def corpus(documents: int, raters: int = 3, seed: int = 0, agree: float = 0.7) -> Ratings:
    """Documents of one to six units, with a truth that some annotators miss and some ratings missing."""
    rng = np.random.default_rng(seed)
    rows: list[list[int | None]] = []
    names: list[str] = []
    for document in range(documents):
        for unit in range(int(rng.integers(1, 7))):
            truth = int(rng.integers(0, 3))
            codes = [truth if rng.random() < agree else int(rng.integers(0, 3)) for _ in range(raters)]
            # The first unit of each document is rated by all, so that every document has a pair.
            rows.append([code if unit == 0 or rng.random() < 0.8 else None for code in codes])
            names.append(f"d{document:03}")
    return Ratings.from_matrix(rows, range(3), "ratio", documents=names)


def repeated(ratings: Ratings, times: Floats) -> Ratings:
    """The corpus that holds each document so many times."""
    weights = ratings.counts * times[ratings.document].astype(np.int64)
    kept = weights > 0
    return Ratings.from_codes(ratings.codes[kept], ratings.scale, weights=weights[kept])


@pytest.mark.parametrize("block", [2**21, 50])
def test_a_bootstrap_replicate_is_the_coefficient_of_the_drawn_corpus(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resampling, "_BLOCK", block)
    ratings = corpus(12)
    chosen, _ = named(ratings, NAMES)
    values = resampling.bootstrap(chosen, Sample.by_document(ratings), 20, np.random.default_rng(5))
    drawn = np.concatenate(list(resampling.draws(np.ones(12, np.int64), 20, np.random.default_rng(5))))
    assert drawn.sum(axis=1).tolist() == [12] * 20
    for place, times in enumerate(drawn):
        slow = coefficients(repeated(ratings, times), names=NAMES)
        for name in NAMES:
            expected = slow[name].value
            assert values[name][place] == pytest.approx(np.nan if expected is None else expected, nan_ok=True), name


@pytest.mark.parametrize("block", [2**21, 50])
def test_a_jackknife_replicate_is_the_coefficient_without_a_document(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resampling, "_BLOCK", block)
    ratings = corpus(11)
    chosen, _ = named(ratings, NAMES)
    values = resampling.leave_one_out(chosen, Sample.by_document(ratings))
    for place, left_out in enumerate(ratings.documents):
        rest = ratings.only(documents=[name for name in ratings.documents if name != left_out])
        slow = coefficients(rest, names=NAMES)
        for name in NAMES:
            assert values[name][place] == pytest.approx(slow[name].value), name


def test_two_annotators_are_resampled_too() -> None:
    ratings = corpus(11, raters=2)
    names = ["cohen_kappa", "cohen_kappa_quadratic", "scott_pi", "bennett_s", "kappa_max"]
    chosen, _ = named(ratings, names)
    values = resampling.leave_one_out(chosen, Sample.by_document(ratings))
    rest = ratings.only(documents=ratings.documents[1:])
    for name in names:
        assert values[name][0] == pytest.approx(coefficients(rest, names=[name])[name].value)


def test_a_unit_replicate_draws_units() -> None:
    ratings = corpus(12, seed=2)
    chosen, _ = named(ratings, ["alpha_nominal", "conger_kappa"])
    sample = Sample.by_unit(ratings.without_documents())
    drawn = np.concatenate(list(resampling.draws(sample.copies, 5, np.random.default_rng(1))))
    assert drawn.sum(axis=1).tolist() == [sample.ratings.units] * 5
    values = resampling.bootstrap(chosen, sample, 5, np.random.default_rng(1))
    for place, times in enumerate(drawn):
        kept = times > 0
        slow = Ratings.from_codes(sample.ratings.codes[kept], ratings.scale, weights=times[kept].astype(np.int64))
        for name, result in coefficients(slow, names=list(values)).items():
            assert values[name][place] == pytest.approx(result.value)


def test_the_bootstrap_interval_is_the_quantiles_of_its_replicates() -> None:
    ratings = corpus(60)
    found = interval(ratings, "alpha_nominal", resamples=400, seed=7)
    chosen, _ = named(ratings, ["alpha_nominal"])
    values = resampling.bootstrap(chosen, Sample.by_document(ratings), 400, np.random.default_rng(7))["alpha_nominal"]
    assert (found.low, found.high) == tuple(np.quantile(values, [0.025, 0.975]))
    assert found.below_667 == np.mean(values < 0.667)
    assert found.below_800 == np.mean(values < 0.8)
    assert (found.method, found.clusters, found.resamples, found.seed) == ("document_bootstrap", 60, 400, 7)
    point = coefficients(ratings)["alpha_nominal"].value
    assert found.low is not None
    assert found.high is not None
    assert point is not None
    assert found.low < point < found.high


def test_below_forty_documents_the_jackknife_with_t() -> None:
    ratings = corpus(20)
    found = interval(ratings, "alpha_nominal")
    point = coefficients(ratings)["alpha_nominal"].value
    assert point is not None
    left = [
        coefficients(ratings.only(documents=[other for other in ratings.documents if other != name]))[
            "alpha_nominal"
        ].value
        for name in ratings.documents
    ]
    held = np.array(left, dtype=float)
    error = np.sqrt(19 / 20 * ((held - held.mean()) ** 2).sum())
    # The .975 quantile of t with 19 degrees of freedom, from a printed table.
    assert found.low == pytest.approx(point - 2.093 * error, abs=1e-4)
    assert found.high == pytest.approx(point + 2.093 * error, abs=1e-4)
    assert (found.method, found.seed, found.resamples) == ("document_jackknife", None, 20)


@pytest.mark.parametrize(
    ("documents", "method", "reason"),
    [
        (9, None, "few_documents"),
        (10, "document_jackknife", None),
        (39, "document_jackknife", None),
        (40, "document_bootstrap", None),
    ],
)
def test_what_is_done_depends_on_the_number_of_documents(
    documents: int, method: str | None, reason: str | None
) -> None:
    rows = [["a", "a"], ["b", "b"], ["a", "b"]] * documents
    names = [f"d{place // 3}" for place in range(3 * documents)]
    found = interval(Ratings.from_matrix(rows, documents=names), "fleiss_kappa", resamples=50)
    assert (found.method, found.reason, found.clusters) == (method, reason, documents)
    assert (found.low is None) == (reason is not None)


def test_documents_without_a_pair_do_not_count() -> None:
    pairs: list[list[str | None]] = [["a", "b"], ["b", "b"]]
    rows = pairs * 9 + [["a", None]] * 60
    names = [f"d{place // 2}" for place in range(18)] + [f"single{place}" for place in range(60)]
    found = interval(Ratings.from_matrix(rows, documents=names), "fleiss_kappa")
    assert (found.reason, found.clusters) == ("few_documents", 9)


def test_units_are_resampled_where_there_are_no_documents_or_on_request() -> None:
    rows = [["a", "a"], ["b", "b"], ["a", "b"]] * 20
    plain = interval(Ratings.from_matrix(rows), "alpha_nominal", resamples=200)
    assert (plain.method, plain.clusters) == ("unit_bootstrap", 60)
    named_too = Ratings.from_matrix(rows, documents=[f"d{place // 6}" for place in range(60)])
    assert interval(named_too, "alpha_nominal", by="unit", resamples=200) == plain
    assert interval(named_too, "alpha_nominal").method == "document_jackknife"
    assert interval(Ratings.from_matrix(rows[:9]), "alpha_nominal").reason == "few_units"
    with pytest.raises(UsageError, match="no documents"):
        interval(Ratings.from_matrix(rows), "alpha_nominal", by="document")


def test_the_unit_jackknife_counts_each_unit() -> None:
    rows = [["a", "a"]] * 6 + [["b", "b"]] * 5 + [["a", "b"]] * 2
    folded = interval(Ratings.from_matrix(rows), "alpha_nominal")
    apart = interval(Ratings.from_matrix(rows, documents=[str(place) for place in range(13)]), "alpha_nominal")
    assert folded.method == "unit_jackknife"
    assert folded.low == pytest.approx(apart.low)
    assert folded.high == pytest.approx(apart.high)


def test_same_seed_same_interval_whatever_the_order_of_rows() -> None:
    rows = [
        (f"u{unit}", f"r{rater}", "ab"[(unit * (rater + 2) // 3) % 2], f"d{unit // 3}")
        for unit in range(180)
        for rater in range(2)
    ]
    one = intervals(Ratings.from_triples(rows), ["alpha_nominal", "cohen_kappa"], resamples=100)
    other = intervals(Ratings.from_triples(rows[::-1]), ["cohen_kappa", "alpha_nominal"], resamples=100)
    assert one == other
    assert list(other) == ["cohen_kappa", "alpha_nominal"]
    assert one["alpha_nominal"] != interval(Ratings.from_triples(rows), "alpha_nominal", resamples=100, seed=2)


def test_undefined_replicates_are_dropped_and_counted_and_many_undo_the_interval() -> None:
    rows = [["a", "a"]] * 49 + [["b", "b"]]
    rare = Ratings.from_matrix(rows, documents=[f"d{place}" for place in range(50)])
    found = interval(rare, "alpha_nominal", resamples=500)
    # Without the one document that holds a "b" nothing varies: that happens in (49/50)^50 = 36 % of the corpora.
    assert found.reason == "unstable"
    assert 0.3 < found.dropped / 500 < 0.43
    assert (found.low, found.high, found.below_667) == (None, None, None)
    less_rare = Ratings.from_matrix(
        [["a", "a"]] * 45 + [["b", "b"]] * 5, documents=[f"d{place}" for place in range(50)]
    )
    steady = interval(less_rare, "alpha_nominal", resamples=500)
    assert 0 < steady.dropped <= 25
    assert (steady.low, steady.high, steady.below_667, steady.reason) == (1.0, 1.0, 0.0, None)


def test_a_jackknife_that_loses_a_replicate_gives_no_interval() -> None:
    rows = [["a", "a"]] * 11 + [["b", "b"]]
    found = interval(Ratings.from_matrix(rows, documents=[f"d{place}" for place in range(12)]), "alpha_nominal")
    assert (found.reason, found.dropped, found.low) == ("unstable", 1, None)


def test_no_interval_beyond_the_bounds_of_the_coefficient() -> None:
    rows = [["a", "a"], ["b", "b"]] * 10 + [["a", "b"]]
    ratings = Ratings.from_matrix(rows, documents=[f"d{place // 2}" for place in range(21)])
    found = intervals(ratings, ["percent_agreement", "alpha_nominal"])
    assert found["percent_agreement"].high == 1.0
    assert found["alpha_nominal"].high == 1.0


def test_an_undefined_coefficient_has_no_interval_for_the_same_reason() -> None:
    ratings = Ratings.from_matrix([["a", "a"]] * 50, ["a", "b"], documents=[f"d{place}" for place in range(50)])
    found = intervals(ratings, ["alpha_nominal", "gwet_ac1", "fleiss_kappa_se"], resamples=50)
    assert found["alpha_nominal"].reason == "no_variation"
    assert (found["gwet_ac1"].low, found["gwet_ac1"].high) == (1.0, 1.0)
    assert found["fleiss_kappa_se"].reason == "no_interval"


def test_what_does_not_fit_in_memory_is_refused_and_the_rest_runs_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = corpus(50)
    names = ["alpha_nominal", "gwet_ac1", "light_kappa", "percent_agreement"]
    free = intervals(ratings, names, resamples=50)
    monkeypatch.setattr(resampling, "LARGEST", 50 * 7)
    tight = intervals(ratings, names, resamples=50)
    assert tight["light_kappa"].reason == "too_large"
    for name in ("alpha_nominal", "gwet_ac1", "percent_agreement"):
        # The last digit may differ: a matrix product of another width adds up in another order.
        assert tight[name].low == pytest.approx(free[name].low)
        assert tight[name].high == pytest.approx(free[name].high)


def test_widths_are_told_truly() -> None:
    ratings = corpus(12)
    sample = Sample.by_document(ratings)
    for coefficient in COEFFICIENTS.values():
        if coefficient.needs.refusal(ratings) is None:
            matrix = resampling.Matrix(sample, coefficient.features)
            assert matrix.rows.shape == (12, sum(feature.width(ratings) for feature in coefficient.features))


@pytest.mark.parametrize(
    ("wrong", "told"), [({"resamples": 0}, "0 resamples"), ({"seed": -1}, "-1"), ({"confidence": 1.0}, "1.0")]
)
def test_wrong_settings(wrong: dict[str, float], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        interval(corpus(12), "alpha_nominal", **wrong)  # type: ignore[arg-type]


def test_the_bootstrap_covers_as_it_says() -> None:
    """Of independent corpora with a known truth about 95 % of the intervals hold it."""
    truth = interval_of_the_large_corpus()
    held = 0
    for seed in range(60):
        found = interval(corpus(45, seed=1000 + seed), "percent_agreement", resamples=200)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
    assert held >= 50


def interval_of_the_large_corpus() -> float:
    """Two annotators agree if both hold the truth, or both guess the same."""
    right = 0.7 + 0.3 / 3
    return right**2 + 2 * (0.3 / 3) ** 2
