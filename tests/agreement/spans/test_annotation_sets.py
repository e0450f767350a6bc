"""Agreement on whole annotations: distances within passages against those between passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from span_tables import marks, pooled_f1, table_of

from annotator.agreement.spans import annotation_sets
from annotator.agreement.spans.annotation_sets import PlacedUnit, each, set_agreement, soft_distance
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.errors import UsageError


@settings(max_examples=40, deadline=None)
@given(marks(documents=("d1",), most=4, pieces=2))
def test_the_distance_is_one_less_soft_f1(found: list[Mark]) -> None:
    spans = table_of(found, documents=("d1",))
    want = pooled_f1(found, ("ann", "bob"), ("d1",))["soft_f1"]
    told = soft_distance(spans, np.array([0, 1]), np.array([1, 0]))
    assert told == pytest.approx([0.0 if want is None else 1 - float(want)] * 2)


def sentences(same: bool) -> Spans:
    """Thirty sentences with a claim of their own length each; annotators agree on it, or not at all."""
    read = [Passage("d", 40 * place, 40 * place + 40, ("a", "b")) for place in range(30)]
    found = []
    for place in range(30):
        found.append(Mark("d", "a", ((40 * place, 40 * place + 1 + place),)))
        begin = 40 * place + (0 if same else 1 + place)
        found.append(Mark("d", "b", ((begin, begin + 1 + place if same else 40 * place + 40),)))
    return Spans.of_passages(found, read)


def test_agreement_within_and_none_between() -> None:
    found = set_agreement(sentences(same=True))
    assert (found.alpha.value, found.observed_pairs, found.expected_pairs) == (1, 30, 60 * 58 // 2)
    assert found.seed is None
    assert found.sigma.value == 1
    assert found.ks.value == pytest.approx(1)
    apart = set_agreement(sentences(same=False))
    assert apart.alpha.value < 0  # type: ignore[operator]
    assert apart.sigma.value == 0


def test_distances_between_passages_are_drawn_by_seed() -> None:
    spans = sentences(same=False)
    whole = set_agreement(spans)
    drawn = set_agreement(spans, pairs=1000, seed=3)
    assert (drawn.seed, drawn.expected_pairs) == (3, 1000)
    assert (
        drawn == set_agreement(spans, pairs=1000, seed=3)
        or drawn.alpha == set_agreement(spans, pairs=1000, seed=3).alpha
    )
    assert drawn.alpha.denominator != whole.alpha.denominator
    assert drawn.alpha.denominator == pytest.approx(whole.alpha.denominator, abs=0.05)
    with pytest.raises(UsageError):
        set_agreement(spans, pairs=0)


def test_a_distance_of_ones_own_sees_labels_and_places_of_the_passage() -> None:
    seen: list[tuple[PlacedUnit, ...]] = []

    def labels_differ(first: Sequence[PlacedUnit], second: Sequence[PlacedUnit]) -> float:
        seen.extend([tuple(first), tuple(second)])
        return float({unit.label for unit in first} != {unit.label for unit in second})

    read = [Passage("d", 0, 10, ("a", "b")), Passage("d", 10, 20, ("a", "b"))]
    found = [Mark("d", "a", ((12, 14), (16, 18)), "x"), Mark("d", "b", ((0, 1),), "y")]
    told = set_agreement(Spans.of_passages(found, read), each(labels_differ))
    assert told.alpha.numerator == 1
    assert told.alpha.denominator == pytest.approx(3 / 4)
    assert (PlacedUnit(((2, 4), (6, 8)), "x", 0),) in seen


def test_nothing_to_compare_says_why() -> None:
    alone = set_agreement(Spans.of_documents([Mark("d", "a", ((0, 1),))]))
    assert [each.reason for each in (alone.alpha, alone.ks, alone.sigma)] == ["one_rater"] * 3
    assert alone.ks.value is alone.sigma.value is None
    one = set_agreement(Spans.of_documents([Mark("d", "a", ((0, 1),)), Mark("d", "b", ((0, 1),))]))
    assert [each.reason for each in (one.alpha, one.ks, one.sigma)] == ["no_variation"] * 3


def test_where_most_sentences_hold_no_claim_sigma_says_so() -> None:
    read = [Passage("d", 10 * place, 10 * place + 10, ("a", "b")) for place in range(40)]
    found = [Mark("d", who, ((10 * place, 10 * place + 1 + place),)) for place in range(8) for who in "ab"]
    told = set_agreement(Spans.of_passages(found, read))
    # Perfect agreement: no distance can be below the distance of two sentences without a claim.
    assert (told.alpha.value, told.sigma.value, told.sigma.reason) == (1, None, "quantile_zero")
    assert told.ks.value is not None
    assert 0 < told.ks.value < 1
    some = set_agreement(Spans.of_passages(found[:-1], read))
    assert (some.sigma.value, some.sigma.reason) == (None, "quantile_zero")
    full = set_agreement(sentences(same=True))
    assert (full.sigma.value, full.sigma.reason) == (1, None)


def test_strangers_are_all_pairs_of_different_passages_and_drawn_evenly() -> None:
    seen: Counter[tuple[int, int]] = Counter()

    def watch(spans: Spans, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        for pair in zip(first.tolist(), second.tolist(), strict=True):
            seen[pair] += 1
        return np.zeros(len(first))

    read = [Passage("d", 0, 4, ("a", "b", "c")), Passage("d", 4, 9, ("a", "b")), Passage("d", 9, 12, ("a", "b"))]
    spans = Spans.of_passages([], read)
    told = set_agreement(spans, watch)
    of = spans.reader_passage.tolist()
    pairs = [(one, other) for one in range(7) for other in range(one + 1, 7)]
    assert (told.expected_pairs, told.observed_pairs, told.seed) == (16, 5, None)
    assert seen == Counter(pairs)
    seen.clear()
    assert set_agreement(spans, watch, pairs=15, seed=2).seed == 2
    for seed in range(400):
        set_agreement(spans, watch, pairs=15, seed=seed)
    counts = [seen[pair] for pair in pairs if of[pair[0]] != of[pair[1]]]
    assert len(counts) == 16
    # 6015 draws of 16 pairs: 376 each, give or take 19.
    assert 290 < min(counts) <= max(counts) < 465


def noisy(documents: int, sentences_each: int, seed: int, kinds: int = 5) -> Spans:
    """Sentences with a claim at a random place; the second annotator moves its end by chance."""
    rng = np.random.default_rng(seed)
    read, found = [], []
    for document in range(documents):
        name = f"d{document:03}"
        for place in range(sentences_each):
            low = 50 * place
            read.append(Passage(name, low, low + 50, ("a", "b")))
            start, size = low + int(rng.integers(20)), int(rng.integers(1, kinds + 1))
            found.append(Mark(name, "a", ((start, start + size),)))
            moved = max(1, size + int(rng.integers(-1, 2)))
            found.append(Mark(name, "b", ((start, start + moved),)))
    return Spans.of_passages(found, read)


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 4), st.integers(2, 8), st.integers(0, 10_000), st.integers(1, 20))
def test_ks_is_that_of_scipy(documents: int, each_has: int, seed: int, kinds: int) -> None:
    distances = []

    def keeping(spans: Spans, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        distances.append(soft_distance(spans, first, second))
        return distances[-1]

    told = set_agreement(noisy(documents, each_has, seed, kinds), keeping)
    observed, expected = distances
    assert told.ks.value == pytest.approx(stats.ks_2samp(observed, expected).statistic)
    below = np.mean(observed < np.quantile(expected, 0.05))
    assert told.sigma.value is None or told.sigma.value == pytest.approx(below)


def test_of_very_many_distances_quantiles_give_nearly_the_same_ks(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = noisy(3, 60, seed=5, kinds=25)
    exact = set_agreement(spans).ks.value
    monkeypatch.setattr(annotation_sets, "MOST_STEPS", 12)
    rough = set_agreement(spans).ks.value
    assert exact is not None
    assert rough is not None
    assert exact - 0.1 < rough <= exact + 1 / 12


@pytest.mark.parametrize("documents", [12, 45])
def test_ks_and_sigma_have_intervals_over_documents(documents: int) -> None:
    told = set_agreement(noisy(documents, 6, seed=2))
    sure = span_intervals(told.measures, resamples=300, seed=1)
    for result in (told.ks, told.sigma):
        assert result.value is not None
    for name, result in (("set_alpha", told.alpha), ("set_ks", told.ks), ("set_sigma", told.sigma)):
        found = sure[name]
        assert found.low is not None, name
        assert found.high is not None
        assert result.value is not None
        assert found.low <= result.value <= found.high
        assert found.low >= (0 if name != "set_alpha" else -1)
        assert found.high <= 1
        assert found.low < found.high
        assert found.method == ("document_bootstrap" if documents >= 40 else "document_jackknife")
