"""A row that says something untrue is refused; the docs name every field; the schemas are those of the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from annotator.agreement.aggregation.results import TieRule
from annotator.exports.schemas import SCHEMAS, schema_text
from annotator.records.aggregated_manifest import (
    AggregatedCounts,
    AggregatedLayerRow,
    AggregatedManifest,
    AggregationRow,
    QualityRow,
    TieName,
)
from annotator.records.aggregated_rows import (
    AggregatedClaimRow,
    AggregatedRow,
    AnswerRow,
    MarkRow,
    ReaderRow,
    SpeakerAnswerRow,
    SpeakerVotesRow,
)
from annotator.records.base import Record

ROOT = Path(__file__).resolve().parents[2]

AUTHOR = {"id": "author", "name": "author of the article", "kind": "author"}
QUOTE = {"start": 14, "end": 18, "start_in_sentence": 4, "end_in_sentence": 8, "quote": "👩‍👩x"[:4]}


def answer(**changes: object) -> dict[str, Any]:
    half = {"a": 0.5, "b": 0.5}
    return {"label": None, "reason": "tie", "votes": {"a": 1, "b": 1}, "shares": half, "posterior": half, **changes}


def claim(**changes: object) -> dict[str, Any]:
    speaker = {"label": AUTHOR, "reason": None, "votes": [{"speaker": AUTHOR, "votes": 2, "share": 1.0}], "tied": []}
    marks = [
        {"annotator": name, "id": f"c-{name}", "spans": [QUOTE], "speaker": "author", "stance": stance}
        for name, stance in (("ann", "a"), ("ben", "b"))
    ]
    return {
        "source": "aggregated", "gold_id": None, "spans": [QUOTE], "span_iou": 1.0, "support": 2, "readers": 2,
        "stance": answer(), "speaker": speaker, "marks": marks, **changes,
    }  # fmt: skip


def row(**changes: object) -> dict[str, Any]:
    votes = {"no-claim": 0, "claims": 2}
    sure = {"no-claim": 0.0, "claims": 1.0}
    return {
        "document": "0" * 16,
        "sentence": {"start": 10, "end": 20, "number": 1, "text": f"abcd{QUOTE['quote']}ef"},
        "source": "aggregated", "adjudicator": None,
        "verdict": {"label": "claims", "reason": None, "votes": votes, "shares": sure, "posterior": sure},
        "readers": [{"annotator": name, "kind": "person", "verdict": "claims"} for name in ("ann", "ben")],
        "claims": [claim()], "overruled": [], **changes,
    }  # fmt: skip


GOLD = {"source": "gold", "gold_id": "g", "stance": answer(label="a", reason=None)}


def test_these_rows_are_true() -> None:
    AggregatedRow.model_validate(row())
    AggregatedRow.model_validate(row(source="gold", adjudicator="judge", claims=[claim(**GOLD)], overruled=[claim()]))


@pytest.mark.parametrize(
    "wrong",
    [
        answer(reason=None),
        answer(label="a"),
        answer(label="c", reason=None),
        answer(shares=None),
        answer(posterior=None),
        answer(votes={"a": 0, "b": 0}),
        answer(shares={"a": 0.4, "b": 0.6}),
        answer(posterior={"a": 0.5, "b": 0.6}),
        answer(posterior={"b": 0.5, "a": 0.5}),
        answer(posterior={"a": 1.0}),
        answer(difficulty=-0.5),
        answer(votes={"a": 0, "b": 0}, shares=None, posterior=None, label="a", reason=None, difficulty=0.5),
    ],
)
def test_an_answer_that_does_not_add_up_is_refused(wrong: dict[str, Any]) -> None:
    AnswerRow.model_validate(answer())
    with pytest.raises(ValidationError):
        AnswerRow.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"support": 1},
        {"readers": 1},
        {"marks": claim()["marks"][:1]},
        {"marks": [claim()["marks"][0]] * 2},
        {"gold_id": "g"},
        {"source": "gold"},
        {"spans": []},
        {"span_iou": 1.5},
        {"speaker": {**claim()["speaker"], "label": None}},
        {"speaker": {**claim()["speaker"], "tied": ["author"]}},
        {"stance": answer(votes={"a": 2, "b": 1})},
    ],
)
def test_a_claim_that_does_not_add_up_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        AggregatedClaimRow.model_validate(claim(**wrong))


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "gold"},
        {"adjudicator": "judge"},
        {"overruled": [claim()]},
        {"claims": [claim(**GOLD)]},
        {"readers": row()["readers"][:1]},
        {"readers": [row()["readers"][0]] * 2},
        {"readers": [{**row()["readers"][0], "annotator": name} for name in ("ann", "cay")]},
        {"source": "gold", "adjudicator": "judge", "claims": []},
        {"source": "gold", "adjudicator": "judge", "claims": [claim()]},
        {"source": "gold", "adjudicator": "judge", "claims": [claim(**GOLD)], "overruled": [claim(**GOLD)]},
        {"claims": [claim(spans=[{**QUOTE, "quote": "abcd"}])]},
        {"claims": [claim(spans=[{**QUOTE, "start": 13, "end": 17}])]},
        {"claims": [claim(spans=[{**QUOTE, "start": 4, "end": 8, "start_in_sentence": -6, "end_in_sentence": -2}])]},
        {"claims": [claim(marks=[{**mark, "spans": [{**QUOTE, "quote": "abcd"}]} for mark in claim()["marks"]])]},
    ],
)
def test_a_row_that_does_not_fit_its_sentence_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        AggregatedRow.model_validate(row(**wrong))


@pytest.mark.parametrize("name", ["aggregated-row.schema.json", "aggregated-manifest.schema.json"])
def test_the_schemas_are_registered_and_fresh(name: str) -> None:
    assert name in SCHEMAS
    assert (ROOT / "schemas" / name).read_text("utf-8") == schema_text(name), "run: make generated"


@pytest.mark.parametrize(
    "model",
    [
        AggregatedRow, AggregatedClaimRow, AnswerRow, SpeakerAnswerRow, SpeakerVotesRow, MarkRow, ReaderRow,
        AggregatedManifest, AggregationRow, AggregatedLayerRow, AggregatedCounts, QualityRow,
    ],
)  # fmt: skip
def test_the_docs_name_every_field(model: type[Record]) -> None:
    page = (ROOT / "docs" / "data-format.md").read_text("utf-8").split("## Aggregated labels")[1].split("\n## ")[0]
    assert not [name for name in model.model_fields if f"`{name}`" not in page]


def test_the_rules_for_ties_are_those_of_the_methods() -> None:
    assert get_args(TieName) == get_args(TieRule)
