"""The test of equal margins: published tables, statsmodels, and the form by documents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import SquareTable, mcnemar

from annotator.agreement.direction.contrast import Contrast
from annotator.agreement.direction.stuart_maxwell import stuart_maxwell
from annotator.agreement.ratings import Ratings

Table = list[list[int]]

VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
"""Unaided distance vision of 7477 women, right eye by left eye: Stuart 1955, who prints 11.96 with 3 degrees."""
DIAGNOSES = [[35, 5, 0], [15, 20, 5], [10, 5, 5]]
"""Two diagnosticians, 100 patients: Fleiss, Levin and Paik 2003, table 13.6; 14.00 with 2 degrees, p = 0.000912."""
EXAMPLE = [[12, 7, 3], [30, 70, 20], [13, 34, 32]]
"""Example of the R package nonpar: 23.5709322524609, p = 7.61442467334117e-06."""


def ratings_of(table: Table, documents: list[int] | None = None) -> Ratings:
    """Two annotators with this confusion matrix; `documents` per unit, row by row of the matrix."""
    q = len(table)
    cells = [(row, column) for row in range(q) for column in range(q) for _ in range(table[row][column])]
    names = [str(place) for place in range(max(documents) + 1)] if documents else []
    place = np.array(documents) if documents else None
    codes = np.array(cells, dtype=np.int8).reshape(-1, 2)
    return Ratings.from_codes(codes, tuple("abcdefg"[:q]), document=place, documents=names)


def pair_of(table: Table, documents: list[int] | None = None) -> Contrast:
    return Contrast.of_pair(ratings_of(table, documents), "0", "1")


@pytest.mark.parametrize(
    ("table", "statistic", "digits", "df"),
    [(VISION, 11.96, 2, 3), (DIAGNOSES, 14.0, 2, 2), (EXAMPLE, 23.5709322524609, 9, 2)],
)
def test_published_examples(table: Table, statistic: float, digits: int, df: int) -> None:
    result = stuart_maxwell(pair_of(table))
    assert result.statistic == pytest.approx(statistic, abs=0.5 * 10**-digits)
    assert result.df == df
    assert result.clusters == sum(map(sum, table))


@pytest.mark.parametrize(("table", "p"), [(DIAGNOSES, 0.000912), (EXAMPLE, 7.61442467334117e-06)])
def test_published_p(table: Table, p: float) -> None:
    assert stuart_maxwell(pair_of(table)).p == pytest.approx(p, rel=5e-4)


@st.composite
def square(draw: st.DrawFn, least: int = 0, q: int | None = None) -> Table:
    size = q or draw(st.integers(2, 5))
    return draw(st.lists(st.lists(st.integers(least, 12), min_size=size, max_size=size), min_size=size, max_size=size))


@given(square(least=1))
@settings(deadline=None)
def test_against_statsmodels(table: Table) -> None:
    expected = SquareTable(np.array(table), shift_zeros=False).homogeneity()
    result = stuart_maxwell(pair_of(table))
    assert result.statistic == pytest.approx(expected.statistic, abs=1e-8)
    assert result.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert result.df == expected.df


@given(square(q=2))
@settings(deadline=None)
def test_two_categories_are_mcnemar(table: Table) -> None:
    assume(table[0][1] + table[1][0] > 0)
    expected = mcnemar(np.array(table), exact=False, correction=False)
    result = stuart_maxwell(pair_of(table))
    assert result.statistic == pytest.approx(expected.statistic)
    assert result.df == 1
    assert result.p == pytest.approx(expected.pvalue, abs=1e-12)


@given(square(), st.permutations(range(5)))
@settings(deadline=None)
def test_neither_the_order_of_categories_nor_of_annotators_matters(table: Table, order: list[int]) -> None:
    q = len(table)
    mixed = [place for place in order if place < q]
    shuffled = [[table[row][column] for column in mixed] for row in mixed]
    turned = [list(row) for row in zip(*table, strict=True)]
    result = stuart_maxwell(pair_of(table))
    for other in (stuart_maxwell(pair_of(shuffled)), stuart_maxwell(pair_of(turned))):
        assert other.statistic == pytest.approx(result.statistic, abs=1e-8)
        assert (other.df, other.reason) == (result.df, result.reason)


def test_categories_in_which_nobody_differs_cost_no_degree_of_freedom() -> None:
    wider = [[*row, 0, 0] for row in DIAGNOSES] + [[0, 0, 0, 7, 0], [0, 0, 0, 0, 0]]
    result = stuart_maxwell(pair_of(wider))
    assert result.statistic == pytest.approx(14.0)
    assert result.df == 2


def test_two_separate_confusions_are_two_mcnemar_tests() -> None:
    table = [[5, 9, 0, 0], [2, 5, 0, 0], [0, 0, 5, 8], [0, 0, 1, 5]]
    result = stuart_maxwell(pair_of(table))
    assert result.statistic == pytest.approx(49 / 11 + 49 / 9)
    assert result.df == 2


def test_what_cannot_be_tested_says_why() -> None:
    assert stuart_maxwell(pair_of([[5, 0], [0, 5]])).reason == "no_difference"
    assert stuart_maxwell(pair_of([[0, 0], [0, 0]])).reason == "no_units"
    assert stuart_maxwell(pair_of(DIAGNOSES), "document").reason == "no_documents"
    few = stuart_maxwell(pair_of([[4, 4], [1, 1]], [0, 1] * 5), "document")
    assert (few.reason, few.statistic, few.p, few.clusters) == ("few_documents", None, None, 2)


def test_one_unit_per_document_is_the_test_over_units() -> None:
    units, documents = (
        stuart_maxwell(pair_of(DIAGNOSES)),
        stuart_maxwell(pair_of(DIAGNOSES, list(range(100))), "document"),
    )
    assert documents.statistic == pytest.approx(units.statistic)
    assert documents.clusters == 100


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=10, max_size=20))
@settings(deadline=None)
def test_two_categories_by_document_are_obuchowski(discordant: list[tuple[int, int]]) -> None:
    """(sum (b - c))^2 / sum (b - c)^2, his statistic without (K - 1) / K; b and c are the units either way."""
    squares = sum((b - c) ** 2 for b, c in discordant)
    assume(squares > 0)
    codes, documents = [], []
    for place, (b, c) in enumerate(discordant):
        codes += [[0, 1]] * b + [[1, 0]] * c + [[1, 1]]
        documents += [place] * (b + c + 1)
    names = [str(place) for place in range(len(discordant))]
    ratings = Ratings.from_codes(np.array(codes), ("a", "b"), document=np.array(documents), documents=names)
    result = stuart_maxwell(Contrast.of_pair(ratings, "0", "1"), "document")
    assert result.statistic == pytest.approx(sum(b - c for b, c in discordant) ** 2 / squares)


def test_copies_within_documents_do_not_sharpen_the_test_by_document() -> None:
    documents = [place % 20 for place in range(100)]
    plain = ratings_of(DIAGNOSES, documents)
    tripled = Ratings.from_codes(
        np.repeat(plain.codes, 3, axis=0),
        plain.scale,
        document=np.repeat(plain.document, 3),
        documents=plain.documents,
        weights=np.repeat(plain.counts, 3),
    )
    one, three = (Contrast.of_pair(table, "0", "1") for table in (plain, tripled))
    assert stuart_maxwell(three, "document").statistic == pytest.approx(stuart_maxwell(one, "document").statistic)
    units = stuart_maxwell(one).statistic
    assert units is not None
    assert stuart_maxwell(three).statistic == pytest.approx(3 * units)


def test_the_test_by_document_holds_its_level_where_documents_lean() -> None:
    """600 units in 30 documents, each of which pulls each annotator its own way, on average both alike."""
    rng, rejected = np.random.default_rng(1), {"unit": 0, "document": 0}
    documents, names = np.repeat(np.arange(30), 20), [str(place) for place in range(30)]
    for _ in range(150):
        seen = rng.normal(size=(600, 1)) + rng.normal(size=(30, 2))[documents] * 0.7 + rng.normal(size=(600, 2)) * 0.5
        table = Ratings.from_codes(np.digitize(seen, [-0.6, 0.6]), "abc", document=documents, documents=names)
        contrast = Contrast.of_pair(table, "0", "1")
        rejected["unit"] += (stuart_maxwell(contrast).p or 0) < 0.05
        rejected["document"] += (stuart_maxwell(contrast, "document").p or 0) < 0.05
    assert rejected["unit"] > 30
    assert rejected["document"] <= 15
