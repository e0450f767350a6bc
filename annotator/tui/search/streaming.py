"""Runs a search beside the screen and hands over what it finds a little at a time; the latest search alone counts."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Generic, TypeVar

from annotator.errors import AnnotatorError

T = TypeVar("T")
_EVERY_S = 0.1
"""How often what was found is handed over."""

Search = Callable[[Callable[[], bool]], Iterator[T]]
"""Finds things; asks now and then whether it is to stop."""


class Streaming(Generic[T]):
    """Searches of one window.

    Args:
        deliver: Called on the screen's own loop with what was found since, whether that was all, and what failed.
    """

    def __init__(self, deliver: Callable[[list[T], bool, AnnotatorError | None], object]) -> None:
        self._deliver = deliver
        self._number = 0

    def start(self, search: Search[T], most: int) -> None:
        """Begin a search; one that runs is given up.

        Args:
            search: The search.
            most: How many to find at most.
        """
        self._number += 1
        loop = asyncio.get_running_loop()
        arguments = (self._number, search, most, loop)
        threading.Thread(target=self._run, args=arguments, name="search", daemon=True).start()

    def stop(self) -> None:
        """Give up what runs."""
        self._number += 1

    def _run(self, number: int, search: Search[T], most: int, loop: asyncio.AbstractEventLoop) -> None:
        def stopped() -> bool:
            return number != self._number

        def hand_over(found: list[T], done: bool, error: AnnotatorError | None = None) -> None:
            # The loop is gone where the annotator has left in the meantime.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._arrived, number, found, done, error)

        found: list[T] = []
        count, since = 0, time.monotonic()
        try:
            for each in search(stopped):
                found.append(each)
                count += 1
                if count >= most or stopped():
                    break
                if time.monotonic() - since > _EVERY_S:
                    hand_over(found, False)
                    found, since = [], time.monotonic()
        except AnnotatorError as error:
            hand_over(found, True, error)
        else:
            hand_over(found, True)

    def _arrived(self, number: int, found: list[T], done: bool, error: AnnotatorError | None) -> None:
        if number == self._number:
            self._deliver(found, done, error)
