"""The database behind the store: opened late, upgraded, checked, backed up; refuses to let a driver's error out.

SQLite is the embedded default (see `sqlite`), PostgreSQL works by the same SQL.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from service.domain.errors import Conflict, SettingsError, StoreUnavailable
from service.store.failures import failures_told
from service.store.migration import refuse_newer, refuse_older, upgrade_tables
from service.store.sqlite import WRITES, SqliteFile

SETTING = "GEMELLO_DATABASE_URL"


class Database:
    """One database by its URL (``sqlite:////var/lib/gemello/gemello.sqlite``); constructing opens nothing.

    Raises `SettingsError` for a URL that names no SQLite file and no PostgreSQL server.
    """

    def __init__(self, url: str, busy_seconds: float = 10.0) -> None:
        self._url = _parse(url)
        self._file = SqliteFile(Path(self._url.database or ""), busy_seconds) if _is_sqlite(self._url) else None
        self._opening = Lock()
        self._engine: Engine | None = None
        self._process = 0

    @property
    def place(self) -> str:
        """Where the database is, for people: a path, or an address without password."""
        return str(self._file.path) if self._file else self._url.render_as_string(hide_password=True)

    @property
    def engine(self) -> Engine:
        """The engine, made on first use.

        A process forked while the database was open is refused: SQLite keeps its locks by process and would take the
        parent's for its own. Close the database before forking; parent and child then open it for themselves.
        """
        with self._opening:
            if self._engine is None:
                self._engine = self._file.make_engine() if self._file else _make_server_engine(self._url)
                self._process = os.getpid()
            elif self._process != os.getpid():
                raise RuntimeError(
                    f"The database {self.place} was open when this process forked. Close it before that."
                )
            return self._engine

    def open(self) -> None:
        """Reach the database now instead of at first use; raises `StoreUnavailable`."""
        with self.reading():
            pass

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent moment."""
        with failures_told(self.place), self._connected() as connection:
            if not self._file:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are durable when the block ends, or not made at all."""
        turn = self._file.turn() if self._file else nullcontext()  # before a connection is taken: readers need them too
        with failures_told(self.place), turn, self._connected() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def upgrade(self) -> None:
        """Make the database if it is missing and bring its tables to the newest revision.

        Safe when several processes start at once: one works, the others wait. Raises `StoreUnavailable`, also for a
        database made by a newer version.
        """
        with failures_told(self.place), self._file.lock() if self._file else nullcontext():
            if self._file:
                self._file.create()
            engine = self._file.make_upgrade_engine() if self._file else _make_server_engine(self._url)
            try:
                with engine.connect() as connection:
                    connection.execution_options(**{WRITES: True})
                    with connection.begin():
                        upgrade_tables(connection)
                        self._refuse_damage(connection, "PRAGMA foreign_key_check")
            finally:
                engine.dispose()

    def ready(self) -> None:
        """Raise `StoreUnavailable` unless the database is reachable and at the newest revision; cheap."""
        with self.reading() as connection:
            refuse_newer(connection)
            refuse_older(connection)

    def check(self) -> None:
        """`ready`, and every page and reference is sound; reads the whole file."""
        self.ready()
        with self.reading() as connection:
            self._refuse_damage(connection, "PRAGMA integrity_check")
            self._refuse_damage(connection, "PRAGMA foreign_key_check")

    def backup(self, path: Path) -> None:
        """Copy a SQLite database while it is in use; raises `Conflict` for PostgreSQL, which has its own tools."""
        if not self._file:
            raise Conflict("A PostgreSQL database is backed up by its own tools. Run `pg_dump`.")
        with failures_told(f"{self.place}, copied to {path},"):
            self._file.copy(path)

    def close(self) -> None:
        """Close every connection; the next use opens the database again."""
        with self._opening:
            if self._engine is not None and self._process == os.getpid():
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        engine = self.engine
        if self._file:
            self._file.ensure_same()
        with engine.connect() as connection:
            yield connection

    def _refuse_damage(self, connection: Connection, pragma: str) -> None:
        if not self._file:
            return
        findings = [row for row in connection.exec_driver_sql(pragma) if tuple(row) != ("ok",)]
        if findings:
            raise StoreUnavailable(
                f"The database {self.place} is damaged ({len(findings)} findings of {pragma}). Restore it from a backup."
            )


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(SETTING, "is not a database URL. Use sqlite:////path/to/file or postgresql://…") from None
    if _is_sqlite(parsed) and parsed.database not in (None, "", ":memory:"):
        return parsed
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise SettingsError(SETTING, "must name a SQLite file (sqlite:////path/to/file) or a PostgreSQL server")


def _make_server_engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise SettingsError(SETTING, "needs the PostgreSQL driver. Run `pip install 'psycopg[binary]'`") from error


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"
