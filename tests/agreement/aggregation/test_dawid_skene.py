"""Dawid and Skene 1979 on their own data, against the model written out in products, and its laws."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from anaesthetists import COLUMNS, PEOPLE, PUBLISHED_SHARES, anaesthetists
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.one_coin import one_coin
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.errors import UsageError


def written_out(
    codes: list[list[int]], people: list[int], q: int, rounds: int, smoothing: float
) -> tuple[Floats, Floats, Floats]:
    """Posterior, shares and error rates by loops and plain products; codes -1 = missing."""
    posterior = np.array([[sum(code == k for code in row) for k in range(q)] for row in codes], dtype=float)
    posterior /= posterior.sum(axis=1, keepdims=True)
    for _ in range(rounds):
        priors = posterior.mean(axis=0)
        errors = np.full((max(people) + 1, q, q), smoothing)
        for row, truth in zip(codes, posterior, strict=True):
            for person, code in zip(people, row, strict=True):
                if code >= 0:
                    errors[person, :, code] += truth
        errors /= errors.sum(axis=2, keepdims=True)
        for place, row in enumerate(codes):
            posterior[place] = priors
            for person, code in zip(people, row, strict=True):
                if code >= 0:
                    posterior[place] *= errors[person, :, code]
            posterior[place] /= posterior[place].sum()
    return posterior, priors, errors


@pytest.mark.parametrize("smoothing", [0.0, 0.01])
def test_the_published_shares_of_the_grades(smoothing: float) -> None:
    result = dawid_skene(anaesthetists(), people=PEOPLE, smoothing=smoothing)
    assert result.converged
    assert result.people == ("1", "2", "3", "4", "5")
    assert result.priors == pytest.approx(PUBLISHED_SHARES, abs=0.005)


@pytest.mark.parametrize("smoothing", [0.0, 0.01, 1.0])
def test_every_number_on_the_published_data(smoothing: float) -> None:
    table = anaesthetists()
    result = dawid_skene(table, people=PEOPLE, tolerance=0, iterations=40, smoothing=smoothing)
    people = [0, 0, 0, 1, 2, 3, 4]
    units = np.repeat(np.arange(len(result.table.codes)), result.table.counts)
    posterior, priors, errors = written_out(result.table.codes[units].tolist(), people, 4, 40, smoothing)
    assert len(units) == 45
    np.testing.assert_allclose(result.posterior[units], posterior, atol=1e-8)
    assert result.priors == pytest.approx(tuple(priors), abs=1e-8)
    np.testing.assert_allclose(result.confusion, errors, atol=1e-8)


def test_a_person_with_several_columns_is_not_several_people() -> None:
    table = anaesthetists()
    assert dawid_skene(table).people == tuple(COLUMNS)
    assert dawid_skene(table, people=PEOPLE).confusion.shape == (5, 4, 4)
    with pytest.raises(UsageError, match="6"):
        dawid_skene(table, people={"6": "1"})


def test_the_likelihood_never_falls() -> None:
    table = anaesthetists()
    likelihoods = [
        dawid_skene(table, tolerance=0, iterations=rounds, smoothing=0).log_likelihood for rounds in range(1, 25)
    ]
    known = [each for each in likelihoods if each is not None]
    assert len(known) == 24
    assert all(later >= earlier - 1e-7 for earlier, later in pairwise(known))


def test_it_says_when_it_has_not_converged() -> None:
    result = dawid_skene(anaesthetists(), iterations=2)
    assert (result.iterations, result.converged) == (2, False)


def crowd_of(seed: int, units: int, people: int, share: float) -> tuple[Ratings, Ints]:
    """Labels by people of whom the last leans: gives the last of three categories for half of the middle ones."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, units, p=[0.3, 0.5, 0.2])
    codes = np.where(rng.random((units, people)) < 0.8, truth[:, None], rng.integers(0, 3, (units, people)))
    codes[:, -1] = np.where((truth == 1) & (rng.random(units) < 0.5), 2, truth)
    codes[rng.random((units, people)) > share] = -1
    return Ratings.from_codes(codes, ("pro-moscow", "neutral", "pro-washington")), codes


def test_a_lean_to_one_pole_shows_in_the_confusion_matrix() -> None:
    table, _ = crowd_of(1, 4000, 6, 1.0)
    result = dawid_skene(table)
    leaning, steady = result.confusion[-1], result.confusion[0]
    assert leaning[1, 2] == pytest.approx(0.5, abs=0.05)
    assert steady[1, 2] == pytest.approx(0.2 / 3, abs=0.03)
    assert result.priors == pytest.approx((0.3, 0.5, 0.2), abs=0.03)


def test_twenty_thousand_units_take_well_under_a_second() -> None:
    table, _ = crowd_of(2, 20_000, 40, 0.125)
    start = time.perf_counter()
    result = dawid_skene(table)
    assert time.perf_counter() - start < 0.8
    assert result.converged


