"""The pinned packages that may be fetched, read from `models/catalogue.toml`; refuses an entry without size and checksum."""

import re
import sysconfig
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from service.domain.errors import PackageError

PLACES = (  # beside the source, else where a wheel puts its data
    Path(__file__).parents[2] / "models" / "catalogue.toml",
    Path(sysconfig.get_path("data")) / "share" / "gemello" / "catalogue.toml",
)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One package that may be fetched."""

    name: str  # "translate-de_en"
    version: str
    group: str  # what is pulled together: "quality"
    url: str
    bytes: int  # of the file
    sha256: str  # of the file, 64 hex digits

    @property
    def file_name(self) -> str:
        """``translate-de_en-1_3.argosmodel``."""
        return f"{self.name}-{self.version.replace('.', '_')}.argosmodel"


def read_catalogue(path: Path | None = None) -> tuple[CatalogueEntry, ...]:
    """The entries of the catalogue at `path`, else of the one that ships; raises `PackageError`."""
    path = path or next((place for place in PLACES if place.is_file()), PLACES[0])
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("package", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackageError(
            path.name, f"the catalogue cannot be read ({error})", "Restore it from a release."
        ) from error
    return tuple(_entry(path, row) for row in rows)


def choose_entries(entries: tuple[CatalogueEntry, ...], names: tuple[str, ...]) -> tuple[CatalogueEntry, ...]:
    """The entries called or grouped by `names`, each once, in the catalogue's order; raises `PackageError`."""
    for name in names:
        if not any(name in (entry.name, entry.group) for entry in entries):
            known = ", ".join(sorted({entry.group for entry in entries}) + [entry.name for entry in entries])
            raise PackageError(name, "is not in the catalogue", f"It knows: {known}.")
    return tuple(entry for entry in entries if entry.name in names or entry.group in names)


def _entry(path: Path, row: dict[str, object]) -> CatalogueEntry:
    name = str(row.get("name", "(without a name)"))
    if set(row) != {each.name for each in fields(CatalogueEntry)}:
        keys = ", ".join(each.name for each in fields(CatalogueEntry))
        raise PackageError(name, f"its entry in {path} has not exactly the keys {keys}", "Correct the entry.")
    entry = CatalogueEntry(**row)  # type: ignore[arg-type]
    well = (
        isinstance(entry.bytes, int)
        and entry.bytes > 0
        and re.fullmatch(r"[0-9a-f]{64}", str(entry.sha256))
        and str(entry.url).startswith(("https://", "http://"))
        and re.fullmatch(r"[\w-]+", entry.name)
        and re.fullmatch(r"[\d.]+", str(entry.version))
    )
    if not well:
        raise PackageError(
            name, f"its entry in {path} is malformed", "Give name, version, url, bytes and sha256 in full."
        )
    return entry
