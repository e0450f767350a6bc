"""The sums that coefficients are made of, each per cluster.

c is the number of ratings of one category in one unit, m the number of all ratings in it; sums run over units.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.distances import NOMINAL, Distance
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import Feature, Sample


def _units(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    rated = np.bincount(rows.cluster, rows.weight * (rows.size >= 1), minlength=sample.clusters)
    paired = np.bincount(rows.cluster, rows.weight * (rows.size >= 2), minlength=sample.clusters)
    return np.stack([rated, paired], axis=-1)


def _shares(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    amount = rows.weight[rows.cell_row] * rows.cell_count / rows.size[rows.cell_row]
    return _per_category(sample, rows.cell_row, amount)


def _pairable(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    amount = rows.weight[rows.cell_row] * rows.cell_count * (rows.size[rows.cell_row] >= 2)
    return _per_category(sample, rows.cell_row, amount)


def _agreeing(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    weight, count, size = rows.weight[rows.cell_row], rows.cell_count, rows.size[rows.cell_row]
    agreeing = _per_category(sample, rows.cell_row, weight * count * (count - 1))
    possible = _per_category(sample, rows.cell_row, weight * count * (size - 1))
    return np.concatenate([agreeing, possible], axis=-1)


def _category_disagreement(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    weight, count, size = rows.weight[rows.cell_row], rows.cell_count, rows.size[rows.cell_row]
    amount = weight * 2 * count * (size - count) / np.maximum(size * (size - 1), 1)
    return _per_category(sample, rows.cell_row, amount)


def _unit_disagreement(sample: Sample, distance: Distance) -> Floats:
    rows = sample.label_counts
    row, lower, higher, product = rows.pairs
    apart = distance.bind(sample.ratings.scale)(lower, higher)
    amount = rows.weight[row] * 2 * product * apart / (rows.size[row] * (rows.size[row] - 1))
    return sample.total(rows.cluster[row], amount, 1)


def _coincidence_disagreement(sample: Sample, distance: Distance) -> Floats:
    rows = sample.label_counts
    row, lower, higher, product = rows.pairs
    apart = distance.bind(sample.ratings.scale)(lower, higher)
    amount = rows.weight[row] * 2 * product * apart / (rows.size[row] - 1)
    return sample.total(rows.cluster[row], amount, 1)


def _coincidences(sample: Sample, _: Distance) -> Floats:
    rows = sample.label_counts
    row, lower, higher, product = rows.pairs
    q = max(sample.ratings.q, 1)
    known_lower, known_higher = sample.ratings.met
    column = np.searchsorted(known_lower * q + known_higher, lower * q + higher)
    amount = rows.weight[row] * 2 * product / (rows.size[row] - 1)
    return sample.total(rows.cluster[row] * len(known_lower) + column, amount, len(known_lower))


def _rater_counts(sample: Sample, _: Distance) -> Floats:
    ratings = sample.ratings
    q = ratings.q
    if sample.gram is not None:
        whole = sample.gram.reshape(len(ratings.active) * q, -1)
        return np.diag(whole)[None, :].copy()
    parts = []
    for column in ratings.active:
        codes = ratings.codes[:, column]
        rated = codes >= 0
        parts.append(sample.total(sample.cluster[rated] * q + codes[rated], sample.weight[rated].astype(float), q))
    return np.concatenate(parts, axis=-1) if parts else np.zeros((sample.clusters, 0))


def _pair_units(sample: Sample, _: Distance) -> Floats:
    cells = sample.pair_tables
    return sample.total(cells.cluster * len(cells.first) + cells.pair, cells.count, len(cells.first))


def _pair_disagreement(sample: Sample, distance: Distance) -> Floats:
    cells = sample.pair_tables
    apart = distance.bind(sample.ratings.scale)(cells.left, cells.right)
    return sample.total(cells.cluster * len(cells.first) + cells.pair, cells.count * apart, len(cells.first))


def _pair_margins(sample: Sample, _: Distance) -> Floats:
    cells = sample.pair_tables
    q, pairs = sample.ratings.q, len(cells.first)
    place = (cells.cluster * pairs + cells.pair) * 2
    left = sample.total(place * q + cells.left, cells.count, pairs * 2 * q)
    return left + sample.total((place + 1) * q + cells.right, cells.count, pairs * 2 * q)


def _one_unit(ratings: Ratings, _: Distance) -> Floats:
    return np.ones((ratings.q**2, 1))


def _apart(ratings: Ratings, distance: Distance) -> Floats:
    first, second = np.divmod(np.arange(ratings.q**2), max(ratings.q, 1))
    return distance.bind(ratings.scale)(first, second)[:, None]


def _both_margins(ratings: Ratings, _: Distance) -> Floats:
    first, second = np.divmod(np.arange(ratings.q**2), max(ratings.q, 1))
    each = np.arange(ratings.q)
    return np.concatenate([first[:, None] == each, second[:, None] == each], axis=1).astype(np.float64)


def _per_category(sample: Sample, row: Ints, amount: Floats) -> Floats:
    rows, q = sample.label_counts, sample.ratings.q
    return sample.total(rows.cluster[row] * q + rows.cell_category, amount, q)


def _categories(ratings: Ratings) -> int:
    return ratings.q


def _one(_: Ratings) -> int:
    return 1


def _every_pair(ratings: Ratings) -> int:
    raters = len(ratings.active)
    return raters * (raters - 1) // 2


UNITS = Feature("units", _units, lambda _: 2)
"""Units with m >= 1, and with m >= 2."""
SHARES = Feature("shares", _shares, _categories)
"""Per category: sum of c / m."""
PAIRABLE = Feature("pairable", _pairable, _categories)
"""Per category: sum of c over units with m >= 2 (the margins n_k of the coincidence matrix)."""
AGREEING = Feature("agreeing", _agreeing, lambda ratings: 2 * ratings.q)
"""Per category: sum of c (c - 1); then per category: sum of c (m - 1)."""
CATEGORY_DISAGREEMENT = Feature("category_disagreement", _category_disagreement, _categories)
"""Per category: sum of 2 c (m - c) / (m (m - 1))."""
COINCIDENCES = Feature("coincidences", _coincidences, lambda ratings: len(ratings.met[0]))
"""Per pair of categories in `Ratings.met`: o_kl + o_lk."""
RATER_COUNTS = Feature(
    "rater_counts",
    _rater_counts,
    lambda ratings: len(ratings.active) * ratings.q,
    names_raters=True,
    of_bits=lambda bits: bits.rater_counts,
)
"""Per active annotator and category: ratings."""
PAIR_UNITS = Feature("pair_units", _pair_units, _every_pair, names_raters=True, worth=_one_unit)
"""Per pair of annotators: units both rated."""
PAIR_MARGINS = Feature(
    "pair_margins",
    _pair_margins,
    lambda ratings: _every_pair(ratings) * 2 * ratings.q,
    names_raters=True,
    worth=_both_margins,
)
"""Per pair, then first or second annotator, then category: ratings in the shared units."""


def unit_disagreement(distance: Distance = NOMINAL) -> Feature:
    """Sum over units with m >= 2 of the mean distance of two ratings: N (1 - p_a)."""
    return Feature("unit_disagreement", _unit_disagreement, _one, distance)


def coincidence_disagreement(distance: Distance = NOMINAL) -> Feature:
    """sum_kl o_kl d_kl."""
    return Feature("coincidence_disagreement", _coincidence_disagreement, _one, distance)


def pair_disagreement(distance: Distance = NOMINAL) -> Feature:
    """Per pair of annotators: sum of distances over the units both rated."""
    return Feature("pair_disagreement", _pair_disagreement, _every_pair, distance, names_raters=True, worth=_apart)
