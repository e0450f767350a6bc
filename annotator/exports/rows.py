"""From the records of a project to the rows of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from annotator.records.documents import Document, Segment
from annotator.records.export_rows import (
    AnnotationRow,
    BoundaryChangeRow,
    BoundaryRow,
    ClaimRow,
    DocumentRow,
    OfferRow,
    QuoteRow,
    SegmentRow,
    SentenceRow,
    SpeakerRow,
    SuggestionRow,
)
from annotator.records.labels import Claim
from annotator.records.offers import Offer
from annotator.records.people import Annotator
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.records.speakers import Speaker, resolve
from annotator.records.suggestions import Suggestion
from annotator.store.release import Labelled


def document_row(document: Document, segments: Sequence[Segment]) -> DocumentRow:
    """The line of a document."""
    return DocumentRow(
        id=document.id,
        sha256=document.sha256,
        **document.metadata.model_dump(),
        source=document.source,
        encoding=document.encoding,
        added_at=document.added_at,
        segments=_segment_rows(segments),
        text=document.text,
    )


def boundary_row(
    document: Document, annotator: Annotator, segments: Sequence[Segment], changes: Sequence[SegmentChange]
) -> BoundaryRow:
    """The line of an annotator's own segmentation of a document.

    Args:
        document: The document.
        annotator: The annotator.
        segments: The segments as the annotator cuts the document.
        changes: The changes in effect that make them of the imported ones.
    """
    left_out = {"annotator", "document", "reverts"}
    return BoundaryRow(
        document=document.id,
        annotator=annotator.name,
        annotator_kind=annotator.kind,
        segments=_segment_rows(segments),
        changes=tuple(BoundaryChangeRow.model_validate(each.model_dump(exclude=left_out)) for each in changes),
    )


def _segment_rows(segments: Sequence[Segment]) -> tuple[SegmentRow, ...]:
    return tuple(SegmentRow(start=each.start, end=each.end, role=each.role) for each in segments)


def annotation_row(
    document: Document,
    sentence: Segment,
    number: int,
    labelled: Labelled,
    speakers: Mapping[str, Speaker],
    claims: Set[str],
) -> AnnotationRow:
    """The line of one label.

    Args:
        document: The document.
        sentence: The sentence that the label is about.
        number: The sentence's place among the annotated ones of the annotator's view, counted from 1.
        labelled: The label.
        speakers: The registry.
        claims: Ids of all claims of the annotator in this document that are released.
    """
    revision = labelled.revision
    released = [released_claim(claim, speakers, claims) for claim in revision.body.claims]
    return AnnotationRow(
        document=document.id,
        sentence=SentenceRow(
            start=sentence.start, end=sentence.end, number=number, text=sentence.span.of(document.text)
        ),
        annotator=revision.annotator,
        annotator_kind=labelled.kind,
        verdict=revision.body.verdict,
        done=revision.done,
        claims=tuple(_claim(claim, document.text, sentence, speakers) for claim in released),
        note=revision.body.note,
        flag=revision.body.flag,
        codebook_version=revision.codebook_version,
        origin=labelled.origin,
        saved_at=revision.saved_at,
        seconds=labelled.seconds,
    )


def released_claim(claim: Claim, speakers: Mapping[str, Speaker], claims: Set[str]) -> Claim:
    """The claim as a release gives it: merged speakers under the one that stands for them, and no loose ends.

    Args:
        claim: The claim as it was marked.
        speakers: The registry.
        claims: Ids of the claims that it may carry on.
    """
    speaker = resolve(claim.speaker, speakers) or claim.speaker
    via = resolve(claim.via, speakers) or claim.via if claim.via else None
    return claim.model_copy(
        update={
            "speaker": speaker,
            # Two names that turned out to be one speaker's: nobody passes on their own words.
            "via": None if via == speaker else via,
            # The claim that it carried on was deleted since.
            "continues": claim.continues if claim.continues in claims else None,
        }
    )


def _claim(claim: Claim, text: str, sentence: Segment, speakers: Mapping[str, Speaker]) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        spans=tuple(quote_row(span, text, sentence) for span in claim.spans),
        speaker=speaker_row(speakers[claim.speaker]),
        mention=quote_row(claim.mention, text, sentence) if claim.mention else None,
        via=speaker_row(speakers[claim.via]) if claim.via else None,
        stance=claim.stance,
        confidence=claim.confidence,
        continues=claim.continues,
        attributes=dict(sorted(claim.attributes.items())),
    )


def offer_row(document: Document, sentence: Segment, offer: Offer) -> OfferRow:
    """The line of what was suggested for a label.

    Args:
        document: The document.
        sentence: The sentence that the label is about.
        offer: What was logged.
    """

    def row(each: Suggestion) -> SuggestionRow:
        said = each.model_dump(exclude={"spans"})
        return SuggestionRow(spans=tuple(quote_row(span, document.text, sentence) for span in each.spans), **said)

    return OfferRow(
        document=document.id,
        start=sentence.start,
        end=sentence.end,
        annotator=offer.annotator,
        suggester=offer.suggester,
        version=offer.version,
        assigned=offer.assigned,
        shown=offer.shown,
        verdict=offer.offered.verdict,
        suggestions=tuple(row(each) for each in offer.offered.suggestions),
    )


def quote_row(span: Span, text: str, sentence: Segment) -> QuoteRow:
    """A stretch of a document with its words and both offsets."""
    return QuoteRow(
        start=span.start,
        end=span.end,
        start_in_sentence=span.start - sentence.start,
        end_in_sentence=span.end - sentence.start,
        quote=span.of(text),
    )


def speaker_row(speaker: Speaker) -> SpeakerRow:
    """A speaker as a release names them."""
    return SpeakerRow(id=speaker.id, name=speaker.name, kind=speaker.kind)
