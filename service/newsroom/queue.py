"""The job queue on huey, the only module that knows it; refuses to be the truth (the database is).

Jobs lie in an SQLite file of their own. Consumer threads in the serving process work them off; `gemello worker` runs
the same consumer in a process of its own.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import SqliteHuey, crontab
from huey.consumer import Consumer

POLL_SECONDS = 0.2  # longest wait of an idle consumer before it looks again


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves the process's signals alone, for they are the web server's."""

    def _set_signal_handlers(self) -> None:
        pass


class JobQueue:
    """Hands article ids from those who submit to those who translate."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._path = path  # SQLite file, made on first use
        self._threads = threads  # jobs worked off at the same time
        self._guard = threading.Lock()
        self._huey: SqliteHuey | None = None
        self._job: Any = None  # huey's task wrapper around `_run`
        self._produce: Callable[[str], None] | None = None
        self._consumer: _QuietConsumer | None = None

    def enqueue(self, article_id: str) -> None:
        """Put an article into the queue."""
        self._open()
        self._job(article_id)

    def start(self, produce: Callable[[str], None], recover: Callable[[], object]) -> None:
        """Work jobs off in threads: `produce` for each article, `recover` once a minute."""
        huey = self._open()
        self._produce = produce
        huey.periodic_task(crontab(minute="*"), name="recover")(recover)
        self._consumer = _QuietConsumer(huey, workers=self._threads, max_delay=POLL_SECONDS)
        self._consumer.start()

    def stop(self) -> None:
        """Let the jobs at hand come to their next halt and end the threads."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
            self._consumer = None

    def __len__(self) -> int:
        return int(self._open().pending_count())

    def _open(self) -> SqliteHuey:
        with self._guard:
            if self._huey is None:
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._huey = SqliteHuey("gemello", filename=str(self._path), results=False, fsync=False)
                self._job = self._huey.task(name="translate")(self._run)
            return self._huey

    def _run(self, article_id: str) -> None:
        if self._produce is not None:
            self._produce(article_id)
