"""Additive sums: what every coefficient is a function of.

A sample splits the patterns of a table into clusters (one, documents, or units); a feature is a sum per cluster.
Because sums of clusters add up, a resampled corpus is a weighted sum of rows, and one matrix product gives the sums of
all replicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.agreement.distances import NOMINAL, Distance
from annotator.agreement.label_counts import Floats, LabelCounts, label_counts
from annotator.agreement.pair_tables import PairTables, pair_tables
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings


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

    @classmethod
    def whole(cls, ratings: Ratings) -> Sample:
        """Everything in one cluster."""
        return cls(ratings, np.zeros(len(ratings.codes), np.int64), ratings.counts, np.ones(1, np.int64))

    @classmethod
    def by_document(cls, ratings: Ratings) -> Sample:
        """One cluster per document that holds a rating."""
        rated = ratings.rated()
        found, place = np.unique(rated.document, return_inverse=True)
        return cls(rated, place.astype(np.int64), rated.counts, np.ones(len(found), np.int64))

    @classmethod
    def by_unit(cls, ratings: Ratings) -> Sample:
        """One cluster per pattern with a rating, which occurs as often as the pattern does."""
        rated = ratings.rated()
        places = np.arange(len(rated.codes), dtype=np.int64)
        return cls(rated, places, np.ones_like(places), rated.counts)

    @property
    def clusters(self) -> int:
        """Number of distinct clusters."""
        return len(self.copies)

    @cached_property
    def paired_clusters(self) -> int:
        """Clusters, with repetition, that hold a unit with two or more ratings."""
        held = np.unique(self.cluster[self.ratings.sizes >= 2])
        return int(self.copies[held].sum())

    @cached_property
    def label_counts(self) -> LabelCounts:
        """Counts of labels per unit."""
        if self.clusters == 1 and self.weight is self.ratings.counts:
            return self.ratings.label_counts
        return label_counts(self.ratings.codes, self.ratings.q, self.cluster, self.clusters, self.weight)

    @cached_property
    def pair_tables(self) -> PairTables:
        """Contingency tables of the annotators."""
        ratings = self.ratings
        return pair_tables(ratings.codes, ratings.q, ratings.active, self.cluster, self.clusters, self.weight)

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


@dataclass(frozen=True, eq=False)
class Sums:
    """Values of features, each (..., width); the leading axes run over clusters or replicates."""

    ratings: Ratings
    arrays: dict[Feature, Floats]

    def __getitem__(self, feature: Feature) -> Floats:
        return self.arrays[feature]


def collect(sample: Sample, features: Iterable[Feature]) -> Sums:
    """The sums of each cluster."""
    distinct = dict.fromkeys(features)
    return Sums(sample.ratings, {feature: feature.compute(sample, feature.distance) for feature in distinct})
