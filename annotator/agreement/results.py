"""What the agreement room hands out, and why a number may be missing.

Every result is frozen. An undefined number is None and carries a reason; `REASONS` puts each reason into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["nominal", "ordinal", "interval", "ratio", "set"]
"""Level of measurement of the values. `set`: each value is a set of labels, such as several speakers of one claim."""

LEVELS: tuple[Level, ...] = get_args(Level)

Reason = Literal[
    "no_units",
    "one_rater",
    "no_pairs",
    "no_variation",
    "category_unused",
    "needs_two_raters",
    "needs_order",
    "needs_numbers",
    "needs_nonnegative",
    "needs_sets",
    "needs_distances",
    "open_set",
    "one_unit",
    "few_documents",
    "few_units",
    "unstable",
    "too_large",
    "no_interval",
]

REASONS: dict[Reason, str] = {
    "no_units": "there is no unit at all",
    "one_rater": "only one annotator has given ratings",
    "no_pairs": "no unit has ratings by two annotators",
    "no_variation": "all ratings that count are the same, so nothing could have disagreed by chance",
    "category_unused": "nobody used this category in a unit with two or more ratings",
    "needs_two_raters": "defined for exactly two annotators",
    "needs_order": "needs ordered categories: declare them in their order",
    "needs_numbers": "needs numeric values: read the ratings at level interval or ratio",
    "needs_nonnegative": "a ratio scale has no negative values",
    "needs_sets": "needs values that are sets of labels",
    "needs_distances": "needs distances of one's own between the categories",
    "open_set": "needs a closed, declared set of categories",
    "one_unit": "a single unit gives no standard error",
    "few_documents": "fewer than 10 documents with doubly rated units: too few for an interval",
    "few_units": "fewer than 10 doubly rated units: too few for an interval",
    "unstable": "too many resamples left the coefficient undefined",
    "too_large": "too many categories or annotators to resample in memory",
    "no_interval": "no interval is defined for this number",
}


@dataclass(frozen=True)
class Result:
    """One coefficient over one table of ratings."""

    value: float | None
    """The coefficient; None where it is undefined."""
    reason: Reason | None
    """Why the value is None; None where there is a value."""
    observed: float | None
    """Observed agreement p_a; for Krippendorff's alpha the observed disagreement D_o."""
    expected: float | None
    """Agreement expected by chance p_e; for alpha the expected disagreement D_e; None where the measure has none."""
    n: int
    """Units with at least two ratings."""
    q: int
    """Categories, declared ones included."""
    pairable: int
    """Ratings in those units."""


@dataclass(frozen=True)
class Interval:
    """How sure a coefficient is, if other documents (or units) like these had been rated by the same annotators."""

    low: float | None
    high: float | None
    reason: Reason | None
    """Why there is no interval; None where there is one."""
    method: str | None
    """`document_bootstrap`, `document_jackknife`, `unit_bootstrap` or `unit_jackknife`; None if none was run."""
    clusters: int
    """Documents (or units) with a unit that two annotators rated."""
    resamples: int
    """Replicates drawn (bootstrap) or left out one by one (jackknife)."""
    dropped: int
    """Replicates in which the coefficient was undefined."""
    seed: int | None
    """Seed of the bootstrap; None for a jackknife, which draws nothing."""
    confidence: float
    below_667: float | None
    """Share of replicates below .667; for a jackknife the probability under its t distribution."""
    below_800: float | None
    """The same below .800."""


@dataclass(frozen=True)
class PairResult:
    """Two annotators compared on the units that both rated."""

    first: str
    second: str
    n: int
    """Units that both rated."""
    percent_agreement: float | None
    cohen_kappa: float | None
    cohen_kappa_quadratic: float | None
    """Quadratic weights; None at level nominal or set, or without an order."""
    alpha: float | None
    """Krippendorff's alpha at the level of the table."""
    alpha_name: str
    reason: Reason | None
    """`no_pairs` where nothing is shared, `no_variation` where kappa and alpha are undefined; else None."""
