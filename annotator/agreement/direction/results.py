"""What the comparison of annotators hands out, and why a number may be missing.

Everything is frozen and directed: positive means that the first annotator stands nearer to the last category.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["no_units", "needs_order", "no_difference", "no_documents", "few_documents", "few_units"]

REASONS: dict[Reason, str] = {
    "no_units": "the two have no unit in common",
    "needs_order": "needs ordered categories: declare them in their order",
    "no_difference": "the two never differ, so there is nothing to test",
    "no_documents": "the ratings name no documents",
    "few_documents": "fewer than 10 documents with shared units: too few",
    "few_units": "fewer than 10 shared units: too few for an interval",
}


@dataclass(frozen=True)
class Confusion:
    """What the second said where the first said this."""

    first: str
    second: str | None
    """None: all others."""
    categories: tuple[str, ...]
    counts: tuple[tuple[float, ...], ...]
    """Units by category of the first (rows) and of the second (columns). Against all others a unit is shared out among
    the categories that they gave, so the sum is still the number of units."""
    n: int
    """Units compared."""


@dataclass(frozen=True)
class Homogeneity:
    """Test of equal shares of every category."""

    statistic: float | None
    df: int
    p: float | None
    clusters: int
    """Units, or documents, taken as independent of each other."""
    by: Literal["unit", "document"]
    reason: Reason | None
    """Why there is no statistic; None where there is one."""


@dataclass(frozen=True)
class SignTest:
    """Exact test of as many units to one side as to the other."""

    higher: int
    """Units in which the first stands nearer to the last category."""
    lower: int
    """Units in which the first stands nearer to the first category."""
    equal: int
    p: float | None
    """Two-sided."""
    share: float | None
    """higher / (higher + lower)."""
    low: float | None
    """Wilson interval of the share."""
    high: float | None
    confidence: float
    reason: Reason | None
    """Why there is no p; None where there is one."""


@dataclass(frozen=True)
class PoleFlips:
    """Units in which one said the first category and another the last."""

    flips: int
    n: int
    """Units with two or more ratings."""
    share: float | None
    low: float | None
    """Wilson interval of the share, units taken as independent."""
    high: float | None
    confidence: float
    reason: Reason | None
    """Why there is no share; None where there is one."""


@dataclass(frozen=True)
class Effect:
    """An effect size with its interval."""

    value: float | None
    low: float | None
    high: float | None
    reason: Reason | None
    """Why there is no value, or, where there is one, no interval; None where both are there."""
    method: str | None
    """`document_bootstrap`, `document_jackknife`, `unit_bootstrap` or `unit_jackknife`; None if none was run."""
    clusters: int
    """Documents (or units) with a shared unit."""
    resamples: int
    """Replicates drawn (bootstrap) or left out one by one (jackknife)."""
    seed: int | None
    """Seed of the bootstrap; None where nothing was drawn."""
    confidence: float


@dataclass(frozen=True)
class Lean:
    """One annotator against another, or against all others.

    Unit tests take units as independent. Where documents are known and units of one document resemble each other, their
    p is too small: read `by_document` and the intervals, which are over documents.
    """

    first: str
    second: str | None
    """None: all others."""
    n: int
    """Units compared."""
    toward: str | None
    """The end of the scale to which the mean difference points, however small; None without an order, or if it is 0."""
    homogeneity: Homogeneity
    """Stuart and Maxwell's test over units."""
    homogeneity_p_holm: float | None
    """Its p corrected for all comparisons made together (Holm); alone, p itself."""
    by_document: Homogeneity
    """The same with documents as the independent parts."""
    sign: SignTest
    sign_p_holm: float | None
    """Its p corrected in the same way."""
    mean_difference: Effect
    """Mean of first minus second, in steps of the scale (or in its numbers, at level interval and ratio)."""
    delta: Effect
    """(higher - lower) / units: Cliff's delta within units, from -1 to 1."""
    pole_flips: PoleFlips
    confusion: Confusion
