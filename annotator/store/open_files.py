"""Which database files this process has open, so that none of them is opened past SQLite as well.

On POSIX systems a process loses all its locks on a file as soon as it closes any of its descriptors of that file. A
file that is read beside SQLite, if only its header, so leaves SQLite's connections without locks: the next program that
closes the database believes that it is the last one and takes the write-ahead log away, with all that is saved from
then on. See "How To Corrupt An SQLite Database File", section 2.2, https://www.sqlite.org/howtocorrupt.html.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Self

_GUARD = Lock()
_OPEN: Counter[tuple[int, int]] = Counter()
"""How many connections this process has to each file, by device and inode."""


class OpenFile:
    """A database file that this process is about to connect to, or is connected to.

    Args:
        path: The file; it exists.
        check: Reads the file past SQLite, and raises where it cannot be used; asked only where no connection of this
            process could lose its locks by it.
    """

    def __init__(self, path: Path, check: Callable[[Path], None]) -> None:
        state = path.stat()
        self._file = (state.st_dev, state.st_ino)
        self._held = False
        with _GUARD:
            if not _OPEN[self._file]:
                check(path)
            _OPEN[self._file] += 1
            self._held = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """The connection is closed, or was never made."""
        with _GUARD:
            if self._held:
                self._held = False
                _OPEN[self._file] -= 1
