"""Ends the program when its terminal goes.

Most often the system does that. Where it does not, as under `nohup` or in some containers, Textual would read the end
of nothing again and again, with a whole core, and wait for ever to write the answer.
"""

from __future__ import annotations

import os
import select
import sys
import threading

_LOOK_MS = 1000
_CODE = 128 + 1
"""As a shell tells that a program was ended by SIGHUP."""


def end_with_the_terminal() -> None:
    """From now on end with the terminal that the keys come from; nothing where the system cannot tell that it went."""
    if hasattr(select, "poll") and sys.__stdin__ is not None:
        threading.Thread(target=_wait, args=[sys.__stdin__.fileno()], name="terminal", daemon=True).start()


def _wait(terminal: int) -> None:
    gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
    poll = select.poll()
    poll.register(terminal, 0)
    while not any(event & gone for _, event in poll.poll(_LOOK_MS)):
        pass
    # Not by way of the screen, which may be waiting for the terminal. All that was marked is on disk.
    os._exit(_CODE)
