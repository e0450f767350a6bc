"""What is read out: where one is, the sentence, its claims, what is suggested. One fact on a line, in words only."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.suggested import Ghost
from annotator.desk.veils import Veil
from annotator.records.labels import Claim
from annotator.records.spans import Span
from annotator.text.cells import one_line
from annotator.text.masking import without_blocks
from annotator.tui.changes import CONFIDENCE
from annotator.tui.session import Session
from annotator.tui.states import BLIND
from annotator.tui.view import about, article_title, verdict_words


def place(desk: AnnotationDesk) -> Iterator[str]:
    """Which sentence of how many, and what is said of it so far."""
    count = len(desk.passage.sentences)
    verdict = verdict_words(desk.label, done=desk.passage.is_done(desk.sentence.key))
    yield f"Sentence {desk.index + 1} of {count}. {verdict[:1].upper()}{verdict[1:]}."
    if desk.label.flag:
        yield "Flagged."
    if desk.label.note:
        yield f"Note: {one_line(desk.label.note)}"


def spoken_title(title: str, *, blind: bool) -> str:
    """The title of an article, safe to say."""
    return one_line(without_blocks(title) if blind else title)


def named(veil: Veil, name: str, speaker: str | None = None) -> str:
    """A speaker's name, safe to say; a hidden one as `name A`."""
    said = veil.name(name, speaker)
    return one_line(name) if said == name else f"name {one_line(said.replace('[', '').replace(']', ''))}"


def article(desk: AnnotationDesk) -> Iterator[str]:
    """The article at hand and how much of it is finished."""
    passage = desk.passage
    finished = sum(passage.is_done(sentence.key) for sentence in passage.sentences)
    yield f"Article: {spoken_title(article_title(desk.veil), blind=desk.veil.state == 'blind')}."
    where = about(desk)
    if where:
        yield "It is read blind." if where == BLIND else f"It comes from: {where}."
    yield f"{finished} of {len(passage.sentences)} sentences finished."


def sentence(desk: AnnotationDesk, step: int = 0) -> str:
    """The words of this sentence, or of one some steps away; empty where there is none."""
    index = desk.index + step
    if not 0 <= index < len(desk.passage.sentences):
        return ""
    return spoken_words(desk, desk.passage.sentences[index].span)


def spoken_words(desk: AnnotationDesk, span: Span) -> str:
    """Words of the article on one line, safe to say; what is hidden is called so."""
    return one_line(" ".join(desk.veil.spoken(span.start, span.end).split()))


def claims(session: Session) -> Iterator[str]:
    """Each claim: who and which stance, its words, and whatever else is said of it."""
    desk = session.desk
    found = desk.label.claims
    for number, claim in enumerate(found, start=1):
        yield f"Claim {number}: {session.looks.of(claim.stance).word}, {session.names.of_claim(claim)}."
        yield f"Words: {words_of_claim(desk, claim.spans)}."
        yield from _more(session, claim)
    at = [number for number, claim in enumerate(found, start=1) if claim.id == desk.claim_id]
    if len(found) > 1 and at:
        yield f"Changes apply to claim {at[0]}."


def _more(session: Session, claim: Claim) -> Iterator[str]:
    desk = session.desk
    if claim.mention:
        yield f"Named as: {spoken_words(desk, claim.mention)}."
    if claim.confidence:
        yield f"How sure: {CONFIDENCE[claim.confidence]}."
    for name, value in sorted(claim.attributes.items()):
        yield f"{question(desk.codebook, name)}: {answer(desk.codebook, name, value)}."
    if claim.continues:
        yield "Carries on an earlier claim."


def question(codebook: Codebook, name: str) -> str:
    """What a further question of the codebook is called."""
    attribute = codebook.attributes.get(name)
    return one_line(attribute.label if attribute and attribute.label else name)


def answer(codebook: Codebook, name: str, value: str) -> str:
    """What an answer to a further question is called."""
    attribute = codebook.attributes.get(name)
    known = [each.shown for each in attribute.values if each.value == value] if attribute else []
    return one_line(known[0] if known else value)


def suggested(session: Session) -> Iterator[str]:
    """The suggestion at hand, and what to type for it; nothing where there is none."""
    ghost = session.suggested.ghost
    if ghost is not None:
        yield from _ghost(session, ghost)
    elif session.suggested.says_no_claim:
        yield f"Suggested: no claim. {session.keymap.sign('no-claim')} says so."


def _ghost(session: Session, ghost: Ghost) -> Iterator[str]:
    suggestion = ghost.candidate.suggestion
    name = "the author" if suggestion.kind == "author" else named(session.desk.veil, suggestion.speaker)
    stance = f"{session.looks.of(suggestion.stance).word}, " if suggestion.stance is not None else ""
    yield f"Suggested: {stance}{name}."
    if suggestion.via:
        yield f"Passed on by {named(session.desk.veil, suggestion.via)}."
    yield f"Words: {words_of_claim(session.desk, suggestion.spans)}."
    if suggestion.rule.startswith("same words"):
        yield f"You said so of the {one_line(session.desk.veil.because(suggestion.rule))}."
    take, other = (session.keymap.sign(name) for name in ("take", "other-suggestion"))
    if ghost.pending:
        yield f"Now its stance: {', '.join(f'{look.key} {look.word}' for look in session.looks)}."
    else:
        yield f"{take} takes it{f'; {other} reads {ghost.others} more' if ghost.others else ''}."


def words_of_claim(desk: AnnotationDesk, spans: tuple[Span, ...]) -> str:
    """The words of a claim in quotation marks, safe to say."""
    if spans == (desk.sentence.span,):
        return "the whole sentence"
    return ", and ".join(f"“{spoken_words(desk, span)}”" for span in spans)
