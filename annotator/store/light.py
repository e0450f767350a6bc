"""sqlite-utils, loaded without numpy and pandas, which it takes in for data frames where they are installed.

Those cost 0.1 to 0.3 s, and no project has a data frame; both can be imported as ever afterwards. The rest costs 30 ms:
what is done at every start and every key goes without.
"""

from __future__ import annotations

import sys


def _load() -> None:
    held_back = [name for name in ("numpy", "pandas") if name not in sys.modules]
    for name in held_back:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        for name in held_back:
            del sys.modules[name]


_load()

from sqlite_utils import Database  # noqa: E402
from sqlite_utils.db import Table  # noqa: E402
from sqlite_utils.migrations import Migrations  # noqa: E402

__all__ = ["Database", "Migrations", "Table"]
