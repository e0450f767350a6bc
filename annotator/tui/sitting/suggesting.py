"""Taking what is suggested, showing another suggestion, switching them off: the same on the screen and by prompts."""

from __future__ import annotations

from annotator.tui.display import shown
from annotator.tui.sitting.core import SessionCore


class SessionSuggesting(SessionCore):
    """Suggestions."""

    def take(self) -> None:
        """Take what is suggested: one with a stance at once, one without when its stance is pressed."""
        ghost = self.suggested.ghost
        if ghost is None:
            self.say(self._why_none(), "warn")
            return
        candidate, stance = ghost.candidate, ghost.candidate.suggestion.stance
        if stance is not None:
            self.change(lambda: self.suggested.take(candidate, stance))
        else:
            self.suggested.take_up()
            keys = " ".join(look.key for look in self.looks)
            self.say(f"whose side does it take? {shown(keys)}; {self.keymap.sign('let-go')} lets it go", "key")

    def another_suggestion(self) -> None:
        """Show another suggestion."""
        if self.suggested.another():
            self.say("")
        else:
            self.say(self._why_none() if self.suggested.ghost is None else "nothing else is suggested", "warn")

    def switch_suggestions(self) -> None:
        """Switch suggestions off for as long as the program runs, or on again."""
        offering = self.suggested.offering
        if not offering.active:
            self.say(self._why_none(), "warn")
        else:
            offering.switched_on = not offering.switched_on
            self.say(f"suggestions are {'on' if offering.switched_on else 'off'}", "key")

    def _why_none(self) -> str:
        return self.suggested.why_none(self.keymap.sign("other-suggestion"), self.keymap.sign("suggestions"))
