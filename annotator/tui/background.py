"""Finds out suggestions beside the screen: in threads that nobody waits for, not even when the program ends.

A slow plug-in therefore holds up no key. One work runs at a time, for plug-ins need not know of threads; one that is no
longer wanted when its turn comes is given back undone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from annotator.desk.offering import Found, Work

Deliver = Callable[[Work, Found | None], object]
"""Takes a work and what was found out; None where it was no longer wanted."""


class Background:
    """Runs works.

    Args:
        deliver: Called on the screen's own loop.
    """

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._one_at_a_time = threading.Lock()
        self._wanted: Work | None = None

    def start(self, work: Work) -> None:
        """Run a work; those that wait for their turn are no longer wanted."""
        self._wanted = work
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._run, args=(work, loop), name="suggestions", daemon=True).start()

    def _run(self, work: Work, loop: asyncio.AbstractEventLoop) -> None:
        with self._one_at_a_time:
            found = work.run() if work is self._wanted else None
        # The loop is gone where the annotator has left in the meantime.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._deliver, work, found)
