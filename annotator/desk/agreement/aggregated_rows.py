"""Aggregated labels as the rows of a release. Every row carries the votes that its label was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.aggregation.quality import AnnotatorQuality, quality
from annotator.agreement.aggregation.results import Fitted, UnitLabel
from annotator.desk.agreement.aggregate import VERDICTS, Aggregated, Answers, Rule, aggregate
from annotator.desk.agreement.joint_claims import JointClaim, JointSentence, Pieces
from annotator.desk.project import Project
from annotator.exports.rows import quote_row, speaker_row
from annotator.records.aggregated_manifest import AggregatedLayerRow, AggregationRow, QualityRow, VoterRow
from annotator.records.aggregated_rows import (
    DIGITS,
    AggregatedClaimRow,
    AggregatedRow,
    AnswerRow,
    MarkRow,
    ReaderRow,
    SpeakerAnswerRow,
    SpeakerVotesRow,
)
from annotator.records.documents import Document, Segment
from annotator.records.export_rows import QuoteRow, SentenceRow
from annotator.records.identifiers import parse_segment_key
from annotator.records.spans import Span
from annotator.records.speakers import Speaker
from annotator.store.ratings import MarkedClaim
from annotator.store.speakers import registry


@dataclass(frozen=True)
class AggregatedLabels:
    """The aggregated labels of a project, ready to be written."""

    labels: Aggregated
    speakers: Mapping[str, Speaker]
    roles: Collection[str]

    @cached_property
    def about(self) -> AggregationRow:
        """How the labels were made."""
        kinds = {label.annotator: label.kind for label in self.labels.votes.labels}
        voters = sorted(kinds)
        rule = self.labels.rule
        return AggregationRow(
            method=rule.method,
            ties=rule.ties,
            seed=rule.seed if rule.method == "mace" else None,
            annotators=tuple(VoterRow.model_validate({"annotator": name, "kind": kinds[name]}) for name in voters),
            stances=self.labels.stances.categories,
            ordered=self.labels.ordered,
            layers={"verdict": _layer(self.labels.verdicts), "stance": _layer(self.labels.stances)},
        )

    @cached_property
    def _by_document(self) -> dict[str, list[tuple[int, int, JointSentence]]]:
        """Start, end and labels of each sentence, by document, in the order of the text."""
        found: dict[str, list[tuple[int, int, JointSentence]]] = {}
        for key, joint in self.labels.sentences.items():
            document, start, end = parse_segment_key(key)
            found.setdefault(document, []).append((start, end, joint))
        return {document: sorted(each, key=lambda entry: entry[:2]) for document, each in found.items()}

    @property
    def as_of(self) -> str | None:
        """When the last label that counts was saved."""
        return self.labels.as_of

    @property
    def codebooks(self) -> Collection[str]:
        """Versions of the codebook under which these labels were made."""
        return self.labels.codebooks

    def rows(self, document: Document, segments: Sequence[Segment]) -> Iterator[AggregatedRow]:
        """The lines of a document, in the order of its sentences."""
        ends = [segment.end for segment in segments if segment.role in self.roles]
        for start, end, joint in self._by_document.get(document.id, ()):
            # Where boundaries were changed it may be no sentence of the import; its number is that of where it begins.
            sentence = Segment(document=document.id, start=start, end=end)
            yield _Writer(self, document.text, sentence).row(joint, document.id, 1 + bisect_right(ends, start))


def aggregated_labels(project: Project, annotators: Sequence[str] = (), rule: Rule | None = None) -> AggregatedLabels:
    """Make one label of all finished ones, for a release; arguments and errors as of `aggregate`."""
    return AggregatedLabels(aggregate(project, annotators, rule), registry(project.store), project.roles)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the row of one sentence."""

    owner: AggregatedLabels
    text: str
    sentence: Segment

    def row(self, joint: JointSentence, document: str, number: int) -> AggregatedRow:
        span = self.sentence.span
        gold = None if joint.gold is None else VERDICTS[joint.gold.has_claims]
        readers = [
            {"annotator": each.annotator, "kind": each.kind, "verdict": VERDICTS[each.has_claims]}
            for each in joint.readers
        ]
        return AggregatedRow(
            document=document,
            sentence=SentenceRow(start=span.start, end=span.end, number=number, text=span.of(self.text)),
            source="aggregated" if joint.gold is None else "gold",
            adjudicator=joint.gold.annotator if joint.gold else None,
            verdict=_answer(self.owner.labels.verdicts, joint.segment, gold),
            readers=tuple(ReaderRow.model_validate(reader) for reader in readers),
            claims=tuple(self._claim(claim, len(joint.readers)) for claim in joint.claims),
            overruled=tuple(self._claim(claim, len(joint.readers)) for claim in joint.overruled),
        )

    def _claim(self, claim: JointClaim, readers: int) -> AggregatedClaimRow:
        closeness = claim.closeness
        return AggregatedClaimRow(
            source="aggregated" if claim.gold is None else "gold",
            gold_id=claim.gold.id if claim.gold else None,
            spans=self._quotes(claim.spans),
            span_iou=None if closeness is None else round(closeness, DIGITS),
            support=len(claim.marks),
            readers=readers,
            stance=_answer(self.owner.labels.stances, claim.unit, claim.gold.stance if claim.gold else None),
            speaker=self._speaker(claim),
            marks=tuple(self._mark(mark) for mark in claim.marks),
        )

    def _speaker(self, claim: JointClaim) -> SpeakerAnswerRow:
        votes = Counter(mark.speaker for mark in claim.marks)
        ranked = sorted(votes, key=lambda speaker: (-votes[speaker], speaker))
        top = [speaker for speaker in ranked if votes[speaker] == votes[ranked[0]]]
        label = claim.gold.speaker if claim.gold else top[0] if len(top) == 1 else None
        named = self.owner.speakers
        return SpeakerAnswerRow(
            label=None if label is None else speaker_row(named[label]),
            reason="tie" if label is None else None,
            votes=tuple(
                SpeakerVotesRow(
                    speaker=speaker_row(named[each]),
                    votes=votes[each],
                    share=round(votes[each] / votes.total(), DIGITS),
                )
                for each in ranked
            ),
            tied=tuple(top) if len(top) > 1 else (),
        )

    def _mark(self, mark: MarkedClaim) -> MarkRow:
        return MarkRow(
            annotator=mark.annotator,
            id=mark.id,
            spans=self._quotes(mark.spans),
            speaker=mark.speaker,
            stance=mark.stance,
        )

    def _quotes(self, spans: Pieces) -> tuple[QuoteRow, ...]:
        return tuple(quote_row(Span(start=start, end=end), self.text, self.sentence) for start, end in spans)


