"""One annotator at the screen, without the screen: what keys do, what is told afterwards, and what is on disk.

The screen calls a method and then shows what the session says. Nothing is called saved before the desk has returned;
what fails is kept as `failure` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from annotator.records.labels import EMPTY
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange
from annotator.store.revisions import history
from annotator.tui import recutting
from annotator.tui.sitting.boundaries import SessionBoundaries
from annotator.tui.sitting.finding import SessionFinding
from annotator.tui.sitting.marking import SessionMarking
from annotator.tui.sitting.revealing import SessionRevealing
from annotator.tui.sitting.suggesting import SessionSuggesting


class Session(SessionFinding, SessionMarking, SessionBoundaries, SessionSuggesting, SessionRevealing):
    """An annotator's desk with what the screen has to remember.

    Args:
        desk: The desk, resumed at a sentence.
    """

    def undo(self) -> None:
        """Take back the last change, and go to its sentence."""
        self._travel(self.desk.undo, "taken back", "nothing to take back")

    def redo(self) -> None:
        """Bring back what was taken back last, and go to its sentence."""
        self._travel(self.desk.redo, "brought back", "nothing to bring back")

    def _travel(self, travel: Callable[[], Revision | SegmentChange | None], verb: str, nothing: str) -> None:
        done: list[Revision | SegmentChange | None] = []
        if not self._attempt(lambda: done.append(travel())):
            return
        revision = done[0]
        self._can_redo = revision is not None
        if revision is None:
            self.say(nothing, "warn")
            return
        self._remember(revision)
        self.say(f"{verb}: {self._travelled(revision)}", "key")

    def _travelled(self, revision: Revision | SegmentChange) -> str:
        """The change that an undo took back or a redo brought back, in words."""
        if isinstance(revision, SegmentChange):
            return recutting.told_back(self.desk.project.store, revision)
        versions = history(self.desk.project.store, revision.annotator, revision.segment)
        before = versions[-2] if len(versions) > 1 else None
        body, done = (before.body, before.done) if before else (EMPTY, False)
        old, new = (revision.body, body) if revision.origin == "undo" else (body, revision.body)
        return self._wording.change(old, new, finished=done != revision.done)
