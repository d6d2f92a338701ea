"""The packages directory: what is installed, verified, installed and removed; refuses to load models.

    packages/
        translate-de_fr-0_1/   metadata.json  sentencepiece.model  model/…  gemello.json (what was noted at install)
        translate-de_it-0_1/   …
        route.toml             which of them are used first, if that was chosen

Of two packages for one pair the newer version is used, unless the other was chosen.
"""

import contextlib
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from service.domain.errors import PackageError, UnsupportedLanguage
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.engine import installation
from service.engine.argos import name_argos_package
from service.engine.checksum import hash_files, list_files, stamp_files
from service.engine.choice import FILE as CHOICE
from service.engine.choice import Choice, read_choice, write_choice
from service.engine.metadata import REMEDY, TOKENIZERS, check_files, check_names, note_origin, read_metadata, read_note


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """One Argos package found whole in the packages directory."""

    identity: PackageIdentity
    directory: Path
    source: Language
    target: Language
    target_prefix: str  # first token given to the decoder; "" for a package of one direction
    weights: str  # sha256 over model and tokenizer: packages that share it are loaded once
    archive: str = ""  # sha256 of the file it was installed from, "" if that was not noted

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
            place = self.path / f"{package.identity.name}-{package.identity.version.replace('.', '_')}"
            present = self._describe(place) if place.is_dir() else None
            same = present is not None and present.identity == package.identity
            note_origin(place if same else directory, package.identity, file)
            if not same:
                installation.move_into_place(directory, place)
        return package.identity

    def find(self, archive: str) -> InstalledPackage | None:
        """The package installed from the file with this sha256, if it is there and as it was then."""
        for package in self.installed():
            if package.archive == archive and read_note(package.directory).get("checksum") == package.identity.checksum:
                return package
        return None

    def verify(self) -> list[PackageIdentity]:
        """The identities of all packages, read again and found as noted at install; raises `PackageError`."""
        self._sums.clear()
        with contextlib.suppress(OSError, PackageError), installation.locked(self.path, self.path.name):
            installation.clear_leftovers(self.path)  # where nobody may write, nobody left anything
        packages = self.installed()
        for package in packages:
            if read_note(package.directory).get("checksum") not in (None, package.identity.checksum):
                raise PackageError(package.directory.name, "its files changed since it was installed", REMEDY)
        return [package.identity for package in packages]

    def remove(self, name: str) -> None:
        """Remove the packages called `name` (``translate-de_fr``, every version, or one directory's name).

        Raises `PackageError` for one that is not there or that was chosen.
        """
        doomed = [d for d in self._directories() if d.name == name or d.name.startswith(f"{name}-")]
        if not doomed:
            raise PackageError(name, "is not installed", "See `gemello models list`.")
        choice = self.choice()
        for directory in doomed:
            if directory.name in choice.packages:
                problem = f"is in use: it was chosen with `gemello models use {choice.name}`"
                raise PackageError(directory.name, problem, "First choose others, or run `gemello models use auto`.")
        with installation.locked(self.path, name):
            for directory in doomed:
                installation.discard(directory)

    def choice(self) -> Choice:
        """What was chosen to be used first; raises `PackageError` if the note of it cannot be read."""
        return read_choice(self.path)

    def choose(self, choice: Choice) -> None:
        """Use these packages first from now on; an empty choice is none. Raises `PackageError` for one not installed."""
        choice.require([directory.name for directory in self._directories()])
        with installation.locked(self.path, CHOICE):
            write_choice(self.path, choice)

    def stamp(self) -> tuple[object, ...]:
        """Changes whenever a package is installed, replaced or removed, or others are chosen; cheap, opens no file."""
        stats = []
        for entry in (*self._directories(), self.path / CHOICE):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                stat = entry.stat()
                stats.append((entry.name, stat.st_ino, stat.st_mtime_ns))
        return tuple(stats)

    def busy(self) -> bool:
        """Whether a package is being put in place or removed at this moment."""
        return installation.is_locked(self.path)

    def _directories(self) -> list[Path]:
        if not self.path.is_dir():
            return []
        return sorted(entry for entry in self.path.iterdir() if entry.is_dir() and not entry.name.startswith("."))

    def _describe(self, directory: Path) -> InstalledPackage | None:
        """What `directory` holds; None for an Argos package Gemello has no use for."""
        argos = read_metadata(directory)
        if argos.type != "translate":
            return None
        try:
            source, target = Language.parse(str(argos.from_code)), Language.parse(str(argos.to_code))
        except UnsupportedLanguage:
            return None
        check_files(directory)
        check_names(directory, argos)
        files = list_files(directory)
        weights = [f for f in files if f.parent.name == "model" or f.name in TOKENIZERS]
        identity = PackageIdentity(name_argos_package(argos), argos.package_version, self._sum(directory, files))
        return InstalledPackage(
            identity,
            directory,
            source,
            target,
            target_prefix=argos.target_prefix,
            weights=self._sum(directory, weights),
            archive=read_note(directory).get("sha256", ""),
        )

    def _sum(self, directory: Path, files: list[Path]) -> str:
        with self._hashing:
            key = (directory, len(files), stamp_files(directory))
            if key not in self._sums:
                self._sums[key] = hash_files(files, directory)
            return self._sums[key]
