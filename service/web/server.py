"""Gunicorn around the application; refuses to load a model before the fork.

One process with threads (gthread): the packages are in memory once, and every thread shares the engine's batches.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from service.bootstrap import Application
from service.domain.errors import ServiceError
from service.web.app import create_app

GRACE_SECONDS = 30  # for requests and the chunk at hand, when the service is told to stop


class Server(BaseApplication):  # type: ignore[misc]
    """`gemello serve`'s process manager."""

    def __init__(self, application: Application, *, work: bool, welcome: Callable[[], None]) -> None:
        self.gemello, self.work, self.welcome = application, work, welcome
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings out of Gemello's."""
        settings = self.gemello.settings
        values: dict[str, Any] = {
            "bind": f"[{settings.host}]:{settings.port}"
            if ":" in settings.host
            else f"{settings.host}:{settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": settings.threads,
            "timeout": 120,
            "graceful_timeout": GRACE_SECONDS,
            "post_worker_init": self._greet,
            "worker_exit": self._stop,
            "loglevel": "warning",
            "proc_name": "gemello",
            "control_socket_disable": True,
        }
        for name, value in values.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """In the serving process: load the packages, take up unfinished work, hand out the web application."""
        try:
            self.gemello.warm_up()
            if self.work:
                self.gemello.start_worker()
        except ServiceError as error:
            click.echo(f"gemello: cannot start: {error}", err=True)
            sys.stderr.flush()
            os._exit(Arbiter.APP_LOAD_ERROR)
        return create_app(self.gemello)

    def _greet(self, worker: Any) -> None:
        if worker.age == 1:  # a later one stands in for one that died
            self.welcome()

    def _stop(self, _server: object, _worker: object) -> None:
        if self.work:
            self.gemello.stop_worker()
        self.gemello.close()
