"""One SQLite file: how it is made, opened, locked and copied; refuses to make a file unless asked to.

- WAL: readers never wait for the writer.
- `synchronous=FULL`: a commit is on the disk before it returns. With NORMAL a power cut may take back the last commits
  of a WAL database, among them an article that was answered with 201. The price is one fsync a commit, and an article
  needs a few dozen commits in all.
- Opening never creates (`mode=rw`): a lost file is an error, not an empty database.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event

from service.domain.errors import Conflict, StoreUnavailable

WRITES = "writes"  # execution option of a connection whose transaction will write


class SqliteFile:
    """A database file by its path; constructing touches nothing."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path, self.busy_seconds = path, busy_seconds
        self._identity: tuple[int, int] | None = None  # device and inode the engine was made for
        self._writer = Lock()

    def make_engine(self) -> Engine:
        """An engine over the file; raises `StoreUnavailable` if there is none."""
        self._identity = self._look()
        if self._identity is None:
            raise StoreUnavailable(f"There is no database at {self.path}. Run `gemello database upgrade` to make one.")
        return self._engine(QueuePool, foreign_keys=True)

    def make_upgrade_engine(self) -> Engine:
        """An engine for migrations: SQLite rebuilds a table by dropping it, which must not cascade to its children."""
        return self._engine(NullPool, foreign_keys=False)

    def ensure_same(self) -> None:
        """Raise `StoreUnavailable` if the file was removed or replaced: open handles would write to a ghost."""
        if self._look() != self._identity:
            raise StoreUnavailable(
                f"The database {self.path} was removed or replaced while in use. Put it back and restart."
            )

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let this process's writers in one after another; raises `StoreUnavailable` after `busy_seconds`.

        SQLite would make them wait as well, but asleep for up to 100 ms at a time and in no order: some starve.
        """
        writer = self._writer
        if not writer.acquire(timeout=self.busy_seconds):
            raise StoreUnavailable(f"The database {self.path} is busy writing. Try again in a moment.")
        try:
            yield
        finally:
            writer.release()

    def create(self) -> None:
        """Make the directory (0700) and the file (0600) if they are missing, and turn WAL on."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # never opened if it is there: closing it would drop this process's locks on it
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(self._connect()) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if mode != "wal":
            raise StoreUnavailable(f"The database {self.path} lies on a file system without WAL. Use a local disk.")
        _sync_directory(self.path.parent)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the file for one process; others wait. The lock dies with its process, the empty lock file stays.

        A file of its own, because closing any handle on the database file would drop SQLite's locks on it.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.path.with_name(self.path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def copy(self, destination: Path) -> None:
        """Write a consistent copy to `destination` (0600, replaced at once or not at all) while others read and write."""
        if destination.exists() and destination.samefile(self.path):
            raise Conflict(f"{destination} is the database itself. Name another file for the backup.")
        draft = destination.with_name(destination.name + ".partial")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            with closing(self._connect()) as source, closing(sqlite3.connect(draft)) as target:
                source.backup(target)
            os.fsync(handle)
            draft.replace(destination)
            _sync_directory(destination.parent)
        finally:
            os.close(handle)
            draft.unlink(missing_ok=True)

    def _engine(self, pool: type[Pool], *, foreign_keys: bool) -> Engine:
        def connect() -> sqlite3.Connection:
            connection = self._connect()
            connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            return connection

        engine = create_engine("sqlite:///" + self.path.name, creator=connect, poolclass=pool, hide_parameters=True)
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self.path.absolute()))}?mode=rw"
        connection = sqlite3.connect(
            address, uri=True, timeout=self.busy_seconds, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino


def _sync_directory(directory: Path) -> None:
    """Have the names in `directory` on the disk: a file's own sync does not cover its name."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _begin(connection: Connection) -> None:
    """Take the write lock first where a transaction will write: upgrading a read lock fails at once, without waiting."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
