"""The numbers of docs/agreement-differences.md: ours, and that each stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.results import Level
from annotator.agreement.spans.report import span_agreement
from annotator.agreement.spans.table import Mark, Spans

PAGE = Path(__file__).resolve().parents[2] / "docs" / "agreement-differences.md"


@pytest.fixture(scope="module")
def page() -> str:
    if not PAGE.exists():
        pytest.skip("the documentation is not in this copy")
    return PAGE.read_text("utf-8")


def cell(text: str) -> Any:
    if text.startswith("{"):
        return frozenset(filter(None, text.strip("{}").split(",")))
    return None if text == "." else text


def table_of(written: str, categories: str | None, level: Level) -> Ratings:
    rows = [[cell(each) for each in row.split()] for row in written.split(" / ")]
    return Ratings.from_matrix(rows, categories.split() if categories else None, level)


KRIPPENDORFF_C = "1 1 . 1 / 2 2 3 2 / 3 3 3 3 / 3 3 3 3 / 2 2 2 2 / 1 2 3 4 / 4 4 4 4 / 1 1 2 1 / 2 2 2 2"
KRIPPENDORFF_C += " / . 5 5 5 / . . 1 1 / . 3 . ."
CASES: list[tuple[str, str | None, Level, str, str]] = [
    ("A A / A A / A A", "A B", "nominal", "alpha_nominal", "no_variation"),
    ("A A / A A / A A", "A B", "nominal", "fleiss_kappa", "no_variation"),
    ("A A / A A / A A", "A", "nominal", "gwet_ac1", "no_variation"),
    ("{} {} / {A} {B} / {A} {A}", None, "set", "alpha_jaccard", "0.5455"),
    ("A A / A A / B B / A B", "A B C", "nominal", "brennan_prediger", "0.6250"),
    ("A A / A A / B B / A B", "A B", "nominal", "brennan_prediger", "0.5"),
    ("1 1 / 1 2 / 2 2 / 4 4 / 2 4", "1 2 4", "ordinal", "cohen_kappa_quadratic", "0.6875"),
    ("1 1 / 1 2 / 2 2 / 4 4 / 2 4", "1 2 3 4", "ordinal", "cohen_kappa_quadratic", "0.6667"),
    ("A A / A B / B . / B .", "A B", "nominal", "fleiss_kappa", "-0.0667"),
    ("A A / A B / B . / B .", "A B", "nominal", "alpha_nominal", "0"),
    ("A A . / B A . / B B .", "A B", "nominal", "conger_kappa", "0.4"),
    (KRIPPENDORFF_C, None, "nominal", "percent_agreement", "0.8182"),
    (KRIPPENDORFF_C, None, "nominal", "percent_agreement_pairs", "0.7818"),
    (KRIPPENDORFF_C, None, "nominal", "percent_agreement_alpha", "0.8000"),
    ("2 0 1 / 1 0 2", "0 1 2", "ordinal", "conger_kappa_linear", "-0.1429"),
    ("1 1 / 1 2 / 2 2 / 3 3 / 1 3", "1 2 3", "ordinal", "alpha_ordinal", "0.3327"),
    ("1 1 / 1 2 / 2 2 / 3 3 / 1 3", "1 2 3", "interval", "alpha_interval", "0.3478"),
    ("{A} {A,B} / {A} {A} / {B} {B} / {A,B} {B,C}", None, "set", "alpha_masi", "0.4201"),
    ("{A} {A,B} / {A} {A} / {B} {B} / {A,B} {B,C}", None, "set", "alpha_masi_dkpro", "0.6402"),
    ("1 1 / 2 2 / 1 2 / 2 1 / 1 1", "1 2", "nominal", "gwet_ac1_se", "0.5069"),
    ("1 1 / 2 2 / 1 2 / 2 1 / 1 1", "1 2", "nominal", "cohen_kappa_se", "0.4457"),
]


@pytest.mark.parametrize(("written", "categories", "level", "name", "told"), CASES)
def test_tables(page: str, written: str, categories: str | None, level: Level, name: str, told: str) -> None:
    found = coefficients(table_of(written, categories, level), names=[name])[name]
    if found.value is None:
        assert found.reason == told
    else:
        assert found.value == pytest.approx(float(told), abs=5.1e-5)
    assert told in page
    assert written == KRIPPENDORFF_C or f"`{written}`" in page


Stretches = list[tuple[str, int, int]]
GERRET_AND_GILL: Stretches = [("a", 2, 8), ("a", 10, 12), ("a", 14, 18), ("a", 20, 22)]
GERRET_AND_GILL += [("b", 0, 2), ("b", 4, 8), ("b", 10, 14), ("b", 16, 18), ("b", 20, 22)]
TEXTS: list[tuple[Stretches, int, str, float]] = [
    ([("1", 3, 15), ("1", 22, 53), ("2", 3, 10), ("2", 22, 53), ("3", 22, 46)], 56, "u_alpha", 0.5645),
    (GERRET_AND_GILL, 24, "alphaU2004", 0.6033),
    ([(who, 500 * start, 500 * end) for who, start, end in GERRET_AND_GILL], 12_000, "alphaU2004", 0.693),
    ([("a", 1, 5), ("a", 4, 10), ("b", 3, 8), ("b", 8, 11)], 12, "iou50_f1", 0.5),
    ([("a", 0, 12), ("a", 4, 16), ("b", 0, 7), ("b", 1, 13)], 20, "iou50_f1", 1.0),
    ([("a", 2, 10), ("b", 2, 6), ("b", 6, 10)], 12, "u_alpha", 1),
    ([("a", 2, 10), ("b", 2, 6), ("b", 6, 10)], 12, "exact_f1", 0),
]


@pytest.mark.parametrize(("stretches", "length", "name", "told"), TEXTS)
def test_texts(page: str, stretches: Stretches, length: int, name: str, told: float) -> None:
    marks = [Mark("d", who, ((start, end),), "k") for who, start, end in stretches]
    found = span_agreement(Spans.of_documents(marks, lengths={"d": length}))[name]
    assert found.value == pytest.approx(told, abs=5.1e-4 if told == 0.693 else 5.1e-5)
    assert str(told) in page
