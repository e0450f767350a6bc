"""Marking claims and whatever belongs to them."""

from __future__ import annotations

from collections.abc import Callable

from annotator.desk.choosing import Choice, ensure_speaker
from annotator.desk.returning import return_to
from annotator.errors import LabelError
from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.tui import moves
from annotator.tui.sitting.core import SessionCore

_NO_CLAIM = "no claim here yet: press a stance key first"


class SessionMarking(SessionCore):
    """Claims, speakers, answers, notes."""

    def stance(self, index: int, choice: Span | None) -> bool:
        """Press a stance key; a suggestion that was taken up becomes a claim, in the chosen words if there are any.

        Returns:
            Whether a new claim was made on chosen words, so that its speaker is to be asked for.
        """
        look = list(self.looks)[index]
        adding, taken = self.adding, self.suggested.pending
        if taken is not None:
            self.change(lambda: self.suggested.take(taken, look.value, choice))
            return False
        done = self.change(
            lambda: moves.press_stance(self.desk, look.value, choice, adding=adding), unchanged=f"{look.word} already"
        )
        return done and choice is not None

    def next_claim(self) -> None:
        """Go to the next claim of the sentence."""
        if moves.next_claim(self.desk) is None:
            self.say(_NO_CLAIM, "warn")

    def change_claim(self, work: Callable[[Claim], Revision | None], *, unchanged: str = "nothing to change") -> None:
        """Change the claim at hand; say so where there is none."""
        claim = self.desk.claim
        if claim is None:
            self.say(_NO_CLAIM, "warn")
        else:
            self.change(lambda: work(claim), unchanged=unchanged)

    def set_stance(self, claim_id: str, stance: str | None) -> None:
        """Give a claim another stance; it has always one."""

        def give() -> Revision | None:
            same = stance is None or self._claim(claim_id).stance == stance
            return None if same else self.desk.change_claim(claim_id, stance=stance)

        self.change(give, unchanged="the stance stays")

    def set_speaker(self, claim_id: str, choice: Choice) -> None:
        """Let a choice of the picker make the claim; a new speaker is entered first."""
        self.change(lambda: self._set_speaker(claim_id, choice), unchanged="the speaker stays")

    def _set_speaker(self, claim_id: str, choice: Choice) -> Revision | None:
        claim = self._claim(claim_id)
        speaker = self._entered(choice)
        if speaker == claim.via:
            raise LabelError(f"{self.names.of(speaker)} passes this claim on already", "change who passes it on first")
        return moves.set_speaker(self.desk, claim, speaker, choice.mention)

    def set_via(self, claim_id: str, choice: Choice | None) -> None:
        """Let a choice of the picker pass the claim on; None takes that away."""
        self.change(lambda: self._set_via(claim_id, choice), unchanged="it stays as it was")

    def _set_via(self, claim_id: str, choice: Choice | None) -> Revision | None:
        claim = self._claim(claim_id)
        via = self._entered(choice) if choice else None
        if via == claim.speaker:
            raise LabelError(f"{self.names.of(claim.speaker)} makes this claim", "choose another who passes it on")
        return None if via == claim.via else self.desk.change_claim(claim_id, via=via)

    def set_answer(self, claim_id: str, name: str, value: str | None) -> None:
        """Answer a further question of the codebook."""

        def answer() -> Revision | None:
            same = self._claim(claim_id).attributes.get(name) == value
            return None if same else self.desk.set_attribute(claim_id, name, value)

        self.change(answer, unchanged="the answer stays")

    def set_note(self, note: str) -> None:
        """Leave a note."""
        self.change(lambda: None if note.strip() == self.desk.label.note else self.desk.set_note(note))

    def return_to(self, revision: str) -> None:
        """Let an earlier version of the label stand again."""
        if self.change(lambda: return_to(self.desk, revision), unchanged="it says that already"):
            self.say(
                f"gone back: {self.message.text}" if self.message.text != "it says that already" else self.message.text,
                "key",
            )

    def _entered(self, choice: Choice) -> str:
        speaker = choice.speaker or ensure_speaker(self.desk, choice.name, choice.kind)
        self.names.forget()
        return speaker

    def _claim(self, claim_id: str) -> Claim:
        claim = self.desk.label.claim(claim_id)
        if claim is None:
            raise LabelError("the claim is gone", "choose another one")
        return claim
