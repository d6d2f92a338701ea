"""`gemello serve`: says where the service is and starts it; refuses requests (those are the views')."""

from dataclasses import replace

import click

from service.bootstrap import Application, wired
from service.domain.records import TokenRole
from service.settings import read_settings
from service.web.server import Server

EVERY = ("0.0.0.0", "::")  # noqa: S104 - listens on every address


@click.command()
@click.option("--host", help="Address to listen on (setting GEMELLO_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (setting GEMELLO_PORT).")
@click.option("--threads", type=click.IntRange(1, 64), help="Threads that answer requests (setting GEMELLO_THREADS).")
@click.option(
    "--no-worker", is_flag=True, help="Do not translate here; `gemello worker` does it in a process of its own."
)
def serve(host: str | None, port: int | None, threads: int | None, no_worker: bool) -> None:
    """Start the service."""
    given = {"host": host, "port": port, "threads": threads}
    settings = replace(read_settings(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    application = wired(settings)
    application.prepare()
    application.close()  # no connection survives the fork into the serving process
    Server(application, work=not no_worker, welcome=lambda: _welcome(application)).run()


def name_address(host: str, port: int) -> str:
    """The address that a browser on this machine can open: nobody can go to 0.0.0.0, and IPv6 stands in brackets."""
    if host in EVERY:
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _welcome(application: Application) -> None:
    """Said once, when the service is ready."""
    host, port = application.settings.host, application.settings.port
    address = name_address(host, port)
    click.echo(f"Gemello is at {address}{' and at every address of this machine' if host in EVERY else ''}")
    if application.tokens.any():
        click.echo("Access tokens exist; `gemello tokens create --role editor --name NAME` makes another.")
    else:
        _, secret = application.tokens.create("first editor", TokenRole.EDITOR)
        click.echo(f"The first editor's token, shown only this once: {secret}")
    click.echo("Next, with an article in article.txt and the token in $TOKEN:")
    click.echo(
        "  curl -X POST --data-binary @article.txt -H 'Content-Type: text/plain; charset=utf-8' "
        f'-H "Authorization: Bearer $TOKEN" {address}/api/v1/articles'
    )
