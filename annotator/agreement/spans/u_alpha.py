"""Krippendorff's alphas for unitizing of 2016: u_alpha, |u_alpha, cu_alpha, (k)u_alpha and the coverage of cu_alpha.

A continuum is cut by each of m annotators into tiles of a category and gaps. o_ck = sum over ordered pairs of
annotators of the length where one has c and the other k, / (m - 1); l_c = the length of c; l = m L. By chance
e_ck = l (l_c l_k - [c = k] s_c) / (l^2 - sum s), with the self-coincidences s_c = sum of squared tile lengths, for gaps
the sum of lengths. u_alpha = 1 - sum_{c != k} o_ck / sum_{c != k} e_ck; |u_alpha is the same of tiles against gaps.
cu_alpha keeps only where two annotators both have a tile: l_c becomes what c shares with tiles of others, and s_c the
squares of what each tile shares with each other annotator (`cu_alpha`, by unit) or with each of the other's tiles
(`cu_alpha_by_intersection`): the literature has both. (k)u_alpha = 1 - (l_k - o_kk) / l_k * e_k / (e_k - e_kk) within
cu_alpha's coincidences. Several documents: coincidences, lengths and self-coincidences are summed.

The family is blind to splitting: one unit against the same stretch as two touching ones is agreement.

Krippendorff, Mathet, Bouvry & Widloecher 2016, Quality & Quantity 50(6), 2347-2364, and erratum 50(6), 2365.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.agreement.alignment.joins import overlapping, summed
from annotator.agreement.coefficient import Terms, quotient
from annotator.agreement.label_counts import Floats
from annotator.agreement.spans.measure import Measure, beyond_chance, measure, per_document, share
from annotator.agreement.spans.results import SpanReason
from annotator.agreement.spans.table import Spans
from annotator.agreement.spans.tiles import Tiles, tiles

_LENGTH, _SQUARES, _SAME, _SHARED, _BY_UNIT, _BY_PAIR = range(6)
"""Blocks of sums per category: l_c; s_c; o_cc; l_c of cu_alpha; its s_c by unit, and by intersection."""


class _Sums:
    """Sums (..., 6 q + 2), taken apart."""

    def __init__(self, sums: Floats) -> None:
        q = (sums.shape[-1] - 2) // 6
        blocks = [sums[..., place * q : (place + 1) * q] for place in range(6)]
        self.length, self.squares, self.same, self.shared, self.by_unit, self.by_pair = blocks
        self.gap, self.both_gap = sums[..., -2], sums[..., -1]
        self.all = self.length.sum(axis=-1) + self.gap

    @property
    def free(self) -> Floats:
        """l^2 - sum s: the coincidences that are no coincidence of a tile with itself."""
        rest: Floats = self.all**2 - self.squares.sum(axis=-1) - self.gap
        return rest


def u_alpha_measures(spans: Spans) -> dict[str, Measure]:
    """The whole family by name; `ku_alpha:<label>` once per label, `coverage_cu` last.

    Args:
        spans: Overlapping units of one annotator are made disjoint (see `tiles`); results say how many in `altered`.

    >>> from annotator.agreement.spans.table import Mark
    >>> marks = [Mark("d", "a", ((0, 4),), "x"), Mark("d", "b", ((10, 14),), "x")]
    >>> found = u_alpha_measures(Spans.of_documents(marks, lengths={"d": 20}))
    >>> round(found["u_alpha"].result().value, 3), found["cu_alpha"].result().reason
    (-0.2, 'no_overlap')
    """
    spans = spans.shared()
    cut = tiles(spans)
    rows = _rows(spans, cut)
    q = len(cut.categories)
    shared = rows[:, _SHARED * q : (_SHARED + 1) * q].sum(axis=0) > 0
    empty: SpanReason = "no_variation" if len(spans) else "both_empty"
    apart: SpanReason = "no_variation" if shared.any() else "no_overlap"
    unused: list[SpanReason] = ["no_variation" if each else "label_unused" for each in shared.tolist()]
    named: dict[str, tuple[Callable[[Floats], Terms], SpanReason]] = {
        "u_alpha": (_u_alpha, empty),
        "u_alpha_bar": (_u_alpha_bar, empty),
        "cu_alpha": (_cu_alpha, apart),
        "cu_alpha_by_intersection": (_cu_alpha_by_intersection, apart),
        **{f"ku_alpha:{label}": (_of_label(place), unused[place]) for place, label in enumerate(cut.categories)},
        "coverage_cu": (_coverage, empty),
    }
    return {
        name: measure(spans, name, rows, evaluate, reason, altered=cut.altered)
        for name, (evaluate, reason) in named.items()
    }


def _rows(spans: Spans, cut: Tiles) -> Floats:
    """Sums per document (documents, 6 q + 2)."""
    q, passages = len(cut.categories), len(spans.passage_document)
    others = (spans.readers - 1).astype(np.float64)
    sums = np.zeros((passages, 6, q))
    length = cut.length.astype(np.float64)
    cell = cut.passage, cut.category
    np.add.at(sums[:, _LENGTH], cell, length)
    np.add.at(sums[:, _SQUARES], cell, length**2)
    first, second = overlapping(cut.passage, cut.start, cut.end)
    common = (np.minimum(cut.end[first], cut.end[second]) - np.maximum(cut.start[first], cut.start[second])) * 1.0
    weight = common / others[cut.passage[first]]
    alike = cut.category[first] == cut.category[second]
    np.add.at(sums[:, _SAME], (cut.passage[first][alike], cut.category[first][alike]), 2 * weight[alike])
    # From here on every pair in both directions: a tile meets another annotator's tiles from either side.
    tile, other = np.concatenate([first, second]), np.concatenate([second, first])
    common, weight = np.tile(common, 2), np.tile(weight, 2)
    np.add.at(sums[:, _SHARED], (cut.passage[tile], cut.category[tile]), weight)
    np.add.at(sums[:, _BY_PAIR], (cut.passage[tile], cut.category[tile]), common * weight)
    width = max(len(spans.annotators), 1)
    held, at = np.unique(tile * width + cut.annotator[other], return_inverse=True)
    owner = held // width
    squares = summed(at, common, len(held)) ** 2 / others[cut.passage[owner]]
    np.add.at(sums[:, _BY_UNIT], (cut.passage[owner], cut.category[owner]), squares)
    extent = (spans.passage_end - spans.passage_start).astype(np.float64)
    marked, met = sums[:, _LENGTH].sum(axis=1), sums[:, _SHARED].sum(axis=1)
    gap = spans.readers * extent - marked
    both = spans.readers * extent - 2 * marked + met
    table = np.concatenate([sums.reshape(passages, 6 * q), gap[:, None], both[:, None]], axis=1)
    return per_document(spans, np.arange(passages, dtype=np.int64), table)


def _u_alpha(sums: Floats) -> Terms:
    part = _Sums(sums)
    observed = part.all - part.same.sum(axis=-1) - part.both_gap
    differ = part.all**2 - (part.length**2).sum(axis=-1) - part.gap**2
    return beyond_chance(observed, quotient(part.all * differ, part.free))


def _u_alpha_bar(sums: Floats) -> Terms:
    part = _Sums(sums)
    return beyond_chance(part.gap - part.both_gap, quotient(part.all * part.gap * (part.all - part.gap), part.free))


def _cu_alpha(sums: Floats) -> Terms:
    return _coded(_Sums(sums), _Sums(sums).by_unit)


def _cu_alpha_by_intersection(sums: Floats) -> Terms:
    return _coded(_Sums(sums), _Sums(sums).by_pair)


def _coded(part: _Sums, squares: Floats) -> Terms:
    total = part.shared.sum(axis=-1)
    observed = total - part.same.sum(axis=-1)
    differ = total * (total**2 - (part.shared**2).sum(axis=-1))
    return beyond_chance(observed, quotient(differ, total**2 - squares.sum(axis=-1)))


def _of_label(place: int) -> Callable[[Floats], Terms]:
    def evaluate(sums: Floats) -> Terms:
        part = _Sums(sums)
        total, own = part.shared.sum(axis=-1), part.shared[..., place]
        observed = quotient(own - part.same[..., place], own)
        return beyond_chance(observed, quotient(own * (total - own), own * total - part.by_unit[..., place]))

    return evaluate


def _coverage(sums: Floats) -> Terms:
    part = _Sums(sums)
    return share(np.stack([part.shared.sum(axis=-1), part.all], axis=-1))
