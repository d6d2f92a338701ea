"""`gemello cache`: what models wrote and may be used again, counted and removed; refuses what people wrote (see `gemello memory`)."""

from contextlib import suppress
from datetime import timedelta

import click

from service.bootstrap import Application
from service.cli.application import open_application
from service.domain.errors import NoRoute
from service.domain.language import TARGETS

DAY = timedelta(days=1)


@click.group()
def cache() -> None:
    """The segment cache: drafts of the models, kept so that no sentence is translated twice."""


@cache.command()
def stats() -> None:
    """How many drafts there are, for each signature of packages and options and whether it is still in use; how much text."""
    application = open_application()
    found, used = application.cache.statistics(), _used(application)
    for label, number in found.labels.items():
        click.echo(f"{label or '-'}\t{number}\t{used.get(label, 'not in use')}")
    click.echo(f"drafts\t{found.drafts}")
    click.echo(f"bytes\t{found.octets}")
    if found.oldest_use:
        click.echo(f"oldest use\t{found.oldest_use:%Y-%m-%d}")


@cache.command()
@click.option(
    "--unused-for", "days", type=click.IntRange(0), help="Drafts that no article has needed for so many DAYS."
)
@click.option("--outdated", is_flag=True, help="Drafts of packages and options that no route uses any more.")
@click.option("--all", "everything", is_flag=True, help="Every draft.")
def purge(days: int | None, outdated: bool, everything: bool) -> None:
    """Remove drafts for good. Finished translations keep their text; a removed draft is decoded again when it is needed."""
    if everything == (days is not None or outdated):
        raise click.UsageError("Say what to remove: --all, or --outdated and --unused-for.")
    application = open_application()
    age = None if days is None else days * DAY
    if outdated:
        gone = application.cache.statistics().labels.keys() - _used(application)
        removed = sum(application.cache.purge(signature_digest=label, older_than=age) for label in gone)
    else:
        removed = application.cache.purge(older_than=age)
    click.echo(f"{removed} drafts removed.", err=True)


def _used(application: Application) -> dict[str, str]:
    """By the digest of its signature: the packages of each route there is."""
    used = {}
    for language in TARGETS:
        with suppress(NoRoute):
            signature = application.tools.engine.signature(language)
            used[signature.digest] = " + ".join(f"{package.name} {package.version}" for package in signature.packages)
    return used
