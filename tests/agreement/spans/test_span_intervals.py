"""Intervals of span measures: resampled documents, jackknife below forty, none below ten."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.agreement.spans.f1 import f1_measures
from annotator.agreement.spans.gamma import GammaPlan, gamma
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.report import span_agreement, span_measures
from annotator.agreement.spans.table import Mark, Spans
from annotator.errors import UsageError


def corpus(documents: int, seed: int = 0) -> Spans:
    """Documents in which two annotators mark nearly the same."""
    rng = np.random.default_rng(seed)
    found = []
    for place in range(documents):
        for start in (5, 30, 55):
            for who in ("a", "b"):
                begin = start + int(rng.integers(0, 6))
                label = "x" if rng.random() < 0.7 else "y"
                if rng.random() < 0.8:
                    found.append(Mark(f"d{place:03}", who, ((begin, begin + 12),), label))
    names = [(f"d{place:03}", who) for place in range(documents) for who in ("a", "b")]
    return Spans.of_documents(found, names, {f"d{place:03}": 80 for place in range(documents)})


def test_the_bootstrap_holds_the_value_and_is_seeded() -> None:
    spans = corpus(60)
    measures = span_measures(spans)
    told = span_intervals(measures.values(), resamples=400, seed=3)
    for name in ("exact_f1", "soft_f1", "char_f1", "u_alpha", "u_alpha_bar", "cu_alpha", "boundary_similarity"):
        value = measures[name].result().value
        assert value is not None
        low, high = told[name].low, told[name].high
        assert low is not None
        assert high is not None
        assert low < value < high
        assert (told[name].method, told[name].clusters, told[name].seed) == ("document_bootstrap", 60, 3)
    assert told == span_intervals(measures.values(), resamples=400, seed=3)
    assert told["soft_f1"] != span_intervals(measures.values(), resamples=400, seed=4)["soft_f1"]
    assert told["token_f1"].reason == "no_interval"


def test_a_replicate_is_the_measure_of_the_drawn_documents() -> None:
    spans = corpus(12)
    measures = span_measures(spans)
    chosen = {"d001", "d004", "d007"}
    found = [
        Mark(
            spans.documents[spans.document[unit]],
            spans.annotators[spans.annotator[unit]],
            ((int(start), int(end)),),
            spans.labels[spans.label[unit]],
        )
        for unit, (start, end) in enumerate(zip(spans.start, spans.end, strict=True))
        if spans.documents[spans.document[unit]] in chosen
    ]
    readers = [(name, who) for name in chosen for who in ("a", "b")]
    part = span_measures(Spans.of_documents(found, readers, dict.fromkeys(chosen, 80), labels=spans.labels))
    for name, each in measures.items():
        weights = np.array([document in chosen for document in each.documents], dtype=float)
        value = each.evaluate((weights @ each.rows)[None]).value[0]
        want = part[name].result().value
        assert np.isnan(value) if want is None else value == pytest.approx(want)


def test_few_documents() -> None:
    jackknifed = span_intervals(f1_measures(corpus(20)).values())["soft_f1"]
    assert (jackknifed.method, jackknifed.resamples, jackknifed.seed) == ("document_jackknife", 20, None)
    assert jackknifed.low is not None
    assert jackknifed.high is not None
    assert jackknifed.low < jackknifed.high <= 1
    none = span_intervals(f1_measures(corpus(9)).values())["soft_f1"]
    assert (none.low, none.reason, none.clusters) == (None, "few_documents", 9)


def test_gamma_has_intervals_too() -> None:
    found = gamma(corpus(45), GammaPlan(samples=10))
    told = span_intervals(found.measures, resamples=300)
    for name, result in (("gamma", found.gamma), ("gamma_cat", found.gamma_cat)):
        assert result.value is not None
        low, high = told[name].low, told[name].high
        assert low is not None
        assert high is not None
        assert low < result.value < high


@pytest.mark.parametrize("wrong", [{"resamples": 0}, {"seed": -1}, {"confidence": 1.0}])
def test_impossible_plans_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        span_intervals([], **wrong)  # type: ignore[arg-type]


def test_the_report_holds_every_family() -> None:
    told = span_agreement(corpus(3), GammaPlan(samples=3))
    families = {name.partition(":")[0] for name in told}
    assert families >= {
        "exact_f1", "overlap_f1", "iou50_f1", "soft_f1", "token_f1", "char_f1", "u_alpha", "u_alpha_bar", "cu_alpha",
        "cu_alpha_by_intersection", "ku_alpha", "coverage_cu", "alphaU2004", "alphaU2004_Do", "alphaU2004_De", "gamma",
        "gamma_cat", "gamma_k", "gamma_observed_disorder", "boundary_similarity", "fleiss_pi_B", "fleiss_kappa_B",
    }  # fmt: skip
    assert all((each.value is None) == (each.reason is not None) for each in told.values())
    assert "gamma" not in span_agreement(corpus(3))
