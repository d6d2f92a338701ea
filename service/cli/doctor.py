"""`gemello doctor`: what is wrong and what to do about it; refuses to repair."""

import sys
from collections.abc import Callable

import click

from service.bootstrap import Application, wired
from service.cli.routes import describe_routes, read_routes
from service.domain.errors import NoRoute, ServiceError


@click.command()
def doctor() -> None:
    """Check data directory, database, packages and each route; exit code 1 if anything is wrong."""
    application = wired()
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("database", application.database.check),
        ("packages", application.packages.verify),
        ("routes", lambda: _routes(application)),
        ("translation", application.engine.warm_up),
    )
    well = True
    for name, check in checks:
        try:
            told = check()
        except ServiceError as error:
            well = False
            click.echo(f"{name}\tWRONG\t{error}")
        else:
            click.echo(f"{name}\tok\t{told}" if isinstance(told, str) else f"{name}\tok")
    sys.exit(0 if well else 1)


def _routes(application: Application) -> str:
    routes = read_routes(application)
    if not routes:
        raise NoRoute("de", "fr or it")
    return "; ".join(describe_routes(application, routes))
