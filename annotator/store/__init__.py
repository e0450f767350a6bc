"""The only SQL: one SQLite file per project, append-only revisions, and tables of the current state beside them.

`connection` opens a file and owns its transactions; every other module is functions over an open `Store`.
"""

from __future__ import annotations

import sys


def _load_lightly() -> None:
    """Load sqlite-utils without numpy and pandas, which it takes in for data frames where they are installed.

    That costs 0.1 to 0.3 s at every start, and no project has a data frame. Both can be imported as ever afterwards.
    """
    held_back = [name for name in ("numpy", "pandas") if name not in sys.modules]
    for name in held_back:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        for name in held_back:
            del sys.modules[name]


_load_lightly()
