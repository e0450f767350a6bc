"""Analytic standard errors; they take the units for independent, which sentences of one document are not.

Two annotators: the delta method over the contingency table, dividing by n (Fleiss, Cohen & Everitt 1969 for kappa; the
same for pi). Any number: Gwet's linearised variance, dividing by n - 1 (Gwet 2014). For comparison with other programs;
the intervals of a report come from `intervals`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coding import brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac, scott_pi
from annotator.agreement.coding.percent_agreement import PERCENT_AGREEMENT
from annotator.agreement.coefficient import Coefficient, Needs, result
from annotator.agreement.distances import NOMINAL, Distance, mean_distance
from annotator.agreement.features import RATER_COUNTS, unit_disagreement
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints, sums_by_code
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Result
from annotator.agreement.sums import Sample, collect


@dataclass(frozen=True, eq=False)
class StandardError:
    """The analytic standard error of a coefficient, itself a number of the report."""

    of: Coefficient
    needs: Needs
    compute: Callable[[Ratings, Result], float | None]
    """From a table and its coefficient, which is defined; None for a single unit."""

    @property
    def name(self) -> str:
        """The coefficient's name with `_se`."""
        return f"{self.of.name}_se"

    def __call__(self, ratings: Ratings, point: Result | None = None) -> Result:
        """The standard error.

        Args:
            ratings: The table.
            point: The coefficient of this table, where it is already known.
        """
        reason = self.needs.refusal(ratings)
        if reason is not None:
            return result(ratings, None, reason)
        point = self.of(ratings) if point is None else point
        if point.value is None:
            return result(ratings, None, point.reason)
        value = self.compute(ratings, point)
        return result(ratings, value, "one_unit" if value is None else None)


def percent_agreement_se() -> StandardError:
    """sqrt(p_a (1 - p_a) / n) of two annotators.

    >>> table = Ratings.from_matrix([["a", "a"], ["a", "b"]], weights=[89, 11])
    >>> round(percent_agreement_se()(table).value, 6)
    0.031289
    """

    def compute(ratings: Ratings, point: Result) -> float | None:
        agreement = point.value or 0.0
        return float(np.sqrt(agreement * (1 - agreement) / ratings.paired_units))

    return StandardError(PERCENT_AGREEMENT, Needs(two_raters=True), compute)


def cohen_kappa_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of Cohen's kappa.

    Gwet's 3 x 3 abstractors (irrCAC), printed .05891:

    >>> rows = [["E", "E"], ["A", "A"], ["A", "N"], ["N", "A"], ["N", "N"]]
    >>> table = Ratings.from_matrix(rows, weights=[13, 20, 7, 4, 56])
    >>> round(cohen_kappa_se()(table).value, 5)
    0.05891
    """
    of = cohen_kappa.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_table(ratings, point, weights, pooled=False))


def scott_pi_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of Scott's pi.

    >>> rows = [["E", "E"], ["A", "A"], ["A", "N"], ["N", "A"], ["N", "N"]]
    >>> table = Ratings.from_matrix(rows, weights=[13, 20, 7, 4, 56])
    >>> round(scott_pi_se()(table).value, 5)
    0.05905
    """
    of = scott_pi.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_table(ratings, point, weights, pooled=True))


def fleiss_kappa_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of Fleiss' kappa."""

    def chance(ratings: Ratings) -> Floats:
        shares = _shares(ratings)
        return _per_unit(ratings, 1 - mean_distance(weights.bind(ratings.scale), shares))

    of = fleiss_kappa.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_units(ratings, point, weights, chance(ratings)))


def gwet_ac_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of AC1 or AC2."""

    def chance(ratings: Ratings) -> Floats:
        return _per_unit(ratings, gwet_ac.agreement_by_weights(ratings, weights) * (1 - _shares(ratings)))

    of = gwet_ac.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_units(ratings, point, weights, chance(ratings)))


def brennan_prediger_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of Brennan-Prediger, whose chance does not vary."""
    of = brennan_prediger.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_units(ratings, point, weights, None))


def conger_kappa_se(weights: Distance = NOMINAL) -> StandardError:
    """Standard error of Conger's kappa."""
    of = conger_kappa.coefficient(weights)
    return StandardError(of, of.needs, lambda ratings, point: _of_conger(ratings, point, weights))


