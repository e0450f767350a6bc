"""Suggestions by prompts: found out beside them, read out when they come, and logged as on the screen.

Nobody waits long: what a slow plug-in has not found out yet is read out at a later line.
"""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue

from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import suggested
from annotator.desk.offering import Found, Work
from annotator.text.cells import one_line

PATIENCE_S = 2.0
"""How long an article waits for its suggestions before its first sentence is read out."""


class Suggesting:
    """The suggestions of one conversation.

    Args:
        talk: The conversation.
        patience: Seconds to wait for those of a new article.
    """

    def __init__(self, talk: Talk, patience: float = PATIENCE_S) -> None:
        self._talk = talk
        self._patience = patience
        self._found: SimpleQueue[tuple[Work, Found | None]] = SimpleQueue()
        self._one_at_a_time = threading.Lock()
        self._wanted: Work | None = None

    def look_for(self) -> None:
        """Begin to find out the suggestions of the open article, unless that was done, and wait a moment for them."""
        work = self._talk.session.suggested.offering.work()
        if work is None:
            self.take_in()
            return
        self._wanted = work
        threading.Thread(target=self._run, args=(work,), name="suggestions", daemon=True).start()
        try:
            self._deliver(*self._found.get(timeout=self._patience))
        except Empty:
            self._talk.say("Suggestions will come later.")
        self.take_in()

    def take_in(self) -> None:
        """Keep what was found out in the meantime."""
        while not self._found.empty():
            self._deliver(*self._found.get())

    def _run(self, work: Work) -> None:
        # Plug-ins need not know of threads; an article that was left before its turn came is not asked about.
        with self._one_at_a_time:
            self._found.put((work, work.run() if work is self._wanted else None))

    def _deliver(self, work: Work, found: Found | None) -> None:
        offering = self._talk.session.suggested.offering
        if found is None:
            offering.abandon(work)
            return
        error = offering.take_in(found)
        if error is not None:
            said = f"{error.message}; {error.hint}" if error.hint else error.message
            self._talk.say(f"No suggestions: {one_line(' '.join(said.split()))}.")

    # Commands ---------------------------------------------------------------------------------------------------------

    def do_take(self, _: str) -> None:
        """Take what is suggested; what came while the line was typed is read out first."""
        lines = tuple(suggested(self._talk.session))
        if lines and lines != self._talk.ghost:
            self._talk.reread_ghost = True
        else:
            self._talk.session.take()

    def do_other(self, _: str) -> None:
        """Read another suggestion."""
        self._talk.session.another_suggestion()
        self._talk.reread_ghost = not self._talk.session.message.text

    def do_let_go(self, _: str) -> None:
        """Let go of what was begun."""
        session = self._talk.session
        if session.suggested.pending is None and not session.adding:
            session.say("there is nothing to let go")
        else:
            session.suggested.let_go()
            session.adding = False
            session.say("let go")

    def do_suggestions(self, _: str) -> None:
        """Switch suggestions off, or on again."""
        session = self._talk.session
        session.switch_suggestions()
        self._talk.reread_ghost = session.suggested.offering.active and session.suggested.offering.switched_on
