"""What is read out: where one is, the sentence, its claims. Words only; no colour, no sign that must be seen."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim
from annotator.text.cells import one_line
from annotator.tui.changes import CONFIDENCE
from annotator.tui.session import Session
from annotator.tui.view import article_title, verdict_words


def place(desk: AnnotationDesk) -> str:
    """Which sentence of how many, and what is said of it so far."""
    count = len(desk.passage.sentences)
    verdict = verdict_words(desk.label, done=desk.passage.is_done(desk.sentence.key))
    flag = " Flagged." if desk.label.flag else ""
    note = f" Note: {one_line(desk.label.note)}." if desk.label.note else ""
    return f"Sentence {desk.index + 1} of {count}. {verdict[:1].upper()}{verdict[1:]}.{flag}{note}"


def article(desk: AnnotationDesk) -> str:
    """The article at hand and how much of it is finished."""
    passage = desk.passage
    finished = sum(passage.is_done(sentence.key) for sentence in passage.sentences)
    return f"Article: {article_title(passage)}. {finished} of {len(passage.sentences)} sentences finished."


def sentence(desk: AnnotationDesk, step: int = 0) -> str:
    """The words of this sentence, or of one some steps away; empty where there is none."""
    index = desk.index + step
    if not 0 <= index < len(desk.passage.sentences):
        return ""
    return one_line(" ".join(desk.passage.sentences[index].span.of(desk.passage.document.text).split()))


def claims(session: Session) -> Iterator[str]:
    """Each claim on a line; the one that changes apply to says so."""
    for number, claim in enumerate(session.desk.label.claims, start=1):
        here = " Changes apply to it." if claim.id == session.desk.claim_id and number_of(session) > 1 else ""
        yield f"Claim {number}: {_claim(session, claim)}.{here}"


def number_of(session: Session) -> int:
    """How many claims the sentence has."""
    return len(session.desk.label.claims)


def _claim(session: Session, claim: Claim) -> str:
    desk = session.desk
    whole = claim.spans == (desk.sentence.span,)
    text = desk.passage.document.text
    words = "the whole sentence" if whole else ", and ".join(f"“{one_line(span.of(text))}”" for span in claim.spans)
    said = [session.looks.of(claim.stance).word, session.names.of_claim(claim), words]
    said += [CONFIDENCE[claim.confidence]] if claim.confidence else []
    said += [f"{one_line(name)}: {one_line(value)}" for name, value in sorted(claim.attributes.items())]
    said += ["carries on an earlier claim"] if claim.continues else []
    return ", ".join(said)
