"""The table of ratings: distinct patterns of labels, how often each occurs, and in which document.

Every coefficient is computed from these counts, so cost and memory follow the distinct patterns, not the units. The
arrays are read-only and a missing rating is -1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.agreement import intake
from annotator.agreement.categories import Coder, Scale, Value
from annotator.agreement.gram import gram
from annotator.agreement.label_counts import Floats, Kinds, LabelCounts, counts_of_ratings, kinds_of
from annotator.agreement.pair_bits import PairBits, pair_bits
from annotator.agreement.patterns import Codes, Ints, distinct_rows, group_rows, numbered
from annotator.agreement.results import Level
from annotator.errors import InputError


@dataclass(frozen=True, eq=False)
class Ratings:
    """Units x annotators, with equal rows folded together.

    Build it with `from_matrix`, `from_triples` or `from_codes`.
    """

    codes: Codes
    """Patterns x annotators: place of the category on the scale, -1 = missing."""
    counts: Ints
    """Units that show each pattern (patterns,)."""
    document: Ints
    """Document of each pattern, an index into `documents` (patterns,)."""
    scale: Scale
    annotators: tuple[str, ...]
    documents: tuple[str, ...] = ()
    """Names of the documents; empty where they are not known."""

    @classmethod
    def from_codes(
        cls,
        codes: NDArray[np.integer],
        scale: Scale | Sequence[str],
        *,
        annotators: Sequence[str] | None = None,
        document: NDArray[np.integer] | None = None,
        documents: Sequence[str] = (),
        weights: NDArray[np.integer] | None = None,
    ) -> Ratings:
        """Fold a table that is already coded.

        Args:
            codes: Units x annotators; values in [-1, categories).
            scale: The scale, or just the names of its ordered categories.
            annotators: Names of the columns; default "0", "1", ...
            document: Index into `documents` per unit, where they are known.
            documents: Names of the documents.
            weights: How often each unit counts; default once.

        Raises:
            InputError: A code, a document or a weight is out of range, or shapes differ.
        """
        scale = scale if isinstance(scale, Scale) else Scale(tuple(scale))
        names = tuple(annotators) if annotators is not None else tuple(str(place) for place in range(codes.shape[1]))
        units = len(codes)
        weight = np.ones(units, dtype=np.int64) if weights is None else np.asarray(weights, dtype=np.int64)
        place = np.zeros(units, dtype=np.int64) if document is None else np.asarray(document, dtype=np.int64)
        intake.check_table(codes, len(scale.categories), names, place, len(documents) or 1, weight)
        narrow = codes.astype(np.min_scalar_type(-max(len(scale.categories), 1) - 1), copy=False)
        whole = cls(narrow, weight, place, scale, names, tuple(documents))
        return whole._folded()

    @classmethod
    def from_matrix(
        cls,
        matrix: Sequence[Sequence[Value]],
        categories: Iterable[Value] | None = None,
        level: Level = "nominal",
        *,
        annotators: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
        weights: Sequence[int] | None = None,
        open_set: bool = False,
    ) -> Ratings:
        """Read a table of units x annotators.

        Args:
            matrix: One row per unit, one value per annotator, None = missing.
            categories: All categories in their order; default those seen.
            level: How values compare (see `results.Level`).
            annotators: Names of the columns; default "0", "1", ...
            documents: Document of each unit, where known.
            weights: How often each unit counts; default once.
            open_set: See `Scale.open_set`.

        Raises:
            InputError: A value is not on the scale, or rows differ in length.

        >>> table = Ratings.from_matrix([["a", "a"], ["a", "b"], ["a", "a"]])
        >>> table.codes.tolist(), table.counts.tolist(), table.units
        ([[0, 0], [0, 1]], [2, 1], 3)
        """
        coder = Coder(level, categories, open_set)
        width = len(annotators) if annotators is not None else len(matrix[0]) if len(matrix) else 0
        codes, scale = intake.read_matrix(matrix, width, coder)
        names, place = intake.number_names(documents)
        return cls.from_codes(
            codes,
            scale,
            annotators=annotators,
            document=place,
            documents=names,
            weights=None if weights is None else np.array(weights, dtype=np.int64),
        )

    @classmethod
    def from_triples(
        cls,
        rows: Iterable[intake.Row],
        categories: Iterable[Value] | None = None,
        level: Level = "nominal",
        *,
        source: str = "",
        open_set: bool = False,
    ) -> Ratings:
        """Read long rows: (unit, annotator, value[, document[, weight[, line]]]).

        A unit is known by its name and its document, so names may start anew in each document. Annotators and documents
        come out sorted, so the order of the rows changes nothing.

        Args:
            rows: The rows, consumed once; value None = missing; weight = how often the unit counts (default 1).
            categories: All categories in their order; default those seen.
            level: How values compare (see `results.Level`).
            source: Name of the file, for messages.
            open_set: See `Scale.open_set`.

        Raises:
            InputError: Two ratings of one annotator for one unit; a value that is not on the scale; weights of one unit
                that differ; documents given for some rows only.

        >>> table = Ratings.from_triples([("u1", "ann", "yes"), ("u1", "bob", "no"), ("u2", "bob", "yes")])
        >>> table.annotators, table.categories, table.units
        (('ann', 'bob'), ('no', 'yes'), 2)
        """
        long = intake.read_triples(rows, Coder(level, categories, open_set), source)
        return cls.from_codes(
            long.codes,
            long.scale,
            annotators=long.annotators,
            document=long.document,
            documents=long.documents,
            weights=long.weights,
        )

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in their order, declared and unused ones included."""
        return self.scale.categories

    @property
    def q(self) -> int:
        """Number of categories."""
        return len(self.scale.categories)

    @cached_property
    def units(self) -> int:
        """Units in the table, rated or not."""
        return int(self.counts.sum())

    @cached_property
    def sizes(self) -> Ints:
        """Ratings per unit of each pattern (patterns,)."""
        if self.kinds is not None:
            return self.kinds.counts.size[self.kinds.of]
        sizes = np.zeros(len(self.codes), dtype=np.int64)
        for column in self.codes.T:
            sizes += column >= 0
        return sizes

    @cached_property
    def active(self) -> Ints:
        """Columns of the annotators who gave at least one rating."""
        if (self.codes[:1000] >= 0).any(axis=0).all():
            return np.arange(len(self.annotators), dtype=np.int64)
        return np.array([place for place, column in enumerate(self.codes.T) if (column >= 0).any()], dtype=np.int64)

    @cached_property
    def paired_units(self) -> int:
        """Units with at least two ratings."""
        return int(self.counts[self.sizes >= 2].sum())

    @cached_property
    def pairable(self) -> int:
        """Ratings in units with at least two."""
        paired = self.sizes >= 2
        return int((self.counts[paired] * self.sizes[paired]).sum())

    @cached_property
    def kinds(self) -> Kinds | None:
        """The distinct counts of labels and which of them each pattern shows; None where they do not fit one key."""
        return kinds_of(self.codes, self.q, self.counts)

    @cached_property
    def clusters(self) -> tuple[Ints, int]:
        """Document of each pattern, counted from 0 over the documents that have a pattern; and how many have."""
        return numbered(self.document)

    @cached_property
    def bits(self) -> PairBits | None:
        """The ratings as bits by document; None where that is not the quickest way to compare annotators."""
        cluster, clusters = self.clusters
        return pair_bits(self.codes, self.q, self.active, cluster, clusters, self.counts)

    @cached_property
    def gram(self) -> Floats | None:
        """Units by annotator and category, beside annotator and category; None where that is not the quickest way."""
        return gram(self.codes, self.q, self.active, self.counts)

    @cached_property
    def label_counts(self) -> LabelCounts:
        """Counts of labels per unit over the whole table, as one cluster."""
        if self.kinds is not None:
            return self.kinds.counts
        return counts_of_ratings(self.codes, self.q, np.zeros(len(self.codes), dtype=np.int64), self.counts)

    @cached_property
    def met(self) -> tuple[Ints, Ints]:
        """The pairs of different categories that met in some unit: lower and higher category."""
        _, lower, higher, _ = self.label_counts.pairs
        keys = np.unique(lower * max(self.q, 1) + higher)
        return keys // max(self.q, 1), keys % max(self.q, 1)

    def only(self, annotators: Collection[str] | None = None, documents: Collection[str] | None = None) -> Ratings:
        """The table of some annotators (in this table's order), of some documents, or both; the scale stays."""
        rows = np.arange(len(self.codes))
        if documents is not None:
            _known(documents, self.documents, "document")
            chosen = [place for place, name in enumerate(self.documents) if name in set(documents)]
            rows = np.flatnonzero(np.isin(self.document, chosen))
        columns = list(range(len(self.annotators)))
        if annotators is not None:
            _known(annotators, self.annotators, "annotator")
            columns = [place for place, name in enumerate(self.annotators) if name in set(annotators)]
        names = tuple(self.annotators[place] for place in columns)
        part = replace(
            self,
            codes=self.codes[rows][:, columns],
            counts=self.counts[rows],
            document=self.document[rows],
            annotators=names,
        )
        return part._folded()

    def without_documents(self) -> Ratings:
        """The same units, with their documents forgotten: fewer patterns, for resampling units."""
        return replace(self, document=np.zeros_like(self.document), documents=())._folded()

    def anonymous(self) -> Ratings:
        """The same labels per unit with the annotators forgotten: fewer patterns, for measures that do not ask who."""
        ordered = np.sort(self.codes, axis=1)[:, ::-1]
        return replace(self, codes=ordered)._folded()

    def rated(self) -> Ratings:
        """The same table without the units that nobody rated."""
        rows = np.flatnonzero(self.sizes > 0)
        if len(rows) == len(self.codes):
            return self
        return replace(self, codes=self.codes[rows], counts=self.counts[rows], document=self.document[rows])

    def _folded(self) -> Ratings:
        base = self.q + 1
        found = distinct_rows(self.document, self.codes, base) if (self.counts == 1).all() else None
        if found is not None:
            document, codes, sums = found
            return self._holding(codes, sums, document)
        columns = [(self.document, max(len(self.documents), 1) + 1), *((column, base) for column in self.codes.T)]
        rows, sums = group_rows(columns, self.counts)
        return self._holding(np.ascontiguousarray(self.codes[rows]), sums, self.document[rows])

    def _holding(self, codes: Codes, sums: Ints, document: Ints) -> Ratings:
        for array in (codes, sums, document):
            array.setflags(write=False)
        return replace(self, codes=codes, counts=sums, document=document)


def _known(asked: Collection[str], names: Sequence[str], what: str) -> None:
    for name in sorted(set(asked) - set(names)):
        raise InputError(f"there is no {what} {name!r} in these ratings", f"Choose among: {', '.join(names[:20])}.")
