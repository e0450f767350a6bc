"""What a report is made from: finished labels, their claims aligned once, and where each sentence stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from annotator.agreement.layers.claims import PlacedClaim, aligned_claims
from annotator.desk.agreement.boundaries import on_common_boundaries
from annotator.desk.agreement.model import BoundaryNote
from annotator.errors import UsageError
from annotator.store.connection import Store
from annotator.store.ratings import Finished, MarkedClaim, finished_labels, marked_claims


@dataclass(frozen=True)
class Material:
    """The finished labels of some annotators on some sentences."""

    labels: tuple[Finished, ...]
    claims: tuple[MarkedClaim, ...]
    boundaries: tuple[BoundaryNote, ...] = ()
    """Where sentences of different annotators had to be joined; not kept for a part."""

    @cached_property
    def readers(self) -> dict[str, frozenset[str]]:
        """Who finished each sentence, by segment key."""
        found: dict[str, set[str]] = {}
        for label in self.labels:
            found.setdefault(label.segment, set()).add(label.annotator)
        return {segment: frozenset(names) for segment, names in found.items()}

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Sentences that two or more finished, in the order of the labels."""
        return tuple(segment for segment, names in self.readers.items() if len(names) >= 2)

    @cached_property
    def annotators(self) -> tuple[str, ...]:
        """Everyone with a finished label, sorted."""
        return tuple(sorted({label.annotator for label in self.labels}))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Documents with a sentence that two or more finished."""
        shared = set(self.shared)
        return tuple(dict.fromkeys(label.document for label in self.labels if label.segment in shared))

    @cached_property
    def rows(self) -> list[tuple[int, ...]]:
        """The alignment: indices of the claims that are one, by row; none of sentences that only one finished."""
        placed = [PlacedClaim(claim.segment, claim.annotator, claim.spans) for claim in self.claims]
        return aligned_claims(placed, {segment: len(names) for segment, names in self.readers.items()})

    @cached_property
    def row_of(self) -> dict[int, int]:
        """The row of each claim, by its index."""
        return {index: number for number, row in enumerate(self.rows) for index in row}

    @cached_property
    def claims_in(self) -> dict[str, list[int]]:
        """Indices of the claims of each sentence."""
        found: dict[str, list[int]] = {}
        for index, claim in enumerate(self.claims):
            found.setdefault(claim.segment, []).append(index)
        return found

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        """Number of claims by sentence and annotator."""
        return Counter((claim.segment, claim.annotator) for claim in self.claims)

    @cached_property
    def reached(self) -> dict[str, Counter[str]]:
        """Where the claims of a sentence stop, kept for those sentences that were asked for; see `chain.stages`."""
        return {}

    def pairs_of(self, segment: str) -> Sequence[tuple[str, str]]:
        """Every two annotators who finished a sentence."""
        return list(combinations(sorted(self.readers[segment]), 2))

    def only(self, segments: Collection[str] | None = None, annotators: Collection[str] | None = None) -> Material:
        """The part on some sentences, of some annotators."""
        return Material(
            tuple(each for each in self.labels if _kept(each, segments, annotators)),
            tuple(each for each in self.claims if _kept(each, segments, annotators)),
        )


def _kept(each: Finished | MarkedClaim, segments: Collection[str] | None, annotators: Collection[str] | None) -> bool:
    return (segments is None or each.segment in segments) and (annotators is None or each.annotator in annotators)


def gather(store: Store, roles: Sequence[str], annotators: Sequence[str] = ()) -> Material:
    """Read the finished labels of a project.

    Args:
        store: The project's store.
        roles: The roles of segments that are annotated.
        annotators: Whose labels count; where empty, everyone's but the adjudicator's.

    Raises:
        UsageError: An annotator is named who has finished nothing.
    """
    labels = finished_labels(store, roles)
    known = {label.annotator for label in labels}
    unknown = sorted(set(annotators) - known)
    if unknown:
        names = ", ".join(sorted(known)) or "nobody yet"
        raise UsageError(f"{unknown[0]!r} has not finished a label", f"these have: {names}")
    whole = Material(tuple(labels), tuple(marked_claims(store, roles)))
    chosen = set(annotators) or {label.annotator for label in labels if label.kind != "adjudicator"}
    part = whole if chosen == known else whole.only(annotators=chosen)
    return Material(*on_common_boundaries(store, roles, part.labels, part.claims))
