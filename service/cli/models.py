"""`gemello models`: the installed packages; refuses to know what is inside one."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from service.bootstrap import Application, wired
from service.cli.routes import describe_routes, read_routes
from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.engine.catalogue import CatalogueEntry, choose_entries, read_catalogue
from service.engine.choice import Choice
from service.engine.export import export_package
from service.engine.stock import StockRow, choose_packages, take_stock
from service.engine.supply import only_pull, supply

AUTO = "auto"  # no choice of one's own


@click.group()
def models() -> None:
    """The Argos packages that translate."""


@models.command("list")
def list_packages() -> None:
    """What is installed and what the catalogue has besides.

    Name, version, pair, state, group, licence, MB and sha256, separated by tabs; the routes on standard error.
    """
    application = wired()
    routes = read_routes(application)
    for row in _stock(application):
        click.echo("\t".join(_cells(row, routes)))
    for line in describe_routes(application, routes):
        click.echo(line, err=True)


def _cells(row: StockRow, routes: Mapping[Language, tuple[PackageIdentity, ...]]) -> list[str]:
    identity = row.package.identity if row.package else None
    users = [str(target) for target, route in routes.items() if identity in route]
    state = f"in use: {','.join(users)}" if users else "installed" if identity else "available"
    licence = row.entry.licence if row.entry else "-"
    checksum = identity.checksum if identity else "-"
    return [row.name, row.version, row.pair, state, row.group or "-", licence, f"{row.bytes / 1e6:.1f}", checksum]


@models.command()
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--catalogue",
    type=click.Path(exists=True, path_type=Path),
    help="Another catalogue of one's own (GEMELLO_CATALOGUE).",
)
def pull(names: tuple[str, ...], catalogue: Path | None) -> None:
    """Fetch and install packages of the catalogue by NAMES or group, for example quality. A group is used from then on.

    This is the one command that uses the network. What was cut off is resumed; nothing is installed
    whose size or checksum differs from the catalogue. If anything fails, the packages of before go on translating.
    """
    application = wired()
    entries = read_catalogue(catalogue or application.settings.own_catalogue)
    downloads = application.settings.data_dir / "downloads"
    with only_pull(downloads):
        for entry in choose_entries(entries, names):
            with _bar(entry) as progress:
                package = supply(entry, application.packages, downloads, progress)
            click.echo(f"{package.name} {package.version} is installed.", err=True)
    groups = tuple(name for name in names if any(name == entry.group for entry in entries))
    if groups:
        stock = take_stock(application.packages.installed(), entries)
        _choose(application, choose_packages(stock, groups))


@contextmanager
def _bar(entry: CatalogueEntry) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, shown only on a terminal and only for what is fetched."""
    hidden = not entry.url or not sys.stderr.isatty()
    with click.progressbar(length=entry.bytes, label=entry.name, file=sys.stderr, hidden=hidden) as bar:
        yield lambda here, _: bar.update(here - bar.pos)


@models.command()
@click.argument("names", nargs=-1, required=True)
def use(names: tuple[str, ...]) -> None:
    """Translate with the installed packages NAMES (or groups: quality, starter) wherever they lead; auto forgets the choice.

    A service that is running follows with the next article, without a restart.
    """
    application = wired()
    choice = Choice() if names == (AUTO,) else choose_packages(_stock(application), names)
    _choose(application, choice)


def _choose(application: Application, choice: Choice) -> None:
    application.packages.choose(choice)
    for line in describe_routes(application, read_routes(application)):
        click.echo(line, err=True)


def _stock(application: Application) -> list[StockRow]:
    return take_stock(application.packages.installed(), read_catalogue(application.settings.own_catalogue))


@models.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", help="Refuse the file unless it has this checksum (one file only).")
def import_packages(files: tuple[Path, ...], sha256: str | None) -> None:
    """Install packages from .argosmodel FILES; a SHA256SUMS beside a file that names it is checked."""
    if sha256 is not None and len(files) > 1:
        raise click.UsageError("--sha256 goes with one file.")
    application = wired()
    for file in files:
        package = application.packages.install(file, sha256 or _sum_beside(file))
        click.echo(f"{package.name} {package.version} is installed.", err=True)
    for line in describe_routes(application, read_routes(application)):
        click.echo(line, err=True)


def _sum_beside(file: Path) -> str | None:
    """What `SHA256SUMS` in the file's directory says of it, as `sha256sum` writes it; None if it says nothing."""
    sums = file.with_name("SHA256SUMS")
    rows = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return next((row.split()[0] for row in rows if row.split()[1:] == [file.name]), None)


@models.command()
@click.argument("name")
@click.option(
    "--output",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="Directory to write to.",
)
def export(name: str, output: Path) -> None:
    """Write the installed package NAME as an .argosmodel file, which `import` and Argos Translate read."""
    found = [each for each in wired().packages.installed() if name in (each.identity.name, each.directory.name)]
    if not found:
        raise NotFound(f"No package is called {name}. `gemello models list` shows them.")
    for package in found:
        file = output / f"{package.directory.name}.argosmodel"
        click.echo(f"{export_package(package.directory, file)}  {file}")


@models.command()
def verify() -> None:
    """Check every installed package against its checksums."""
    for package in wired().packages.verify():
        click.echo(f"{package.name}\t{package.version}\twhole")


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the package NAME, as `gemello models list` shows it."""
    wired().packages.remove(name)
    click.echo(f"{name} is removed.", err=True)
