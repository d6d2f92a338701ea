"""A PostgreSQL server of the tests' own, reached by a socket in a directory of its own; nothing of the machine's is touched."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from service.store.database import Database

PROGRAMS = Path("/usr/lib/postgresql")  # Debian's place
USER = "gemello"
TEMPLATE = "upgraded"


class Postgres:
    """The server while the `with` block lasts; `create` makes a database with Gemello's tables in it."""

    def __enter__(self) -> Self:
        self.programs = max(PROGRAMS.glob("*/bin/initdb")).parent
        self.directory = Path(tempfile.mkdtemp(prefix="gemello-postgresql-"))
        self.made = 0
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(self.directory, "postgres")
        data = self.directory / "data"
        self._run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()
        self._run("createdb", "-h", self.directory, "-U", USER, TEMPLATE)
        database = Database(self.url(TEMPLATE))
        database.upgrade()
        database.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.directory)

    def start(self) -> None:
        """The server takes connections when this returns."""
        options = f"-k {self.directory} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", self.directory / "data", "-o", options, "-l", self.directory / "log", "-w", "start")

    def stop(self) -> None:
        """The server ends at once, as in a power cut; its databases stay."""
        self._run("pg_ctl", "-D", self.directory / "data", "-m", "immediate", "stop")

    def url(self, name: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://{USER}@/{name}?host={self.directory}"

    def create(self) -> str:
        """The address of a new database, upgraded."""
        self.made += 1
        name = f"gemello_{self.made}"
        self._run("createdb", "-h", self.directory, "-U", USER, "-T", TEMPLATE, name)
        return self.url(name)

    def _run(self, program: str, *arguments: str | Path) -> None:
        own = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*own, self.programs / program, *arguments]
        # pg_ctl hands its output on to the server, which would keep a pipe open
        subprocess.run(command, check=True, cwd=self.directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
