"""`gemello models`: the installed packages; refuses to know what is inside one."""

import sys
from pathlib import Path

import click

from service.bootstrap import wired
from service.domain.errors import NotFound
from service.domain.language import TARGETS
from service.engine.catalogue import choose_entries, read_catalogue
from service.engine.download import download
from service.engine.export import export_package


@click.group()
def models() -> None:
    """The Argos packages that translate."""


@models.command("list")
def list_packages() -> None:
    """The installed packages and the languages they lead to."""
    application = wired()
    for package in application.packages.installed():
        identity = package.identity
        click.echo(f"{identity.name}\t{identity.version}\t{package.source}→{package.target}\t{identity.checksum}")
    available = application.engine.languages()
    click.echo(f"Routes from de to: {', '.join(each for each in TARGETS if each in available) or 'nothing'}", err=True)


@models.command()
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--catalogue", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another catalogue file."
)
def pull(names: tuple[str, ...], catalogue: Path | None) -> None:
    """Fetch and install packages of the catalogue by NAMES or group, for example quality.

    This is the one command that uses the network. What was cut off is resumed; nothing is installed whose size or
    checksum differs from the catalogue.
    """
    application = wired()
    for entry in choose_entries(read_catalogue(catalogue), names):
        with click.progressbar(
            length=entry.bytes, label=entry.name, file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            file = download(
                entry, application.settings.data_dir / "downloads", lambda here, _: bar.update(here - bar.pos)
            )
        package = application.packages.install(file, entry.sha256)
        file.unlink()
        click.echo(f"{package.name} {package.version} is installed.", err=True)


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
