"""Copies a project's database while it is in use, with SQLite's online backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator.errors import StoreError
from annotator.store.connection import Store, damage
from annotator.store.doctor import examine

_PAGES_A_STEP = 512


def backup(store: Store, target: Path, on_progress: Callable[[int, int], None] | None = None) -> Path:
    """Write a copy of the database, prove it sound, and only then give it its name.

    Args:
        store: The open project.
        target: The new file; it must not be there yet.
        on_progress: Called with pages done and pages in all.

    Raises:
        StoreError: The target is there already or cannot be written, or the copy is not sound.
    """
    _refuse_present(target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(store, draft, on_progress)
        _prove(store, draft)
        _refuse_present(target)
        draft.rename(target)
    except OSError as error:
        raise StoreError(f"cannot write {target}: {error.strerror}", "choose another folder") from error
    finally:
        with suppress(OSError):  # where the folder could not be made there is no draft either
            draft.unlink(missing_ok=True)
    return target


def _refuse_present(target: Path) -> None:
    if target.exists():
        raise StoreError(f"{target} is there already", "choose another name; a backup never replaces a file")


def _copy(store: Store, draft: Path, on_progress: Callable[[int, int], None] | None) -> None:
    # Inside a snapshot the copy is of one moment; without one SQLite begins anew whenever another process writes.
    with store.snapshot():
        store.row("SELECT 1 FROM sqlite_master")
        with damage(draft):
            copy = sqlite3.connect(draft)
            try:
                store.db.conn.backup(
                    copy,
                    pages=_PAGES_A_STEP,
                    progress=lambda _, left, total: on_progress(total - left, total) if on_progress else None,
                )
            finally:
                copy.close()


def _prove(store: Store, draft: Path) -> None:
    # Nobody else writes the draft, so it needs no locks and may lie on a network drive, as a backup often does.
    with damage(draft):
        connection = sqlite3.connect(f"{draft.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    with Store(draft, connection, store.ids, store.now) as copy:
        findings = examine(copy)
    if findings:
        raise StoreError(
            f"the copy is not sound: {findings[0].where}: {findings[0].message}",
            "the project's own file is damaged; see: annotator doctor",
        )
