"""Fetching one pinned file, the only code of Gemello that opens a connection, and only when an operator asks for it.

What arrives goes to ``NAME.part`` and is resumed there after a cut, also by a later run; it gets its name only when size and
sha256 are those of the catalogue. Refuses to unpack anything.
"""

import fcntl
import http.client
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from service.domain.errors import PackageError
from service.engine.catalogue import CatalogueEntry
from service.engine.checksum import hash_file

TRIES = 5
TIMEOUT_SECONDS = 30
BLOCK = 1 << 16
RESUMED = 206
PAGES = ("text/html", "application/xhtml+xml")
_REMEDY = "It is not the pinned file and was thrown away. Ask whoever runs the server, or import a file you trust."
Progress = Callable[[int, int], None]  # (bytes here, bytes in all)


class _Cut(Exception):
    """The connection ended early; what came is kept."""


def download(entry: CatalogueEntry, directory: Path, progress: Progress, pause: float = 2.0) -> Path:
    """The file of `entry` in `directory`, whole and verified; fetched only if it is not there yet.

    `pause` is the first wait in seconds between two tries, doubled each time. Raises `PackageError`.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _alone(entry, directory):
            place = directory / entry.file_name
            if not (place.is_file() and hash_file(place) == entry.sha256):
                part = place.with_name(f"{place.name}.part")
                _check_space(entry, part)
                _fetch_whole(entry, part, progress, pause)
                _verify(entry, part)
                part.replace(place)
            return place
    except OSError as error:
        problem = f"cannot be written below {directory} ({error.strerror or error})"
        raise PackageError(entry.name, problem, "Make room or grant the right to write, then run it again.") from error


def _fetch_whole(entry: CatalogueEntry, part: Path, progress: Progress, pause: float) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            _fetch(entry, part, progress)
        except _Cut as error:
            if attempt == TRIES:
                raise PackageError(
                    entry.name,
                    f"the connection to {entry.url} broke {TRIES} times ({error.__cause__ or error})",
                    f"{_size(part):,} bytes are kept; run the same command again to go on from there.",
                ) from error
            time.sleep(pause * 2 ** (attempt - 1))
        else:
            return


def _fetch(entry: CatalogueEntry, part: Path, progress: Progress) -> None:
    """Append what is missing to `part`; raises `_Cut` if it ends early."""
    have = _size(part)
    if have == entry.bytes:
        return
    headers = {"User-Agent": f"Gemello/{version('gemello')} (self-hosted translation service)"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(entry.url, headers=headers)  # noqa: S310 - the catalogue admits http(s) only
    try:
        answer = urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)  # noqa: S310
    except urllib.error.HTTPError as error:
        _refuse(entry, part, error)
    except (OSError, http.client.HTTPException) as error:
        raise _Cut(str(error)) from error
    else:
        with answer:
            _append(entry, part, answer, _find_start(entry, answer, have), progress)


def _find_start(entry: CatalogueEntry, answer: Any, have: int) -> int:
    """Where in the file the answer's bytes begin; raises `PackageError` if they are not of the pinned file."""
    if answer.headers.get_content_type() in PAGES:
        problem = f"{entry.url} led to a web page at {answer.url}, not to a package"
        raise PackageError(entry.name, problem, "Fetch the file another way and use `gemello models import FILE`.")
    start, whole = 0, answer.headers.get("Content-Length")
    if answer.status == RESUMED:
        unit, _, extent = answer.headers.get("Content-Range", "").partition(" ")
        extent, _, whole = extent.partition("/")
        start = have
        if unit != "bytes" or not extent.startswith(f"{have}-"):
            raise PackageError(entry.name, f"{entry.url} was asked for bytes from {have} and sent {extent!r}", _REMEDY)
    if whole is not None and whole.isdecimal() and int(whole) != entry.bytes:
        raise PackageError(
            entry.name, f"the file at {entry.url} has {int(whole):,} bytes, {entry.bytes:,} are pinned", _REMEDY
        )
    return start


def _append(entry: CatalogueEntry, part: Path, answer: Any, start: int, progress: Progress) -> None:
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        have = start
        while block := _read(answer):
            have += len(block)
            if have > entry.bytes:
                part.unlink()
                raise PackageError(entry.name, f"{entry.url} sends more than the {entry.bytes:,} bytes pinned", _REMEDY)
            file.write(block)
            file.flush()
            progress(have, entry.bytes)
    if have < entry.bytes:
        raise _Cut(f"{have:,} of {entry.bytes:,} bytes came")


def _read(answer: Any) -> bytes:
    try:
        return bytes(answer.read(BLOCK))
    except http.client.IncompleteRead as error:
        return error.partial  # what came before the cut is kept; the next read says that it ended
    except (OSError, http.client.HTTPException) as error:
        raise _Cut(str(error)) from error


def _refuse(entry: CatalogueEntry, part: Path, error: urllib.error.HTTPError) -> None:
    status = error.code
    error.close()
    if status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        part.unlink(missing_ok=True)
        raise _Cut("the server has less than was fetched before") from error
    if status >= http.client.INTERNAL_SERVER_ERROR or status == http.client.TOO_MANY_REQUESTS:
        raise _Cut(f"the server answered {status}") from error
    raise PackageError(
        entry.name, f"{entry.url} answered {status}", "Fetch the file another way and use `gemello models import FILE`."
    ) from error


def _verify(entry: CatalogueEntry, part: Path) -> None:
    found = hash_file(part)
    if found != entry.sha256:
        part.unlink()
        raise PackageError(entry.name, f"the file at {entry.url} has sha256 {found}, not {entry.sha256}", _REMEDY)


def _check_space(entry: CatalogueEntry, part: Path) -> None:
    needed, free = entry.bytes - _size(part), shutil.disk_usage(part.parent).free
    if free < needed:
        raise PackageError(entry.name, f"needs {needed:,} bytes, {free:,} are free", "Make room and try again.")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


@contextmanager
def _alone(entry: CatalogueEntry, directory: Path) -> Iterator[None]:
    with (directory / f".{entry.file_name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PackageError(entry.name, "is being fetched by another process", "Wait for it to end.") from error
        yield
