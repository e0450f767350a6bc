"""Works beside the screen: in threads that nobody waits for, not even when the program ends.

What is slow, a plug-in say, therefore holds up no key. One work runs at a time, for plug-ins need not know of threads;
one that is no longer wanted when its turn comes is given back undone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

_Work = TypeVar("_Work")
_Found = TypeVar("_Found")


class Background(Generic[_Work, _Found]):
    """Runs works of one kind.

    Args:
        run: Does a work, in a thread of its own.
        deliver: Takes a work and what was found out, on the screen's own loop; None where it was no longer wanted.
    """

    def __init__(self, run: Callable[[_Work], _Found], deliver: Callable[[_Work, _Found | None], object]) -> None:
        self._do = run
        self._deliver = deliver
        self._one_at_a_time = threading.Lock()
        self._wanted: _Work | None = None

    def start(self, work: _Work) -> None:
        """Run a work; those that wait for their turn are no longer wanted."""
        self._wanted = work
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._run, args=(work, loop), name="beside the screen", daemon=True).start()

    def _run(self, work: _Work, loop: asyncio.AbstractEventLoop) -> None:
        with self._one_at_a_time:
            found = self._do(work) if work is self._wanted else None
        # The loop is gone where the annotator has left in the meantime.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._deliver, work, found)
