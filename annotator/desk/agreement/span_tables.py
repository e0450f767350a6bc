"""Agreement over any table of spans: data that never was in this program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.spans.gamma import GammaPlan, gamma
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.report import gamma_results, span_agreement, span_measures
from annotator.desk.agreement.figures import figure_of
from annotator.desk.agreement.model import Figure, Sampling
from annotator.imports.spans_csv import read_spans


@dataclass(frozen=True, slots=True)
class SpanTableReport:
    """Every measure of a table of spans."""

    annotators: tuple[str, ...]
    documents: int
    units: int
    """Spans in documents that two annotators read."""
    labels: tuple[str, ...]
    figures: tuple[Figure, ...]
    gamma_samples: int
    """Samples of the expected disorder that gamma was computed with; 0 where it was not asked for."""
    gamma_seed: int


def span_table_agreement(path: Path, sampling: Sampling, labels: Sequence[str] | None = None) -> SpanTableReport:
    """Agreement over a CSV with the columns document, annotator, start, end, label, and perhaps length.

    Args:
        path: The file.
        sampling: How intervals are made.
        labels: The declared labels; those seen where None.

    Raises:
        InputError: The file cannot be read as such a table; names line, column and value.
    """
    spans = read_spans(path, labels)
    found = span_agreement(spans)
    measures = list(span_measures(spans).values())
    if sampling.gamma:
        sampled = gamma(spans, GammaPlan(samples=sampling.gamma, seed=sampling.seed))
        found |= gamma_results(sampled)
        measures += sampled.measures
    sure = span_intervals(measures, resamples=sampling.resamples, seed=sampling.seed)
    return SpanTableReport(
        annotators=spans.annotators,
        documents=len(spans.documents),
        units=len(spans),
        labels=spans.labels,
        figures=tuple(figure_of(name, result, sure.get(name)) for name, result in found.items()),
        gamma_samples=sampling.gamma,
        gamma_seed=sampling.seed,
    )
