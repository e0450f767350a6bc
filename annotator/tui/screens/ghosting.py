"""Suggestions on the annotation screen: they are found out beside it, ghosted when they come, and taken with a key."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.screen import Screen

from annotator.desk.offering import Found, Work
from annotator.tui.background import Background
from annotator.tui.cards import CardLine
from annotator.tui.display import shown
from annotator.tui.ghost_cards import ghost_lines, no_claim_line
from annotator.tui.session import Session

if TYPE_CHECKING:
    from annotator.desk.passage import Passage
    from annotator.desk.suggested import Suggested

_QUICK_S = 1.0
"""A suggester that takes longer is not asked about an article that nobody has opened."""


class Ghosting:
    """The suggestions of one screen.

    Args:
        screen: The annotation screen.
        session: The annotator's session.
        redraw: Shows what is on the desk.
    """

    def __init__(self, screen: Screen[None], session: Session, redraw: Callable[[], None]) -> None:
        self._screen = screen
        self._session = session
        self._redraw = redraw
        self._began: float | None = None
        self._quick = True
        self._background = Background(Work.run, lambda work, found: screen.call_later(self._arrived, work, found))

    @property
    def _suggested(self) -> Suggested:
        return self._session.suggested

    @property
    def is_free(self) -> bool:
        """Whether nothing is being found out, and what was found out last came quickly enough to look ahead."""
        return self._began is None and self._quick

    def look_for(self, article: Passage) -> None:
        """Begin to find out the suggestions of an article, unless that was done."""
        work = self._suggested.offering.work(article)
        if work is not None:
            self._began = monotonic()
            self._background.start(work)

    def _arrived(self, work: Work, found: Found | None) -> None:
        if found is None:
            self._suggested.offering.abandon(work)
            return
        if self._began is not None:
            self._quick = monotonic() - self._began < _QUICK_S
        self._began = None
        error = self._suggested.offering.take_in(found)
        if error is not None:
            said = " ".join(shown(f"{error.message}; {error.hint}" if error.hint else error.message).split())
            self._screen.notify(said, title="No suggestions", severity="warning", timeout=10, markup=False)
        if error is not None or work.document.id == self._session.desk.passage.document.id:
            self._redraw()

    def lines(self, cells: int, *, roomy: bool) -> list[CardLine]:
        """The suggestion at hand as lines of the panel."""
        ghost, keymap = self._suggested.ghost, self._session.keymap
        if ghost is not None:
            veil = self._session.desk.veil
            keys = (keymap.sign("take"), keymap.sign("other-suggestion"))
            return ghost_lines(ghost, veil, self._session.looks, keys, cells, roomy=roomy)
        return [no_claim_line(keymap.sign("no-claim"))] if self._suggested.says_no_claim else []

    def take(self) -> None:
        """Take what is suggested."""
        self._session.take()
        self._redraw()

    def another(self) -> None:
        """Show another suggestion."""
        self._session.another_suggestion()
        self._redraw()

    def switch(self) -> None:
        """Switch suggestions off for as long as the program runs, or on again."""
        self._session.switch_suggestions()
        self._redraw()


class GhostActions:
    """What the keys for suggestions do on a screen that has a `_ghosting`."""

    _ghosting: Ghosting

    def action_take(self) -> None:
        """Take what is suggested."""
        self._ghosting.take()

    def action_other_suggestion(self) -> None:
        """Show another suggestion."""
        self._ghosting.another()

    def action_suggestions(self) -> None:
        """Switch suggestions off, or on again."""
        self._ghosting.switch()
