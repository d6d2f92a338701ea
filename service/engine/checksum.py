"""SHA-256 of files and directories; refuses to decide what a sum means."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

RECORD = "gemello.json"  # what Gemello noted at install; no part of the package


def hash_file(file: Path) -> str:
    """The SHA-256 of one file, hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def list_files(directory: Path) -> list[Path]:
    """The files below `directory` in an order that depends on their names alone."""
    files = (file for file in directory.rglob("*") if file.is_file() and file.name != RECORD)
    return sorted(files, key=lambda file: file.relative_to(directory).as_posix())


def hash_files(files: Iterable[Path], directory: Path) -> str:
    """One SHA-256 over names and contents: ``sha256("model/model.bin" NUL sum-of-content NUL …)``, hex."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.relative_to(directory).as_posix()}\0{hash_file(file)}\0".encode())
    return total.hexdigest()


def stamp_files(directory: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of each file: equal stamps, equal contents, unless somebody forges them."""
    stats = ((file, file.stat()) for file in list_files(directory))
    return tuple((file.relative_to(directory).as_posix(), stat.st_size, stat.st_mtime_ns) for file, stat in stats)