@st.composite
def coded(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    q, width = draw(st.integers(2, 3)), draw(st.integers(1, 4))
    row = st.lists(st.integers(-1, q - 1), min_size=width, max_size=width)
    return draw(st.lists(row.filter(lambda codes: max(codes) >= 0), min_size=1, max_size=12)), q


def table_of(codes: list[list[int]], q: int) -> Ratings:
    return Ratings.from_codes(np.array(codes), tuple("abc"[:q]))


@given(coded(), st.integers(1, 4), st.sampled_from([0.01, 0.3]))
@settings(max_examples=60, deadline=None)
def test_the_model_written_out(drawn: tuple[list[list[int]], int], rounds: int, smoothing: float) -> None:
    codes, q = drawn
    result = dawid_skene(table_of(codes, q), tolerance=0, iterations=rounds, smoothing=smoothing)
    units = np.repeat(np.arange(len(result.table.codes)), result.table.counts)
    people = [place for place in range(len(codes[0])) if max(row[place] for row in codes) >= 0]
    kept = result.table.codes[units][:, people].tolist()
    posterior, priors, errors = written_out(kept, list(range(len(people))), q, rounds, smoothing)
    assert result.posterior[units] == pytest.approx(posterior, abs=1e-9)
    assert result.priors == pytest.approx(tuple(priors), abs=1e-9)
    assert result.confusion == pytest.approx(errors, abs=1e-9)


@given(coded())
@settings(max_examples=40, deadline=None)
def test_what_must_not_change_the_posterior(drawn: tuple[list[list[int]], int]) -> None:
    codes, q = drawn
    for method in (dawid_skene, one_coin):
        plain = method(table_of(codes, q), iterations=20, smoothing=0.01)
        silent = method(table_of([[*row, -1] for row in codes], q), iterations=20, smoothing=0.01)
        double = method(table_of(codes * 2, q), iterations=20, smoothing=0.02)
        # Rows come out in the order of their codes, which a last column of -1 leaves alone.
        assert silent.posterior == pytest.approx(plain.posterior, abs=1e-9)
        assert silent.people == plain.people
        assert double.posterior == pytest.approx(plain.posterior, abs=1e-9)


def test_documents_do_not_matter() -> None:
    table, codes = crowd_of(3, 300, 4, 0.9)
    places = np.arange(300) % 7
    with_documents = Ratings.from_codes(codes, table.scale, document=places, documents=[str(i) for i in range(7)])
    assert dawid_skene(with_documents).posterior == pytest.approx(dawid_skene(table).posterior)


def test_mirrored_categories_mirror_everything() -> None:
    table, codes = crowd_of(4, 300, 5, 1.0)
    mirrored = Ratings.from_codes(2 - codes, table.scale)
    plain, other = dawid_skene(table), dawid_skene(mirrored)
    assert other.priors == pytest.approx(plain.priors[::-1] if plain.priors else (), abs=1e-9)
    assert other.confusion == pytest.approx(plain.confusion[:, ::-1, ::-1], abs=1e-9)


def test_smoothing_keeps_every_error_possible() -> None:
    table = Ratings.from_matrix([["a", "a"], ["b", "b"], ["a", "b"]])
    assert dawid_skene(table, smoothing=0.5).confusion.min() > 0.05
    assert dawid_skene(table, smoothing=0).confusion.min() < 1e-6


def test_the_only_vote_of_somebody_who_never_met_a_category_is_not_a_vote_for_it() -> None:
    rows = [["a", "a", None], ["b", "b", None], ["a", "a", None], ["b", "b", None], ["a", None, None]]
    rows += [["a", None, "a"], [None, None, "a"]]
    for smoothing in (0.0, 0.01):
        result = dawid_skene(Ratings.from_matrix(rows), smoothing=smoothing)
        lone = [row for row, votes in enumerate(result.votes.tolist()) if votes == [1, 0]]
        assert lone
        assert result.posterior[lone, 0].min() > 0.5


def test_two_people_who_differ_as_often_either_way_leave_a_tie() -> None:
    table = Ratings.from_matrix([["a", "b"], ["b", "a"]])
    result = dawid_skene(table)
    assert result.label.tolist() == [-1, -1]
    assert dawid_skene(table, ties="first").label.tolist() == [0, 0]


def test_hundreds_of_ratings_of_one_unit_do_not_underflow() -> None:
    codes = np.vstack([np.zeros(900, dtype=int), np.ones(900, dtype=int), np.arange(900) % 2])
    result = dawid_skene(Ratings.from_codes(codes, ("a", "b")))
    assert np.isfinite(result.posterior).all()
    assert result.label[:1].tolist() == [0]


def test_nothing_to_aggregate() -> None:
    for table in (Ratings.from_matrix([], ["a", "b"]), Ratings.from_matrix([[None, None]], ["a", "b"])):
        result = dawid_skene(table)
        assert result.priors is None
        assert result.log_likelihood is None
        assert result.posterior.shape == (0, 2)


def test_one_category_and_one_annotator() -> None:
    alone = dawid_skene(Ratings.from_matrix([["a"], ["b"]]))
    assert [alone.table.categories[place] for place in alone.label] == ["a", "b"]
    for method in (dawid_skene, one_coin):
        assert method(Ratings.from_matrix([["a", "a"]], ["a"])).posterior.tolist() == [[1.0]]


@pytest.mark.parametrize("wrong", [{"smoothing": -1.0}, {"tolerance": -1.0}, {"iterations": 0}, {"ties": "lot"}])
def test_arguments_out_of_range(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        dawid_skene(anaesthetists(), **wrong)  # type: ignore[arg-type]


def test_too_many_categories_for_matrices_are_refused() -> None:
    codes = np.arange(6000).reshape(1, -1)
    with pytest.raises(UsageError, match="too many"):
        dawid_skene(Ratings.from_codes(codes, tuple(str(place) for place in range(6000))))


def test_results_cannot_be_changed() -> None:
    result = dawid_skene(anaesthetists())
    with pytest.raises(ValueError, match="read-only"):
        result.posterior[0, 0] = 1.0
