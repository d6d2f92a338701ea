"""`gemello database`: upgrade, check, back up; refuses SQL."""

from pathlib import Path

import click

from service.bootstrap import wired


@click.group()
def database() -> None:
    """The database of articles, translations and tokens."""


@database.command()
def upgrade() -> None:
    """Bring the database to this version; creates it when there is none."""
    wired().database.upgrade()
    click.echo("The database is up to date.", err=True)


@database.command()
def check() -> None:
    """Check that the database is reachable, current and whole."""
    wired().database.check()
    click.echo("The database is whole.", err=True)


@database.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE while the service goes on."""
    wired().database.backup(file)
    click.echo(f"wrote {file}", err=True)