def _of_table(ratings: Ratings, point: Result, weights: Distance, pooled: bool) -> float:
    cells = Sample.whole(ratings).pair_tables
    between = weights.bind(ratings.scale)
    n, q = cells.count.sum(), ratings.q
    first = np.bincount(cells.left, cells.count, minlength=q) / n
    second = np.bincount(cells.right, cells.count, minlength=q) / n
    if pooled:
        first = second = (first + second) / 2
    to_first, to_second = 1 - mean_distance(between, first), 1 - mean_distance(between, second)
    value, chance = point.value or 0.0, point.expected or 0.0
    agreement = 1 - between(cells.left, cells.right)
    influence = agreement - (1 - value) * (to_second[cells.left] + to_first[cells.right])
    share = cells.count / n
    # Around the mean, not as a difference of squares: a variance of zero must come out as zero.
    variance = (share * (influence - (share * influence).sum()) ** 2).sum()
    return float(np.sqrt(variance / n) / (1 - chance))


def _of_units(ratings: Ratings, point: Result, weights: Distance, chance: Floats | None) -> float | None:
    """Gwet's variance over rows of equal label counts; `chance` is p_e as each row alone would put it."""
    rows = ratings.label_counts
    row, lower, higher, product = rows.pairs
    apart = np.bincount(row, 2 * product * weights.bind(ratings.scale)(lower, higher), minlength=len(rows.size))
    agreement = 1 - apart / np.maximum(rows.size * (rows.size - 1), 1)
    return _linearised(point, rows.weight, rows.size, agreement, chance)


def _linearised(point: Result, weight: Floats, size: Ints, agreement: Floats, chance: Floats | None) -> float | None:
    rated = size >= 1
    n, paired = float(weight[rated].sum()), float(weight[size >= 2].sum())
    if n < 2:
        return None
    value, expected = point.value or 0.0, point.expected or 0.0
    unit = np.where(size >= 2, (n / paired) * (agreement - expected) / (1 - expected), 0.0)
    if chance is not None:
        unit = unit - 2 * (1 - value) * (chance - expected) / (1 - expected)
    squares = (weight * (unit - value) ** 2)[rated].sum()
    return float(np.sqrt(squares / (n * (n - 1))))


def _of_conger(ratings: Ratings, point: Result, weights: Distance) -> float | None:
    """As `_of_units`, but over patterns, since p_e knows the annotators (Gwet 2014)."""
    between, rated = weights.bind(ratings.scale), ratings.rated()
    weight, size, active = rated.counts.astype(np.float64), rated.sizes, rated.active
    n, r = weight.sum(), len(active)
    counts = collect(Sample.whole(rated), [RATER_COUNTS])[RATER_COUNTS].reshape(r, rated.q)
    shares = counts / counts.sum(axis=1, keepdims=True)
    together = shares.sum(axis=0)
    worths = []
    for count, share in zip(counts.sum(axis=1), shares, strict=True):
        others = together - share
        worth = others.sum() - mean_distance(between, others)
        expected = share @ worth
        # By code, a missing rating first.
        worths.append(np.append(count / n * expected, worth - (1 - count / n) * expected) * (n / count))
    chance = sums_by_code(rated.codes, active, np.array(worths))
    feature = unit_disagreement(weights)
    disagreement = collect(Sample.by_unit(rated), [feature])[feature][:, 0]
    return _linearised(point, weight, size, 1 - disagreement, chance / (r * (r - 1)))


def _shares(ratings: Ratings) -> Floats:
    rows = ratings.label_counts
    amount = rows.weight[rows.cell_row] * rows.cell_count / rows.size[rows.cell_row]
    shares: Floats = np.bincount(rows.cell_category, amount, minlength=ratings.q) / rows.weight[rows.size >= 1].sum()
    return shares


def _per_unit(ratings: Ratings, worth: Floats) -> Floats:
    """Mean of a value per category over the ratings of each row."""
    rows = ratings.label_counts
    amount = rows.cell_count * worth[rows.cell_category] / rows.size[rows.cell_row]
    return np.bincount(rows.cell_row, amount, minlength=len(rows.size)).astype(np.float64)
