"""What is installed and what the catalogue has besides, side by side; refuses to install anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.errors import PackageError
from service.engine.catalogue import CatalogueEntry
from service.engine.choice import Choice
from service.engine.packages import InstalledPackage


@dataclass(frozen=True, slots=True)
class StockRow:
    """One package: installed, in the catalogue, or both."""

    package: InstalledPackage | None
    entry: CatalogueEntry | None  # None: installed from elsewhere

    @property
    def name(self) -> str:
        """``translate-de_fr``."""
        return self.package.identity.name if self.package else self.entry.name if self.entry else ""

    @property
    def version(self) -> str:
        """``1.3``."""
        return self.package.identity.version if self.package else self.entry.version if self.entry else ""

    @property
    def group(self) -> str:
        """The catalogue's group, "" for a package from elsewhere."""
        return self.entry.group if self.entry else ""

    @property
    def pair(self) -> str:
        """``de→fr``."""
        return self.name.partition("-")[2].replace("_", "→")

    @property
    def bytes(self) -> int:
        """Of the installed files, else of the file to be installed."""
        if self.package:
            return sum(file.stat().st_size for file in self.package.directory.rglob("*") if file.is_file())
        return self.entry.bytes if self.entry else 0


def take_stock(installed: Sequence[InstalledPackage], entries: Sequence[CatalogueEntry]) -> list[StockRow]:
    """A row for every installed package, then one for every entry that is not installed."""
    rows = [StockRow(package, _find_entry(package, entries)) for package in installed]
    found = [row.entry for row in rows]
    return rows + [StockRow(None, entry) for entry in entries if entry not in found]


def choose_packages(stock: Sequence[StockRow], names: Sequence[str]) -> Choice:
    """The installed packages called or grouped by `names`, of one name the newest; raises `PackageError` for what is not there."""
    chosen: list[str] = []
    for name in names:
        if missing := [row for row in stock if row.group == name and row.package is None]:
            problem = f"is not installed, and {name} means it"
            raise PackageError(missing[0].name, problem, f"First run `gemello models pull {name}`.")
        chosen += [each for each in _called(stock, name) if each not in chosen]
    return Choice(" ".join(names), tuple(chosen))


def _called(stock: Sequence[StockRow], name: str) -> list[str]:
    packages = [(row.package, row.group) for row in stock if row.package is not None]
    exact = [package for package, group in packages if name in (group, package.directory.name)]
    versions = sorted(
        (package for package, _ in packages if package.identity.name == name), key=lambda each: each.version
    )
    if not (found := exact or versions[-1:]):
        known = sorted({group for _, group in packages if group} | {package.directory.name for package, _ in packages})
        raise PackageError(name, "is not installed", f"Installed are: {', '.join(known) or 'none'}.")
    return [package.directory.name for package in found]


def _find_entry(package: InstalledPackage, entries: Sequence[CatalogueEntry]) -> CatalogueEntry | None:
    """By the file it was installed from; where that was not noted, by name and version."""
    key = package.identity.name, package.identity.version
    return next(
        (
            entry
            for entry in entries
            if (entry.sha256 == package.archive if package.archive else (entry.name, entry.version) == key)
        ),
        None,
    )
