"""Stuart and Maxwell's test: do two annotators give each category equally often?

For every unit let d_u be the vector with 1 at what the first said less 1 at what the second said, D = sum d_u and
S = sum d_u d_u^T. Then, with S^- a generalised inverse,

    X2 = D^T S^- D ~ chi-square with rank(S) degrees of freedom

if the margins are equal. Written out, D_k = n_k. - n_.k, S_kk = n_k. + n_.k - 2 n_kk, S_kl = -(n_kl + n_lk): the
classic form, except that categories in which nobody differed cost no degree of freedom. With two categories it is
McNemar's test without continuity correction.

By document, d_u is first summed within documents, so that units of one document may depend on each other. With two
categories that is Obuchowski's test without its factor (K - 1) / K, for K documents.

A. Stuart: A test for homogeneity of the marginal distributions in a two-way classification. Biometrika 42, 1955,
412-416. A. E. Maxwell: Comparing the classification of subjects by two independent judges. British Journal of
Psychiatry 116, 1970, 651-655. N. A. Obuchowski: On the comparison of correlated proportions for clustered data.
Statistics in Medicine 17, 1998, 1495-1507.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from annotator.agreement.direction.chi_square import chi_square_tail
from annotator.agreement.direction.contrast import Contrast
from annotator.agreement.direction.results import Homogeneity, Reason
from annotator.agreement.intervals import FEWEST
from annotator.agreement.label_counts import Floats


def stuart_maxwell(contrast: Contrast, by: Literal["unit", "document"] = "unit") -> Homogeneity:
    """Test that both sides give each category equally often.

    Args:
        contrast: The comparison.
        by: What is independent of what: units, or documents (at least 10).
    """
    differences, clusters = contrast.differences(), contrast.n
    if by == "document":
        if not contrast.has_documents:
            return _none(0, by, "no_documents")
        documents, place = np.unique(contrast.document, return_inverse=True)
        clusters = len(documents)
        sums = np.zeros((clusters, differences.shape[1]))
        np.add.at(sums, place, differences * contrast.count[:, None])
        total, spread = sums.sum(axis=0), sums.T @ sums
    else:
        weighted = differences * contrast.count[:, None]
        total, spread = weighted.sum(axis=0), differences.T @ weighted
    if contrast.n == 0:
        return _none(clusters, by, "no_units")
    if by == "document" and clusters < FEWEST:
        return _none(clusters, by, "few_documents")
    statistic, df = _quadratic(total, spread)
    if df == 0:
        return _none(clusters, by, "no_difference")
    return Homogeneity(statistic, df, chi_square_tail(statistic, df), clusters, by, None)


def _quadratic(total: Floats, spread: Floats) -> tuple[float, int]:
    """total^T spread^- total, and the rank of spread; total lies in the range of spread by construction."""
    values, vectors = np.linalg.eigh(spread)
    kept = values > max(float(values.max(initial=0.0)), 1.0) * len(values) * 1e-13
    along = vectors[:, kept].T @ total
    return float((along**2 / values[kept]).sum()), int(kept.sum())


def _none(clusters: int, by: Literal["unit", "document"], reason: Reason) -> Homogeneity:
    return Homogeneity(None, 0, None, clusters, by, reason)
