"""Intervals of span measures on sparse corpora, and matchings whose weights are great.

Where most documents hold no claim these are no evidence: with three documents that say anything, of forty, an interval
"from 40 documents on" covered .78 instead of .95.
"""

from __future__ import annotations

import numpy as np
import pytest

from annotator.agreement.alignment.assignment import best_matching
from annotator.agreement.spans.f1 import f1_measures
from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.table import Mark, Spans


def corpus(documents: int, marked: int) -> Spans:
    """Documents of two readers, of which the first few hold a claim; every third of these only by one of them."""
    names = [f"d{place:03}" for place in range(documents)]
    found = [Mark(name, "a", ((0, 9),)) for name in names[:marked]]
    found += [Mark(name, "b", ((0, 9),)) for place, name in enumerate(names[:marked]) if place % 3]
    return Spans.of_documents(found, [(name, who) for name in names for who in "ab"], dict.fromkeys(names, 20))


def test_documents_without_a_claim_are_no_evidence_for_f1() -> None:
    told = span_intervals([f1_measures(corpus(40, 3))["exact_f1"]])["exact_f1"]
    assert (told.low, told.reason, told.clusters) == (None, "few_documents", 3)
    # Twelve that hold claims are too few for the bootstrap, however many were read.
    some = span_intervals([f1_measures(corpus(60, 12))["exact_f1"]])["exact_f1"]
    assert (some.method, some.clusters) == ("document_jackknife", 12)


def test_no_interval_of_an_f1_reaches_below_zero() -> None:
    names = [f"d{place:02}" for place in range(12)]
    found = [Mark(name, "a", ((0, 9),)) for name in names] + [Mark(names[0], "b", ((0, 9),))]
    spans = Spans.of_documents(found, [(name, who) for name in names for who in "ab"], dict.fromkeys(names, 20))
    told = span_intervals([f1_measures(spans)["exact_f1"]])["exact_f1"]
    assert told.low is not None
    assert told.low >= 0


@pytest.mark.parametrize("shift", [0, 40, 55])
def test_great_weights_are_assigned_as_small_ones_are(shift: int) -> None:
    weights = np.array([[9, 8, 1], [8, 2, 1], [1, 1, 5]], dtype=np.int64) << shift
    assert best_matching(weights).tolist() == [1, 0, 2]


def test_weights_beyond_what_can_be_added_are_refused() -> None:
    with pytest.raises(ValueError, match="2\\^61"):
        best_matching(np.array([[9, 8, 1], [8, 2, 1], [1, 1, 5]], dtype=np.int64) << 59)
