"""Cutting and joining sentences, and saying what a piece of the article is."""

from __future__ import annotations

from collections.abc import Callable

from annotator.desk.resegmenting import cut, join, neighbour, set_role
from annotator.records.documents import Role, Segment
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.tui import recutting
from annotator.tui.sitting.core import SessionCore
from annotator.tui.view import article_title


class SessionBoundaries(SessionCore):
    """Boundaries and roles."""

    def cut(self, words: Span | None) -> None:
        """Cut the sentence before the word at the cursor, or before the chosen words."""
        if words is None:
            self.say("go to the first word of the second sentence: an arrow shows the word cursor", "warn")
        else:
            self._recut(lambda: cut(self.desk, words.start))

    def join(self, step: int) -> None:
        """Join the sentence with its neighbour; with one that is not read only where the key is pressed twice."""
        other = neighbour(self.desk, step)
        where, name = ("behind it", "join") if step > 0 else ("before it", "join-back")
        key = self.keymap.sign(name)
        asked = (name, self.desk.sentence.key, str(self.desk.claim_id))
        if other is None:
            self.say(f"there is nothing {where} to join it with", "warn")
        elif other.role not in self.desk.passage.roles and self._asked != asked:
            self._asked = asked
            self.say(f"{where} stands {recutting.a_role(other.role)}: press {key} again to join them", "warn")
        else:
            self._recut(lambda: join(self.desk, step))

    def set_role(self, segment: Segment, role: Role) -> None:
        """Say what a piece of the article is; where claims would be put away with it, only when asked twice."""
        count = len(self.desk.passage.label(segment.key).claims)
        asked = ("role", segment.key, role)
        if count and role not in self.desk.passage.roles and self._asked != asked:
            self._asked = asked
            claims = f"{count} claim{'s' if count > 1 else ''}"
            self.say(f"{claims} would be put away with it: choose that once more if it is no sentence", "warn")
            return
        self._recut(lambda: set_role(self.desk, segment, role))

    def _recut(self, work: Callable[[], SegmentChange | None]) -> None:
        document = self.desk.passage.document.id
        done: list[SegmentChange | None] = []
        if not self._attempt(lambda: done.append(work())):
            return
        self._asked = None
        change = done[0]
        if change is None:
            self.say("it is that already")
            return
        self._remember(change)
        self._can_redo = False
        moved = "" if self.desk.passage.document.id == document else f"; article: {article_title(self.desk.veil)}"
        self.say(f"{recutting.told(change)}{moved}")
