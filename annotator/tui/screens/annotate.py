"""The annotation screen: hands keys to the session and shows what the session says."""

from __future__ import annotations

from annotator.tui.screens.claiming import ClaimingActions
from annotator.tui.screens.editing import CardActions
from annotator.tui.screens.finding import FindingActions
from annotator.tui.screens.ghosting import GhostActions
from annotator.tui.screens.reading import ReadingActions
from annotator.tui.screens.revealing import RevealActions


class AnnotateScreen(FindingActions, RevealActions, CardActions, GhostActions, ReadingActions, ClaimingActions):
    """One article, one sentence lit, its claims, and the keys.

    Args:
        session: The annotator's session, resumed at a sentence.
    """

    def action_note(self) -> None:
        """Edit the note."""
        self._windows.note()

    def action_flag(self) -> None:
        """Flag the sentence, or take the flag away."""
        self.session.change(self.desk.toggle_flag)
        self.redraw()

    def action_cut(self) -> None:
        """Cut the sentence before the word under the cursor."""
        self.session.cut(self.passage.choice or self.passage.word)
        self.redraw()

    def action_join(self, step: int) -> None:
        """Join the sentence with its neighbour."""
        self.session.join(step)
        self.redraw()

    def action_role(self, step: int) -> None:
        """Ask what the sentence is, or the nearest piece before or behind it that is not read."""
        self._windows.role(step)

    def action_undo(self) -> None:
        """Take back the last change."""
        self.session.undo()
        self.redraw()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self.session.redo()
        self.redraw()

    def action_history(self) -> None:
        """List the saved versions of the label."""
        self._windows.history()

    def action_guidelines(self) -> None:
        """Read the codebook beside the text."""
        self._guiding.guidelines()

    def action_outdated(self) -> None:
        """List labels to look at again."""
        self._guiding.work_list()

    def action_keep(self) -> None:
        """The label stands under the changed codebook."""
        self._guiding.keep()

    def action_help(self) -> None:
        """Show all keys and the codebook."""
        self._windows.help()

    def action_quit(self) -> None:
        """Leave; everything is saved."""
        self.app.exit()
