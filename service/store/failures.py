"""The one place where a failing database becomes `StoreUnavailable`, in words for people; refuses to hide program errors.

Broken constraints (`IntegrityError`) and wrong SQL (`ProgrammingError`) pass as they are: they are not the weather.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.domain.errors import StoreUnavailable

REASONS = (  # (start of SQLite's error name, what to tell)
    ("SQLITE_BUSY", "is locked by another process. Try again in a moment"),
    ("SQLITE_LOCKED", "is locked by another process. Try again in a moment"),
    ("SQLITE_FULL", "cannot grow: the disk is full. Free some space and try again; nothing stored before is lost"),
    ("SQLITE_READONLY", "cannot be written. Check the owner and mode of the file and of its directory"),
    ("SQLITE_PERM", "cannot be written. Check the owner and mode of the file and of its directory"),
    ("SQLITE_CANTOPEN", "cannot be opened. Check that the file exists and may be read and written"),
    ("SQLITE_IOERR", "could not be read or written: the disk failed. Check the disk and try again"),
    ("SQLITE_CORRUPT", "is damaged. Restore it from a backup"),
    ("SQLITE_NOTADB", "is not a SQLite database. Check the path or restore the file from a backup"),
)
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")  # sqlite3 raises these as DatabaseError, the parent of all its errors
UNPREPARED = "has not been prepared for this version. Run `gemello database upgrade`"
EXHAUSTED = "is busy: all connections are in use. Try again in a moment"
UNREACHABLE = "cannot be reached. Check that it runs and try again"


@contextmanager
def failures_told(place: str) -> Iterator[None]:
    """Raise `StoreUnavailable` for whatever goes wrong with the database at `place` (a path or an address)."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, sqlite3.OperationalError) as error:
        raise StoreUnavailable(f"The database {place} {_reason(error)}.") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if not _sqlite_name(error).startswith(DAMAGE):
            raise
        raise StoreUnavailable(f"The database {place} {_reason(error)}.") from error
    except OSError as error:
        raise StoreUnavailable(f"The database {place} cannot be used: {error.strerror or error}.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, PoolTimeout):
        return EXHAUSTED
    name = _sqlite_name(error)
    if name == "SQLITE_ERROR" and "no such" in str(error):
        return UNPREPARED
    return next((reason for start, reason in REASONS if name.startswith(start)), UNREACHABLE)


def _sqlite_name(error: Exception) -> str:
    return getattr(getattr(error, "orig", error), "sqlite_errorname", "")
