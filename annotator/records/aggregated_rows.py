"""One line of aggregated.jsonl: what several annotators say of one sentence, as one label with all of its votes.

The votes always stand beside the label. A row checks itself on the way out: votes, shares and voters add up, and every
quote is the words of its sentence.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from annotator.records.base import Record
from annotator.records.export_rows import QuoteRow, SentenceRow, SpeakerRow
from annotator.records.identifiers import DocumentId
from annotator.records.people import AnnotatorKind, AnnotatorName

Source = Literal["gold", "aggregated"]
"""Whether the adjudicator decided, or the votes did."""

NoLabel = Literal["tie"]
"""Why there is no label."""

DIGITS = 6
"""Digits after the point of shares and probabilities: the last ones differ from machine to machine."""
_NEAR = 10.0**-DIGITS


class AnswerRow(Record):
    """The answer to one question with fixed categories, and everyone's vote."""

    label: str | None
    """The adjudicator's answer where there is one, else the aggregated one; null for a tie."""
    reason: NoLabel | None
    """Why there is no label; null where there is one."""
    votes: dict[str, int]
    """How many annotators gave each category, in the order of the scale; the adjudicator is not among them."""
    shares: dict[str, float] | None
    """The votes as shares, a soft label; null where nobody voted."""
    posterior: dict[str, float] | None
    """Probability of each category under the method; for the majority the shares. Null where nobody voted."""
    difficulty: float | None = Field(default=None, ge=0)
    """GLAD's difficulty of the unit, higher is harder; null under another method and where nobody voted."""

    @model_validator(mode="after")
    def _adds_up(self) -> AnswerRow:
        if (self.label is None) != (self.reason is not None):
            raise ValueError("a label that is missing, and no other, has a reason")
        if self.label is not None and self.label not in self.votes:
            raise ValueError(f"the label {self.label!r} is not among the categories")
        total = sum(self.votes.values())
        if (self.shares is None, self.posterior is None) != (total == 0, total == 0):
            raise ValueError("shares and posterior stand where there are votes")
        if self.difficulty is not None and total == 0:
            raise ValueError("a difficulty stands where there are votes")
        if self.shares is not None and self.posterior is not None:
            if not list(self.shares) == list(self.posterior) == list(self.votes):
                raise ValueError("shares, posterior and votes have different categories")
            if any(abs(self.shares[name] * total - given) > total * _NEAR for name, given in self.votes.items()):
                raise ValueError("the shares are not those of the votes")
            if abs(sum(self.posterior.values()) - 1) > len(self.votes) * _NEAR:
                raise ValueError("the posterior does not sum to 1")
        return self


class SpeakerVotesRow(Record):
    """A speaker that someone named."""

    speaker: SpeakerRow
    """The speaker."""
    votes: int = Field(ge=1)
    """How many named this one."""
    share: float
    """The same as a share of all who marked the claim."""


class SpeakerAnswerRow(Record):
    """Who makes a claim: the one that most named."""

    label: SpeakerRow | None
    """The adjudicator's speaker where there is one, else the one with the most votes; null for a tie."""
    reason: NoLabel | None
    """Why there is no label; null where there is one."""
    votes: tuple[SpeakerVotesRow, ...]
    """Everyone named, the most often named first."""
    tied: tuple[str, ...]
    """Ids of the speakers that share the most votes; empty where one alone has most."""

    @model_validator(mode="after")
    def _adds_up(self) -> SpeakerAnswerRow:
        if (self.label is None) != (self.reason is not None):
            raise ValueError("a speaker that is missing, and no other, has a reason")
        most = max((each.votes for each in self.votes), default=0)
        top = tuple(each.speaker.id for each in self.votes if each.votes == most)
        if self.tied != (top if len(top) > 1 else ()):
            raise ValueError("tied names those who share the most votes")
        return self


class MarkRow(Record):
    """How one annotator marked a claim."""

    annotator: AnnotatorName
    """Who."""
    id: str
    """Id of this annotator's claim, as in annotations.jsonl."""
    spans: tuple[QuoteRow, ...] = Field(min_length=1)
    """Which words."""
    speaker: str
    """Id of the speaker named."""
    stance: str
    """The stance given."""


