"""Deciding and marking by prompts: stances, speakers, words, answers, and what is said of the sentence as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.cli.plain.asking import ask_speaker
from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import claims
from annotator.errors import UsageError
from annotator.records.labels import AUTHOR, Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.text.cells import one_line
from annotator.tui import moves


class Marking:
    """Decisions and claims.

    Args:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session

    # Deciding ---------------------------------------------------------------------------------------------------------

    def do_finish(self, _: str) -> None:
        """Finish and go on."""
        self._session.finish()

    def do_no_claim(self, _: str) -> None:
        """No claim."""
        self._session.no_claim()

    def do_skip(self, _: str) -> None:
        """Cannot be judged."""
        self._session.skip()

    def do_repeat(self, rest: str) -> None:
        """Decide as before."""
        self._session.repeat(self._talk.one(rest))

    def stance(self, number: int, rest: str) -> None:
        """Mark a claim in the words that follow the key; without any it is the whole sentence, or another stance."""
        spans = self._talk.pointed(rest)
        asks = self._session.stance(number, spans[0] if spans else None)
        claim = self._desk.claim
        if self._session.failure is not None or claim is None or not spans:
            return
        if len(spans) > 1:
            self._session.change(lambda: moves.set_spans(self._desk, claim, spans))
        if asks and self._session.failure is None:
            choice = ask_speaker(self._desk, "", self._talk.ask, self._talk.say)
            if choice is not None:
                self._session.set_speaker(claim.id, choice)

    def answer(self, name: str, rest: str) -> None:
        """Answer a further question of the codebook; without an answer the possible ones are read out."""
        claim, attribute = self._talk.claim, self._desk.codebook.attributes[name]
        values = attribute.values
        if not rest:
            keys = [each.key or each.value for each in values]
            for key, each in zip(keys, values, strict=True):
                self._talk.say(f"{one_line(key)}: {one_line(each.shown)}.")
            rest = self._talk.ask(f"{one_line(attribute.question or attribute.label or name)} A key, or nothing. ")
        if not rest:
            return
        chosen = next((each for each in values if rest in (each.key, each.value, each.shown)), None)
        if chosen is None and rest != "-":
            listed = ", ".join(f"{each.key or each.value} {one_line(each.shown)}" for each in values)
            raise UsageError(f"{rest!r} is no answer to {name}", f"one of: {listed}; - takes the answer away")
        self._session.set_answer(claim.id, name, chosen.value if chosen else None)

    # Claims -----------------------------------------------------------------------------------------------------------

    def _change(self, work: Callable[[Claim], Revision | None], unchanged: str = "nothing to change") -> None:
        claim = self._talk.claim
        self._session.change(lambda: work(claim), unchanged=unchanged)

    def do_claim(self, rest: str) -> None:
        """Choose a claim."""
        found = self._desk.label.claims
        if rest and not (rest.isdecimal() and 1 <= int(rest) <= len(found)):
            raise UsageError(f"there is no claim {rest}", f"the sentence has {len(found)} claim(s)")
        if rest:
            self._desk.claim_id = found[int(rest) - 1].id
        else:
            self._session.next_claim()
        for line in claims(self._session):
            self._talk.say(line)

    def do_more(self, _: str) -> None:
        """One more claim."""
        self._session.adding = True
        self._session.say("type the stance of one more claim")

    def do_speaker(self, rest: str) -> None:
        """Who makes the claim."""
        claim = self._talk.claim
        choice = ask_speaker(self._desk, rest, self._talk.ask, self._talk.say)
        if choice is not None:
            self._session.set_speaker(claim.id, choice)

    def do_via(self, rest: str) -> None:
        """Who passes it on."""
        claim = self._talk.claim
        if rest == "-":
            self._session.set_via(claim.id, None)
            return
        choice = ask_speaker(self._desk, rest, self._talk.ask, self._talk.say, without=(AUTHOR, claim.speaker))
        if choice is not None:
            self._session.set_via(claim.id, choice)

    def do_set_words(self, rest: str) -> None:
        """Which words."""
        spans = self._talk.pointed(rest) or (self._desk.sentence.span,)
        self._change(lambda claim: moves.set_spans(self._desk, claim, spans), "the words stay")

    def do_add_words(self, rest: str) -> None:
        """More words."""
        for span in self._talk.some(rest):
            self._change(partial(self._add, span), "they are part of it already")

    def _add(self, span: Span, claim: Claim) -> Revision | None:
        # Of several stretches each is added to what the one before has made of the claim.
        return moves.add_words(self._desk, self._desk.label.claim(claim.id) or claim, span)

    def do_mention(self, rest: str) -> None:
        """Where the speaker is named."""
        span = self._talk.some(rest)[0]
        self._change(lambda claim: moves.mark_mention(self._desk, claim, span))

    def do_confidence(self, rest: str) -> None:
        """How sure."""
        if rest not in ("", "-", "1", "2", "3"):
            raise UsageError(f"{rest!r} is not 1 guess, 2 likely or 3 sure", "- takes the answer away")

        def sure(claim: Claim) -> Revision | None:
            wanted = moves.next_confidence(claim.confidence) if not rest else None if rest == "-" else int(rest)
            same = wanted == claim.confidence
            return None if same else self._desk.change_claim(claim.id, confidence=wanted)

        self._change(sure, "it stays as it was")

    def do_continues(self, _: str) -> None:
        """Carries on an earlier claim."""
        self._change(lambda claim: moves.set_continued(self._desk, claim), "there is no earlier claim in this article")

    def do_delete(self, _: str) -> None:
        """Delete the claim."""
        self._change(lambda claim: self._desk.delete_claim(claim.id))

    # The sentence -----------------------------------------------------------------------------------------------------

    def do_note(self, rest: str) -> None:
        """The note."""
        note = self._desk.label.note
        if not rest:
            self._talk.say(f"Note: {one_line(note)}" if note else "There is no note.")
        else:
            self._session.set_note("" if rest == "-" else rest)

    def do_flag(self, _: str) -> None:
        """The flag."""
        self._session.change(self._desk.toggle_flag)

    def do_undo(self, _: str) -> None:
        """Take back."""
        self._session.undo()

    def do_redo(self, _: str) -> None:
        """Bring back."""
        self._session.redo()
