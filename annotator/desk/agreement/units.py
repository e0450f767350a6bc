"""Every unit behind a report, as a table from which each figure can be computed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.desk.agreement.material import Material
from annotator.records.identifiers import parse_segment_key

HEADERS: dict[str, tuple[str, ...]] = {
    "claim": ("unit", "annotator", "value", "document"),
    "count": ("unit", "annotator", "value", "document"),
    "speaker": ("unit", "annotator", "value", "document"),
    "stance": ("unit", "annotator", "value", "document"),
    "stance_same_speaker": ("unit", "annotator", "value", "document"),
    "span": ("document", "annotator", "start", "end", "label", "speaker", "sentence_start", "sentence_end", "claim"),
}
"""Columns of each layer's table; that of `span` goes straight into `--spans`, the others into `--ratings`."""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units behind a report."""

    header: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    """One pass over them; each has a cell for every column."""


def unit_rows(material: Material, layer: str) -> Iterator[tuple[str, ...]]:
    """The rows of a layer's table.

    In `span` the label is the stance, and a claim in several fragments has several rows with one number, which counts
    from 1 in its sentence; a sentence that an annotator finished without a claim has one row without start and end.
    """
    if layer == "span":
        yield from _spans(material)
    elif layer in ("claim", "count"):
        for label in material.labels:
            count = material.counts[label.segment, label.annotator]
            value = str(count) if layer == "count" else "claim" if label.has_claims else "no-claim"
            yield label.segment, label.annotator, value, label.document
    else:
        yield from _matched(material, layer)


def _matched(material: Material, layer: str) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(material.rows):
        claims = [material.claims[index] for index in row]
        speakers = {claim.speaker for claim in claims}
        if len(claims) < 2 or (layer == "stance_same_speaker" and len(speakers) > 1):
            continue
        for claim in claims:
            value = claim.speaker if layer == "speaker" else claim.stance
            yield f"{claim.segment} {number}", claim.annotator, value, claim.document


def _spans(material: Material) -> Iterator[tuple[str, ...]]:
    for label in material.labels:
        document, start, end = parse_segment_key(label.segment)
        if not label.has_claims:
            yield document, label.annotator, "", "", "", "", str(start), str(end), ""
    for claim in material.claims:
        document, start, end = parse_segment_key(claim.segment)
        for first, last in claim.spans:
            where = (document, claim.annotator, str(first), str(last), claim.stance, claim.speaker)
            yield (*where, str(start), str(end), str(claim.position + 1))
