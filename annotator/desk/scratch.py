"""A folder that is gone after use; one that was left behind by a program that was killed goes at the next use.

Whether a folder is in use is told by a lock that the system lets go when its holder ends, however it ends. Only folders
of this user that have such a lock are touched, so nothing is removed that somebody else may need.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

_HAS_LOCKS = find_spec("fcntl") is not None
"""Where there are none, what a killed program leaves behind is left to the system."""
_LOCK = ".in-use"


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """A new folder in the system's place for temporary files, removed at the end with all that is in it.

    Args:
        prefix: What its name begins with; folders of the same prefix that nobody uses any more are removed first.
    """
    _remove_stale(prefix)
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        held = _lock(folder)
        try:
            yield folder
        finally:
            if held is not None:
                os.close(held)


def _lock(folder: Path) -> int | None:
    """Hold the lock of a new folder. It gets its name when it is held, so that nobody finds it free in between."""
    if not _HAS_LOCKS:
        return None
    import fcntl  # not on every system

    made = folder / f"{_LOCK}.new"
    held = os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)
    made.rename(folder / _LOCK)
    return held


def _remove_stale(prefix: str) -> None:
    if not _HAS_LOCKS:
        return
    # A temporary folder that cannot be listed or cleared keeps nobody from work.
    with suppress(OSError):
        for folder in sorted(Path(tempfile.gettempdir()).glob(f"{prefix}*")):
            with suppress(OSError):
                _remove_if_stale(folder)


def _remove_if_stale(folder: Path) -> None:
    """Remove a folder of this user whose lock nobody holds.

    Raises:
        OSError: Somebody holds it, or it has none.
    """
    if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
        return
    import fcntl  # likewise

    held = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(held)
