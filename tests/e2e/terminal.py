"""A real pseudo-terminal: runs the program in it, types, and reads the screen as a terminal would show it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

COMMAND = Path(sys.executable).with_name("annotator")
PATIENCE_S = 30.0


class Terminal:
    """One program in one terminal."""

    def __init__(
        self, arguments: list[str], *, rows: int = 24, columns: int = 80, command: str | Path = COMMAND
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        """All that the program has written."""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.child = pexpect.spawn(
            str(command), arguments, dimensions=(rows, columns), env=environment, timeout=PATIENCE_S
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def read(self) -> None:
        """Take in what the program has written."""
        try:
            while True:
                written = self.child.read_nonblocking(65536, timeout=0.05)
                self.sent += written
                self._stream.feed(written)
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass

    def wait(self, seen: Callable[[str], bool], what: str) -> None:
        """Read until the screen shows something; fail with the screen where it does not."""
        limit = time.monotonic() + PATIENCE_S
        while not seen(self.text):
            self.read()
            if time.monotonic() > limit or (not self.child.isalive() and not seen(self.text)):
                raise AssertionError(f"the screen never showed {what}:\n{self.text}")

    def wipe(self) -> None:
        """Clear the screen, as another program would."""
        self._screen.reset()

    def press(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()

    def quit(self) -> int:
        """Leave with the program's own key; its exit code."""
        self.press("q")
        limit = time.monotonic() + PATIENCE_S
        while self.child.isalive() and time.monotonic() < limit:
            self.read()
        self.child.wait()
        return self.child.exitstatus if self.child.exitstatus is not None else -1
