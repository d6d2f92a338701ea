"""`gemello articles`: what was submitted, from a shell; refuses HTTP."""

import sys

import click

from service.cli.application import open_application
from service.domain.errors import NotFound
from service.domain.language import parse_targets


@click.group()
def articles() -> None:
    """The articles and their translations."""


@articles.command("list")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many, newest first."
)
def list_articles(limit: int) -> None:
    """The newest articles: id, revision, progress per language, title."""
    application = open_application()
    found, _ = application.articles.list(None, limit)
    for article in found:
        progress = " ".join(
            f"{each.language}:{each.progress}" for each in application.articles.translations(article.id)
        )
        click.echo(f"{article.id}\t{article.revision}\t{progress}\t{article.title}")


@articles.command()
@click.argument("article_id")
def show(article_id: str) -> None:
    """One article's facts."""
    application = open_application()
    article = application.articles.get(article_id)
    click.echo(f"title\t{article.submission.title}")
    click.echo(f"revision\t{article.revision}\nmedia type\t{article.submission.media_type}")
    click.echo(f"created\t{article.created.isoformat()}\nupdated\t{article.updated.isoformat()}")
    for each in application.articles.translations(article_id):
        click.echo(f"{each.language}\t{each.progress}\t{each.done}/{each.total}\t{each.problem or ''}")


@articles.command()
@click.argument("article_id")
def retranslate(article_id: str) -> None:
    """Queue an article's failed translations again."""
    application = open_application()
    application.submissions.retry(article_id)
    click.echo(f"Article {article_id} is queued; a running service takes it up.", err=True)


@articles.command()
@click.argument("article_id")
@click.option("--to", "code", required=True, help="The language to export, for example fr.")
def export(article_id: str, code: str) -> None:
    """Write a finished translation to standard output."""
    application = open_application()
    (language,) = parse_targets(code)[:1]
    translation = application.articles.translation(article_id, language, with_rendering=True)
    if translation.rendering is None:
        raise NotFound(f"Article {article_id} has no finished translation into {language} yet: {translation.progress}.")
    sys.stdout.buffer.write(translation.rendering.document)
