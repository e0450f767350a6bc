"""What the keys do that decide a sentence and mark its claims."""

from __future__ import annotations

from collections.abc import Callable

from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.tui import moves
from annotator.tui.screens.labelling import LabellingScreen


class ClaimingActions(LabellingScreen):
    """Decisions, words and claims."""

    # Deciding ---------------------------------------------------------------------------------------------------------

    def action_stance(self, index: int) -> None:
        """Press the key of a stance; a new claim on chosen words asks for its speaker."""
        asks = self.session.stance(index, self.passage.choice)
        self.passage.release()
        self.redraw()
        if asks:
            self._windows.speaker()

    def action_no_claim(self) -> None:
        """There is no claim: finish and go on."""
        self.session.no_claim()
        self.redraw()

    def action_skip(self) -> None:
        """It cannot be judged: finish and go on."""
        self.session.skip()
        self.redraw()

    def action_repeat(self) -> None:
        """Decide as for the sentence finished last."""
        self.session.repeat(self.passage.choice)
        self.redraw()

    # Words and claims -------------------------------------------------------------------------------------------------

    def action_let_go(self) -> None:
        """Let go of what was begun: a number, one more claim, chosen words, the word cursor."""
        self.session.say("")
        if self.session.adding:
            self.session.adding = False
        elif self.session.suggested.pending is not None:
            self.session.suggested.let_go()
        elif self.passage.choice is not None or self.passage.moves_ends is not None:
            self.passage.release()
        elif self.passage.word is not None:
            self.passage.hide_cursor()
        self.redraw()

    def action_next_claim(self) -> None:
        """Go to the next claim of the sentence."""
        for _ in range(self._times()):
            self.session.next_claim()
        self.redraw()

    def action_ends(self) -> None:
        """Let the keys for words move the claim's end, or the other end of what is chosen."""
        self.passage.move_ends()
        end = self.passage.moves_ends
        if end is not None:
            self.session.say(f"the keys for words now move the {end} of the claim", "key")
        elif self.passage.choice is None:
            self.session.change_claim(lambda _: None)
        self.redraw()

    def action_add_claim(self) -> None:
        """Await the stance of one more claim."""
        self.session.adding = not self.session.adding
        self.redraw()

    def action_set_words(self) -> None:
        """Let the claim stand in the chosen words."""
        self._with_words(lambda claim, words: self.desk.change_claim(claim.id, spans=(words,)))

    def action_add_fragment(self) -> None:
        """Add the chosen words to the claim."""
        self._with_words(lambda claim, words: moves.add_words(self.desk, claim, words))

    def _with_words(self, work: Callable[[Claim, Span], Revision | None]) -> None:
        words = self.passage.choice
        if words is None:
            part, choose = (self.session.keymap.sign(name) for name in ("part", "choose"))
            self.session.say(f"choose the words first: shift with an arrow, {choose}, or {part}", "warn")
        else:
            self.session.change_claim(lambda claim: work(claim, words), unchanged="these words are part of it already")
            self.passage.release()
        self.redraw()

    def action_mention(self) -> None:
        """Mark the chosen words, or this word, as the speaker's name; marking them again takes it away."""
        words = self.passage.choice or self.passage.word
        if words is None:
            self.session.say("go to the speaker's name first: an arrow shows the word cursor", "warn")
        else:
            self.session.change_claim(lambda claim: moves.mark_mention(self.desk, claim, words))
            self.passage.release()
        self.redraw()

    def action_confidence(self) -> None:
        """Say how sure one is."""
        self.session.change_claim(
            lambda claim: self.desk.change_claim(claim.id, confidence=moves.next_confidence(claim.confidence))
        )
        self.redraw()

    def action_continues(self) -> None:
        """Let the claim carry on an earlier one."""
        self.session.change_claim(
            lambda claim: moves.set_continued(self.desk, claim), unchanged="there is no earlier claim in this article"
        )
        self.redraw()

    def action_delete_claim(self) -> None:
        """Delete the claim."""
        self.session.change_claim(lambda claim: self.desk.delete_claim(claim.id))
        self.redraw()

    def action_speaker(self) -> None:
        """Ask who makes the claim."""
        self._windows.speaker()

    def action_via(self) -> None:
        """Ask who passes the claim on."""
        self._windows.via()

    def action_attribute(self, index: int) -> None:
        """Ask one of the codebook's further questions."""
        self._windows.answer(index)
