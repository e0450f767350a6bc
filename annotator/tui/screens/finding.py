"""What the keys for finding do: windows to search in, and walking along what was found."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.tui.screens.labelling import LabellingScreen

Chosen = tuple[int, Sequence[str]] | None


class FindingActions(LabellingScreen):
    """Searching."""

    def action_search(self) -> None:
        """Find sentences by words, or by a pattern in this article."""
        from annotator.tui.search.sentences import SentenceSearch  # when it is first needed

        self.app.push_screen(SentenceSearch(self.desk, self.session.looks, keymap=self.session.keymap), self._go)

    def action_elsewhere(self) -> None:
        """List where else the chosen words, or those of the claim, stand."""
        from annotator.tui.search.sentences import SentenceSearch, Spreading

        phrase = self.session.phrase(self.passage.choice)
        why_not = self.session.why_not_elsewhere(phrase)
        if why_not:
            self.session.say(why_not, "warn")
            self.redraw()
            return
        withdraws = self.session.suggested.offering.spreads(phrase) is not None
        spread = Spreading(self.session.spread, "suggest it no more" if withdraws else "suggest it everywhere")
        window = SentenceSearch(self.desk, self.session.looks, f'"{phrase}"', spread=spread, keymap=self.session.keymap)
        self.app.push_screen(window, self._go)

    def action_my_labels(self) -> None:
        """List one's own labels."""
        from annotator.tui.search.labels import LabelList

        self.app.push_screen(LabelList(self.desk, self.session.looks), self._go)

    def action_walk(self, step: int) -> None:
        """Go to the next sentence that was found, or the one before."""
        self.session.walk(step * self._times())
        self.redraw()

    def action_next_marked(self, mark: str) -> None:
        """Go to the next sentence with a flag or a note."""
        self.session.next_marked("flag" if mark == "flag" else "note")
        self.redraw()

    def _go(self, chosen: Chosen) -> None:
        if chosen is not None:
            self.session.go_found(*chosen)
        self.redraw()
