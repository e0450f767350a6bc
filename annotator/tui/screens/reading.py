"""What the keys do that move from sentence to sentence."""

from __future__ import annotations

from annotator.tui.screens.labelling import LabellingScreen


class ReadingActions(LabellingScreen):
    """Moves."""

    def action_next_sentence(self) -> None:
        """Go to the next sentence."""
        self.session.go_times(self.desk.next, self._times(), "this is the last sentence")
        self.redraw()

    def action_previous_sentence(self) -> None:
        """Go to the sentence before."""
        self.session.go_times(self.desk.previous, self._times(), "this is the first sentence")
        self.redraw()

    def action_first_sentence(self) -> None:
        """Go to the first sentence of the article."""
        self.session.go_to(0)
        self.redraw()

    def action_last_sentence(self) -> None:
        """Go to the last sentence of the article."""
        self.session.go_to(len(self.desk.passage.sentences) - 1)
        self.redraw()

    def action_finish(self) -> None:
        """Finish the sentence and go on."""
        self.session.finish()
        self.redraw()

    def action_next_unfinished(self) -> None:
        """Go to the next unfinished sentence."""
        self.session.go_unfinished()
        self.redraw()

    def action_page(self, step: int) -> None:
        """Scroll the text."""
        self.passage.page(step * self._times())

    def action_go_to(self) -> None:
        """Go to the number that was typed, or ask for one."""
        number = self._counting.take()
        if number is None:
            self._windows.go_to()
        else:
            self.session.go_to(number - 1)
            self.redraw()

    def action_documents(self) -> None:
        """Choose another article."""
        self._windows.documents()
