"""Numbers printed in papers, from a file of this project: they hold wherever the tests run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.spans.gamma import GammaPlan
from annotator.agreement.spans.report import span_agreement
from annotator.agreement.spans.table import Mark, Passage, Spans

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("published_spans.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_printed_numbers(case: dict[str, Any]) -> None:
    marks = [Mark("d", who, ((start, end),), label) for who, start, end, label in case["marks"]]
    spans = Spans.of_passages(marks, [Passage("d", *case["passage"], tuple(case["readers"]))])
    found = span_agreement(spans, GammaPlan(600, 1, "shuffle"))
    for name, (value, tolerance) in case["printed"].items():
        assert found[name].value == pytest.approx(value, abs=tolerance), name
