"""All measures of spans by name: the entry for reports, and for data that never was in this program."""

from __future__ import annotations

from annotator.agreement.spans.alpha_u_2004 import alpha_u_2004
from annotator.agreement.spans.boundary_similarity import boundary_measures, segmentations
from annotator.agreement.spans.f1 import f1_measures
from annotator.agreement.spans.gamma import Gamma, GammaPlan, gamma
from annotator.agreement.spans.measure import Measure
from annotator.agreement.spans.results import SpanResult
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.u_alpha import u_alpha_measures


def span_measures(spans: Spans) -> dict[str, Measure]:
    """What is a function of sums per document, and so can have an interval: F1s, the u-alphas, boundary similarity."""
    return f1_measures(spans) | u_alpha_measures(spans) | boundary_measures(segmentations(spans))


def span_agreement(spans: Spans, plan: GammaPlan | None = None) -> dict[str, SpanResult]:
    """Every measure of spans.

    Args:
        spans: The spans.
        plan: How gamma is computed; it is left out without a plan, because it draws samples.

    Returns:
        Results by name. Beside the measures: `alphaU2004_Do:<label>` and `alphaU2004_De:<label>`, and with a plan
        `gamma_observed_disorder` and `gamma_expected_disorder`.
    """
    found = {name: each.result() for name, each in span_measures(spans).items()}
    for name, result in alpha_u_2004(spans).items():
        found[name] = result
        if ":" in name:
            label = name.partition(":")[2]
            found[f"alphaU2004_Do:{label}"] = _part(result, result.numerator)
            found[f"alphaU2004_De:{label}"] = _part(result, result.denominator)
    return found | (gamma_results(gamma(spans, plan)) if plan is not None else {})


def gamma_results(found: Gamma) -> dict[str, SpanResult]:
    """Gamma and its family by name."""
    return {
        "gamma": found.gamma,
        "gamma_observed_disorder": _part(found.gamma, found.gamma.numerator),
        "gamma_expected_disorder": _part(found.gamma, found.gamma.denominator),
        "gamma_cat": found.gamma_cat,
        **{f"gamma_k:{label}": result for label, result in found.by_label.items()},
    }


def _part(result: SpanResult, value: float | None) -> SpanResult:
    reason = None if value is not None else result.reason
    return SpanResult(value, reason, None, None, result.documents, result.units, result.altered)
