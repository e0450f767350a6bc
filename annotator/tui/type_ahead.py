"""Keys in the order in which they were typed, each to the window that the one before has opened.

Textual hands a key to whatever has the focus at that instant. Over a slow line, or to a quick typist, a name typed
right after the key that opens the picker would go to the sentence below it, or nowhere. Here the next key waits until
the one before has been dealt with, and until the window on top has its focus.

On its way a key goes through the queues of several widgets, and so does whoever waits for it. A screen that `TakesKeys`
spares both of them that way.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

_PATIENCE_S = 0.5
"""A widget that goes away with its window may never answer; its keys are not held up for longer than this."""
_ROUNDS = 6
"""How often a window that has no focus yet is asked again."""


class _Step:
    """A call that Textual need not look at: it asks `inspect` for the parameters of any other, a dozen times a key."""

    _param_count = 0

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call

    def __call__(self) -> None:
        self._call()


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that deals with keys itself."""

    async def take_key(self, key: events.Key) -> bool:
        """Do what a key does; False where it belongs to the widget that has the focus."""
        ...


class TypeAhead:
    """Holds back keys while one is being dealt with.

    Args:
        app: The program; its keys come through `take`.
        deliver: Hands one key to the program as Textual would; whether it is dealt with already.
    """

    def __init__(self, app: App[None], deliver: Callable[[events.Key], Awaitable[bool]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Key] = deque()
        self._turn = 0
        self._busy = False
        self._limit: asyncio.TimerHandle | None = None

    async def take(self, key: events.Key) -> None:
        """Deliver a key now, or when its turn comes."""
        self._waiting.append(key)
        if not self._busy:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting or not self._app.is_running:
            self._busy = False
            return
        self._busy = True
        self._turn += 1
        turn = self._turn
        screen, target = self._app.screen, self._app.focused or self._app.screen
        at_once = await self._deliver(self._waiting.popleft())
        # Not a timer of Textual's: that is a task of its own for each key.
        self._limit = asyncio.get_running_loop().call_later(_PATIENCE_S, self._done, turn)
        if at_once:
            # What its action has sent to the screen comes before the next key.
            after = _Step(partial(self._behind, screen, target, turn))
            if not screen.post_message(events.Callback(after)):
                after()
        else:
            # A key bubbles from widget to widget up to the program, where its action runs: the same way, behind it.
            self._climb(target, turn, _ROUNDS)

    def _behind(self, screen: Screen[Any], target: DOMNode, turn: int) -> None:
        """A key was dealt with at once: the next one may come, unless a window has opened or the focus has moved."""
        if self._app.screen is screen and (self._app.focused or screen) is target:
            self._done(turn)
        else:
            self._climb(self._app.focused or self._app.screen, turn, _ROUNDS)

    def _climb(self, node: DOMNode | None, turn: int, rounds: int) -> None:
        """Go up one step when the node has dealt with what it was sent before."""
        if turn != self._turn or not self._app.is_running:
            return
        if node is None:
            self._settle(turn, rounds - 1)
        elif not node.post_message(events.Callback(_Step(partial(self._climb, node.parent, turn, rounds)))):
            self._climb(node.parent, turn, rounds)

    def _settle(self, turn: int, rounds: int) -> None:
        """What the key set off, such as a window or a list that follows what was typed, goes the same way once."""
        ready = self._app.focused is not None or not self._app.screen.is_modal
        if rounds == 0 or (ready and rounds < _ROUNDS - 1):
            self._done(turn)
        else:
            self._climb(self._app.focused or self._app.screen, turn, rounds)

    def _done(self, turn: int) -> None:
        if turn == self._turn and self._busy:
            self._turn += 1
            if self._limit is not None:
                self._limit.cancel()
            self._app.call_later(self._next)
