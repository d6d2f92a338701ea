"""`gemello worker`: jobs without a web server; refuses HTTP."""

import signal
import threading

import click

from service.bootstrap import wired


@click.command()
def worker() -> None:
    """Translate what `gemello serve --no-worker` takes in."""
    application = wired()
    application.prepare()
    application.warm_up()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    application.start_worker()
    click.echo("Gemello worker is waiting for articles. Ctrl-C ends it.", err=True)
    stop.wait()
    application.stop_worker()
