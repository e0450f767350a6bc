"""How long an annotator was at work: time between two signs of life, with long pauses cut short."""

from __future__ import annotations

from collections.abc import Callable

IDLE_S = 60.0
"""A longer pause without any key counts as this much work: nobody reads one sentence for an hour."""


class Stopwatch:
    """Counts seconds of work, from one start to the next.

    Args:
        clock: Seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last = clock()

    def touch(self) -> None:
        """A sign of life: the time since the last one was work, as far as nobody can have been away."""
        now = self._clock()
        self._seconds += min(now - self._last, IDLE_S)
        self._last = now

    def start(self) -> None:
        """Count from here."""
        self._seconds = 0.0
        self._last = self._clock()

    def seconds(self) -> float:
        """Work since the start, in seconds."""
        self.touch()
        return self._seconds
