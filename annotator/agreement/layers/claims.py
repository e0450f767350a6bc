"""The one alignment on which all layers below claim presence stand.

The claims of all annotators in a sentence are aligned once, exactly: each annotator at most once per row, claims of one
row pairwise at an intersection over union of at least .5, at minimum total cost (see `alignment.align`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.alignment.align import align_units
from annotator.agreement.alignment.dissimilarity import IntersectionOverUnion
from annotator.agreement.alignment.units import Units


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim as alignment sees it: in which sentence, whose, where."""

    sentence: str
    annotator: str
    pieces: Sequence[tuple[int, int]]
    """`[start, end)` in code points, sorted, apart."""


def aligned_claims(claims: Sequence[PlacedClaim], readers: Mapping[str, int]) -> list[tuple[int, ...]]:
    """The rows of the alignment, each with the indices of its claims, by sentence and place.

    Args:
        claims: All claims of all annotators.
        readers: How many annotators finished each sentence, with or without a claim. Claims of a sentence that fewer
            than two finished are in no row: nobody could have matched them.

    >>> places = [("ann", [(0, 10)]), ("ben", [(1, 10)]), ("ben", [(20, 30)])]
    >>> aligned_claims([PlacedClaim("s", annotator, pieces) for annotator, pieces in places], {"s": 2})
    [(0, 1), (2,)]
    """
    shared = [index for index, claim in enumerate(claims) if readers[claim.sentence] >= 2]
    if not shared:
        return []
    sentences = {sentence: place for place, sentence in enumerate(dict.fromkeys(claims[i].sentence for i in shared))}
    names = {name: place for place, name in enumerate(sorted({claims[index].annotator for index in shared}))}
    pieces = [(place, piece) for place, index in enumerate(shared) for piece in claims[index].pieces]
    units = Units(
        group=np.array([sentences[claims[index].sentence] for index in shared], dtype=np.int64),
        annotator=np.array([names[claims[index].annotator] for index in shared], dtype=np.int64),
        start=np.array([claims[index].pieces[0][0] for index in shared], dtype=float),
        end=np.array([claims[index].pieces[-1][1] for index in shared], dtype=float),
        label=np.full(len(shared), -1, dtype=np.int64),
        raters=np.array([readers[sentence] for sentence in sentences], dtype=np.int64),
        piece_unit=np.array([place for place, _ in pieces], dtype=np.int64),
        piece_start=np.array([start for _, (start, _) in pieces], dtype=float),
        piece_end=np.array([end for _, (_, end) in pieces], dtype=float),
    )
    found = align_units(units, IntersectionOverUnion())
    rows: list[list[int]] = [[] for _ in range(len(found.group))]
    for place, row in enumerate(found.row.tolist()):
        rows[row].append(shared[place])
    return [tuple(row) for row in rows]
