"""Every unitizing and segmentation case of the oracle file, each expected value within its tolerance."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotator.agreement.alignment.dissimilarity import Combined, positional
from annotator.agreement.spans.boundary_similarity import Segmentation, boundary_measures
from annotator.agreement.spans.gamma import GammaPlan
from annotator.agreement.spans.gamma_sampling import Sampler
from annotator.agreement.spans.report import span_agreement
from annotator.agreement.spans.results import SpanResult
from annotator.agreement.spans.table import Mark, Passage, Spans

ORACLES = Path(__file__).resolve().parents[3].parent / "shared" / "oracles" / "agreement.json"
CASES: dict[str, dict[str, Any]] = (
    {
        case["id"]: case
        for case in json.loads(ORACLES.read_text("utf-8"))
        if case["kind"] in ("unitizing", "segmentation")
    }
    if ORACLES.exists()
    else {}
)
EXPECTED = [(case_id, name) for case_id, case in CASES.items() for name in case["expected"]]
SAMPLES = 1200
"""As many as the expected values were made from."""


def spans_of(case: dict[str, Any]) -> Spans:
    start, end = case["continuum"]
    # The sampler of gamma counts the first gap from 0.
    start = 0 if "parameters" in case else start
    marks = [Mark("d", str(who), ((begin, stop),), str(label)) for who, begin, stop, label in case["units"]]
    return Spans.of_passages(marks, [Passage("d", start, end, tuple(map(str, case["raters"])))])


def plan_of(case: dict[str, Any]) -> GammaPlan | None:
    if (given := case.get("parameters")) is None:
        return None
    sampler: Sampler = "shuffle" if given["sampler"] == "shuffle" else "statistical"
    return GammaPlan(SAMPLES, 1, sampler, Combined(given["alpha"], given["beta"], given["delta_empty"]))


@cache
def results_of(case_id: str) -> dict[str, SpanResult]:
    case = CASES[case_id]
    if case["kind"] == "segmentation":
        cuts = [Segmentation("d", who, tuple(masses)) for who, masses in case["masses"].items()]
        return {name: each.result() for name, each in boundary_measures(cuts).items()}
    return span_agreement(spans_of(case), plan_of(case))


def tolerance_of(case: dict[str, Any], name: str) -> float:
    known: float = case.get("tolerance_of", {}).get(name, case["tolerance"])
    if name == "gamma_cat":
        return max(known, 3 * float(case["seed_sd"][name]))
    if name.startswith("gamma_k:") and case["expected"][name] < 1:
        # In a small document most disorders of a category are 0 or 1: their mean e has this spread, here and there, and
        # gamma = 1 - o / e with o of at most 1.
        mean = 1 / (1 - case["expected"][name])
        error = (2 * max(mean * (1 - mean), 0) / SAMPLES) ** 0.5
        return max(known, 4 * error / mean**2)
    return known


def d_pos(name: str) -> float:
    """The positional dissimilarity of `d_pos:<start>-<end>|<start>-<end>`."""
    from annotator.agreement.alignment.units import Units

    ends = [[float(place) for place in span.split("-")] for span in name.removeprefix("d_pos:").split("|")]
    places = np.array(ends)
    zeros = np.zeros(2, dtype=np.int64)
    units = Units.of_intervals(zeros, np.array([0, 1]), places[:, 0], places[:, 1], zeros, np.array([2]))
    return float(positional().between(units, np.array([0]), np.array([1]))[0])


@pytest.mark.skipif(not CASES, reason="the shared data are not beside the checkout")
@pytest.mark.parametrize(("case_id", "name"), EXPECTED)
def test_value(case_id: str, name: str) -> None:
    case = CASES[case_id]
    want = case["expected"][name]
    if name.startswith("d_pos:"):
        assert d_pos(name) == pytest.approx(want, abs=case["tolerance"])
        return
    found = results_of(case_id)[name]
    if want is None:
        assert found.value is None
        assert found.reason is not None
    else:
        assert found.value == pytest.approx(want, abs=tolerance_of(case, name))
        assert found.reason is None
