"""The layers that are answered with one value a unit: is there a claim, how many, who says it, whose side is it on?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

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


PRESENCE = ("no-claim", "claim")
"""The answers to: is there a claim?"""


def presence_rows(material: Material) -> Iterator[Row]:
    """Is there a claim? One unit a sentence."""
    for label in material.labels:
        yield label.segment, label.annotator, PRESENCE[label.has_claims], label.document


def presence_table(material: Material) -> Ratings:
    """The table of `presence_rows`."""
    return Ratings.from_triples(presence_rows(material), PRESENCE)


def stance_scale(material: Material, codebook: Codebook) -> tuple[str, ...]:
    """The stances that are compared.

    A stance that only an older codebook had is a further category, behind the declared ones, where stances have no
    order. In an order it would have no place, so there the labels that say it are left out; see `older_stances`.
    """
    older = [] if codebook.stance.ordered else sorted(older_stances(material, codebook))
    return (*codebook.stances, *older)


def older_stances(material: Material, codebook: Codebook) -> Counter[str]:
    """The stances given that the codebook does not have (any more), and how many claims say each."""
    declared = set(codebook.stances)
    return Counter(claim.stance for claim in material.claims if claim.stance not in declared)


def stance_rows(material: Material, scale: Sequence[str], *, same_speaker: bool = False) -> Iterator[Row]:
    """Whose side? One unit a matched claim; stances that are not on the scale are missing."""
    known = set(scale)
    for row in _matched(material, lambda claim: claim.stance, same_speaker=same_speaker):
        if row[2] in known:
            yield row


def stance_table(material: Material, codebook: Codebook, *, same_speaker: bool = False) -> Ratings:
    """The table of `stance_rows`."""
    scale = stance_scale(material, codebook)
    rows = stance_rows(material, scale, same_speaker=same_speaker)
    return Ratings.from_triples(rows, scale, stance_level(codebook))


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
        conditional_on=_MATCHED + _left_out(material, codebook),
    )


def _stance_same_speaker(material: Material, codebook: Codebook, sampling: Sampling) -> LayerReport:
    return measure(
        stance_table(material, codebook, same_speaker=True),
        stance_level(codebook),
        sampling,
        layer="stance_same_speaker",
        question=f"{codebook.stance.question or 'Which stance?'} (where the speaker is the same)",
        unit="matched claim",
        conditional_on=f"{_MATCHED}, with the same speaker" + _left_out(material, codebook),
    )


def _left_out(material: Material, codebook: Codebook) -> str:
    """In words, how many claims were left out because their stance has no place in the order; empty where none was."""
    older = older_stances(material, codebook) if codebook.stance.ordered else Counter[str]()
    if not older:
        return ""
    claims = "1 claim is" if older.total() == 1 else f"{older.total():,} claims are"
    names = ", ".join(repr(name) for name in sorted(older))
    return f"; {claims} left out, of a stance that only an older codebook has, without a place in the order: {names}"


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
