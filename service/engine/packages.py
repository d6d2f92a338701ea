"""The packages directory: what is installed, verified, installed and removed; refuses to load models.

    packages/
        translate-de_fr-0_1/   metadata.json  sentencepiece.model  model/…  gemello.json (what was noted at install)
        translate-de_it-0_1/   …

Of two packages for one pair the newer version is used.
"""

import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.domain.errors import PackageError, UnsupportedLanguage
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.engine import installation
from service.engine.argos import name_argos_package, open_argos_package
from service.engine.checksum import RECORD, hash_files, list_files, stamp_files

TOKENIZERS = ("sentencepiece.model", "bpe.model")
_REMEDY = "Remove it and run `gemello models import FILE` with a whole package."


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """One Argos package found whole in the packages directory."""

    identity: PackageIdentity
    directory: Path
    source: Language
    target: Language
    target_prefix: str  # first token given to the decoder; "" for a package of one direction
    weights: str  # sha256 over model and tokenizer: packages that share it are loaded once

    @property
    def version(self) -> tuple[int, ...]:
        """The version as numbers, so that 1.10 is newer than 1.9."""
        return tuple(int(number) for number in re.findall(r"\d+", self.identity.version))


class PackageDirectory:
    """The directory whose subdirectories are Argos packages. Constructing opens nothing and makes nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sums: dict[tuple[object, ...], str] = {}  # by file stamps: hashed once a process
        self._hashing = threading.Lock()

    def installed(self) -> list[InstalledPackage]:
        """The packages Gemello can use, by directory name; raises `PackageError` naming one that is incomplete.

        Argos packages of other kinds or languages are left out.
        """
        if not self.path.is_dir():
            return []
        found = (self._describe(directory) for directory in self._directories())
        return [package for package in found if package is not None]

    def install(self, file: Path, sha256: str | None = None) -> PackageIdentity:
        """Install an `.argosmodel` file, all or nothing; the same package again changes nothing.

        `sha256` is the sum the file must have. Raises `PackageError`.
        """
        with installation.unpacked(file, self.path, sha256) as directory:
            package = self._describe(directory)
            if package is None:
                raise PackageError(file.name, "translates no pair Gemello uses", "Import one for de, fr, it or en.")
            installation.try_model(package.identity.name, directory)
            note = {"checksum": package.identity.checksum, "file": file.name}
            (directory / RECORD).write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
            place = self.path / f"{package.identity.name}-{package.identity.version.replace('.', '_')}"
            present = self._describe(place) if place.is_dir() else None
            if present is None or present.identity != package.identity:
                installation.move_into_place(directory, place)
        return package.identity

    def verify(self) -> list[PackageIdentity]:
        """The identities of all packages, read again and found as noted at install; raises `PackageError`."""
        self._sums.clear()
        packages = self.installed()
        for package in packages:
            record = package.directory / RECORD
            noted = json.loads(record.read_text(encoding="utf-8"))["checksum"] if record.is_file() else None
            if noted not in (None, package.identity.checksum):
                raise PackageError(package.directory.name, "its files changed since it was installed", _REMEDY)
        return [package.identity for package in packages]

    def remove(self, name: str) -> None:
        """Remove the packages called `name` (``translate-de_fr``, every version, or one directory's name)."""
        doomed = [d for d in self._directories() if d.name == name or d.name.startswith(f"{name}-")]
        if not doomed:
            raise PackageError(name, "is not installed", "See `gemello models list`.")
        for directory in doomed:
            installation.discard(directory)

    def _directories(self) -> list[Path]:
        if not self.path.is_dir():
            return []
        return sorted(entry for entry in self.path.iterdir() if entry.is_dir() and not entry.name.startswith("."))

    def _describe(self, directory: Path) -> InstalledPackage | None:
        """What `directory` holds; None for an Argos package Gemello has no use for."""
        argos = _read_metadata(directory)
        if argos.type != "translate":
            return None
        try:
            source, target = Language.parse(argos.from_code or ""), Language.parse(argos.to_code or "")
        except UnsupportedLanguage:
            return None
        _check_files(directory)
        files = list_files(directory)
        weights = [f for f in files if f.parent.name == "model" or f.name in TOKENIZERS]
        identity = PackageIdentity(name_argos_package(argos), argos.package_version, self._sum(directory, files))
        return InstalledPackage(identity, directory, source, target, argos.target_prefix, self._sum(directory, weights))

    def _sum(self, directory: Path, files: list[Path]) -> str:
        with self._hashing:
            key = (directory, len(files), stamp_files(directory))
            if key not in self._sums:
                self._sums[key] = hash_files(files, directory)
            return self._sums[key]


def _read_metadata(directory: Path) -> Any:
    try:
        return open_argos_package(directory)
    except FileNotFoundError as error:
        raise PackageError(directory.name, "metadata.json is missing", _REMEDY) from error
    except (ValueError, AttributeError, TypeError) as error:
        raise PackageError(directory.name, f"metadata.json cannot be read ({error})", _REMEDY) from error


def _check_files(directory: Path) -> None:
    if not any((directory / tokenizer).is_file() for tokenizer in TOKENIZERS):
        raise PackageError(directory.name, f"its tokenizer ({' or '.join(TOKENIZERS)}) is missing", _REMEDY)
    if not (directory / "model" / "model.bin").is_file():
        raise PackageError(directory.name, "model/model.bin is missing", _REMEDY)
    if not any((directory / "model").glob("*vocabulary*")):
        raise PackageError(directory.name, "its vocabulary (model/*vocabulary*) is missing", _REMEDY)
