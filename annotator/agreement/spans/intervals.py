"""How sure a measure of spans is: documents drawn again, or left out one by one.

The same rules as for ratings: percentile bootstrap from 40 documents on, jackknife with Student's t below, nothing
below 10 documents. All measures share the same draws.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from annotator.agreement import student
from annotator.agreement.intervals import BOOTSTRAP_FROM, FEWEST, MOST_DROPPED
from annotator.agreement.label_counts import Floats
from annotator.agreement.resampling import draws
from annotator.agreement.results import Interval, Reason
from annotator.agreement.spans.measure import Measure
from annotator.errors import UsageError

LIMITS = (0.667, 0.8)


def span_intervals(
    measures: Iterable[Measure], *, resamples: int = 2000, seed: int = 1, confidence: float = 0.95
) -> dict[str, Interval]:
    """Intervals by name of measure.

    Args:
        measures: Measures of the same spans.
        resamples: Replicates of the bootstrap.
        seed: Seed of its draws.
        confidence: Coverage meant, between 0 and 1.

    Raises:
        UsageError: A number is out of range.
    """
    if resamples < 1 or seed < 0 or not 0 < confidence < 1:
        raise UsageError(
            f"{resamples} resamples with seed {seed} and confidence {confidence} are impossible",
            "2000, 1 and 0.95 are usual.",
        )
    listed = list(measures)
    answer: dict[str, Interval] = {}
    able: dict[tuple[tuple[str, ...], bool], list[Measure]] = {}
    for each in listed:
        clusters = _telling(each)
        reason: Reason = "no_interval" if each.result().value is None else "few_documents"
        answer[each.name] = Interval(None, None, reason, None, clusters, 0, 0, None, confidence, None, None)
        if reason == "few_documents" and clusters >= FEWEST:
            able.setdefault((each.documents, clusters >= BOOTSTRAP_FROM), []).append(each)
    for (_, many), group in able.items():
        if many:
            answer |= _bootstrapped(group, resamples, seed, confidence)
        else:
            answer |= {each.name: _jackknifed(each, confidence) for each in group}
    return answer


def _telling(each: Measure) -> int:
    """Documents that say anything: where nobody marked anything there is nothing to compare."""
    return int(each.rows.any(axis=1).sum())


def _bootstrapped(group: list[Measure], resamples: int, seed: int, confidence: float) -> dict[str, Interval]:
    documents = len(group[0].documents)
    values: list[list[Floats]] = [[] for _ in group]
    for drawn in draws(np.ones(documents, dtype=np.int64), resamples, np.random.default_rng(seed)):
        for each, parts in zip(group, values, strict=True):
            parts.append(each.evaluate(drawn @ each.rows).value)
    found = {}
    for each, parts in zip(group, values, strict=True):
        replicates = np.concatenate(parts)
        kept = replicates[~np.isnan(replicates)]
        dropped = resamples - len(kept)
        steady = dropped <= MOST_DROPPED * resamples
        tail = (1 - confidence) / 2
        low, high = np.quantile(kept, [tail, 1 - tail]).tolist() if steady else (None, None)
        below = [float(np.mean(kept < limit)) if steady else None for limit in LIMITS]
        reason: Reason | None = None if steady else "unstable"
        found[each.name] = Interval(
            low, high, reason, "document_bootstrap", _telling(each), resamples, dropped, seed, confidence, *below
        )
    return found


def _jackknifed(each: Measure, confidence: float) -> Interval:
    documents, clusters = len(each.documents), _telling(each)
    whole = each.rows.sum(axis=0)
    left = whole - each.rows
    # What a difference leaves of a sum that is really zero.
    left[np.abs(left) <= 64 * np.finfo(np.float64).eps * np.abs(whole)] = 0.0
    values = each.evaluate(left).value
    dropped = int(np.isnan(values).sum())
    value = each.result().value
    method = "document_jackknife"
    if dropped or value is None:
        return Interval(None, None, "unstable", method, clusters, documents, dropped, None, confidence, None, None)
    error = float(np.sqrt((documents - 1) / documents * ((values - values.mean()) ** 2).sum()))
    reach = student.quantile((1 + confidence) / 2, clusters - 1) * error
    below = [
        student.probability((limit - value) / error, clusters - 1) if error > 0 else float(value < limit)
        for limit in LIMITS
    ]
    low, high = max(value - reach, each.least), min(value + reach, 1.0)
    return Interval(low, high, None, method, clusters, documents, 0, None, confidence, *below)