class AggregatedClaimRow(Record):
    """One claim: what several annotators marked as one."""

    source: Source
    """`gold` where the adjudicator marked it, else `aggregated`."""
    gold_id: str | None
    """Id of the adjudicator's claim, as in annotations.jsonl; null where there is none."""
    spans: tuple[QuoteRow, ...] = Field(min_length=1)
    """The adjudicator's words where there are any, else those of the mark that is nearest to all others."""
    span_iou: float | None = Field(ge=0, le=1)
    """Mean intersection over union of these words with every other mark; null where there is no other."""
    support: int = Field(ge=0)
    """How many annotators marked it."""
    readers: int = Field(ge=0)
    """How many finished the sentence, and so could have."""
    stance: AnswerRow
    """Whose side it takes, by those who marked it."""
    speaker: SpeakerAnswerRow
    """Who makes it, by those who marked it."""
    marks: tuple[MarkRow, ...]
    """Each mark, by annotator."""

    @model_validator(mode="after")
    def _adds_up(self) -> AggregatedClaimRow:
        speakers = sum(each.votes for each in self.speaker.votes)
        names = {mark.annotator for mark in self.marks}
        if not len(names) == len(self.marks) == sum(self.stance.votes.values()) == speakers == self.support:
            raise ValueError("marks and votes do not add up to the support")
        if (self.source == "gold") != (self.gold_id is not None):
            raise ValueError("a gold claim, and no other, has a gold id")
        if self.support > self.readers:
            raise ValueError(f"{self.support} annotators marked what {self.readers} read")
        return self


class ReaderRow(Record):
    """Someone who finished the sentence."""

    annotator: AnnotatorName
    """Who."""
    kind: AnnotatorKind
    """A person or a model."""
    verdict: Literal["claims", "no-claim"]
    """Whether this annotator marked a claim."""


class AggregatedRow(Record):
    """One line of aggregated.jsonl: one sentence that somebody finished."""

    document: DocumentId
    """The document's id."""
    sentence: SentenceRow
    """The sentence."""
    source: Source
    """`gold` where the adjudicator finished the sentence, else `aggregated`."""
    adjudicator: AnnotatorName | None
    """Whose label is the gold one; null where there is none."""
    verdict: AnswerRow
    """Is there a claim? `claims` or `no-claim`."""
    readers: tuple[ReaderRow, ...]
    """Everyone whose vote counts, by name."""
    claims: tuple[AggregatedClaimRow, ...]
    """The adjudicator's claims where there is a gold label, else every claim that anyone marked; by place."""
    overruled: tuple[AggregatedClaimRow, ...]
    """Claims that annotators marked and the adjudicator did not; empty without a gold label."""

    @model_validator(mode="after")
    def _adds_up(self) -> AggregatedRow:
        names = {reader.annotator for reader in self.readers}
        if len(names) != len(self.readers) or sum(self.verdict.votes.values()) != len(names):
            raise ValueError("the readers and their votes do not add up")
        for claim in (*self.claims, *self.overruled):
            if claim.readers != len(names) or not {mark.annotator for mark in claim.marks} <= names:
                raise ValueError("a claim was marked by someone who did not finish the sentence")
            for quote in (*claim.spans, *(span for mark in claim.marks for span in mark.spans)):
                _check_quote(quote, self.sentence)
        return self

    @model_validator(mode="after")
    def _is_of_its_source(self) -> AggregatedRow:
        gold = self.source == "gold"
        if gold != (self.adjudicator is not None):
            raise ValueError("a gold label, and no other, names its adjudicator")
        if {claim.source for claim in self.claims} - {self.source} or any(
            claim.source == "gold" for claim in self.overruled
        ):
            raise ValueError("a claim and its sentence have different sources")
        if self.overruled and not gold:
            raise ValueError("claims are overruled where nobody adjudicated")
        if gold and self.verdict.label != ("claims" if self.claims else "no-claim"):
            raise ValueError("the gold verdict and the gold claims do not fit each other")
        return self


def _check_quote(quote: QuoteRow, sentence: SentenceRow) -> None:
    if quote.start - quote.start_in_sentence != sentence.start:
        raise ValueError(f"the two offsets of {quote.quote!r} do not fit each other")
    if quote.start < sentence.start or quote.end > sentence.end:
        raise ValueError(f"{quote.start}-{quote.end} lies outside its sentence")
    if sentence.text[quote.start_in_sentence : quote.end_in_sentence] != quote.quote:
        raise ValueError(f"{quote.quote!r} is not at {quote.start}-{quote.end}")
