"""The `gemello` command and its exit codes; refuses use cases (each noun has a file)."""

import sys

import click

from service.cli.articles import articles
from service.cli.cache import cache
from service.cli.database import database
from service.cli.doctor import doctor
from service.cli.glossary import glossary
from service.cli.memory import memory
from service.cli.models import models
from service.cli.tokens import tokens
from service.cli.translate import translate
from service.cli.worker import worker
from service.domain.errors import ServiceError

FAILED = 1  # 0 done, 2 wrong use (click's own), 3 done with issues that need a person


class _Gemello(click.Group):
    """Turns Gemello's errors into a message for people and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ServiceError as error:
            click.echo(f"gemello: {error}", err=True)
            sys.exit(FAILED)


@click.group("gemello", cls=_Gemello, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gemello")
def main() -> None:
    """Translates German press releases into Italian and French on this machine, keeping their structure.

    Exit codes: 0 done, 1 failed, 2 wrong use, 3 done with issues that need a person.
    """


for command in (worker, translate, models, glossary, memory, cache, tokens, articles, database, doctor):
    main.add_command(command)
