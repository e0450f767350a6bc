"""What is found out about an article beside the screen: which ends of sentences are guesses, and what to suggest.

Both take as long as several keys, so nobody waits for them: the open article is studied a moment after it was opened,
and the one behind it while this one is read, so that it comes with all that is known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from annotator.desk.passage import ends_guessed
from annotator.records.documents import Segment
from annotator.tui.background import Background
from annotator.tui.screens.ghosting import Ghosting
from annotator.tui.session import Session

if TYPE_CHECKING:
    from annotator.desk.passage import Passage as Article

_QUIET_S = 0.15
"""How long after an article was opened it is studied: whoever leafs through articles is not held up."""


@dataclass(frozen=True, slots=True)
class _Known:
    sentences: list[Segment]
    guesses: frozenset[int]


class Studying:
    """The articles of one screen.

    Args:
        screen: The annotation screen.
        session: The annotator's session.
        ghosting: Shows what is suggested.
        redraw: Shows what is on the desk; called when something was found out about the open article.
    """

    def __init__(self, screen: Screen[None], session: Session, ghosting: Ghosting, redraw: Callable[[], None]) -> None:
        self._screen = screen
        self._redraw = redraw
        self._desk = session.desk
        self._ghosting = ghosting
        self._background = Background(
            ends_guessed, lambda article, found: screen.call_later(self._took, article, found)
        )
        self._known: dict[str, _Known] = {}
        self._opened: Article | None = None
        self._stayed_at: Article | None = None
        self._looked_ahead_of: Article | None = None

    @property
    def knows(self) -> bool:
        """Whether the open article was studied."""
        return self._of(self._desk.passage) is not None

    @property
    def guesses(self) -> frozenset[int]:
        """Offsets behind sentences of the open article whose end is a guess; none while that is not known."""
        known = self._of(self._desk.passage)
        return known.guesses if known is not None else frozenset()

    def look(self) -> None:
        """Study the open article a moment after it was opened, unless that was done; then the one behind it."""
        article = self._desk.passage
        if article is not self._opened:
            self._opened = article
            self._screen.set_timer(_QUIET_S, lambda: self._study(article))
        elif article is self._stayed_at and self._of(article) is not None:
            self._ghosting.look_for(article)
            if article is not self._looked_ahead_of and self._ghosting.is_free:
                self._looked_ahead_of = article
                self._look_ahead()

    def _of(self, article: Article) -> _Known | None:
        known = self._known.get(article.document.id)
        if known is None or known.sentences is article.sentences:
            return known
        # Sentences may have been cut or joined since.
        if known.sentences != article.sentences:
            return None
        # The same list is told quickest from another one at the next key.
        self._known[article.document.id] = replace(known, sentences=article.sentences)
        return known

    def _study(self, article: Article) -> None:
        if article is not self._desk.passage:
            return
        self._stayed_at = article
        if self._of(article) is None:
            self._background.start(article)
        else:
            self.look()

    def _took(self, article: Article, guesses: frozenset[int] | None) -> None:
        if guesses is None:
            return
        self._known[article.document.id] = _Known(article.sentences, guesses)
        if article is self._desk.passage:
            self._redraw()
        else:
            self._ghosting.look_for(article)

    def _look_ahead(self) -> None:
        following = self._desk.neighbour(1)
        if following is not None:
            self._background.start(following)
