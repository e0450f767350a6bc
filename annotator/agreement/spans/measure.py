"""What a measure of spans is: sums per document, and the function of them.

Sums of documents add up, so the value over a resampled corpus is the function of a weighted sum of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.coefficient import Terms, finite, quotient
from annotator.agreement.label_counts import Floats
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.results import SpanReason, SpanResult
from annotator.agreement.spans.table import Spans


@dataclass(frozen=True, eq=False)
class Measure:
    """A measure that is a function of additive sums over documents."""

    name: str
    rows: Floats
    """Sums of each document that two annotators read (documents, width)."""
    evaluate: Callable[[Floats], Terms]
    """From sums (..., width) to value, numerator and denominator (...); NaN where undefined."""
    undefined: SpanReason
    """Why it is undefined where it could be tried at all."""
    documents: tuple[str, ...]
    """Names of those documents."""
    units: int
    """Units in text that two annotators read."""
    refusal: SpanReason | None = None
    """Why it cannot be tried at all."""
    altered: int = 0
    """See `SpanResult.altered`."""
    least: float = -np.inf
    """Lower bound of the measure; none for what is corrected for chance."""

    def __post_init__(self) -> None:
        if self.evaluate is share:
            object.__setattr__(self, "least", 0.0)

    def over(self, document: Callable[[str], str]) -> Measure:
        """The same with some documents taken for one, as where one text was read in several rounds.

        Args:
            document: From the name of each document to that of the one it is part of.
        """
        names = {document(name): None for name in self.documents}
        place = {name: index for index, name in enumerate(names)}
        rows = np.zeros((len(names), *self.rows.shape[1:]))
        np.add.at(rows, [place[document(name)] for name in self.documents], self.rows)
        return replace(self, rows=rows, documents=tuple(names))

    def result(self) -> SpanResult:
        """The measure over all documents."""
        counts = len(self.documents), self.units, self.altered
        if self.refusal is not None:
            return SpanResult(None, self.refusal, None, None, *counts)
        terms = self.evaluate(self.rows.sum(axis=0)[None])
        value = finite(terms.value)
        reason = self.undefined if value is None else None
        return SpanResult(value, reason, finite(terms.observed), finite(terms.expected), *counts)


def measure(
    spans: Spans,
    name: str,
    rows: Floats,
    evaluate: Callable[[Floats], Terms],
    undefined: SpanReason,
    refusal: SpanReason | None = None,
    altered: int = 0,
) -> Measure:
    """A measure with the counts of its spans.

    Args:
        spans: What was measured.
        name: Name in reports.
        rows: Sums per document of `spans.shared_documents`.
        evaluate: Function of the sums.
        undefined: Why it has no value, where it has none.
        refusal: Why it cannot be had of these spans, if so.
        altered: Units that had to be merged or cut for it.
    """
    names = tuple(spans.documents[place] for place in spans.shared_documents)
    return Measure(name, rows, evaluate, undefined, names, spans.shared_units, too_little(spans) or refusal, altered)


def too_little(spans: Spans) -> SpanReason | None:
    """Why nothing at all can be measured, if so."""
    if len(spans.documents) == 0:
        return "no_documents"
    return "one_rater" if len(spans.shared_documents) == 0 else None


def per_document(spans: Spans, passage: Ints, amounts: Floats) -> Floats:
    """Sums per document of `spans.shared_documents`.

    Args:
        spans: Where the passages are.
        passage: Passage of each row of amounts (rows,).
        amounts: What to sum (rows, width).

    Returns:
        (documents, width).
    """
    place = np.searchsorted(spans.shared_documents, spans.passage_document[passage])
    sums = np.zeros((len(spans.shared_documents), amounts.shape[1]))
    np.add.at(sums, place, amounts)
    return sums


def share(sums: Floats) -> Terms:
    """First column over second: an F1 from twice what matched and what there was to match."""
    return Terms(quotient(sums[..., 0], sums[..., 1]), sums[..., 0], sums[..., 1])


def beyond_chance(observed: Floats, expected: Floats) -> Terms:
    """1 - D_o / D_e."""
    return Terms(1 - quotient(observed, expected), observed, expected)
