"""Going from sentence to sentence, and deciding one as a whole."""

from __future__ import annotations

from collections.abc import Callable

from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.tui.display import shown
from annotator.tui.repeating import claim_again, decision
from annotator.tui.sitting.core import SessionCore
from annotator.tui.view import article_title


class SessionReading(SessionCore):
    """Moves and verdicts."""

    def go(self, move: Callable[[], bool], refusal: str) -> bool:
        """Go to another sentence, which finishes this one if it is decided; say why where there is none."""
        moved = self._moved(move)
        if moved is False:
            self.say(refusal, "warn")
        return bool(moved)

    def go_times(self, move: Callable[[], bool], times: int, refusal: str) -> None:
        """Go so many sentences on, as far as there are any."""
        for _ in range(times):
            if not self.go(move, refusal):
                break

    def go_to(self, index: int) -> None:
        """Go to a sentence of this article by its place, counted from 0."""
        self.go(lambda: self.desk.go_to(index), f"there is no sentence {index + 1}")

    def go_unfinished(self) -> None:
        """Go to the next unfinished sentence anywhere."""
        if self._moved(self.desk.next_unfinished) is False:
            self.at_end = self.desk.passage.is_done(self.desk.sentence.key)
            self.say("" if self.at_end else "this is the only unfinished sentence", "warn")

    def finish(self) -> None:
        """Finish the sentence and go on."""
        if self.desk.label.verdict is None:
            keys = " ".join(look.key for look in self.looks)
            no, skip, on = (self.keymap.sign(name) for name in ("no-claim", "skip", "next"))
            self.say(f"undecided: a stance ({shown(keys)}), {no} no claim, {skip} skip; {on} goes on", "warn")
        else:
            self._onward(self.desk.finish)

    def no_claim(self) -> None:
        """There is no claim: finish and go on."""
        if self._sure("no-claim"):
            self._onward(self.desk.no_claim)

    def skip(self) -> None:
        """It cannot be judged: finish and go on."""
        if self._sure("skip"):
            self._onward(self.desk.skip)

    def repeat(self, choice: Span | None) -> None:
        """Decide as for the sentence finished last, and go on."""
        last = self.last_decision
        if last is None:
            self.say("nothing was decided yet that could be repeated", "warn")
        elif last.claim is None:
            (self.no_claim if last.verdict == "no-claim" else self.skip)()
        elif choice is None and self.desk.label.claims:
            self.say("there is a claim already: choose the words of one more first", "warn")
        else:
            claim = last.claim
            self._onward(lambda: claim_again(self.desk, claim, choice))

    def _sure(self, name: str) -> bool:
        """Whether claims may be thrown away: only where the same key is pressed twice in a row."""
        self.desk.reread()
        count = len(self.desk.label.claims)
        asked = (name, self.desk.sentence.key, str(self.desk.claim_id))
        if not count or asked == self._asked:
            self._asked = None
            return True
        self._asked = asked
        self.say(f"press {self.keymap.sign(name)} again to delete {count} claim{'s' if count > 1 else ''}", "warn")
        return False

    def _onward(self, decide: Callable[[], Revision | None]) -> None:
        number, left = self.desk.index + 1, self.desk.blind.left(self.desk.passage)
        if not self.change(decide, unchanged="finished"):
            return
        said = self.message.text
        self.last_decision = decision(self.desk.label)
        if left and self.desk.blind.can_reveal(self.desk.passage):
            # Nobody is taken away from an article that is to be revealed.
            self.at_reveal = True
            return
        moved = self._moved(self.desk.advance)
        if moved is False:
            self.at_end = True
        if self.failure is None and not self.message.text:
            self.say(f"sentence {number}: {said}")

    def _moved(self, move: Callable[[], bool]) -> bool | None:
        """Whether it moved; None where it failed."""
        passage, sentence = self.desk.passage, self.desk.sentence
        key = sentence.key
        before = passage.revisions.get(key)
        done: list[bool] = []
        if not self._attempt(lambda: done.append(move())):
            return None
        self.suggested.offering.learn(passage, sentence)
        finished = passage.revisions.get(key)
        if finished is not None and finished is not before:
            self._remember(finished)
            self.last_decision = decision(finished.body)
        if self.desk.passage.document.id != passage.document.id:
            ready = self.desk.blind.can_reveal(passage)
            reveal = f"{self.keymap.sign('documents')} goes back to it, {self.keymap.sign('reveal')} reveals it"
            title, left = article_title(self.desk.veil), len(passage.sentences) - passage.finished
            behind = f"{left} undecided left behind · " if left else ""
            self.say(f"the article before is finished: {reveal}" if ready else f"{behind}article: {title}", "key")
        else:
            self.say("")
        return done[0]
