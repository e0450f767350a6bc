"""Revealing where an article that was read blind comes from: the same on the screen and by prompts."""

from __future__ import annotations

from annotator.records.revisions import Revision
from annotator.tui.display import shown
from annotator.tui.sitting.core import SessionCore


class SessionRevealing(SessionCore):
    """Reading blind."""

    def why_not_revealed(self) -> str:
        """Why the article cannot be revealed now; empty where it can."""
        blind, passage = self.desk.blind, self.desk.passage
        if not blind.on:
            return "this project does not read blind"
        left = blind.left(passage)
        if self.desk.veil.state == "blind" and left:
            return f"{left} sentence{'s are' if left > 1 else ' is'} not finished: the article stays blind until then"
        return ""

    def reveal(self) -> bool:
        """Reveal the article at hand, and begin to go through it again; False where that failed."""
        saved: list[Revision] = []
        if not self._attempt(lambda: saved.extend(self.desk.blind.reveal(self.desk))):
            return False
        self._remember(saved[-1] if saved else None)
        self._can_redo = False
        self.last_decision = None
        self.say(f"again: {self.keymap.sign('finish')} lets a label stand, or change it first", "key")
        return True

    def masthead(self) -> list[tuple[str, str]]:
        """Where the article comes from, as names and values that are safe to show; nothing while it is hidden."""
        found: list[tuple[str, str]] = []
        self._attempt(lambda: found.extend(self.desk.blind.masthead(self.desk.passage)))
        return [(name, " ".join(shown(value).split())) for name, value in found]

    def leave_blind(self) -> None:
        """Leave the finished article as it is, and go on."""
        before = self.desk.passage
        moved: list[bool] = []
        if self._attempt(lambda: moved.append(self.desk.advance())):
            self.at_end = not moved[0]
            if self.desk.passage is not before:
                self.say("the article before can still be revealed: it is in the list of articles", "soft")
