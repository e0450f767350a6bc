"""Intervals for figures that are functions of sums over documents, such as an F1.

The same rules as for coefficients (see `intervals`): a percentile bootstrap over documents from 40 of them on, the
document jackknife with Student's t from 10 on, none below.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.agreement import student
from annotator.agreement.intervals import BOOTSTRAP_FROM, FEWEST, MOST_DROPPED
from annotator.agreement.label_counts import Floats
from annotator.agreement.results import Interval, Reason

_CONFIDENCE = 0.95
_BLOCK = 4_000_000
"""Draws held at once, so that memory does not follow the number of documents."""


def rows_interval(
    rows: Floats, evaluate: Callable[[Floats], Floats], *, resamples: int = 2000, seed: int = 1
) -> Interval:
    """The 95 % interval of `evaluate(rows.sum(axis=0))`.

    Args:
        rows: Sums of each document (documents, width).
        evaluate: From sums (..., width) to values (...); NaN where undefined.
        resamples: Replicates of the bootstrap.
        seed: Seed of its draws.
    """
    clusters = len(rows)
    value = float(evaluate(rows.sum(axis=0)[None])[0]) if clusters else float("nan")
    if np.isnan(value):
        return _none(clusters, "no_interval")
    if clusters < FEWEST:
        return _none(clusters, "few_documents")
    if clusters < BOOTSTRAP_FROM:
        return _jackknife(rows, evaluate, value)
    return _bootstrap(rows, evaluate, resamples, seed)


def _jackknife(rows: Floats, evaluate: Callable[[Floats], Floats], value: float) -> Interval:
    n = len(rows)
    values = evaluate(rows.sum(axis=0)[None] - rows)
    if np.isnan(values).any():
        return _none(n, "unstable")
    error = float(np.sqrt((n - 1) / n * ((values - values.mean()) ** 2).sum()))
    reach = student.quantile((1 + _CONFIDENCE) / 2, n - 1) * error
    return Interval(
        value - reach, min(value + reach, 1.0), None, "document_jackknife", n, n, 0, None, _CONFIDENCE, None, None
    )


def _bootstrap(rows: Floats, evaluate: Callable[[Floats], Floats], resamples: int, seed: int) -> Interval:
    n, rng = len(rows), np.random.default_rng(seed)
    step = max(1, _BLOCK // n)
    parts = [
        evaluate(rng.multinomial(n, np.full(n, 1 / n), size=min(step, resamples - done)) @ rows)
        for done in range(0, resamples, step)
    ]
    values = np.concatenate(parts)
    kept = values[~np.isnan(values)]
    dropped = len(values) - len(kept)
    if dropped > MOST_DROPPED * len(values):
        return _none(n, "unstable")
    low, high = np.quantile(kept, [(1 - _CONFIDENCE) / 2, (1 + _CONFIDENCE) / 2]).tolist()
    return Interval(low, high, None, "document_bootstrap", n, resamples, dropped, seed, _CONFIDENCE, None, None)


def _none(clusters: int, reason: Reason) -> Interval:
    return Interval(None, None, reason, None, clusters, 0, 0, None, _CONFIDENCE, None, None)
