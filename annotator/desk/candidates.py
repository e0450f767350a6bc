"""Suggestions as they can be taken, and how claims that were made elsewhere become some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.codebook.model import Codebook
from annotator.desk.same_words import Said
from annotator.records.labels import AUTHOR, Claim
from annotator.records.spans import Span
from annotator.records.speakers import Speaker, resolve
from annotator.records.suggestions import Suggestion
from annotator.store.connection import Store
from annotator.store.speakers import registry

_TITLE = 60
"""Characters of an article's title in a suggestion that comes from it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion as it can be taken."""

    suggestion: Suggestion
    speaker: str | None = None
    """Id in the registry, where the suggestion comes from a claim that has one."""
    via: str | None = None
    """Likewise, of the one who passes the claim on."""
    mention: Span | None = None
    """Where the sentence names the speaker, if that is known."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Answers to further questions of the codebook, where the claim that it comes from has some."""


def from_said(said: Said, store: Store, codebook: Codebook) -> list[Candidate]:
    """Claims made on the same words elsewhere, as candidates; those whose stance is gone are left out."""
    known = registry(store)
    title = said.article.metadata.title or said.article.source or said.article.id
    rule = f"same words in {' '.join(title.split())[:_TITLE]}"
    return [
        replace(
            candidate_of(claim, claim.spans, known, rule),
            mention=claim.mention,
            attributes=_still_asked(claim.attributes, codebook),
        )
        for claim in said.claims
        if codebook.stance_value(claim.stance) is not None
    ]


def _still_asked(answers: Mapping[str, str], codebook: Codebook) -> dict[str, str]:
    """Those answers that the codebook has today."""
    asked = {name: {each.value for each in attribute.values} for name, attribute in codebook.attributes.items()}
    return {name: value for name, value in answers.items() if value in asked.get(name, ())}


def candidate_of(claim: Claim, spans: tuple[Span, ...], known: Mapping[str, Speaker], rule: str) -> Candidate:
    """A claim that was made elsewhere, with its speaker and stance, at other words."""

    def name(speaker: str) -> str:
        stands = known.get(resolve(speaker, known) or speaker)
        return stands.name if stands else speaker

    stands = resolve(claim.speaker, known) or claim.speaker
    kind = "author" if claim.speaker == AUTHOR else known[stands].kind if stands in known else None
    via = name(claim.via) if claim.via else None
    suggestion = Suggestion(
        spans=spans, speaker=name(claim.speaker), kind=kind, via=via, stance=claim.stance, score=1.0, rule=rule
    )
    return Candidate(suggestion, claim.speaker, claim.via)
