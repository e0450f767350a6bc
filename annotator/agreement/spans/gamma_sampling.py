"""Random annotations of a document: what gamma's expected disorder is measured on.

`statistical` draws, per annotator, a number of units, gaps between them, lengths and categories from the means,
standard deviations and shares seen in the document. `shuffle` takes an annotator of the document at random for each
sampled one and shifts all units by a random pivot, around the end (Mathet, Widloecher & Metivier 2015, section 5.2).
Both as in pygamma-agreement (Titeux & Riad 2021), except that pivots keep their least distance from all earlier ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import numpy as np

from annotator.agreement.alignment.joins import summed
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints

Sampler = Literal["statistical", "shuffle"]
SAMPLERS: tuple[Sampler, ...] = get_args(Sampler)


@dataclass(frozen=True, eq=False)
class Continuum:
    """The units of one document; all arrays are (units,), sorted by annotator and place, and not empty."""

    annotator: Ints
    """Numbered from 0 to annotators - 1."""
    start: Floats
    """From the start of the document."""
    end: Floats
    label: Ints
    annotators: int
    """Readers, with or without units; at least two."""
    length: float


class Sample(NamedTuple):
    """Units of several random annotations of one document; all arrays are (units,)."""

    number: Ints
    """Which annotation, from 0."""
    annotator: Ints
    start: Floats
    end: Floats
    label: Ints


def statistical(document: Continuum, samples: int, rng: np.random.Generator) -> Sample:
    """Random annotations with the document's statistics."""
    who, k = document.annotator, document.annotators
    counts = np.bincount(who, minlength=k)
    fresh = np.concatenate(([True], who[1:] != who[:-1]))
    before = np.where(fresh, 0.0, np.concatenate(([0.0], document.end[:-1])))
    gaps = (document.start - before)[~fresh | (document.start > 0)]
    gaps = np.append(gaps, 0.0)
    lengths = document.end - document.start
    numbers = np.abs(np.trunc(rng.normal(counts.mean(), counts.std(), (samples, k)))).astype(np.int64)
    # No annotation is empty as a whole.
    numbers[:, 0] = np.maximum(numbers[:, 0], 1)
    series = np.repeat(np.arange(samples * k, dtype=np.int64), numbers.ravel())
    total = len(series)
    step = rng.normal(gaps.mean(), gaps.std(), total)
    length = np.abs(rng.normal(lengths.mean(), lengths.std(), total))
    length = np.maximum(length, np.finfo(np.float64).tiny)
    ends = np.cumsum(step + length)
    # Each series starts anew at 0.
    begin = np.cumsum(numbers.ravel()) - numbers.ravel()
    ends -= np.concatenate(([0.0], ends))[begin[series]]
    used, shares = np.unique(document.label, return_counts=True)
    label = used[rng.choice(len(used), size=total, p=shares / shares.sum())]
    return Sample(series // k, series % k, ends - length, ends, label)


def shuffle(document: Continuum, samples: int, rng: np.random.Generator) -> Sample:
    """Random annotations whose annotators are the document's own, each shifted by a pivot of its own."""
    apart = float((document.end - document.start).mean()) / 2
    parts: list[list[Floats | Ints]] = []
    for number in range(samples):
        drawn: list[list[Floats | Ints]] = []
        while not drawn:
            drawn = _shifted(document, number, apart, rng)
        parts += drawn
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Sample(
        columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2], columns[3], columns[4].astype(np.int64)
    )


def _shifted(document: Continuum, number: int, apart: float, rng: np.random.Generator) -> list[list[Floats | Ints]]:
    """One random annotation: its annotators who have units."""
    free = [(0.0, document.length)]
    drawn: list[list[Floats | Ints]] = []
    for annotator in range(document.annotators):
        pivot = _pivot(free, document.length, rng)
        free = _without(free, pivot - apart, pivot + apart)
        units = np.flatnonzero(document.annotator == rng.integers(document.annotators))
        if len(units):
            start = document.start[units] + pivot
            around = np.where(start > document.length, document.length, 0.0)
            ones = np.ones(len(units), dtype=np.int64)
            end = document.end[units] + pivot - around
            drawn.append([ones * number, ones * annotator, start - around, end, document.label[units]])
    return drawn


def _pivot(free: list[tuple[float, float]], length: float, rng: np.random.Generator) -> float:
    """A whole number, drawn uniformly from what is free."""
    if not free:
        return float(rng.uniform(0, length))
    widths = np.array([end - start for start, end in free])
    at = rng.uniform(0, widths.sum())
    place = min(int(np.searchsorted(np.cumsum(widths), at, side="right")), len(free) - 1)
    return float(int(free[place][0] + at - (np.cumsum(widths)[place] - widths[place])))


def _without(free: list[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    pieces = [piece for start, end in free for piece in ((start, min(end, low)), (max(start, high), end))]
    return [(start, end) for start, end in pieces if start < end]


DRAW: dict[Sampler, Callable[[Continuum, int, np.random.Generator], Sample]] = {
    "statistical": statistical,
    "shuffle": shuffle,
}


def mean_units(sample: Sample, samples: int, annotators: int) -> Floats:
    """Units per annotator in each random annotation (samples,)."""
    mean: Floats = summed(sample.number, None, samples) / annotators
    return mean
