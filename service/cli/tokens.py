"""`gemello tokens`: who may edit and read; refuses to show a secret twice."""

import click

from service.cli.application import open_application
from service.domain.language import parse_targets
from service.domain.records import TokenRole


@click.group()
def tokens() -> None:
    """The access tokens of editors and readers."""


@tokens.command()
@click.option(
    "--role", type=click.Choice([str(role) for role in TokenRole]), required=True, help="What the token may do."
)
@click.option("--name", required=True, help="Who holds it, for the list.")
@click.option("--language", "codes", help="The languages a reader may read, for example fr. Default: all.")
def create(role: str, name: str, codes: str | None) -> None:
    """Make a token. Its secret is printed once, on standard output, and stored nowhere."""
    if codes and role == TokenRole.EDITOR:
        raise click.UsageError("--language goes with --role reader; an editor sees every language.")
    application = open_application()
    token, secret = application.tokens.create(name, TokenRole(role), parse_targets(codes) if codes else ())
    click.echo(secret)
    click.echo(f"Token {token.id} for {name}. Keep the secret; it cannot be shown again.", err=True)


@tokens.command("list")
def list_tokens() -> None:
    """Every token: id, role, languages, state, name."""
    application = open_application()
    for token in application.tokens.list():
        state = "revoked" if token.revoked else "live"
        click.echo(f"{token.id}\t{token.role}\t{','.join(token.languages) or 'all'}\t{state}\t{token.name}")


@tokens.command()
@click.argument("token_id")
def revoke(token_id: str) -> None:
    """Make a token worthless from now on."""
    application = open_application()
    application.tokens.revoke(token_id)
    click.echo(f"Token {token_id} is revoked.", err=True)
