"""A full disk is told as one, whichever of SQLite's words for it comes first; other trouble is not taken for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.errors import StoreError
from annotator.store.connection import damage


def _fail(text: str, name: str) -> None:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorname = name
    with damage(Path("annotator.db")):
        raise error


@pytest.mark.parametrize(
    ("text", "name"),
    [("database or disk is full", "SQLITE_FULL"), ("disk I/O error", "SQLITE_IOERR_SHMSIZE")],
)
def test_a_full_disk_is_told_as_one(text: str, name: str) -> None:
    with pytest.raises(StoreError, match="the disk is full; nothing was changed"):
        _fail(text, name)


def test_a_disk_that_cannot_be_read_is_not_taken_for_a_full_one() -> None:
    with pytest.raises(StoreError, match="disk I/O error"):
        _fail("disk I/O error", "SQLITE_IOERR_READ")
