"""Replicates of coefficients: clusters drawn again with replacement, or left out one by one.

A replicate is a weighted sum of the rows of one matrix (clusters x sums), so all replicates are one matrix product. It
is taken a block of clusters at a time, which keeps memory bounded; sums that are whole numbers and stay below 2**24
are multiplied as 32-bit floats, which then is exact and half the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import Block, Feature, Sample, Sums, blocks

_BLOCK = 2**21
"""Draws, or numbers, held at once: 16 MB as 64-bit."""
_MOST_COUNTS = 2**25
"""Counts of draws held at once: 32 MB where no cluster is drawn more than 255 times."""
_BATCH = 2**18
"""Draws made at once."""
_IN_CACHE = 2**14
"""Draws counted at once."""
_FOR_A_THREAD = 2**22
"""From this many draws on they are begun on another thread while the sums are made."""
LARGEST = 2**25
"""Most numbers in the matrix of clusters x sums: 256 MB."""
_EXACT = 2**24
"""Whole numbers up to this are exact as 32-bit floats."""
_Counts = NDArray[np.integer]


class Matrix:
    """The sums of all clusters side by side, in blocks."""

    def __init__(self, sample: Sample, features: Sequence[Feature]) -> None:
        self.sample = sample
        self._blocks = [_narrow_where_exact(block, sample) for block in blocks(sample, features)]

    @property
    def rows(self) -> Floats:
        """All sums as one array (clusters, width)."""
        arrays = [array for block in self._blocks for array in block.split(block.rows).values()]
        return np.concatenate([np.zeros((self.sample.clusters, 0)), *arrays], axis=-1)

    def split(self, totals: Floats) -> Sums:
        """Sums of replicates (replicates, width) by feature."""
        arrays: dict[Feature, Floats] = {}
        start = 0
        for block in self._blocks:
            for feature, first in block.split(block.rows[:1]).items():
                arrays[feature] = totals[:, start : start + first.shape[1]]
                start += first.shape[1]
        return Sums(self.sample.ratings, arrays)

    def drawn(self, counts: _Counts) -> Sums:
        """Sums of the corpora in which each cluster occurs so often (replicates, clusters)."""
        flat = [block.rows.reshape(len(block.rows), -1) for block in self._blocks]
        totals = [np.zeros((len(counts), rows.shape[1]), dtype=rows.dtype) for rows in flat]
        step = max(1, _BLOCK // max(len(counts), 1))
        # Memory once had from the system is used again: to ask for it costs more than to fill it.
        held = {rows.dtype: np.empty((len(counts), min(step, counts.shape[1])), dtype=rows.dtype) for rows in flat}
        for start in range(0, counts.shape[1], step):
            part = counts[:, start : start + step]
            drawn = {kind: room[:, : part.shape[1]] for kind, room in held.items()}
            for room in drawn.values():
                np.copyto(room, part)
            for rows, total in zip(flat, totals, strict=True):
                total += drawn[rows.dtype] @ rows[start : start + step]
        arrays: dict[Feature, Floats] = {}
        for block, total in zip(self._blocks, totals, strict=True):
            arrays |= block.split(total)
        return Sums(self.sample.ratings, arrays)


def _narrow_where_exact(block: Block, sample: Sample) -> Block:
    """A block as 32-bit floats, if it holds such and no corpus drawn could leave their exact range; else as 64-bit."""
    if block.rows.dtype == np.float32 and block.rows.max(initial=0) * int(sample.copies.sum()) < _EXACT:
        return block
    return Block(block.rows.astype(np.float64, copy=False), block.parts, block.mix)


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
    counts = _counts(sample.copies, resamples, rng, _MOST_COUNTS)
    if sample.clusters * resamples < _FOR_A_THREAD:
        return _evaluate(coefficients, map(Matrix(sample, _features(coefficients)).drawn, counts))
    with ThreadPoolExecutor(max_workers=1) as pool:
        first = pool.submit(next, counts)
        matrix = Matrix(sample, _features(coefficients))
        return _evaluate(coefficients, map(matrix.drawn, chain([first.result()], counts)))


def leave_one_out(coefficients: Sequence[Coefficient], sample: Sample) -> dict[str, Floats]:
    """Values of coefficients without each cluster in turn, by name, each (clusters,); NaN where undefined."""
    matrix = Matrix(sample, _features(coefficients))
    rows = matrix.rows
    whole = sample.copies @ rows
    step = max(1, _BLOCK // max(rows.shape[1], 1))

    def without() -> Iterator[Sums]:
        for start in range(0, len(rows), step):
            # A sum that one cluster alone makes up comes out as exactly 0, so "no variation" is still seen.
            yield matrix.split(whole - rows[start : start + step])

    return _evaluate(coefficients, without())


def draws(copies: Ints, resamples: int, rng: np.random.Generator) -> Iterator[Floats]:
    """How often each cluster is drawn, in blocks (replicates, clusters): exact multinomial counts.

    Args:
        copies: How often each cluster occurs.
        resamples: Replicates in all.
        rng: Source of the draws.
    """
    for counts in _counts(copies, resamples, rng, _BLOCK):
        yield counts.astype(np.float64)


def _counts(copies: Ints, resamples: int, rng: np.random.Generator, most: int) -> Iterator[_Counts]:
    """As `draws`, as small whole numbers; the size of a block changes no number."""
    clusters, size = len(copies), int(copies.sum())
    once = size == clusters and bool((copies == 1).all())
    step = max(1, most // max(clusters, 1))
    for start in range(0, resamples, step):
        number = min(step, resamples - start)
        yield _drawn_once(clusters, number, rng) if once else rng.multinomial(size, copies / size, size=number)


_REMEMBERED: dict[tuple[str, int, int], tuple[_Counts, Mapping[str, Any]]] = {}
"""The last draws and the state of their source behind them: the figures of a report are measured on the same ones."""
_MOST_REMEMBERED = 2**23
"""Bytes of draws remembered in all."""


def _drawn_once(clusters: int, number: int, rng: np.random.Generator) -> _Counts:
    """Counts of as many draws as there are clusters: six times as fast as asking for multinomial counts."""
    key = repr(rng.bit_generator.state), clusters, number
    known = _REMEMBERED.get(key)
    if known is not None:
        counts, rng.bit_generator.state = known
        return counts
    counts = _drawn(clusters, number, rng)
    counts.setflags(write=False)
    if counts.nbytes <= _MOST_REMEMBERED:
        # Oldest first; a report made on another thread may have forgotten the same ones meanwhile.
        for oldest in list(_REMEMBERED):
            if sum(kept.nbytes for kept, _ in list(_REMEMBERED.values())) + counts.nbytes > _MOST_REMEMBERED:
                _REMEMBERED.pop(oldest, None)
        _REMEMBERED[key] = counts, rng.bit_generator.state
    return counts


def _drawn(clusters: int, number: int, rng: np.random.Generator) -> _Counts:
    counts: _Counts = np.empty((number, clusters), dtype=np.uint8)
    # Half the random bits are enough for so few clusters, and half the time; a batch of draws is made, and widened for
    # counting, without holding the interpreter, so that another thread gets on meanwhile.
    kind, step = np.uint32 if clusters < 2**31 else np.int64, max(1, _IN_CACHE // clusters)
    batch = max(_BATCH // (clusters * step), 1) * step
    for start in range(0, number, batch):
        picks = rng.integers(0, clusters, size=(min(batch, number - start), clusters), dtype=kind).astype(np.intp)
        for row in range(0, len(picks), step):
            some = picks[row : row + step]
            if len(some) > 1:
                some += (np.arange(len(some)) * clusters)[:, None]
            found = np.bincount(some.ravel(), minlength=some.size)
            if counts.dtype == np.uint8 and found.max(initial=0) > np.iinfo(np.uint8).max:
                counts = counts.astype(np.int64)
            counts[start + row : start + row + len(some)] = found.reshape(some.shape)
    return counts


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


def _evaluate(coefficients: Sequence[Coefficient], replicates: Iterator[Sums]) -> dict[str, Floats]:
    parts: dict[str, list[Floats]] = {each.name: [] for each in coefficients}
    for sums in replicates:
        for each in coefficients:
            parts[each.name].append(each.evaluate(sums).value)
    return {name: np.concatenate(part) if part else np.zeros(0) for name, part in parts.items()}