def _answer(answers: Answers, unit: str, gold: str | None) -> AnswerRow:
    """The answer for a unit; the adjudicator's, where there is one, beside the votes."""
    found = answers.units.get(unit) or _unasked(unit, len(answers.categories))
    label = found.label if gold is None else gold
    return AnswerRow(
        label=label,
        reason="tie" if label is None else None,
        votes=dict(zip(answers.categories, found.votes, strict=True)),
        shares=_rounded(answers.categories, found.shares),
        posterior=_rounded(answers.categories, found.posterior),
        difficulty=_short(found.difficulty),
    )


def _unasked(unit: str, categories: int) -> UnitLabel:
    """What only the adjudicator has seen."""
    return UnitLabel(unit, None, None, "no_ratings", (0,) * categories, None, None, None)


def _rounded(categories: Sequence[str], values: Sequence[float] | None) -> dict[str, float] | None:
    if values is None:
        return None
    return {name: round(value, DIGITS) for name, value in zip(categories, values, strict=True)}


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _layer(answers: Answers) -> AggregatedLayerRow:
    result = answers.result
    fitted = result if isinstance(result, Fitted) else None
    return AggregatedLayerRow(
        units=len(answers.units),
        iterations=fitted.iterations if fitted else None,
        converged=fitted.converged if fitted else None,
        quality=tuple(_quality(each, answers.categories) for each in quality(result)),
    )


def _quality(each: AnnotatorQuality, categories: Sequence[str]) -> QualityRow:
    return QualityRow(
        annotator=each.annotator,
        ratings=each.ratings,
        accuracy=_short(each.accuracy),
        competence=_short(each.competence),
        ability=_short(each.ability),
        confusion={true: _rounded(categories, given) for true, given in zip(categories, each.confusion, strict=True)},
    )
