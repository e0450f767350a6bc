"""Where annotators worked on different boundaries: their sentences are joined until all agree on the ends.

Sentences of different annotators that overlap but are not equal become one stretch, the smallest one on whose ends all
of them agree. It counts for an annotator who has finished all of it. Where nobody changed a boundary this costs
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from annotator.desk.agreement.model import BoundaryNote
from annotator.records.identifiers import parse_segment_key, segment_key
from annotator.store.connection import Store
from annotator.store.ratings import Finished, MarkedClaim
from annotator.store.views import own_documents, own_segments

Extent = tuple[int, int]
"""`[start, end)` in code points of the document."""

Joined = tuple[tuple[Finished, ...], tuple[MarkedClaim, ...], tuple[BoundaryNote, ...]]
"""Labels and claims on units on whose ends all agree, and where sentences had to be joined for that."""


def on_common_boundaries(
    store: Store, roles: Sequence[str], labels: Sequence[Finished], claims: Sequence[MarkedClaim]
) -> Joined:
    """The labels and claims with sentences that overlap joined into one.

    Args:
        store: The project's store.
        roles: The roles of segments that are annotated.
        labels: Finished labels, those of one document together.
        claims: Their claims, in the order of the labels.
    """
    recut = own_documents(store)
    if not recut:
        return tuple(labels), tuple(claims), ()
    kept: list[Finished] = []
    marked: list[MarkedClaim] = []
    notes: list[BoundaryNote] = []
    said: dict[str, list[MarkedClaim]] = {}
    for claim in claims:
        said.setdefault(claim.document, []).append(claim)
    for document, group in groupby(labels, key=lambda label: label.document):
        part, here = list(group), said.get(document, [])
        if document in recut:
            work = _Document(store, roles, document, part)
            part, here = work.labels(), work.claims(here)
            notes += work.notes()
        kept += part
        marked += here
    return tuple(kept), tuple(marked), tuple(notes)


class _Document:
    """One document in which somebody changed a boundary."""

    def __init__(self, store: Store, roles: Sequence[str], document: str, labels: Sequence[Finished]) -> None:
        self._store = store
        self._roles = roles
        self._document = document
        self._labels = labels
        self._extents: dict[str, list[Extent]] = {}
        for label in labels:
            self._extents.setdefault(label.annotator, []).append(_extent(label.segment))
        self._stretches = list(_stretches({extent for extents in self._extents.values() for extent in extents}))
        self._unit_of = {extent: stretch for stretch, extents in self._stretches for extent in extents}
        self._views: dict[str, list[Extent]] = {}
        self._counts: dict[tuple[str, Extent], bool] = {}

    def labels(self) -> list[Finished]:
        """The labels on the stretches, by place and annotator."""
        parts: dict[tuple[Extent, str], list[Finished]] = {}
        for label in self._labels:
            stretch = self._unit_of[_extent(label.segment)]
            if self._finished(label.annotator, stretch):
                parts.setdefault((stretch, label.annotator), []).append(label)
        return [self._one(stretch, found) for (stretch, _), found in sorted(parts.items())]

    def _one(self, stretch: Extent, labels: Sequence[Finished]) -> Finished:
        """One label of those on a stretch; it is as recent, and was made under the codebook, of the last of them."""
        last = max(labels, key=lambda label: label.saved_at)
        return replace(
            last, segment=segment_key(self._document, *stretch), has_claims=any(label.has_claims for label in labels)
        )

    def claims(self, claims: Sequence[MarkedClaim]) -> list[MarkedClaim]:
        """The claims on the stretches, by place and annotator, numbered anew."""
        placed: dict[tuple[Extent, str], list[MarkedClaim]] = {}
        for claim in sorted(claims, key=lambda claim: (_extent(claim.segment), claim.annotator, claim.position)):
            stretch = self._unit_of[_extent(claim.segment)]
            if self._finished(claim.annotator, stretch):
                placed.setdefault((stretch, claim.annotator), []).append(claim)
        return [
            replace(claim, segment=segment_key(self._document, *stretch), position=position)
            for (stretch, _), found in sorted(placed.items())
            for position, claim in enumerate(found)
        ]

    def notes(self) -> Iterator[BoundaryNote]:
        """The stretches that were joined of sentences with different ends."""
        for stretch, extents in self._stretches:
            if len(extents) < 2:
                continue
            cuts = {
                name: tuple(sorted(set(mine) & extents)) for name, mine in self._extents.items() if extents & set(mine)
            }
            yield BoundaryNote(
                document=self._document,
                segment=segment_key(self._document, *stretch),
                start=stretch[0],
                end=stretch[1],
                sentences=dict(sorted(cuts.items())),
                counted=tuple(name for name in sorted(cuts) if self._finished(name, stretch)),
            )

    def _finished(self, annotator: str, stretch: Extent) -> bool:
        """Whether the annotator has finished every sentence that stands in a stretch."""
        if stretch not in self._extents[annotator] and (annotator, stretch) not in self._counts:
            mine = self._extents[annotator]
            self._counts[annotator, stretch] = all(
                any(start <= each[0] and each[1] <= end for start, end in mine)
                for each in self._view(annotator)
                if each[0] < stretch[1] and stretch[0] < each[1]
            )
        return self._counts.get((annotator, stretch), True)

    def _view(self, annotator: str) -> list[Extent]:
        """The sentences of a document as the annotator cuts it."""
        if annotator not in self._views:
            view = own_segments(self._store, annotator, self._document)
            self._views[annotator] = [(each.start, each.end) for each in view if each.role in self._roles]
        return self._views[annotator]


def _extent(segment: str) -> Extent:
    return parse_segment_key(segment)[1:]


def _stretches(extents: set[Extent]) -> Iterator[tuple[Extent, set[Extent]]]:
    """Extents that overlap, directly or through others, with the stretch that they cover together."""
    together: set[Extent] = set()
    start = end = 0
    for extent in sorted(extents):
        if together and extent[0] >= end:
            yield (start, end), together
            together = set()
        if not together:
            start, end = extent
        together.add(extent)
        end = max(end, extent[1])
    if together:
        yield (start, end), together
