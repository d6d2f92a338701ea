"""Putting package directories in place and away, all or nothing; refuses to judge what they hold.

A package is unpacked beside its future place, under a name with a leading dot that nobody reads, made durable and renamed.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.domain.errors import PackageError
from service.engine.archive import check_members, open_archive, unpack
from service.engine.checksum import hash_file, list_files
from service.engine.weights import load_translator

INCOMING, OUTGOING, REMOVED = ".incoming-", ".outgoing-", ".removed-"
_LOCK = ".lock"


@contextmanager
def unpacked(file: Path, packages: Path, sha256: str | None) -> Iterator[Path]:
    """The root folder of `file`, unpacked below `packages` while the context lasts; one at a time a directory."""
    with open_archive(file) as archive:
        if sha256 is not None and hash_file(file) != sha256.lower():
            raise PackageError(file.name, f"its sha256 is not {sha256}", "Fetch it again; do not use this file.")
        size = check_members(archive, file.name)
        try:
            packages.mkdir(parents=True, exist_ok=True)
            with locked(packages, file.name):
                clear_leftovers(packages)
                with tempfile.TemporaryDirectory(prefix=INCOMING, dir=packages) as temporary:
                    _check_space(file.name, packages, size)
                    yield unpack(archive, Path(temporary))
        except OSError as error:
            problem = f"cannot be written below {packages} ({error.strerror or error})"
            raise PackageError(file.name, problem, "Make room or grant the right to write, then try again.") from error


def try_model(name: str, directory: Path) -> None:
    """Load the model once; raises `PackageError` if CTranslate2 refuses it."""
    load_translator(name, directory / "model", compute_type="int8", inter_threads=1, intra_threads=1)


def move_into_place(directory: Path, place: Path) -> None:
    """Rename `directory` to `place` durably; what stood there is gone only after the new one stands."""
    for path in (*list_files(directory), directory / "model", directory):
        _flush(path)
    if place.exists():
        with tempfile.TemporaryDirectory(prefix=OUTGOING, dir=place.parent) as outgoing:
            place.rename(Path(outgoing) / place.name)
            directory.rename(place)
    else:
        directory.rename(place)
    _flush(place.parent)


def discard(directory: Path) -> None:
    """Remove a package directory; it is out of sight at once and as a whole."""
    try:
        with tempfile.TemporaryDirectory(prefix=REMOVED, dir=directory.parent) as outgoing:
            directory.rename(Path(outgoing) / directory.name)
    except OSError as error:
        raise PackageError(directory.name, f"cannot be removed ({error.strerror})", "Check its rights.") from error


def clear_leftovers(packages: Path) -> None:
    """Put right what a killed process left in the directory `packages`, which the caller has locked.

    An old package that was on its way out and has no successor in its place goes back there.
    """
    for left in packages.glob(f"{OUTGOING}*"):
        for package in left.iterdir():
            if not (packages / package.name).exists():
                package.rename(packages / package.name)
    for prefix in (INCOMING, OUTGOING, REMOVED):
        for left in packages.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def locked(packages: Path, name: str) -> Iterator[None]:
    """While this lasts nobody else changes the directory `packages`; waits for whoever does.

    Raises `PackageError` about `name` if nobody may write there.
    """
    try:
        lock = (packages / _LOCK).open("w")
    except OSError as error:
        problem = f"cannot be written below {packages} ({error.strerror})"
        raise PackageError(name, problem, "Grant the right to write, then try again.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_locked(packages: Path) -> bool:
    """Whether somebody changes the directory `packages` at this moment."""
    try:
        with (packages / _LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:  # nothing was ever installed here by Gemello
        return False
    return False


def _check_space(name: str, packages: Path, size: int) -> None:
    free = shutil.disk_usage(packages).free
    if free < size:
        raise PackageError(name, f"needs {size:,} bytes, {free:,} are free", "Make room and try again.")


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
