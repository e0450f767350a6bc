"""Additive sums: what every coefficient is a function of.

A sample splits the patterns of a table into clusters (one, documents, or units); a feature is a sum per cluster.
Because sums of clusters add up, a resampled corpus is a weighted sum of rows, and one matrix product gives the sums of
all replicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.distances import NOMINAL, Distance
from annotator.agreement.label_counts import Floats, LabelCounts, counts_of_ratings
from annotator.agreement.pair_bits import PairBits, pair_bits
from annotator.agreement.pair_tables import PairTables, of_gram, pair_tables
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings

_AT_ONCE = 2**12
"""Patterns added up at once: their amounts then stay in the cache."""
_LONGEST = 2**16
"""Longest cluster that is added up with all sums at once, and so with that many times its length in memory."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The patterns of a table, each in one cluster."""

    ratings: Ratings
    cluster: Ints
    """Cluster of each pattern (patterns,)."""
    weight: Ints
    """Units of each pattern within one copy of its cluster (patterns,)."""
    copies: Ints
    """How often each cluster occurs (clusters,)."""
    counts: LabelCounts | None = None
    """The labels of each cluster, where the annotators are forgotten; the arrays of patterns are then empty."""

    @classmethod
    def whole(cls, ratings: Ratings) -> Sample:
        """Everything in one cluster."""
        return cls(ratings, np.zeros(len(ratings.codes), np.int64), ratings.counts, np.ones(1, np.int64))

    @classmethod
    def by_document(cls, ratings: Ratings) -> Sample:
        """One cluster per document that holds a rating."""
        rated = ratings.rated()
        place, clusters = rated.clusters
        return cls(rated, place, rated.counts, np.ones(clusters, np.int64))

    @classmethod
    def by_unit(cls, ratings: Ratings) -> Sample:
        """One cluster per pattern with a rating, which occurs as often as the pattern does."""
        rated = ratings.rated()
        places = np.arange(len(rated.codes), dtype=np.int64)
        return cls(rated, places, np.ones_like(places), rated.counts)

    @classmethod
    def by_kind(cls, ratings: Ratings) -> Sample | None:
        """One cluster per distinct count of labels in a unit, which occurs as often as there are such units.

        Enough for sums that do not ask who gave which rating; None where `Ratings.kinds` is.
        """
        if ratings.kinds is None:
            return None
        rows = ratings.kinds.counts
        none = np.zeros(0, dtype=np.int64)
        of_itself = replace(rows, cluster=np.arange(len(rows.size)), weight=np.ones(len(rows.size)))
        return cls(ratings, none, none, np.where(rows.size > 0, rows.weight, 0).astype(np.int64), of_itself)

    @classmethod
    def in_groups(cls, ratings: Ratings, groups: int, seed: int) -> Sample:
        """Units put into groups of equal size at random, each group a cluster."""
        rated = ratings.rated()
        units = np.repeat(np.arange(len(rated.codes)), rated.counts)
        np.random.default_rng(seed).shuffle(units)
        ones = np.ones_like(units)
        zeros = np.zeros_like(units)
        alone = replace(rated, codes=rated.codes[units], counts=ones, document=zeros, documents=())
        return cls(alone, np.arange(len(units)) * groups // len(units), ones, np.ones(groups, np.int64))

    @property
    def clusters(self) -> int:
        """Number of distinct clusters."""
        return len(self.copies)

    @cached_property
    def paired_clusters(self) -> int:
        """Clusters, with repetition, that hold a unit with two or more ratings."""
        if self.counts is not None:
            return int(self.copies[self.counts.size >= 2].sum())
        held = np.zeros(self.clusters, dtype=bool)
        held[self.cluster[self.ratings.sizes >= 2]] = True
        return int(self.copies[held].sum())

    @cached_property
    def label_counts(self) -> LabelCounts:
        """Counts of labels per unit."""
        if self.counts is not None:
            return self.counts
        if self.clusters == 1 and self.weight is self.ratings.counts:
            return self.ratings.label_counts
        return counts_of_ratings(self.ratings.codes, self.ratings.q, self.cluster, self.weight)

    @cached_property
    def pair_tables(self) -> PairTables:
        """Contingency tables of the annotators."""
        ratings = self.ratings
        if self.gram is not None:
            return of_gram(self.gram, ratings.active, ratings.codes.shape[1])
        return pair_tables(ratings.codes, ratings.q, ratings.active, self.cluster, self.clusters, self.weight)

    @property
    def gram(self) -> Floats | None:
        """`Ratings.gram`, where the sample is the whole table as one cluster."""
        whole = self.clusters == 1 and self.weight is self.ratings.counts and self.counts is None
        return self.ratings.gram if whole else None

    @cached_property
    def pair_bits(self) -> PairBits | None:
        """The same as bits; None where `pair_tables` is the better way."""
        ratings = self.ratings
        if self.weight is ratings.counts and self.cluster is ratings.clusters[0]:
            return ratings.bits
        if self.weight is ratings.counts and self.clusters == 1:
            return ratings.bits.whole if ratings.bits else None
        return pair_bits(ratings.codes, ratings.q, ratings.active, self.cluster, self.clusters, self.weight)

    def total(self, place: Ints, amount: Floats, width: int) -> Floats:
        """Sums of amounts: (clusters, width), where place = cluster * width + column."""
        flat = np.bincount(place, amount, minlength=self.clusters * width).astype(np.float64, copy=False)
        return flat.reshape(self.clusters, width)


@dataclass(frozen=True)
class Feature:
    """A sum per cluster.

    Equal features are computed once, however many coefficients ask for them.
    """

    name: str
    compute: Callable[[Sample, Distance], Floats]
    """From a sample (and a distance between categories) to an array (clusters, width)."""
    width: Callable[[Ratings], int]
    """Columns at most, told without computing."""
    distance: Distance = NOMINAL
    names_raters: bool = False
    """Whether it matters who gave which rating."""
    worth: Callable[[Ratings, Distance], Floats] | None = None
    """Where it is a sum over the cells of each two annotators' table: what a unit of each cell adds
    (categories * categories, columns of one pair)."""
    of_bits: Callable[[PairBits], NDArray[np.floating]] | None = None
    """Where it can be counted on bits otherwise: (clusters, width)."""


@dataclass(frozen=True, eq=False)
class Block:
    """Values of some features, side by side in the last axis."""

    rows: NDArray[np.floating]
    """(clusters, pairs, independent columns of one pair); one pair where annotators are not compared in pairs."""
    parts: dict[Feature, slice]
    """Columns of each feature, among all columns."""
    mix: Floats | None = None
    """All columns of one pair from the independent ones (independent columns, columns), where these are fewer."""

    def split(self, totals: NDArray[np.floating]) -> dict[Feature, Floats]:
        """Each feature's columns, (n, width), of sums over the rows, (n, pairs * independent columns)."""
        shaped = totals.reshape(len(totals), *self.rows.shape[1:])
        if self.mix is not None:
            shaped = shaped.astype(np.float64, copy=False) @ self.mix
        return {
            feature: shaped[..., part].reshape(len(totals), -1).astype(np.float64, copy=False)
            for feature, part in self.parts.items()
        }


@dataclass(frozen=True, eq=False)
class Sums:
    """Values of features, each (..., width); the leading axes run over clusters or replicates."""

    ratings: Ratings
    arrays: dict[Feature, Floats]

    def __getitem__(self, feature: Feature) -> Floats:
        return self.arrays[feature]


def collect(sample: Sample, features: Iterable[Feature]) -> Sums:
    """The sums of each cluster."""
    arrays: dict[Feature, Floats] = {}
    for block in blocks(sample, features):
        arrays |= block.split(block.rows)
    return Sums(sample.ratings, arrays)


def blocks(sample: Sample, features: Iterable[Feature]) -> list[Block]:
    """The sums of each cluster, as they were computed: those of one kind together."""
    left = list(dict.fromkeys(features))
    found: list[Block] = []
    by_kind = [each for each in left if not each.names_raters]
    if by_kind and sample.clusters > 1 and sample.counts is None and sample.ratings.kinds is not None:
        found.append(_of_kinds(sample, by_kind))
    in_pairs = [each for each in left if each.worth is not None]
    if in_pairs and sample.pair_bits is not None:
        found.append(_of_bits(sample, sample.pair_bits, in_pairs))
    if sample.pair_bits is not None:
        found += [Block(each.of_bits(sample.pair_bits)[:, None], {each: slice(None)}) for each in left if each.of_bits]
    done = {feature for block in found for feature in block.parts}
    left = [each for each in left if each not in done]
    if left:
        found.append(_side_by_side([each.compute(sample, each.distance) for each in left], left))
    return found


def _side_by_side(arrays: list[Floats], features: list[Feature]) -> Block:
    ends = np.cumsum([array.shape[-1] for array in arrays]).tolist()
    starts = [0, *ends]
    parts = {each: slice(start, end) for each, start, end in zip(features, starts, ends, strict=False)}
    rows = np.concatenate(arrays, axis=-1)
    return Block(rows[:, None], parts)


def _of_kinds(sample: Sample, features: list[Feature]) -> Block:
    """Sums that do not ask who: computed once per kind of unit, then added up over the units of each cluster."""
    whole, kinds = Sample.by_kind(sample.ratings), sample.ratings.kinds
    if whole is None or kinds is None:
        raise ValueError("these ratings have no kinds")
    amounts = _side_by_side([each.compute(whole, each.distance) for each in features], features)
    worth = amounts.rows[:, 0].astype(np.float64, copy=False)
    return Block(_added_up(worth, kinds.of, sample)[:, None], amounts.parts)


def _added_up(worth: Floats, kind: Ints, sample: Sample) -> Floats:
    """What the patterns of each cluster are worth in sum (clusters, width), from what each kind is worth."""
    weight = sample.weight.astype(np.float64) if (sample.weight != 1).any() else None
    sizes = np.bincount(sample.cluster, minlength=sample.clusters)
    in_order = bool((sample.cluster[1:] >= sample.cluster[:-1]).all())
    if in_order and sizes.max() == sizes.min() == 1:
        alone = worth.take(kind, axis=0)
        return alone if weight is None else alone * weight[:, None]
    rows = np.empty((sample.clusters, worth.shape[1]))
    if not in_order or sizes.min() == 0 or sizes.max() > _LONGEST:
        for place, column in enumerate(worth.T):
            amount = column[kind] if weight is None else column[kind] * weight
            rows[:, place] = np.bincount(sample.cluster, amount, minlength=sample.clusters)
        return rows
    ends = np.concatenate(([0], np.cumsum(sizes)))
    first = 0
    while first < sample.clusters:
        last = max(int(np.searchsorted(ends, ends[first] + _AT_ONCE, side="right")) - 1, first + 1)
        inside = slice(int(ends[first]), int(ends[last]))
        amount = worth.take(kind[inside], axis=0)
        if weight is not None:
            amount *= weight[inside, None]
        np.add.reduceat(amount, ends[first:last] - inside.start, axis=0, out=rows[first:last])
        first = last
    return rows


def _of_bits(sample: Sample, bits: PairBits, features: list[Feature]) -> Block:
    worths = [each.worth(sample.ratings, each.distance) for each in features if each.worth is not None]
    side = _side_by_side(worths, features)
    worth, mix = independent(side.rows[:, 0])
    return Block(bits.sums(worth), side.parts, mix)


def independent(columns: NDArray[np.floating]) -> tuple[NDArray[np.floating], Floats | None]:
    """The columns of which the others are whole multiples added up, and how; all of them where that does not go.

    >>> basis, mix = independent(np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]))
    >>> basis.shape, (basis @ mix).tolist()
    ((2, 2), [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    """
    # Narrow features such as the number of units follow from the wide ones, so the last columns are tried first.
    kept: list[int] = []
    for place in range(columns.shape[1] - 1, -1, -1):
        if np.linalg.matrix_rank(columns[:, [*kept, place]]) > len(kept):
            kept.append(place)
    basis = columns[:, sorted(kept)]
    mix = np.rint(np.linalg.lstsq(basis, columns)[0])
    if basis.shape[1] == columns.shape[1] or not np.array_equal(basis @ mix, columns):
        return columns, None
    return basis, mix
