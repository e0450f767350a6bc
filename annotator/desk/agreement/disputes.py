"""The sentences worth talking about, most informative first, with what everyone said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.codebook.model import Codebook
from annotator.desk.agreement.chain import stages
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Dispute, Said
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.records.identifiers import parse_segment_key
from annotator.store.ratings import MarkedClaim
from annotator.store.speakers import registry

MOST = 50
"""A meeting gets through fewer; all of them are in the table of units."""


def disputes_of(project: Project, material: Material, most: int = MOST) -> tuple[Dispute, ...]:
    """The most disputed sentences, by score, then in the order of the texts."""
    scored = [(score_of(material, project.codebook, segment), segment) for segment in material.shared]
    worst = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:most]
    return tuple(told(project, material, {segment: score for score, segment in worst}))


def told(project: Project, material: Material, scores: Mapping[str, float]) -> Iterator[Dispute]:
    """Sentences with what everyone said of them, in the order given; those on which all agree among them.

    Args:
        project: The open project.
        material: The labels of the report.
        scores: How disputed each sentence is, by its key.
    """
    passages: dict[str, Passage] = {}
    names = {identifier: speaker.name for identifier, speaker in registry(project.store).items()}
    for segment, score in scores.items():
        document, start, end = parse_segment_key(segment)
        if document not in passages:
            passages[document] = open_passage(project.store, "", document, project.roles)
        passage = passages[document]
        text = passage.document.text
        claims = [material.claims[index] for index in material.claims_in.get(segment, ())]
        yield Dispute(
            document=document,
            title=passage.document.metadata.title or passage.document.source,
            sentence=passage.number_at(start),
            segment=segment,
            text=text[start:end],
            score=score,
            said=tuple(
                _said(name, [claim for claim in claims if claim.annotator == name], text, names)
                for name in sorted(material.readers[segment])
            ),
        )


def _said(name: str, claims: Sequence[MarkedClaim], text: str, names: Mapping[str, str]) -> Said:
    said = [
        (
            " … ".join(text[start:end] for start, end in claim.spans),
            names.get(claim.speaker, claim.speaker),
            claim.stance,
        )
        for claim in claims
    ]
    return Said(annotator=name, verdict="claims" if said else "no-claim", claims=tuple(said))


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
