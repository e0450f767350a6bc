"""Opens a project's database and owns its transactions.

One writer at a time: `write()` takes the lock at once (`BEGIN IMMEDIATE`), waits for another process that holds it, and
commits or rolls back as a whole. What SQLite says is wrong becomes a `StoreError`, here and nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import ValidationError

from annotator.errors import StoreError
from annotator.records.base import explain
from annotator.records.identifiers import IdSource
from annotator.store.migration_names import NAMES
from annotator.store.open_files import OpenFile
from annotator.store.refusals import (
    APPLICATION_ID,
    is_read_only,
    refuse_foreign,
    refuse_misplaced,
    refuse_network_drive,
    refuse_read_only,
)

if TYPE_CHECKING:
    from annotator.store.light import Database, Table

_WAIT_S = 60.0
"""How long a writer waits for another one. A commit takes about a millisecond, so this is never reached in practice."""

_NO_ROOM = "SQLITE_IOERR_SHMSIZE"
"""What SQLite says where a full disk has no room for the index of the write-ahead log: to others, `disk I/O error`."""

Row = dict[str, Any]


class Store:
    """An open database. Made by `open_store` and `create_store`; use it as a context manager."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        ids: IdSource,
        now: Callable[[], datetime],
        *,
        writable: bool = True,
        file: OpenFile | None = None,
    ) -> None:
        self.path = path
        self.conn = connection
        self.ids = ids
        self.now = now
        self.writable = writable
        """Whether anything can be saved; see `open_store`."""
        self._file = file
        self._log = path.with_name(f"{path.name}-wal")
        self._log_inode = _inode(self._log) if writable else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; what was saved is on disk already."""
        self.conn.close()
        if self._file is not None:
            self._file.release()

    @cached_property
    def db(self) -> Database:
        """The same connection through sqlite-utils."""
        from annotator.store.light import Database  # 30 ms, and only needed for what is not done at every key

        return Database(self.conn, execute_plugins=False)

    def table(self, name: str) -> Table:
        """A table through sqlite-utils."""
        return self.db.table(name)

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement that changes something."""
        return self.conn.execute(sql, values)

    def insert(self, table: str, row: Mapping[str, object]) -> None:
        """Add a row. Not through sqlite-utils, which asks for the columns of the table each time."""
        self.conn.execute(_insert(table, tuple(row)), tuple(row.values()))

    def put(self, table: str, row: Mapping[str, object], key: tuple[str, ...]) -> None:
        """Add a row, or change the one with the same key."""
        self.conn.execute(_put(table, tuple(row), key), tuple(row.values()))

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query, as dicts."""
        with damage(self.path):
            cursor = self.conn.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of a query, if there is one."""
        return next(iter(self.rows(sql, values)), None)

    @contextmanager
    def write(self, *, at_once: bool = True) -> Iterator[Store]:
        """One transaction: all of it is on disk afterwards, or nothing. Inside another one it is part of that.

        Args:
            at_once: Whether to wait for the disk. Without, the change survives the end of this program, however sudden,
                but perhaps not that of the machine: for what is no label, such as where someone stopped reading.

        Raises:
            StoreError: The file was opened to read only, or SQLite cannot write it.
        """
        if not self.writable:
            refuse_read_only(self.path, self.path.parent)
        connection = self.conn
        if connection.in_transaction:
            yield self
            return
        with damage(self.path):
            if not at_once:
                connection.execute("PRAGMA synchronous = NORMAL")
            try:
                yield from self._transaction(connection)
            finally:
                if not at_once:
                    connection.execute("PRAGMA synchronous = FULL")

    def _transaction(self, connection: sqlite3.Connection) -> Iterator[Store]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield self
            connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        self._refuse_lost_log()

    def _refuse_lost_log(self) -> None:
        """Whether the write-ahead log still stands beside the file: what goes into one that was taken away is lost."""
        now = _inode(self._log)
        if self._log_inode is None:
            self._log_inode = now
        elif now != self._log_inode:
            raise StoreError(
                f"{self._log} was taken away while it was in use; what is saved now does not reach {self.path.name}",
                "end this program, see what is there with annotator doctor, and leave both files alone while it runs",
            )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see the file as it is now, whatever others write meanwhile. Nothing may be written inside."""
        with damage(self.path):
            self.conn.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some errors, such as a full disk.
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")


def _inode(file: Path) -> int | None:
    try:
        return file.stat().st_ino
    except OSError:
        return None


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _put(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    others = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in key)
    return f"{_insert(table, columns)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}"


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """Tell an error of SQLite as one of ours.

    Raises:
        StoreError: Says whether the file is busy, full, or damaged.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise StoreError(
                f"{path} has been held by another program for {_WAIT_S:.0f} s", "close it there"
            ) from error
        if "full" in text or getattr(error, "sqlite_errorname", "") == _NO_ROOM:
            raise StoreError(f"{path}: the disk is full; nothing was changed", "make room and try again") from error
        raise StoreError(
            f"{path}: {text}",
            "see what is wrong with: annotator doctor; restore a file that annotator backup made",
        ) from error


