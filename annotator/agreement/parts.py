"""The same figures on parts of a table: its units are told apart once, then each part is a slice of arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from annotator.agreement.aggregation.units import UnitTable
from annotator.agreement.intake import number_names
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Interval
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.measure import Measure, share


def parts_of(table: UnitTable, part: Sequence[str | None]) -> dict[str, Ratings]:
    """The ratings of each part, with the annotators and the scale of the whole table.

    Args:
        table: The units with their ratings.
        part: The part of each unit of `table.units`; None = of none.

    >>> table = UnitTable.from_rows([("u1", "ann", "yes"), ("u2", "ann", "no"), ("u3", "ann", "no")])
    >>> {name: ratings.units for name, ratings in parts_of(table, ["x", None, "x"]).items()}
    {'x': 2}
    """
    names, place = number_names([name for name in part if name is not None])
    units = np.array([index for index, name in enumerate(part) if name is not None], dtype=np.int64)
    if place is None or len(units) == 0:
        return {}
    documents, document = number_names([name for name in table.documents if name is not None])
    order = np.argsort(place, kind="stable")
    bounds = np.searchsorted(place[order], np.arange(len(names) + 1))
    found = {}
    for index, name in enumerate(names):
        rows = units[order[bounds[index] : bounds[index + 1]]]
        found[name] = Ratings.from_codes(
            table.codes[rows],
            table.ratings.scale,
            annotators=table.ratings.annotators,
            document=None if document is None or not documents else document[rows],
            documents=documents,
        )
    return found


def share_interval(counts: Mapping[str, tuple[int, int]], *, resamples: int, seed: int) -> Interval:
    """The interval of a share whose two sums add up over documents.

    Args:
        counts: By document what is counted, and what it is a share of.
        resamples: Replicates of a bootstrap.
        seed: Seed of its draws.
    """
    rows = np.array([counts[name] for name in sorted(counts)], dtype=np.float64).reshape(-1, 2)
    of = Measure("share", rows, share, "both_empty", tuple(sorted(counts)), int(rows[:, 1].sum()))
    return span_intervals([of], resamples=resamples, seed=seed)["share"]
