"""What the screen does about articles that are read blind: it asks at their end, and shows what was hidden."""

from __future__ import annotations

from annotator.tui.modals.reveal import AskReveal, Masthead
from annotator.tui.screens.labelling import LabellingScreen


class RevealActions(LabellingScreen):
    """Revealing."""

    def redraw(self) -> None:
        """Show what is on the desk; where an article was just finished blind, ask whether to reveal it."""
        super().redraw()
        if self.session.at_reveal:
            self.session.at_reveal = False
            self._ask_reveal()

    def action_reveal(self) -> None:
        """Ask whether to reveal the finished article; show where a revealed one comes from."""
        session = self.session
        why_not = session.why_not_revealed()
        if why_not:
            session.say(why_not, "warn")
            self.redraw()
        elif self.desk.veil.state == "blind":
            self._ask_reveal()
        else:
            self._show_masthead()

    def _ask_reveal(self) -> None:
        self.app.push_screen(AskReveal(len(self.desk.passage.sentences)), self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == "reveal" and self.session.reveal():
            self.redraw()
            self._show_masthead()
            return
        if answer == "on":
            self.session.leave_blind()
        self.redraw()

    def _show_masthead(self) -> None:
        facts = self.session.masthead()
        again = self.desk.blind.left(self.desk.passage) > 0
        self.app.push_screen(Masthead(facts, again=again), lambda _: self.redraw())
