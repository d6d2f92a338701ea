"""Opening `.argosmodel` files safely; refuses every member that is not a plain file below one root folder."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from service.domain.errors import PackageError

MEMBERS = 500  # more files than any package has
BYTES = 4 << 30  # unpacked
RATIO = 100  # weights hardly compress, vocabularies by ten
BLOCK = 1 << 20

_REMEDY = "Fetch the file again from a source you trust."


@contextmanager
def open_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """The zip archive in `file`; whatever is wrong with it becomes a `PackageError` that names the file."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError as error:
        raise PackageError(file.name, "the file does not exist", "Check the path.") from error
    except OSError as error:
        raise PackageError(file.name, f"cannot be read ({error.strerror or error})", "Check its rights.") from error
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError) as error:
        raise PackageError(file.name, f"is not a whole zip archive ({error})", _REMEDY) from error


def check_members(archive: zipfile.ZipFile, name: str) -> int:
    """The bytes the archive unpacks to, its members found harmless; raises `PackageError` with the first that is not."""
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise PackageError(name, f"has {len(members)} members, more than {MEMBERS}", _REMEDY)
    seen: set[str] = set()
    for member in members:
        if problem := _find_problem(member, seen):
            raise PackageError(name, f"member {member.filename!r} {problem}", _REMEDY)
    if len({PurePosixPath(member.filename).parts[0] for member in members}) != 1:
        raise PackageError(name, "does not hold exactly one root folder", _REMEDY)
    size = sum(member.file_size for member in members)
    if size > BYTES or size > RATIO * max(1, sum(member.compress_size for member in members)):
        raise PackageError(name, f"would unpack to {size:,} bytes, which no package does", _REMEDY)
    return size


def unpack(archive: zipfile.ZipFile, directory: Path) -> Path:
    """Unpack checked members below `directory`; returns the root folder. No member may grow beyond its stated size."""
    root = directory
    for member in archive.infolist():
        path = directory.joinpath(*PurePosixPath(member.filename).parts)
        root = directory / PurePosixPath(member.filename).parts[0]
        if member.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, path.open("xb") as target:
            _copy(source, target, member)  # type: ignore[arg-type]  # zipfile's stream is an IO[bytes]
    return root


def _find_problem(member: zipfile.ZipInfo, seen: set[str]) -> str:
    raw, path = member.orig_filename, PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if "\\" in raw or "\0" in raw or ":" in raw or path.is_absolute() or ".." in path.parts or not path.parts:
        return "leaves its folder"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if member.flag_bits & 1:
        return "is encrypted"
    if not member.is_dir() and len(path.parts) == 1:
        return "lies outside a root folder"
    key = path.as_posix().casefold()
    if key in seen:
        return "is there twice"
    seen.add(key)
    return ""


def _copy(source: BinaryIO, target: BinaryIO, member: zipfile.ZipInfo) -> None:
    left = member.file_size
    while block := source.read(BLOCK):
        left -= len(block)
        if left < 0:
            raise zipfile.BadZipFile(f"{member.filename} is larger than it says")
        target.write(block)
