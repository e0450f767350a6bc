"""How far two sides stand apart: mean difference and delta, with intervals.

    mean difference = sum_u (s(first) - s(second)) / n,   s = -1, 0, +1 for three categories
    delta = (units higher - units lower) / n

delta is Cliff's d within units (N. Cliff: Dominance statistics. Psychological Bulletin 114, 1993, 494-509). Intervals
as everywhere in this room: documents are resampled where they are known, else units; bootstrap from 40 on, jackknife
with Student's t from 10 on, none below. None reaches beyond what the effect itself can be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement import student
from annotator.agreement.direction.contrast import Contrast
from annotator.agreement.direction.results import Effect, Reason
from annotator.agreement.intervals import BOOTSTRAP_FROM, FEWEST
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.resampling import draws


@dataclass(frozen=True)
class Plan:
    """How intervals are made."""

    resamples: int = 2000
    seed: int = 1
    confidence: float = 0.95


@dataclass(frozen=True, eq=False)
class _Clusters:
    """Sums per independent part: numerator and units, and how often a part with these sums occurs."""

    top: Floats
    units: Floats
    copies: Ints
    name: str


def mean_difference(contrast: Contrast, plan: Plan) -> Effect:
    """Mean of first minus second, in steps of the scale."""
    return _effect(contrast, contrast.step, contrast.most, plan)


def delta(contrast: Contrast, plan: Plan) -> Effect:
    """Share of units in which the first stands higher, less the share in which it stands lower."""
    return _effect(contrast, np.sign(contrast.step), 1.0, plan)


def _effect(contrast: Contrast, each: Floats, most: float, plan: Plan) -> Effect:
    if not contrast.ordered:
        return _plain(None, "needs_order", 0, plan)
    if contrast.n == 0:
        return _plain(None, "no_units", 0, plan)
    value = float(each @ contrast.count) / contrast.n
    parts = _clusters(contrast, each)
    clusters = int(parts.copies.sum())
    if clusters < FEWEST:
        return _plain(value, "few_documents" if contrast.has_documents else "few_units", clusters, plan)
    if not contrast.step.any():
        return _plain(value, "no_difference", clusters, plan)
    if clusters < BOOTSTRAP_FROM:
        return _jackknife(value, parts, clusters, most, plan)
    return _bootstrap(value, parts, clusters, plan)


def _clusters(contrast: Contrast, each: Floats) -> _Clusters:
    if not contrast.has_documents:
        return _Clusters(each, np.ones(len(each)), contrast.count, "unit")
    _, place = np.unique(contrast.document, return_inverse=True)
    units = np.bincount(place, contrast.count).astype(np.float64)
    top = np.bincount(place, each * contrast.count).astype(np.float64)
    return _Clusters(top, units, np.ones(len(units), dtype=np.int64), "document")


def _bootstrap(value: float, parts: _Clusters, clusters: int, plan: Plan) -> Effect:
    rng = np.random.default_rng(plan.seed)
    blocks = [(drawn @ parts.top) / (drawn @ parts.units) for drawn in draws(parts.copies, plan.resamples, rng)]
    tail = (1 - plan.confidence) / 2
    low, high = np.quantile(np.concatenate(blocks), [tail, 1 - tail]).tolist()
    method = f"{parts.name}_bootstrap"
    return Effect(value, low, high, None, method, clusters, plan.resamples, plan.seed, plan.confidence)


def _jackknife(value: float, parts: _Clusters, clusters: int, most: float, plan: Plan) -> Effect:
    top, units = parts.copies @ parts.top, parts.copies @ parts.units
    values = (top - parts.top) / (units - parts.units)
    mean = float(parts.copies @ values) / clusters
    error = float(np.sqrt((clusters - 1) / clusters * (parts.copies @ (values - mean) ** 2)))
    reach = student.quantile((1 + plan.confidence) / 2, clusters - 1) * error
    method = f"{parts.name}_jackknife"
    low, high = max(value - reach, -most), min(value + reach, most)
    return Effect(value, low, high, None, method, clusters, clusters, None, plan.confidence)


def _plain(value: float | None, reason: Reason, clusters: int, plan: Plan) -> Effect:
    return Effect(value, None, None, reason, None, clusters, 0, None, plan.confidence)
