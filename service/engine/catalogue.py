"""The pinned packages that may be installed by name: those that ship and a city's own; refuses an entry without size and checksum.

[[package]]
name = "translate-de_fr"
version = "2.0"
group = "city"                                  # what is pulled together
licence = "CC-BY-4.0"
file = "packages/translate-de_fr-2_0.argosmodel"  # beside the catalogue; or url = "https://…"
bytes = 65472327
sha256 = "…"
"""

import re
import sysconfig
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from service.domain.errors import PackageError

PLACES = (  # beside the source, else where a wheel puts its data
    Path(__file__).parents[2] / "models" / "catalogue.toml",
    Path(sysconfig.get_path("data")) / "share" / "gemello" / "catalogue.toml",
)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One package that may be installed by name."""

    name: str  # "translate-de_en"
    version: str
    group: str  # what is pulled together: "quality"
    licence: str  # as far as its makers state one
    bytes: int  # of the file
    sha256: str  # of the file, 64 hex digits
    url: str = ""  # where it is fetched, "" if it lies on this machine
    file: Path | None = None  # where it lies

    @property
    def file_name(self) -> str:
        """``translate-de_en-1_3.argosmodel``."""
        return f"{self.name}-{self.version.replace('.', '_')}.argosmodel"


KEYS = frozenset(each.name for each in fields(CatalogueEntry))


def read_catalogue(own: Path | None = None) -> tuple[CatalogueEntry, ...]:
    """The entries that ship and those of the catalogue `own`, a file or a directory of ``.toml`` files.

    An entry of one's own takes the place of one that ships with the same name and version. Raises `PackageError`.
    """
    found: dict[tuple[str, str], CatalogueEntry] = {}
    for files in ([next((place for place in PLACES if place.is_file()), PLACES[0])], _list_files(own)):
        fresh: dict[tuple[str, str], CatalogueEntry] = {}
        for entry in (entry for file in files for entry in _read_file(file)):
            if (entry.name, entry.version) in fresh:
                raise PackageError(
                    entry.name, f"version {entry.version} is in the catalogue twice", "Remove one of them."
                )
            fresh[entry.name, entry.version] = entry
        found |= fresh
    return tuple(found.values())


def choose_entries(entries: tuple[CatalogueEntry, ...], names: tuple[str, ...]) -> tuple[CatalogueEntry, ...]:
    """The entries called or grouped by `names`, each once, in the catalogue's order; raises `PackageError`."""
    for name in names:
        if not any(name in (entry.name, entry.group) for entry in entries):
            known = ", ".join(sorted({entry.group for entry in entries}) + [entry.name for entry in entries])
            raise PackageError(name, "is not in the catalogue", f"It knows: {known}.")
    return tuple(entry for entry in entries if entry.name in names or entry.group in names)


def _list_files(own: Path | None) -> list[Path]:
    if own is None:
        return []
    return sorted(own.glob("*.toml")) if own.is_dir() else [own]


def _read_file(path: Path) -> list[CatalogueEntry]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("package", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackageError(path.name, f"the catalogue cannot be read ({error})", "Correct or restore it.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PackageError(path.name, "the catalogue does not list its packages as [[package]]", "Correct it.")
    return [_read_entry(path, row) for row in rows]


def _read_entry(path: Path, row: dict[str, Any]) -> CatalogueEntry:
    name = str(row.get("name", "(without a name)"))
    if set(row) not in (KEYS - {"url"}, KEYS - {"file"}):
        problem = (
            f"its entry in {path} has not exactly the keys {', '.join(sorted(KEYS - {'url', 'file'}))} and url or file"
        )
        raise PackageError(name, problem, "Correct the entry.")
    well = (
        isinstance(row["bytes"], int)
        and row["bytes"] > 0
        and all(isinstance(row[key], str) for key in row if key != "bytes")
        and re.fullmatch(r"[0-9a-f]{64}", row["sha256"])
        and row.get("url", "https://").startswith(("https://", "http://"))
        and re.fullmatch(r"[\w-]+", name)
        and re.fullmatch(r"\w+(\.\w+)*", row["version"])
        and re.fullmatch(r"[\w-]+", row["group"])
    )
    if not well:
        raise PackageError(name, f"its entry in {path} is malformed", "Write bytes as a number and all else in full.")
    file = row.pop("file", None)
    return CatalogueEntry(**row, file=None if file is None else path.parent / file)
