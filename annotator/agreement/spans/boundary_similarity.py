"""Boundary similarity B, and Fleiss' pi and kappa over it: agreement on where a text is cut.

Two segmentations are compared by edits: a boundary of one at a place of none of the other is an addition; two such
places less than `reach` apart, one of each, are a transposition (a near miss) of weight distance / reach.
B = 1 - (additions + sum of transposition weights) / (additions + transpositions + matches) (Fournier 2013). Chance:
pi_B uses the square of the share of places that are boundaries, kappa_B the mean over pairs of annotators of the
product of their shares; (B - A_e) / (1 - A_e). Pooled over documents and pairs by sums; transpositions are found
shortest first and from the left, as segeval does. Where nobody cuts, B is undefined (segeval says 1).

Fournier 2013, Evaluating text segmentation using boundary edit distance, ACL, 1702-1712.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from annotator.agreement.categories import sorted_names
from annotator.agreement.coefficient import Terms, quotient
from annotator.agreement.label_counts import Floats
from annotator.agreement.resampling import LARGEST
from annotator.agreement.spans.measure import Measure, share
from annotator.agreement.spans.results import SpanReason
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.tiles import tiles
from annotator.errors import InputError, UsageError


class Segmentation(NamedTuple):
    """How one annotator cut one document."""

    document: str
    annotator: str
    masses: tuple[int, ...]
    """Lengths of the segments, in order."""
    part: str = ""
    """Which part of the document, where its parts are cut one by one."""


class Edits(NamedTuple):
    """What it takes to turn one segmentation into another."""

    matches: int
    additions: int
    transpositions: tuple[int, ...]
    """Distance of each near miss."""


def boundary_edits(first: Collection[int], second: Collection[int], reach: int = 2) -> Edits:
    """Compare two sets of boundaries.

    Args:
        first: Places where one annotator cuts.
        second: Places where the other does.
        reach: Two boundaries fewer places apart than this are a near miss.

    >>> boundary_edits({2, 5}, {2, 4})
    Edits(matches=1, additions=0, transpositions=(1,))
    """
    left, right = set(first) - set(second), set(second) - set(first)
    near = []
    for distance in range(1, reach):
        for place in sorted(left | right):
            for one, other in ((left, right), (right, left)):
                if place in one and place + distance in other:
                    one.remove(place)
                    other.remove(place + distance)
                    near.append(distance)
                    break
    return Edits(len(set(first) & set(second)), len(left) + len(right), tuple(near))


def boundary_measures(segmentations: Iterable[Segmentation], reach: int = 2) -> dict[str, Measure]:
    """`boundary_similarity`, `fleiss_pi_B` and `fleiss_kappa_B`.

    Args:
        segmentations: One per document (or part of one) and annotator.
        reach: See `boundary_edits`; at least 1 (no near misses).

    Raises:
        InputError: Segmentations of a document differ in length, or an annotator segments a document twice.

    >>> cuts = [Segmentation("d", "a", (2, 3, 6)), Segmentation("d", "b", (2, 2, 7))]
    >>> [round(each.result().value, 4) for each in boundary_measures(cuts).values()]
    [0.75, 0.7396, 0.7396]
    """
    if reach < 1:
        raise UsageError(f"a reach of {reach} is not positive", "2 is usual.")
    parts = _by_part(segmentations)
    names = tuple(sorted_names({document for document, _ in parts}))
    annotators = sorted_names({name for cuts in parts.values() for name in cuts})
    row_of = {name: index for index, name in enumerate(names)}
    place = {name: index for index, name in enumerate(annotators)}
    rows = np.zeros((len(names), 4))
    # Boundaries and room per annotator, for kappa alone; told apart only while that fits.
    fits = len(names) * len(annotators) <= LARGEST
    shares = np.zeros((len(names), 2 + 2 * len(annotators) if fits else 2))
    met: set[tuple[int, int]] = set()
    for (document, _), cuts in parts.items():
        at = row_of[document]
        borders = {place[name]: _borders(masses) for name, masses in cuts.items()}
        for one, other in combinations(sorted(borders), 2):
            met.add((one, other))
            edits = boundary_edits(borders[one], borders[other], reach)
            total = edits.matches + edits.additions + len(edits.transpositions)
            rows[at, :2] += total - edits.additions - sum(edits.transpositions) / reach, total
        for who, places in borders.items():
            counts = len(places), sum(next(iter(cuts.values()))) - 1
            rows[at, 2:] += counts
            if fits:
                shares[at, 2 + 2 * who : 4 + 2 * who] += counts
    shares[:, :2] = rows[:, :2]
    units = int(rows[:, 2].sum()) + sum(map(len, parts.values()))
    refusal: SpanReason | None = None if names else "one_rater"
    too_many: SpanReason | None = refusal if fits else "too_large"
    return {
        "boundary_similarity": Measure("boundary_similarity", rows, share, "both_empty", names, units, refusal),
        "fleiss_pi_B": Measure("fleiss_pi_B", rows, _pi, "both_empty", names, units, refusal),
        "fleiss_kappa_B": Measure("fleiss_kappa_B", shares, _kappa(met), "both_empty", names, units, too_many),
    }


def segmentations(spans: Spans) -> list[Segmentation]:
    """Every passage as cut by the borders of each reader's spans; places are tokens where those are known."""
    spans = (spans.in_tokens() or spans).shared()
    cut = tiles(spans)
    width = max(len(spans.annotators), 1)
    borders: dict[int, set[int]] = {}
    for passage, who, start, end in zip(
        cut.passage.tolist(), cut.annotator.tolist(), cut.start.tolist(), cut.end.tolist(), strict=True
    ):
        borders.setdefault(passage * width + who, set()).update((start, end))
    found = []
    for passage, who in zip(spans.reader_passage.tolist(), spans.reader_annotator.tolist(), strict=True):
        start, end = int(spans.passage_start[passage]), int(spans.passage_end[passage])
        places = [start, *sorted(borders.get(passage * width + who, set()) - {start, end}), end]
        document = spans.documents[spans.passage_document[passage]]
        masses = tuple(after - before for before, after in pairwise(places))
        if end > start:
            found.append(Segmentation(document, spans.annotators[who], masses, str(passage)))
    return found


