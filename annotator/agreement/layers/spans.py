"""The span layer and the end-to-end layer: which words, and all of it, as F1 over pairs of annotators.

Sums per document, so each figure has its interval over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.intervals import interval
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.results import Interval, Result
from annotator.agreement.spans.annotation_sets import set_agreement
from annotator.agreement.spans.f1 import f1_measures, weighted_f1
from annotator.agreement.spans.gamma import Gamma, GammaPlan, gamma, gamma_to
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.measure import Measure
from annotator.agreement.spans.partitions import partition_measures
from annotator.agreement.spans.positions import position_ratings
from annotator.agreement.spans.results import SpanResult
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.agreement.spans.u_alpha import u_alpha_measures


@dataclass(frozen=True, slots=True)
class Tags:
    """What matters of a claim besides its words."""

    speaker: str
    stance: int
    """Its place on the scale; below 0 a stance without one, alike only to itself."""


Figures = dict[str, tuple[SpanResult, Interval]]
Document = Callable[[str], str]


def _no_pulse() -> None:
    """Nobody waits for a sign of life."""


def span_figures(
    marks: Sequence[Mark],
    passages: Sequence[Passage],
    tokens: Mapping[str, Sequence[tuple[int, int]]],
    *,
    resamples: int,
    seed: int,
    pulse: Callable[[], None] = _no_pulse,
    document: Document | None = None,
) -> Figures:
    """All measures of the words alone, by name.

    Args:
        marks: The claims.
        passages: The sentences that were finished, with everyone who finished them.
        tokens: The words of each document, in order.
        resamples: Replicates of a bootstrap.
        seed: Seed of its draws.
        pulse: Called between pieces of the work; what it raises ends it.
        document: See `Measure.over`.
    """
    spans = Spans.of_passages(marks, passages, tokens=tokens)
    pulse()
    found = f1_measures(spans)
    pulse()
    plain = Spans.of_passages([mark._replace(label=None) for mark in marks], passages)
    pulse()
    found["u_alpha_bar"] = u_alpha_measures(plain)["u_alpha_bar"]
    figures: Figures = {}
    for each in found.values():
        pulse()
        figures |= _with_intervals([each if document is None else each.over(document)], resamples, seed)
    return figures


def token_alpha(
    marks: Sequence[Mark],
    passages: Sequence[Passage],
    tokens: Mapping[str, Sequence[tuple[int, int]]],
    *,
    resamples: int,
    seed: int,
) -> tuple[Result, Interval]:
    """Krippendorff's alpha over single words, each marked or not. Arguments as in `span_figures`."""
    spans = Spans.of_passages([mark._replace(label=None) for mark in marks], passages, tokens=tokens).in_tokens()
    ratings = position_ratings(spans) if spans is not None else Ratings.from_matrix([])
    result = coefficients(ratings, "nominal", ["alpha_nominal"])["alpha_nominal"]
    return result, interval(ratings, "alpha_nominal", resamples=resamples, seed=seed)


def tuple_figures(
    marks: Sequence[Mark],
    passages: Sequence[Passage],
    tags: Sequence[Tags],
    *,
    stances: int,
    resamples: int,
    seed: int,
    document: Document | None = None,
) -> Figures:
    """F1 of whole claims: words at IoU >= .5, the speaker, the stance.

    `tuple_f1` asks for the same stance, `tuple_soft_f1` gives 1 - distance / (stances - 1), and nothing where one of
    two different stances has no place on the scale; `span_speaker_f1` leaves the stance out.

    Args:
        marks: The claims.
        passages: The sentences that were finished, with everyone who finished them.
        tags: Speaker and stance of each claim.
        stances: Number of values of the scale; those without a place on it do not stretch it.
        resamples: Replicates of a bootstrap.
        seed: Seed of its draws.
        document: See `Measure.over`.
    """
    spans = Spans.of_passages(marks, passages)
    names = {name: place for place, name in enumerate(sorted({tag.speaker for tag in tags}))}
    speaker = np.array([names[tag.speaker] for tag in tags], dtype=np.int64)[spans.source]
    stance = np.array([tag.stance for tag in tags], dtype=np.int64)[spans.source]

    def with_speaker(first: Ints, second: Ints, iou: Floats) -> Floats:
        return np.asarray((iou >= 0.5) & (speaker[first] == speaker[second]), dtype=np.float64)

    def with_stance(first: Ints, second: Ints, iou: Floats) -> Floats:
        return np.asarray(with_speaker(first, second, iou) * (stance[first] == stance[second]), dtype=np.float64)

    def with_near_stance(first: Ints, second: Ints, iou: Floats) -> Floats:
        one, other = stance[first], stance[second]
        on_scale = 1 - np.abs(one - other) / max(stances - 1, 1)
        near = np.where((one >= 0) & (other >= 0), on_scale, one == other)
        return np.asarray(with_speaker(first, second, iou) * near, dtype=np.float64)

    weights = {"tuple_f1": with_stance, "tuple_soft_f1": with_near_stance, "span_speaker_f1": with_speaker}
    found = (weighted_f1(spans, name, weight) for name, weight in weights.items())
    return _with_intervals((each if document is None else each.over(document) for each in found), resamples, seed)


def set_figures(marks: Sequence[Mark], passages: Sequence[Passage], *, resamples: int, seed: int) -> Figures:
    """Whole sentences with all their claims: `set_alpha`, and `set_ks` and `set_sigma`, which are easier to read."""
    found = set_agreement(Spans.of_passages(marks, passages), seed=seed)
    return _with_intervals(found.measures, resamples, seed)


def gamma_figures(
    marks: Sequence[Mark],
    passages: Sequence[Passage],
    *,
    plan: GammaPlan,
    precision: float | None = None,
    resamples: int,
    seed: int,
) -> tuple[Figures, Gamma]:
    """`gamma` of the words alone over whole documents, and how it was computed.

    Args:
        marks: The claims.
        passages: The sentences that were finished, with everyone who finished them.
        plan: Samples of the expected disorder, their seed, and the dissimilarity.
        precision: See `gamma_to`; as many samples as the plan says without it.
        resamples: Replicates of a bootstrap.
        seed: Seed of its draws.
    """
    spans = Spans.of_passages([mark._replace(label=None) for mark in marks], passages)
    found = gamma(spans, plan) if precision is None else gamma_to(spans, plan, precision)
    return _with_intervals([each for each in found.measures if each.name == "gamma"], resamples, seed), found


def speaker_figures(mentions: Sequence[tuple[str, str, str, str]], *, resamples: int, seed: int) -> Figures:
    """Do two annotators divide the claims among speakers alike, whatever they call them?

    Args:
        mentions: One entry for each matched claim of each two annotators: the pair, the document, and the speaker that
            the first and the second named.
        resamples: Replicates of a bootstrap.
        seed: Seed of its draws.
    """
    first: list[Hashable] = [(pair, speaker) for pair, _, speaker, _ in mentions]
    second: list[Hashable] = [(pair, speaker) for pair, _, _, speaker in mentions]
    found = partition_measures(first, second, [document for _, document, _, _ in mentions])
    kept = [found[name] for name in ("bcubed_f1", "pairwise_f1")]
    return {f"speaker_{name}": figure for name, figure in _with_intervals(kept, resamples, seed).items()}


def _with_intervals(measures: Iterable[Measure], resamples: int, seed: int) -> Figures:
    listed = list(measures)
    sure = span_intervals(listed, resamples=resamples, seed=seed)
    return {each.name: (each.result(), sure[each.name]) for each in listed}
