"""Gamma as a report asks for it: its parameters, and what has to stand beside the figure."""

from __future__ import annotations

from annotator.agreement.alignment.dissimilarity import Combined
from annotator.agreement.spans.gamma import Gamma, GammaPlan, gamma, gamma_to
from annotator.agreement.spans.table import Spans
from annotator.desk.agreement.model import GammaNote, Sampling


def gamma_plan(sampling: Sampling) -> GammaPlan:
    """The plan that the parameters make.

    Raises:
        UsageError: The parameters contradict each other.
    """
    asked = sampling.gamma_settings
    seed = sampling.seed if asked.seed is None else asked.seed
    return GammaPlan(sampling.gamma, seed, asked.sampler, Combined(asked.alpha, asked.beta, asked.delta))


def sampled_gamma(spans: Spans, sampling: Sampling) -> Gamma:
    """Gamma of a table of spans."""
    plan, precision = gamma_plan(sampling), sampling.gamma_settings.precision
    return gamma(spans, plan) if precision is None else gamma_to(spans, plan, precision)


def gamma_note(found: Gamma, sampling: Sampling) -> GammaNote:
    """How a gamma was computed."""
    plan = found.plan
    weights = plan.dissimilarity
    return GammaNote(
        samples=plan.samples,
        seed=plan.seed,
        sampler=plan.sampler,
        alpha=weights.alpha,
        beta=weights.beta,
        delta=weights.delta_empty,
        precision=sampling.gamma_settings.precision,
        sampling_error=found.sampling_error,
    )
