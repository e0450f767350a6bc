"""The layers that are answered with one value a unit: is there a claim, how many, who says it, whose side is it on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.agreement.intake import Row
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import Level
from annotator.codebook.model import Codebook
from annotator.desk.agreement.layer import measure
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import LayerReport, Sampling
from annotator.store.ratings import MarkedClaim

LAYERS = ("claim", "count", "speaker", "stance", "stance_same_speaker")
"""The layers of this file, in the order in which a sentence passes them."""

_MATCHED = "claims that two or more marked, sharing at least half of the words"


def layer_report(material: Material, codebook: Codebook, layer: str, sampling: Sampling) -> LayerReport:
    """One of `LAYERS`."""
    return _MEASURES[layer](material, codebook, sampling)


def presence_table(material: Material) -> Ratings:
    """Is there a claim? One unit a sentence."""
    rows: Iterable[Row] = (
        (label.segment, label.annotator, "claim" if label.has_claims else "no-claim", label.document)
        for label in material.labels
    )
    return Ratings.from_triples(rows, ("no-claim", "claim"))


def stance_table(material: Material, codebook: Codebook, *, same_speaker: bool = False) -> Ratings:
    """Whose side? One unit a matched claim."""
    rows = _matched(material, lambda claim: claim.stance, same_speaker=same_speaker)
    return Ratings.from_triples(rows, codebook.stances, stance_level(codebook))


def stance_level(codebook: Codebook) -> Level:
    """How stances compare."""
    return "ordinal" if codebook.stance.ordered else "nominal"


def _presence(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    table = presence_table(material)
    return measure(table, "nominal", sampling, layer="claim", question="Is there a claim?", unit="sentence")


def _count(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    rows: list[Row] = [
        (label.segment, label.annotator, str(material.counts[label.segment, label.annotator]), label.document)
        for label in material.labels
    ]
    table = Ratings.from_triples(rows, None, "interval")
    return measure(table, "interval", sampling, layer="count", question="How many claims are there?", unit="sentence")


def _speaker(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    table = Ratings.from_triples(_matched(material, lambda claim: claim.speaker), None, "nominal", open_set=True)
    return measure(
        table,
        "nominal",
        sampling,
        layer="speaker",
        question="Who says it?",
        unit="matched claim",
        conditional_on=_MATCHED,
    )


def _stance(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    return measure(
        stance_table(material, codebook),
        stance_level(codebook),
        sampling,
        layer="stance",
        question=codebook.stance.question or "Which stance?",
        unit="matched claim",
        conditional_on=_MATCHED,
    )


def _stance_same_speaker(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    return measure(
        stance_table(material, codebook, same_speaker=True),
        stance_level(codebook),
        sampling,
        layer="stance_same_speaker",
        question=f"{codebook.stance.question or 'Which stance?'} (where the speaker is the same)",
        unit="matched claim",
        conditional_on=f"{_MATCHED}, with the same speaker",
    )


_MEASURES: dict[str, Callable[[Material, Codebook, Sampling], LayerReport]] = {
    "claim": _presence,
    "count": _count,
    "speaker": _speaker,
    "stance": _stance,
    "stance_same_speaker": _stance_same_speaker,
}


def _matched(material: Material, value: Callable[[MarkedClaim], str], *, same_speaker: bool = False) -> Iterator[Row]:
    for number, row in enumerate(material.rows):
        claims: Sequence[MarkedClaim] = [material.claims[index] for index in row]
        if len(claims) < 2 or (same_speaker and len({claim.speaker for claim in claims}) > 1):
            continue
        for claim in claims:
            yield f"{claim.segment} {number}", claim.annotator, value(claim), claim.document
