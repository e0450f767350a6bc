"""Gamma, gamma-cat and gamma-k: agreement on where units are and what they are called, by their best alignment.

The disorder of a document is the cost of its best alignment (see `alignment`, dissimilarity alpha d_pos + beta d_cat)
over the mean number of units per annotator; gamma = 1 - observed disorder / mean disorder of random annotations.
gamma-cat is the same of the categories alone: over pairs of aligned units sum w d_cat / sum w, with
w = max(0, 1 - alpha d_pos) / (units in the row - 1), where a missing partner counts as dissimilarity delta_empty with
weight delta_empty; gamma-k over the pairs of which one has category k.

The observed disorder is exact; the expected one is sampled, so gamma has a spread of its own, which is given. Several
documents: costs are summed, and a document's mean units per annotator weigh its expected disorder. As in
pygamma-agreement 0.5.9 a random annotation without category k counts as disorder 1 for gamma-k, and one without an
aligned pair as 0; observed, the latter is undefined. Units of several pieces count by their outer borders.

Mathet, Widloecher & Metivier 2015, Computational Linguistics 41(3), 437-479; Mathet 2017, ibid. 43(3), 661-681.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from annotator.agreement.alignment.align import Alignment, align_units
from annotator.agreement.alignment.dissimilarity import Combined
from annotator.agreement.alignment.joins import summed
from annotator.agreement.alignment.units import Units
from annotator.agreement.coefficient import Terms, quotient
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.gamma_sampling import DRAW, SAMPLERS, Continuum, Sample, Sampler, mean_units
from annotator.agreement.spans.measure import Measure, beyond_chance, measure
from annotator.agreement.spans.results import SpanReason, SpanResult
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.tiles import categories
from annotator.errors import UsageError

_MOST_UNITS = 200_000
"""Units aligned at once: a few hundred megabytes."""
MOST_SAMPLES = 20_000
"""More are not drawn for a precision; the error that is left is told."""
_PATIENCE = 20_000
"""Steps of search per component before the integer programme takes over."""


@dataclass(frozen=True)
class GammaPlan:
    """How gamma is computed; all of it belongs beside the number."""

    samples: int = 30
    seed: int = 1
    sampler: Sampler = "statistical"
    dissimilarity: Combined = field(default_factory=Combined)
    """alpha, beta, delta_empty, and the dissimilarities between categories."""

    def __post_init__(self) -> None:
        if self.samples < 1 or self.seed < 0:
            raise UsageError(f"{self.samples} samples with seed {self.seed} are impossible", "30 and 1 are usual.")
        if self.sampler not in SAMPLERS:
            raise UsageError(f"there is no sampler {self.sampler!r}", f"Choose among: {', '.join(SAMPLERS)}.")


@dataclass(frozen=True)
class Gamma:
    """Gamma and what it was made of."""

    plan: GammaPlan
    gamma: SpanResult
    """Numerator: observed disorder, exact. Denominator: mean expected disorder."""
    gamma_cat: SpanResult
    by_label: dict[str, SpanResult]
    """gamma-k of each category."""
    expected_mean: float | None
    """Mean of the disorder over the random annotations; None where there are none."""
    expected_sd: float | None
    """Standard deviation of the disorder over the random annotations."""
    sampling_error: float | None
    """Standard error of gamma from having sampled the expected disorder: another seed gives another gamma."""
    measures: tuple[Measure, ...]
    """`gamma` and `gamma_cat` as functions of sums per document, for intervals."""


def gamma(spans: Spans, plan: GammaPlan | None = None) -> Gamma:
    """Gamma, gamma-cat and gamma-k over whole documents.

    Args:
        spans: The spans; where passages are sentences, documents are put together from them.
        plan: Samples, seed, sampler and dissimilarity; default 30, 1, statistical, alpha 3, beta 1, delta_empty 1.

    Raises:
        AnnotatorError: Very many overlapping spans, and scipy is not installed.

    >>> from annotator.agreement.spans.table import Mark
    >>> marks = [Mark("d", who, ((start, start + 5),), "x") for who in "ab" for start in (3, 20, 50)]
    >>> gamma(Spans.of_documents(marks)).gamma.value
    1.0
    """
    plan = plan or GammaPlan()
    spans = spans.whole_documents().shared()
    parts = _Parts.of(spans, plan)
    rows = np.stack([parts.cost, parts.weight * parts.expected.mean(axis=1)], axis=1)
    empty: SpanReason = "no_variation" if len(spans) else "both_empty"
    whole = measure(spans, "gamma", rows, _gamma, empty)
    bare: SpanReason | None = "no_labels" if len(spans) and not (spans.label >= 0).any() else None
    coded = _coded(spans, parts, "gamma_cat", 0, bare)
    names = () if bare else categories(spans)[1]
    weight = parts.weight.sum()
    pooled = parts.weight @ parts.expected / weight if weight else np.zeros(plan.samples)
    return Gamma(
        plan,
        _per_unit(whole.result(), float(weight)),
        coded.result(),
        {label: _coded(spans, parts, f"gamma_k:{label}", place + 1).result() for place, label in enumerate(names)},
        float(pooled.mean()) if weight else None,
        float(pooled.std(ddof=1)) if plan.samples > 1 and weight else None,
        _sampling_error(whole.result(), pooled),
        (whole, coded),
    )


def gamma_to(spans: Spans, plan: GammaPlan, precision: float) -> Gamma:
    """Gamma from as many samples as a precision of the expected disorder takes.

    n = (1.96 CV / precision)^2 samples, where CV is the standard deviation of the disorder over its mean in a first
    round of the plan's samples (Mathet, Widloecher & Metivier 2015, section 5.3); never fewer than these.

    Args:
        spans: The spans.
        plan: The first round; the result names the samples drawn in the end.
        precision: Half-width of the 95 % interval of the expected disorder, as a share of it.

    Raises:
        UsageError: The precision is not between 0 and 1.
    """
    if not 0 < precision < 1:
        raise UsageError(f"a precision of {precision} is not between 0 and 1", "0.02 is usual.")
    first = gamma(spans, plan)
    mean = first.expected_mean
    if first.expected_sd is None or not mean:
        return first
    needed = min(math.ceil((1.96 * first.expected_sd / mean / precision) ** 2), MOST_SAMPLES)
    return gamma(spans, replace(plan, samples=needed)) if needed > plan.samples else first


def _per_unit(result: SpanResult, weight: float) -> SpanResult:
    """Sums of costs turned into disorders: per unit of an annotator."""
    if result.value is None or result.numerator is None or result.denominator is None:
        return result
    numerator, denominator = result.numerator / weight, result.denominator / weight
    return SpanResult(result.value, None, numerator, denominator, result.documents, result.units)


def _sampling_error(result: SpanResult, pooled: Floats) -> float | None:
    if result.value is None or len(pooled) < 2:
        return None
    # gamma = 1 - o / e, so d gamma = (1 - gamma) d e / e.
    return float((1 - result.value) * pooled.std(ddof=1) / np.sqrt(len(pooled)) / pooled.mean())


def _coded(spans: Spans, parts: _Parts, name: str, place: int, refusal: SpanReason | None = None) -> Measure:
    """gamma-cat, or gamma-k of one category."""
    rows = parts.category_rows(place)
    # The third sum of the observed annotation: its aligned pairs.
    apart: SpanReason = "no_variation" if rows[:, 2].sum() else "no_pairs" if len(spans) else "both_empty"
    return measure(spans, name, rows, _gamma_cat, apart, refusal)


def _gamma(sums: Floats) -> Terms:
    return beyond_chance(sums[..., 0], sums[..., 1])


def _gamma_cat(sums: Floats) -> Terms:
    """From (..., 4 (samples + 1)): per annotation sum w d, sum w, aligned pairs, units; the observed one first."""
    apart, weight, pairs, units = np.moveaxis(sums.reshape(*sums.shape[:-1], -1, 4), -1, 0)
    disorder = np.where(apart == 0, 0.0, quotient(apart, weight))
    observed = np.where(pairs[..., 0] > 0, disorder[..., 0], np.nan)
    # Without a unit of the category nothing could agree; units without a partner say nothing of categories.
    random = np.where(units[..., 1:] == 0, 1.0, np.where(pairs[..., 1:] == 0, 0.0, disorder[..., 1:]))
    return beyond_chance(observed, random.mean(axis=-1))


@dataclass(frozen=True, eq=False)
class _Parts:
    """Sums of each document that two annotators read; documents without a unit have zeros."""

    cost: Floats
    """Cost of the best alignment (documents,)."""
    weight: Floats
    """Mean units per annotator (documents,)."""
    expected: Floats
    """Disorder of each random annotation (documents, samples)."""
    coded: Floats
    """Sums of gamma-cat (first) and gamma-k (documents, categories + 1, samples + 1, 4)."""

    def category_rows(self, place: int) -> Floats:
        """Sums of one category laid side by side (documents, 4 (samples + 1))."""
        return self.coded[:, place].reshape(len(self.cost), self.coded.shape[2] * 4)

    @classmethod
    def of(cls, spans: Spans, plan: GammaPlan) -> _Parts:
        """Draw, align and add up."""
        category, names = categories(spans)
        n, annotations = len(spans.shared_documents), plan.samples + 1
        cost = np.zeros((n, annotations))
        mean = np.zeros((n, annotations))
        coded = np.zeros((n, len(names) + 1, annotations, 4))
        for documents, batch, means in _batches(spans, category, plan):
            found = align_units(batch, plan.dissimilarity, patience=_PATIENCE)
            shape = (len(documents), annotations)
            cost[documents] = summed(found.group, found.cost, len(batch.raters)).reshape(shape)
            mean[documents] = means
            sums = _categories(batch, plan.dissimilarity, found, len(names))
            coded[documents] = np.moveaxis(sums.reshape(-1, *shape, 4), 0, 1)
        disorder = np.where(mean > 0, cost / np.maximum(mean, 1e-300), 0.0)
        return cls(cost[:, 0], mean[:, 0], disorder[:, 1:], coded)


def _categories(units: Units, dissimilarity: Combined, found: Alignment, q: int) -> Floats:
    """Sums of gamma-cat (first) and gamma-k per group (q + 1, groups, 4): see `_gamma_cat`."""
    groups, empty = len(units.raters), dissimilarity.delta_empty
    sums = np.zeros((q + 1, groups, 4))
    size = found.size[found.row]
    # A unit whose partner is missing counts as if it had met the most unlike unit at its own place.
    alone = (units.raters[units.group] - size) * empty
    single = np.stack([alone * empty, alone, np.zeros(len(units)), np.ones(len(units))], axis=1)
    np.add.at(sums[0], units.group, single)
    np.add.at(sums, (units.label + 1, units.group), single)
    first, second = found.matched_pairs()
    near = np.maximum(0.0, 1 - dissimilarity.alpha * dissimilarity.positional(units, first, second))
    near = near / np.maximum(size[first] - 1, 1)
    apart = dissimilarity.categorical(units, first, second)
    met = np.stack([near * apart, near, np.ones(len(first)), np.zeros(len(first))], axis=1)
    group, left, right = units.group[first], units.label[first], units.label[second]
    np.add.at(sums[0], group, met)
    np.add.at(sums, (left + 1, group), met)
    other = left != right
    np.add.at(sums, (right[other] + 1, group[other]), met[other])
    return sums


def _batches(spans: Spans, category: Ints, plan: GammaPlan) -> Iterator[tuple[list[int], Units, Floats]]:
    """Documents with units, with random annotations of each, as many as fit.

    Yields:
        Places among the shared documents; the units, with one group per annotation, the observed one first; mean units
        per annotator (documents, samples + 1).
    """
    bounds = np.searchsorted(spans.passage, np.arange(len(spans.passage_document) + 1))
    held: list[int] = []
    samples: list[Sample] = []
    readers: list[int] = []
    size = 0
    for place in np.flatnonzero(np.diff(bounds)).tolist():
        document = _continuum(spans, category, place, slice(bounds[place], bounds[place + 1]))
        name = spans.documents[spans.passage_document[place]]
        # A document draws the same numbers whatever other documents there are.
        rng = np.random.default_rng([plan.seed, zlib.crc32(name.encode("utf-8", "surrogatepass"))])
        drawn = DRAW[plan.sampler](document, plan.samples, rng)
        held.append(place)
        samples.append(_with_observed(document, drawn))
        readers.append(document.annotators)
        size += len(samples[-1].number)
        if size > _MOST_UNITS:
            yield held, *_joined(samples, readers, plan)
            held, samples, readers, size = [], [], [], 0
    if held:
        yield held, *_joined(samples, readers, plan)


def _continuum(spans: Spans, category: Ints, place: int, part: slice) -> Continuum:
    who = spans.reader_annotator[spans.reader_passage == place]
    shift = int(spans.passage_start[place])
    annotator = np.searchsorted(who, spans.annotator[part])
    order = np.argsort(annotator, kind="stable")
    return Continuum(
        annotator[order],
        (spans.start[part][order] - shift).astype(np.float64),
        (spans.end[part][order] - shift).astype(np.float64),
        category[part][order],
        len(who),
        float(spans.passage_end[place] - shift),
    )


def _with_observed(document: Continuum, drawn: Sample) -> Sample:
    first = Sample(
        np.zeros(len(document.start), np.int64), document.annotator, document.start, document.end, document.label
    )
    rest = drawn._replace(number=drawn.number + 1)
    return Sample(*(np.concatenate(columns) for columns in zip(first, rest, strict=True)))


def _joined(samples: list[Sample], readers: list[int], plan: GammaPlan) -> tuple[Units, Floats]:
    annotations = plan.samples + 1
    groups = [sample.number + place * annotations for place, sample in enumerate(samples)]
    columns = [np.concatenate(column) for column in zip(*(sample[1:] for sample in samples), strict=True)]
    raters = np.repeat(np.array(readers, dtype=np.int64), annotations)
    batch = Units.of_intervals(np.concatenate(groups), columns[0], columns[1], columns[2], columns[3], raters)
    means = [mean_units(sample, annotations, count) for sample, count in zip(samples, readers, strict=True)]
    return batch, np.stack(means)
