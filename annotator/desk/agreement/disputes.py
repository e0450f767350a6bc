"""The sentences worth talking about, most informative first, with what everyone said of them."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.codebook.model import Codebook
from annotator.desk.agreement.chain import stages
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Dispute, Said
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.records.identifiers import parse_segment_key
from annotator.records.speakers import Speaker
from annotator.store.ratings import MarkedClaim
from annotator.store.speakers import registry

MOST = 50
"""A meeting gets through fewer; all of them are in the table of units."""


def disputes_of(project: Project, material: Material, most: int = MOST) -> tuple[Dispute, ...]:
    """The most disputed sentences, by score, then in the order of the texts."""
    scored = [(score_of(material, project.codebook, segment), segment) for segment in material.shared]
    worst = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:most]
    passages: dict[str, Passage] = {}
    speakers = registry(project.store)
    found = []
    for score, segment in worst:
        document = segment.split(":")[0]
        if document not in passages:
            passages[document] = open_passage(project.store, "", document, project.roles)
        passage = passages[document]
        _, start, end = parse_segment_key(segment)
        found.append(
            Dispute(
                document=document,
                title=passage.document.metadata.title or passage.document.source,
                sentence=passage.number_at(start),
                segment=segment,
                text=passage.document.text[start:end],
                score=score,
                said=tuple(_said(material, segment, name, passage, speakers) for name in _readers(material, segment)),
            )
        )
    return tuple(found)


def score_of(material: Material, codebook: Codebook, segment: str) -> float:
    """1 - F1 of whole claims over all pairs; each flip from one pole to the other adds as much as a lost claim."""
    reached = stages(material, segment)
    total = sum(reached.values())
    if total == 0:
        return 0.0
    flips = _flips(material, codebook, segment) if codebook.stance.ordered else 0
    return (total - reached["agreed"] + flips) / total


def _flips(material: Material, codebook: Codebook, segment: str) -> int:
    """Pole flips among the matched claims of a sentence, counted for both of each pair."""
    flips = 0
    for row in {material.row_of[index] for index in material.claims_in.get(segment, ())}:
        given = [material.claims[index].stance for index in material.rows[row]]
        flips += 2 * given.count(codebook.stances[0]) * given.count(codebook.stances[-1])
    return flips


def _readers(material: Material, segment: str) -> list[str]:
    return sorted(material.readers[segment])


def _said(material: Material, segment: str, name: str, passage: Passage, speakers: Mapping[str, Speaker]) -> Said:
    claims = [
        material.claims[index]
        for index in material.claims_in.get(segment, ())
        if material.claims[index].annotator == name
    ]
    return Said(
        annotator=name,
        verdict="claims" if claims else "no-claim",
        claims=tuple(_claim(claim, passage, speakers) for claim in claims),
    )


def _claim(claim: MarkedClaim, passage: Passage, speakers: Mapping[str, Speaker]) -> tuple[str, str, str]:
    quote = " … ".join(passage.document.text[start:end] for start, end in claim.spans)
    speaker = speakers.get(claim.speaker)
    return quote, speaker.name if speaker else claim.speaker, claim.stance
