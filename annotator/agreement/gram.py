"""Who said what beside whom over a whole table, as one matrix product: the tables of all annotators at once.

With X the patterns x (annotator, category) matrix of zeros and ones and w the weights of the patterns, X' diag(w) X
holds the table of every two annotators, and on its diagonal how often each gave each category. All counts are exact.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Codes, Ints

_BLOCK = 2**13
"""Patterns looked at at once: what they take stays in the cache."""
_SMALL = 200_000
"""Multiplications in one product: a library shares larger ones out among threads, which wait for each other longer than
they work where the machine has something else to do."""
_FEWEST = 2**12
"""Below this many patterns counting each two columns takes a millisecond."""
_MOST_CATEGORIES = 5
"""A product grows with their square, counting does not: measured, counting wins from six on."""
_MOST_COLUMNS = 64
_EXACT = 2**24
"""Whole numbers below this are exact as 32-bit floats."""


def gram(codes: Codes, q: int, active: Ints, weight: Ints) -> Floats | None:
    """All tables of a coded table; None where counting each two columns is quicker.

    Args:
        codes: Patterns x annotators, -1 = missing.
        q: Number of categories.
        active: Columns to look at.
        weight: Units behind each pattern.

    Returns:
        Units by annotator and category, beside annotator and category: (active, q, active, q).
    """
    if not 0 < q <= _MOST_CATEGORIES or len(active) > _MOST_COLUMNS or len(codes) < _FEWEST:
        return None
    each = np.arange(q, dtype=codes.dtype)[None, None, :, None]
    width = len(active) * q
    deep = max(_SMALL // width**2, 8)
    step = max(_BLOCK // deep, 1) * deep
    total = np.zeros((width, width))
    for start in range(0, len(codes), step):
        rows, part = codes[start : start + step], weight[start : start + step]
        if len(rows) % deep:
            short = deep - len(rows) % deep
            rows, part = np.pad(rows, ((0, short), (0, 0)), constant_values=-1), np.pad(part, (0, short))
        kind = np.float32 if int(part.sum()) < _EXACT else np.float64
        columns = np.ascontiguousarray(rows.reshape(-1, deep, codes.shape[1]).transpose(0, 2, 1)[:, active])
        said = (columns[:, :, None, :] == each).reshape(-1, width, deep).astype(kind)
        weighed = said * part.reshape(-1, 1, deep).astype(kind)
        total += np.matmul(weighed, said.transpose(0, 2, 1)).sum(axis=0)
    return total.reshape(len(active), q, len(active), q)
