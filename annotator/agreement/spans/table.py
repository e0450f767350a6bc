"""The marks of all annotators: which spans each marked in which passage, and who read what without marking anything.

A passage is what is read as a whole, a document or a sentence; spans are compared only within their passage, and
documents are what is resampled. Whoever read a passage and marked nothing is in `reader_annotator` all the same: that
is data, not missing. Everything is sorted, so the order of the input changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alignment.joins import expand, merged
from annotator.agreement.alignment.units import Units
from annotator.agreement.patterns import Ints
from annotator.errors import InputError


class Mark(NamedTuple):
    """One claim of one annotator: the places it covers, and what it is called."""

    document: str
    annotator: str
    spans: tuple[tuple[int, int], ...]
    """Half-open stretches, one or more; overlapping or touching ones count once."""
    label: str | None = None


class Passage(NamedTuple):
    """A stretch of a document that some annotators have read to its end."""

    document: str
    start: int
    end: int
    readers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of several annotators; build it with `of_passages` or `of_documents`."""

    documents: tuple[str, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    passage_document: Ints
    """Document of each passage (passages,)."""
    passage_start: Ints
    passage_end: Ints
    reader_passage: Ints
    """Passage of each reading, ascending (readings,)."""
    reader_annotator: Ints
    """Who read it; ascending within a passage."""
    passage: Ints
    """Passage of each unit; units are sorted by passage, place, label, annotator (units,)."""
    annotator: Ints
    label: Ints
    """Label of each unit, -1 = none."""
    source: Ints
    """Place of each unit in the input."""
    piece_unit: Ints
    """Unit of each piece, ascending; pieces of a unit are disjoint and sorted (pieces,)."""
    piece_start: Ints
    piece_end: Ints
    lengths_known: bool = True
    """False where the end of some document was taken from its last span."""
    token_document: Ints | None = None
    """Document of each token, ascending (tokens,)."""
    token_start: Ints | None = None
    token_end: Ints | None = None

    @classmethod
    def of_passages(
        cls,
        marks: Iterable[Mark],
        passages: Iterable[Passage],
        *,
        labels: Sequence[str] | None = None,
        tokens: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    ) -> Spans:
        """Marks within passages, such as sentences.

        Args:
            marks: The claims; each must lie in one passage, and its annotator must be a reader of it.
            passages: What was read, by whom; passages of a document do not overlap.
            labels: All labels in their order; default those used, sorted.
            tokens: Tokens of each document as half-open stretches in order, where token measures are wanted.

        Raises:
            InputError: A mark is in no passage, by no reader, empty, or has an undeclared label; passages overlap.
        """
        from annotator.agreement.spans.building import build

        return build(marks, passages, labels, tokens)

    @classmethod
    def of_documents(
        cls,
        marks: Iterable[Mark],
        readers: Iterable[tuple[str, str]] = (),
        lengths: Mapping[str, int] | None = None,
        starts: Mapping[str, int] | None = None,
        *,
        labels: Sequence[str] | None = None,
        tokens: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    ) -> Spans:
        """Marks in whole documents, each of them one passage.

        Args:
            marks: The claims.
            readers: (document, annotator) of those who read a document, beside those who marked something in it.
            lengths: Length of each document; one that is not given ends with its last span.
            starts: Where each document begins, in the same places as its spans; one that is not given begins at 0.
            labels: All labels in their order; default those used, sorted.
            tokens: Tokens of each document, where token measures are wanted.

        Raises:
            InputError: A mark is empty or lies outside its document, or has an undeclared label.

        >>> spans = Spans.of_documents([Mark("d", "ann", ((0, 4),)), Mark("d", "bob", ((2, 4), (6, 9)))])
        >>> len(spans), spans.annotators, spans.passage_end.tolist(), spans.lengths_known
        (2, ('ann', 'bob'), [9], False)
        """
        from annotator.agreement.spans.building import document_passages

        listed = list(marks)
        passages, known = document_passages(listed, readers, lengths or {}, starts or {})
        whole = cls.of_passages(listed, passages, labels=labels, tokens=tokens)
        return replace(whole, lengths_known=known)

    def __len__(self) -> int:
        return len(self.passage)

    @cached_property
    def start(self) -> Ints:
        """First place of each unit (units,)."""
        return self.piece_start[self._first_piece]

    @cached_property
    def end(self) -> Ints:
        """The place after the last one of each unit (units,)."""
        last: Ints = self.piece_end[self._first_piece + self._pieces - 1]
        return last

    @cached_property
    def readers(self) -> Ints:
        """How many annotators read each passage (passages,)."""
        return np.bincount(self.reader_passage, minlength=len(self.passage_document)).astype(np.int64)

    @cached_property
    def document(self) -> Ints:
        """Document of each unit (units,)."""
        return self.passage_document[self.passage]

    @cached_property
    def shared_documents(self) -> Ints:
        """Documents with a passage that two annotators read, ascending."""
        return np.unique(self.passage_document[self.readers >= 2])

    @cached_property
    def shared_units(self) -> int:
        """Units in passages that two annotators read."""
        return int((self.readers[self.passage] >= 2).sum())

    @cached_property
    def _pieces(self) -> Ints:
        return np.bincount(self.piece_unit, minlength=len(self)).astype(np.int64)

    @cached_property
    def _first_piece(self) -> Ints:
        return np.cumsum(self._pieces) - self._pieces

    def units(self) -> Units:
        """The units for alignment, grouped by passage."""
        return Units(
            self.passage,
            self.annotator,
            self.start.astype(np.float64),
            self.end.astype(np.float64),
            self.label,
            self.readers,
            self.piece_unit,
            self.piece_start.astype(np.float64),
            self.piece_end.astype(np.float64),
        )

    def where(self, keep: NDArray[np.bool_]) -> Spans:
        """The same readings with some of the units only, such as those of one label."""
        chosen = np.flatnonzero(keep)
        owner, piece = expand(self._first_piece[chosen], self._pieces[chosen])
        return replace(
            self,
            passage=self.passage[chosen],
            annotator=self.annotator[chosen],
            label=self.label[chosen],
            source=self.source[chosen],
            piece_unit=owner,
            piece_start=self.piece_start[piece],
            piece_end=self.piece_end[piece],
        )

    def shared(self) -> Spans:
        """Only the passages that two annotators read, with their units."""
        return self._of_readings(self.readers[self.reader_passage] >= 2)

    def only(self, annotators: Iterable[str]) -> Spans:
        """The readings and units of some annotators, in passages that two of them read.

        Raises:
            InputError: There is no such annotator.
        """
        names = set(annotators)
        for name in sorted(names - set(self.annotators)):
            raise InputError(
                f"there is no annotator {name!r} here", f"Choose among: {', '.join(self.annotators[:20])}."
            )
        chosen = np.array([name in names for name in self.annotators])
        return self._of_readings(chosen[self.reader_annotator]).shared()

    def _of_readings(self, keep: NDArray[np.bool_]) -> Spans:
        """Some of the readings, with what was marked in them; passages without a reader go."""
        n = max(len(self.annotators), 1)
        readings = self.reader_passage[keep] * n + self.reader_annotator[keep]
        held, place = np.unique(self.reader_passage[keep], return_inverse=True)
        number = np.full(len(self.passage_document), -1, dtype=np.int64)
        number[held] = np.arange(len(held))
        part = self.where(np.isin(self.passage * n + self.annotator, readings))
        return replace(
            part,
            passage_document=self.passage_document[held],
            passage_start=self.passage_start[held],
            passage_end=self.passage_end[held],
            reader_passage=place.astype(np.int64),
            reader_annotator=self.reader_annotator[keep],
            passage=number[part.passage],
        )

    def whole_documents(self) -> Spans:
        """The same with each document as one passage, from its first passage to its last, read by whoever read any."""
        documents, place = np.unique(self.passage_document, return_inverse=True)
        if len(documents) == len(place):
            return self
        start = np.full(len(documents), np.iinfo(np.int64).max)
        np.minimum.at(start, place, self.passage_start)
        end = np.zeros(len(documents), dtype=np.int64)
        np.maximum.at(end, place, self.passage_end)
        n = max(len(self.annotators), 1)
        readings = np.unique(place[self.reader_passage] * n + self.reader_annotator)
        return replace(
            self,
            passage_document=documents,
            passage_start=start,
            passage_end=end,
            reader_passage=readings // n,
            reader_annotator=readings % n,
            passage=place[self.passage].astype(np.int64),
        )

    def in_tokens(self) -> Spans | None:
        """The same with tokens as places: a token is marked if any of its characters is; None without tokens."""
        if self.token_document is None or self.token_start is None or self.token_end is None:
            return None
        from annotator.agreement.spans.tokens import token_places

        return token_places(self, self.token_document, self.token_start, self.token_end)

    def covered(self) -> tuple[Ints, Ints, Ints, Ints]:
        """What each annotator marked, whatever the unit: passage, annotator, start and end of disjoint stretches."""
        n = max(len(self.annotators), 1)
        key, start, end = merged(
            self.passage[self.piece_unit] * n + self.annotator[self.piece_unit], self.piece_start, self.piece_end
        )
        return key // n, key % n, start, end