def _by_part(segmentations: Iterable[Segmentation]) -> dict[tuple[str, str], dict[str, tuple[int, ...]]]:
    """Masses by part and annotator, of parts that two annotators cut."""
    found: dict[tuple[str, str], dict[str, tuple[int, ...]]] = {}
    for document, annotator, masses, part in segmentations:
        cuts = found.setdefault((document, part), {})
        if annotator in cuts:
            raise InputError(f"annotator {annotator!r} segments document {document!r} twice", "Keep one of them.")
        if not masses or min(masses) < 1:
            raise InputError(
                f"document {document!r}, annotator {annotator!r}: segments {masses} are impossible",
                "Every segment is at least 1 long.",
            )
        cuts[annotator] = tuple(masses)
    for (document, _), cuts in found.items():
        lengths = {sum(masses) for masses in cuts.values()}
        if len(lengths) > 1:
            raise InputError(
                f"document {document!r} is {min(lengths)} long for one annotator and {max(lengths)} for another",
                "Segments must add up to the same length.",
            )
    return {part: cuts for part, cuts in found.items() if len(cuts) > 1}


def _borders(masses: Sequence[int]) -> set[int]:
    return set(np.cumsum(masses[:-1]).tolist()) if len(masses) > 1 else set()


def _pi(sums: Floats) -> Terms:
    return _corrected(sums, quotient(sums[..., 2], sums[..., 3]) ** 2)


def _kappa(met: Collection[tuple[int, int]]) -> Callable[[Floats], Terms]:
    pairs = np.array(sorted(met), dtype=np.int64).reshape(-1, 2)

    def evaluate(sums: Floats) -> Terms:
        shares = quotient(sums[..., 2::2], sums[..., 3::2])
        return _corrected(sums, (shares[..., pairs[:, 0]] * shares[..., pairs[:, 1]]).mean(axis=-1))

    return evaluate


def _corrected(sums: Floats, expected: Floats) -> Terms:
    observed = share(sums).value
    return Terms(quotient(observed - expected, 1 - expected), observed, expected)
