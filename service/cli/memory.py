"""`gemello memory`: the approved segments, counted, exchanged and removed; refuses file formats (the store has those)."""

from datetime import timedelta
from pathlib import Path

import click

from service.cli.application import open_application, read_language
from service.cli.files import read_file, write_file
from service.store.exchange import MEMORY_READERS, MEMORY_WRITERS

DAY = timedelta(days=1)
FORMATS = click.Choice(sorted(MEMORY_READERS))
FORMAT = click.option("--format", "name", type=FORMATS, help="Default: by the file's name, else tmx.")
TOWN = click.option("--town", help="Only what was approved for this twin town.")
SUFFIXES = {"xlf": "xliff"}


@click.group()
def memory() -> None:
    """The translation memory: segments with the translation a person approved."""


@memory.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--town", default="", help="The twin town whose readers a unit is for, where FILE does not say.")
@FORMAT
def import_units(file: Path, town: str, name: str | None) -> None:
    """Take over the approved German-French and German-Italian units of FILE (TMX or XLIFF), or, if it is damaged, none."""
    application = open_application()
    data = read_file(file)
    received = MEMORY_READERS[_format(file, name)](data)
    kept = application.memory.enter(received.for_town(town))
    click.echo(f"{len(received.units)} units read, {kept} of them new or changed.", err=True)
    if received.left_out:
        click.echo(f"Left out: {received.told()}.", err=True)


@memory.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
@click.option("--to", "code", help="Only this target language, for example fr.")
@TOWN
@FORMAT
def export_units(file: Path, code: str | None, town: str | None, name: str | None) -> None:
    """Write the memory to FILE (- for standard output)."""
    data = MEMORY_WRITERS[_format(file, name)](
        open_application().memory.every(None if code is None else read_language(code), town)
    )
    write_file(file, data)


@memory.command()
def stats() -> None:
    """How many units there are for each language, and of them for each town; how much text, and from when."""
    found = open_application().memory.statistics()
    for language, number in found.units.items():
        click.echo(f"{language}\t{number}")
        for town, units in ((town, units) for (each, town), units in found.towns.items() if each is language):
            click.echo(f"{language}\t{units}\t{town}")
    click.echo(f"characters\t{found.characters}")
    if found.oldest and found.newest:
        click.echo(f"changed\t{found.oldest:%Y-%m-%d}\t{found.newest:%Y-%m-%d}")


@memory.command()
@click.option("--to", "code", help="Only this target language, for example fr.")
@click.option("--unchanged-for", "days", type=click.IntRange(0), help="Only units not changed for so many DAYS.")
@TOWN
@click.option("--all", "everything", is_flag=True, help="Every unit.")
def purge(code: str | None, days: int | None, town: str | None, everything: bool) -> None:
    """Remove units for good. What was approved keeps its text in its article."""
    if everything == any(each is not None for each in (code, days, town)):
        raise click.UsageError("Say what to remove: --all, or --to, --town and --unchanged-for.")
    removed = open_application().memory.purge(
        None if code is None else read_language(code), None if days is None else days * DAY, town
    )
    click.echo(f"{removed} units removed.", err=True)


def _format(file: Path, name: str | None) -> str:
    suffix = file.suffix.lower().removeprefix(".")
    return name or SUFFIXES.get(suffix, suffix if suffix in MEMORY_READERS else "tmx")
