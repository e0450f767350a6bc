"""What a key does to the label at hand, where one key means several things. No screen: the desk is all it knows.

Every function that changes something returns the revision that is on disk, or None where nothing had to change.
"""

from __future__ import annotations

from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span

MOST_CONTINUABLE = 8
"""How many earlier claims the key for `continues` goes through before it comes back to none."""


def press_stance(desk: AnnotationDesk, stance: str, choice: Span | None, *, adding: bool) -> Revision | None:
    """A stance key: a new claim on the chosen words, another stance for the claim at hand, or the first claim.

    Args:
        desk: The annotator's desk.
        stance: The value of the codebook's scale.
        choice: The chosen words.
        adding: Whether a new claim was asked for though the sentence has one.
    """
    claim = desk.claim
    if choice is not None or adding or claim is None:
        return desk.add_claim(stance, [choice] if choice else [])
    if claim.stance == stance:
        return None
    return desk.change_claim(claim.id, stance=stance)


def next_claim(desk: AnnotationDesk) -> Claim | None:
    """Go to the next claim of the sentence, behind the last one to the first; None where there is none."""
    claims = desk.label.claims
    if not claims:
        return None
    at = next((index for index, claim in enumerate(claims) if claim.id == desk.claim_id), -1)
    chosen = claims[(at + 1) % len(claims)]
    desk.claim_id = chosen.id
    return chosen


def next_confidence(confidence: int | None) -> int | None:
    """What follows in the round: not said, 1, 2, 3, not said."""
    return 1 if confidence is None else None if confidence == 3 else confidence + 1


def next_continued(desk: AnnotationDesk, claim: Claim) -> str | None:
    """What follows in the round: none, the claim before, the one before that, and none again."""
    candidates = desk.continuable(claim.id)[:MOST_CONTINUABLE]
    if claim.continues is None:
        return candidates[0] if candidates else None
    if claim.continues not in candidates:
        return None
    return next(iter(candidates[candidates.index(claim.continues) + 1 :]), None)


def join_words(text: str, claim: Claim, words: Span) -> tuple[Span, ...]:
    """The claim's stretches with these words added; stretches that overlap, or that only blanks part, become one."""
    joined: list[Span] = []
    for span in sorted((*claim.spans, words), key=lambda span: (span.start, span.end)):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def set_speaker(desk: AnnotationDesk, claim: Claim, speaker: str, mention: Span | None) -> Revision | None:
    """Say who makes a claim. The mention of another speaker does not stay behind."""
    if mention is None and speaker == claim.speaker:
        mention = claim.mention
    if (speaker, mention) == (claim.speaker, claim.mention):
        return None
    return desk.change_claim(claim.id, speaker=speaker, mention=mention)


def set_continued(desk: AnnotationDesk, claim: Claim) -> Revision | None:
    """Let a claim carry on the next of the earlier ones, or none again."""
    continued = next_continued(desk, claim)
    return None if continued == claim.continues else desk.change_claim(claim.id, continues=continued)


def add_words(desk: AnnotationDesk, claim: Claim, words: Span) -> Revision | None:
    """Add words to a claim, as a further fragment or as part of one that they touch."""
    spans = join_words(desk.passage.document.text, claim, words)
    return None if spans == claim.spans else desk.change_claim(claim.id, spans=spans)


def set_spans(desk: AnnotationDesk, claim: Claim, spans: tuple[Span, ...]) -> Revision | None:
    """Let a claim stand in other words; its speaker, its stance and all else stay."""
    return None if spans == claim.spans else desk.change_claim(claim.id, spans=spans)


def mark_mention(desk: AnnotationDesk, claim: Claim, words: Span) -> Revision:
    """Mark where the speaker is named; marking the same words again takes the mark away."""
    return desk.change_claim(claim.id, mention=None if claim.mention == words else words)
