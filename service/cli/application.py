"""The application as commands use it, its database up to date, and the one language an option names; refuses use cases."""

import click

from service.bootstrap import Application, wired
from service.domain.language import Language, parse_targets


def open_application() -> Application:
    """The application over a database with today's tables."""
    application = wired()
    application.database.upgrade()
    return application


def read_language(code: str) -> Language:
    """The target language `code` names; wrong use if it names several."""
    languages = parse_targets(code)
    if len(languages) > 1:
        raise click.UsageError(f"{code!r} names several languages; give one language with --to.")
    return languages[0]
