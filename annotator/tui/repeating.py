"""The decision of the sentence finished last, and doing the same again with one key.

What is repeated is the verdict; of a claim its stance, its speaker and who passes it on. The words are those chosen
now, or the whole sentence; everything else belongs to the sentence it was said of.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim, Label, Verdict
from annotator.records.revisions import Revision
from annotator.records.spans import Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a sentence: of several claims it is the last one."""

    verdict: Verdict
    claim: Claim | None = None


def decision(label: Label) -> Decision | None:
    """The decision that a label says; None while it says none."""
    if label.verdict is None:
        return None
    return Decision(label.verdict, label.claims[-1] if label.claims else None)


def claim_again(desk: AnnotationDesk, claim: Claim, words: Span | None) -> Revision:
    """Mark a claim of the same speaker and stance, and finish the sentence, in one revision.

    Raises:
        LabelError: The codebook no longer has the stance.
    """
    spans = (words,) if words else ()
    return desk.add_claim(claim.stance, spans, claim.speaker, via=claim.via, done=True)
