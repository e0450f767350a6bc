"""Replicates of coefficients: clusters drawn again with replacement, or left out one by one.

A replicate is a weighted sum of the rows of one matrix (clusters x sums), so a block of replicates is one matrix
product; blocks keep memory bounded whatever the number of clusters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import Feature, Sample, Sums, collect

_BLOCK = 2**21
"""Draws, or numbers, held at once: 16 MB as 64-bit."""
LARGEST = 2**25
"""Most numbers in the matrix of clusters x sums: 256 MB."""


class Matrix:
    """The sums of all clusters side by side, (clusters, width), with the columns of each feature."""

    def __init__(self, sample: Sample, features: Sequence[Feature]) -> None:
        self.sample = sample
        self._columns: dict[Feature, slice] = {}
        sums, start, parts = collect(sample, features), 0, []
        for feature, array in sums.arrays.items():
            self._columns[feature] = slice(start, start + array.shape[-1])
            start += array.shape[-1]
            parts.append(array)
        self.rows: Floats = np.concatenate(parts, axis=-1)

    def split(self, totals: Floats) -> Sums:
        """Sums of replicates (replicates, width) by feature."""
        return Sums(self.sample.ratings, {feature: totals[:, part] for feature, part in self._columns.items()})


def bootstrap(
    coefficients: Sequence[Coefficient], sample: Sample, resamples: int, rng: np.random.Generator
) -> dict[str, Floats]:
    """Values of coefficients in corpora drawn with replacement.

    Args:
        coefficients: Evaluated on the same draws.
        sample: What is drawn from; each draw takes as many clusters as there are, copies included.
        resamples: Number of corpora.
        rng: Source of the draws.

    Returns:
        Values by name, each (resamples,), NaN where undefined.
    """
    matrix = Matrix(sample, _features(coefficients))
    blocks = (matrix.split(drawn @ matrix.rows) for drawn in draws(sample.copies, resamples, rng))
    return _evaluate(coefficients, blocks)


def leave_one_out(coefficients: Sequence[Coefficient], sample: Sample) -> dict[str, Floats]:
    """Values of coefficients without each cluster in turn, by name, each (clusters,); NaN where undefined."""
    matrix = Matrix(sample, _features(coefficients))
    whole = sample.copies @ matrix.rows
    step = max(1, _BLOCK // max(matrix.rows.shape[1], 1))

    def blocks() -> Iterator[Sums]:
        for start in range(0, len(matrix.rows), step):
            # A sum that one cluster alone makes up comes out as exactly 0, so "no variation" is still seen.
            yield matrix.split(whole - matrix.rows[start : start + step])

    return _evaluate(coefficients, blocks())


def draws(copies: Ints, resamples: int, rng: np.random.Generator) -> Iterator[Floats]:
    """How often each cluster is drawn, in blocks (replicates, clusters): exact multinomial counts.

    Args:
        copies: How often each cluster occurs.
        resamples: Replicates in all.
        rng: Source of the draws.
    """
    clusters, size = len(copies), int(copies.sum())
    step = max(1, _BLOCK // max(clusters, 1))
    once = size == clusters
    for start in range(0, resamples, step):
        number = min(step, resamples - start)
        if once:
            # Counting uniform draws is six times as fast as asking for multinomial counts.
            picks = rng.integers(0, clusters, size=(number, clusters))
            picks += np.arange(number)[:, None] * clusters
            counts = np.bincount(picks.ravel(), minlength=number * clusters).reshape(number, clusters)
        else:
            counts = rng.multinomial(size, copies / size, size=number)
        yield counts.astype(np.float64)


def batches(coefficients: Sequence[Coefficient], sample: Sample) -> Iterator[list[Coefficient]]:
    """Split coefficients so that the matrix of each batch fits in memory; one that fits in none is left out."""
    most = LARGEST // max(sample.clusters, 1)
    batch: list[Coefficient] = []
    for each in coefficients:
        if _width([each], sample.ratings) > most:
            continue
        if batch and _width([*batch, each], sample.ratings) > most:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _width(coefficients: Sequence[Coefficient], ratings: Ratings) -> int:
    return sum(feature.width(ratings) for feature in _features(coefficients))


def _features(coefficients: Sequence[Coefficient]) -> list[Feature]:
    return list(dict.fromkeys(feature for each in coefficients for feature in each.features))


def _evaluate(coefficients: Sequence[Coefficient], blocks: Iterator[Sums]) -> dict[str, Floats]:
    parts: dict[str, list[Floats]] = {each.name: [] for each in coefficients}
    for sums in blocks:
        for each in coefficients:
            parts[each.name].append(each.evaluate(sums).value)
    return {name: np.concatenate(part) if part else np.zeros(0) for name, part in parts.items()}
