"""Do two annotators divide the same mentions among speakers alike? B-cubed and pairwise F1 of two clusterings.

Speakers need no common names for this: only who is the same as whom counts. B-cubed precision is the mean over mentions
of |both clusters of the mention| / |its cluster by the second|, recall the same over the first (Bagga & Baldwin 1998);
pairwise precision and recall are those of the pairs of mentions that share a cluster. Mentions of different documents
are not compared. F1 is the same whichever annotator comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from annotator.agreement.alignment.joins import summed
from annotator.agreement.coefficient import Terms, quotient
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.measure import Measure
from annotator.agreement.spans.results import SpanReason
from annotator.errors import InputError


def partition_measures(
    first: Sequence[Hashable | None], second: Sequence[Hashable | None], documents: Sequence[str] | None = None
) -> dict[str, Measure]:
    """`bcubed_precision`, `bcubed_recall`, `bcubed_f1`, `pairwise_precision`, `pairwise_recall`, `pairwise_f1`.

    Args:
        first: Speaker of each mention by the first annotator; None = missing, and the mention is left out.
        second: The same by the second.
        documents: Document of each mention; default one document.

    Raises:
        InputError: The sequences differ in length.

    >>> found = partition_measures([1, 1, 1, 2, 2], ["x", "x", "y", "y", "y"])
    >>> round(found["bcubed_f1"].result().value, 4), round(found["pairwise_f1"].result().value, 4)
    (0.7333, 0.5)
    """
    where = ["" for _ in first] if documents is None else list(documents)
    if not len(first) == len(second) == len(where):
        raise InputError("the clusterings differ in length", "Give one speaker of each annotator per mention.")
    kept = [at for at, both in enumerate(zip(first, second, strict=True)) if None not in both]
    document, names = _numbered([where[at] for at in kept])
    left, _ = _numbered([(where[at], first[at]) for at in kept])
    right, _ = _numbered([(where[at], second[at]) for at in kept])
    rows = _rows(document, left, right, len(names))
    refusal: SpanReason | None = None if kept else "no_mentions"
    held = tuple(str(name) for name in names)
    return {
        name: Measure(name, rows, evaluate, "both_empty", held, len(kept), refusal)
        for name, evaluate in _MEASURES.items()
    }


def _numbered(values: Sequence[Hashable]) -> tuple[Ints, list[Hashable]]:
    """Each value as a number, in the order met."""
    places: dict[Hashable, int] = {}
    numbers = [places.setdefault(value, len(places)) for value in values]
    return np.array(numbers, dtype=np.int64), list(places)


def _rows(document: Ints, left: Ints, right: Ints, documents: int) -> Floats:
    """Per document: sums of precision and recall over mentions, mentions; pairs in both, in second, in first."""
    width = int(right.max(initial=-1)) + 1
    cells, held = np.unique(left * max(width, 1) + right, return_index=True)
    both = np.bincount(np.searchsorted(cells, left * max(width, 1) + right)).astype(np.float64)
    sizes = [np.bincount(side).astype(np.float64) for side in (left, right)]
    at = document[held]
    columns = [
        summed(at, both**2 / sizes[1][right[held]], documents),
        summed(at, both**2 / sizes[0][left[held]], documents),
        summed(document, None, documents),
        summed(at, both * (both - 1) / 2, documents),
    ]
    for side, size in zip((right, left), reversed(sizes), strict=True):
        clusters, one = np.unique(side, return_index=True)
        columns.append(summed(document[one], (size * (size - 1) / 2)[clusters], documents))
    return np.stack(columns, axis=1)


def _ratio(above: int, below: int) -> Callable[[Floats], Terms]:
    def evaluate(sums: Floats) -> Terms:
        return Terms(quotient(sums[..., above], sums[..., below]), sums[..., above], sums[..., below])

    return evaluate


def _bcubed_f1(sums: Floats) -> Terms:
    # 2 P R / (P + R) with both over the same mentions.
    above, below = 2 * sums[..., 0] * sums[..., 1], sums[..., 2] * (sums[..., 0] + sums[..., 1])
    return Terms(quotient(above, below), above, below)


def _pairwise_f1(sums: Floats) -> Terms:
    above, below = 2 * sums[..., 3], sums[..., 4] + sums[..., 5]
    return Terms(quotient(above, below), above, below)


_MEASURES: dict[str, Callable[[Floats], Terms]] = {
    "bcubed_precision": _ratio(0, 2),
    "bcubed_recall": _ratio(1, 2),
    "bcubed_f1": _bcubed_f1,
    "pairwise_precision": _ratio(3, 4),
    "pairwise_recall": _ratio(3, 5),
    "pairwise_f1": _pairwise_f1,
}
