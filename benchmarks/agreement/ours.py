"""What is measured of this project. Each job takes its options and gives (work to be timed, then its values)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import invented

PROJECTS = Path(__file__).resolve().parent.parent.parent / "build" / "benchprojects"
"""Invented projects are kept: making one takes longer than what is measured on it."""
Job = tuple[Callable[[], Any], Callable[[Any], dict[str, Any]]]


def alpha(options: dict[str, Any]) -> Job:
    """All coefficients of a coded table, with a bootstrap over documents or units, or none."""
    from annotator.agreement.intervals import intervals
    from annotator.agreement.ratings import Ratings
    from annotator.agreement.report import coefficients

    codes = invented.ratings(options["units"], options["annotators"], options["categories"], options["missing"])
    document = invented.documents(options["units"])
    names = [str(place) for place in range(options["categories"])]
    titles = [str(place) for place in range(int(document[-1]) + 1)]
    by = options.get("by", "")

    def work() -> Any:
        where = {"document": document, "documents": titles} if by == "document" else {}
        table = Ratings.from_codes(codes, names, **where)
        found = coefficients(table, "ordinal")
        if by:
            intervals(table, list(found), by=by, resamples=1000, points=found)
        return found

    return work, lambda found: {name: result.value for name, result in found.items()}


def gamma(options: dict[str, Any]) -> Job:
    """The best alignment alone, or all of gamma with 30 samples."""
    from annotator.agreement.alignment.dissimilarity import Combined
    from annotator.agreement.spans.gamma import GammaPlan
    from annotator.agreement.spans.gamma import gamma as measure
    from annotator.agreement.spans.table import Mark, Spans

    found = invented.spans(options["units"], options["annotators"])
    marks = [Mark("d", str(who), ((start, end),), str(label)) for who, start, end, label in found]
    readers = [("d", str(who)) for who in range(options["annotators"])]
    spans = Spans.of_documents(marks, readers, {"d": max(span[2] for span in found)})
    if not options["whole"]:
        return _alignment(found, options["annotators"], Combined())
    return lambda: measure(spans, GammaPlan(samples=30)), lambda made: {
        "disorder": made.gamma.numerator,
        "gamma": made.gamma.value,
    }


def _alignment(found: list[invented.Span], annotators: int, dissimilarity: Any) -> Job:
    import numpy as np

    from annotator.agreement.alignment.align import align_units
    from annotator.agreement.alignment.units import Units

    who, start, end, label = (np.array(column) for column in zip(*found, strict=True))
    places = np.zeros(len(found), dtype=np.int64), who, start.astype(float), end.astype(float), label
    mean = len(found) / annotators

    def work() -> Any:
        return align_units(Units.of_intervals(*places, np.array([annotators])), dissimilarity, patience=20_000)

    return work, lambda made: {"disorder": float(made.cost.sum()) / mean}


def aggregate(options: dict[str, Any]) -> Job:
    """Labels by one method."""
    import numpy as np

    from annotator.agreement.aggregation.dawid_skene import dawid_skene
    from annotator.agreement.aggregation.mace import mace
    from annotator.agreement.aggregation.majority import majority
    from annotator.agreement.aggregation.units import patterns_of
    from annotator.agreement.ratings import Ratings

    codes = invented.ratings(options["units"], options["annotators"], options["categories"], options["missing"])
    names = [str(place) for place in range(options["categories"])]
    method = {"dawid_skene": dawid_skene, "mace": mace, "majority": majority}[options["method"]]

    def work() -> Any:
        result = method(Ratings.from_codes(codes, names))
        place = patterns_of(result.table, codes)
        return np.where(place >= 0, result.label[place], -1)

    return work, lambda labels: {"labels": labels.tolist()}


def report(options: dict[str, Any]) -> Job:
    """The agreement report of a project, part by part."""
    import time

    import project as made

    from annotator.desk.agreement.build import project_agreement
    from annotator.desk.project import open_project

    root = PROJECTS / f"{options['units']}x{options['annotators']}"
    if not root.exists():
        half = root.with_name(f"{root.name}.unfinished")
        shutil.rmtree(half, ignore_errors=True)
        made.fill(half, options["units"], options["annotators"])
        half.rename(root)

    def work() -> Any:
        ends = [time.process_time()]
        with open_project(root) as opened:
            project_agreement(opened, on_step=lambda _: ends.append(time.process_time()))
        return [*ends, time.process_time()]

    return work, lambda ends: {"steps": [after - before for before, after in pairwise(ends)]}
