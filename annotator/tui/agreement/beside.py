"""Work beside the screen: in a thread that ends with the program, however long its work still takes.

Textual's own threads are waited for when a program is left; these are not. They must not write to anything.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Made = TypeVar("Made")
Ask = Callable[[], None]


class Left(BaseException):
    """Raised in the thread where nobody waits for its work any more."""


async def beside(work: Callable[[Ask], Made]) -> Made:
    """Do some work in a thread, and wait for it without holding up the screen.

    Args:
        work: What to do. Its argument is to be called now and then: it ends the work where this call was cancelled.

    Raises:
        BaseException: What the work raised.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Made] = loop.create_future()
    left = threading.Event()

    def ask() -> None:
        if left.is_set():
            raise Left

    def tell(call: Callable[[], None]) -> None:
        # The program may be gone by now, and its loop with it.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: None if made.done() else call())

    def run() -> None:
        try:
            result = work(ask)
        except Left:
            return
        except BaseException as error:  # noqa: BLE001 - what goes wrong here is told where the work is waited for
            failure = error
            tell(lambda: made.set_exception(failure))
        else:
            tell(lambda: made.set_result(result))

    threading.Thread(target=run, name="agreement", daemon=True).start()
    try:
        return await made
    finally:
        left.set()