@contextmanager
def sound(what: str) -> Iterator[None]:
    """Tell a row that is no possible record as damage.

    Args:
        what: Table and row, for the message.

    Raises:
        StoreError: Says which row and why it is not possible.
    """
    try:
        yield
    except ValueError as error:
        reason = explain(error) if isinstance(error, ValidationError) else str(error)
        raise StoreError(
            f"{what}: {reason}",
            "the file is damaged; see annotator doctor, and restore a file that annotator backup made",
        ) from error


def create_store(path: Path, ids: IdSource | None = None, now: Callable[[], datetime] | None = None) -> Store:
    """Make a new database.

    Raises:
        StoreError: The file is there already, or cannot be made.
    """
    if path.exists():
        raise StoreError(f"{path} is there already", "open the project, or choose another folder")
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}", "make the folder first, or choose another")
    refuse_network_drive(path.parent)
    refuse_read_only(path.parent)
    with damage(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_S)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.close()
    return open_store(path, ids, now)


def open_store(
    path: Path, ids: IdSource | None = None, now: Callable[[], datetime] | None = None, *, to_read: bool = False
) -> Store:
    """Open a project's database, bringing an older one up to date.

    Args:
        path: The file.
        ids: Where ids come from; a fresh source by default.
        now: The clock; the system's, in UTC, by default.
        to_read: Whether it is opened as well where it cannot be written; nothing can be saved then.

    Raises:
        StoreError: There is no such file, or it is on a network drive, no database of ours, made by a newer version, or
            damaged; or it is read-only, and needs to be written or was made by an older version.
    """
    if not path.exists():
        raise StoreError(f"there is no {path}", "make a project with: annotator init DIR")
    refuse_misplaced(path)
    file = OpenFile(path, refuse_foreign)
    try:
        return _open(path, ids or IdSource(), now or (lambda: datetime.now(UTC)), file, to_read=to_read)
    except BaseException:
        file.release()
        raise


def _open(path: Path, ids: IdSource, now: Callable[[], datetime], file: OpenFile, *, to_read: bool) -> Store:
    if to_read and (is_read_only(path) or is_read_only(path.parent)):
        return _open_to_read(path, ids, now, file)
    refuse_read_only(path, path.parent)
    with damage(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_S)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            store = Store(path, connection, ids, now, file=file)
            _migrate(store)
        except BaseException:
            connection.close()
            raise
    return store


def _open_to_read(path: Path, ids: IdSource, now: Callable[[], datetime], file: OpenFile) -> Store:
    log = path.with_name(f"{path.name}-wal")
    # Beside a log that is in use SQLite follows the writers. Without one it would make its own files in a folder that
    # belongs to somebody else, so the file is taken for what it is now.
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    with damage(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None)
        try:
            store = Store(path, connection, ids, now, writable=False, file=file)
            if not _is_up_to_date(store):
                raise StoreError(
                    f"{path} was made by another version of Annotator and is read-only",
                    "open it once where it can be written, with the newest version, or copy the project there",
                )
        except BaseException:
            connection.close()
            raise
    return store


def _migrate(store: Store) -> None:
    if _is_up_to_date(store):
        return
    from annotator.store.migrations import migrations

    try:
        applied = {migration.name for migration in migrations.applied(store.db)}
    except KeyError as error:
        raise StoreError(
            f"{store.path}: the table of migrations has no column {error}", "restore a file that annotator backup made"
        ) from error
    unknown = sorted(applied - known_migrations())
    if unknown:
        raise StoreError(
            f"{store.path} was made by a newer version of Annotator (it has {', '.join(unknown)})",
            "install the newer version: pip install --upgrade annotator",
        )
    if migrations.pending(store.db):
        # Another process may be at it as well: under the lock, what is pending is asked again.
        with store.write():
            migrations.apply(store.db)


def _is_up_to_date(store: Store) -> bool:
    """Whether the file has the migrations of this version, no more and no less; asked without loading them."""
    try:
        applied = store.conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", ["annotator"])
        return {name for (name,) in applied} == NAMES
    except sqlite3.OperationalError:
        return False


def known_migrations() -> set[str]:
    """The names of all migrations of this version: those that a new database would need."""
    from annotator.store.light import Database
    from annotator.store.migrations import migrations

    empty = Database(memory=True, execute_plugins=False)
    try:
        return {migration.name for migration in migrations.pending(empty)}
    finally:
        empty.close()
