"""What measures of spans hand out, and why a number may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpanReason = Literal[
    "no_documents",
    "one_rater",
    "both_empty",
    "no_variation",
    "no_labels",
    "no_tokens",
    "no_overlap",
    "label_unused",
    "no_pairs",
    "no_mentions",
    "quantile_zero",
    "too_large",
    "no_interval",
]

SPAN_REASONS: dict[SpanReason, str] = {
    "no_documents": "there is no document at all",
    "one_rater": "no text was read by two annotators",
    "both_empty": "nobody marked anything where two annotators read",
    "no_variation": "everybody marked everything alike, so nothing could have disagreed by chance",
    "no_labels": "the spans have no labels",
    "no_tokens": "the tokens of the text are not known",
    "no_overlap": "no two annotators marked the same place, so there are no labels to compare",
    "label_unused": "no place that two annotators marked has this label",
    "no_pairs": "no two spans were aligned, so there are no labels to compare",
    "no_mentions": "no mention was given a speaker by both annotators",
    "quantile_zero": "many annotations of different sentences are equal (no claim), so none can be closer than those",
    "too_large": "too many annotators to keep apart in memory",
    "no_interval": "no interval is defined for this number",
}


@dataclass(frozen=True)
class SpanResult:
    """One measure over marks of several annotators."""

    value: float | None
    """The measure; None where it is undefined."""
    reason: SpanReason | None
    """Why the value is None; None where there is a value."""
    numerator: float | None
    """Of an F1: twice what matched. Of an alpha or gamma: the observed disagreement D_o."""
    denominator: float | None
    """Of an F1: what there was to match. Of an alpha or gamma: the expected disagreement D_e."""
    documents: int
    """Documents with text that two annotators read."""
    units: int
    """Spans (claims) marked in that text."""
    altered: int = 0
    """Units merged into another or cut short because one annotator's units may not overlap in this measure."""
