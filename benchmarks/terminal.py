"""A program on a pseudo-terminal: started, sent keys, timed until it has painted its answer.

The time of an answer runs from the write of the key to the last byte that comes before the program has been quiet for a
while, so a repaint in several pieces counts whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIET_S = 0.04
"""Silence that ends an answer."""


class Terminal:
    """One program on a pseudo-terminal.

    Args:
        command: The program and its arguments.
        size: Columns and rows.
        env: Added to the environment.
        cwd: Where it runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.began = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            # Without compiled modules a start would measure the compiler.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})})
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.seen = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait_for(self, mark: bytes, limit_s: float = 120) -> float:
        """Seconds from the start until these bytes were painted.

        Raises:
            TimeoutError: They were not, in time.
        """
        while mark not in self.seen:
            if not self._read(limit_s - (time.perf_counter() - self.began)):
                raise TimeoutError(f"{mark!r} was not painted; last: {self.seen[-300:]!r}")
        return time.perf_counter() - self.began

    def settle(self, quiet_s: float = 0.5) -> None:
        """Wait until nothing is painted any more."""
        while self._read(quiet_s):
            pass

    def press(self, key: bytes, limit_s: float = 20) -> float | None:
        """Seconds until the answer to a key was painted whole; None where nothing was painted at all."""
        begin = time.perf_counter()
        os.write(self._master, key)
        last = None
        wait = limit_s
        while self._read(wait):
            last, wait = time.perf_counter() - begin, QUIET_S
        return last

    def _read(self, wait_s: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, wait_s))
        if not ready:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.seen = (self.seen + data)[-200_000:]
        return bool(data)

    def memory_mib(self) -> float:
        """Resident memory of the program now, in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._master)
