"""A real `gemello serve` on a free port, for tests that talk to it; killed with everything it started."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

START_SECONDS = 60


class Answer:
    """One HTTP answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class Served:
    """The service as a process of its own; `with Served(directory) as gemello`."""

    def __init__(self, directory: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.directory = directory
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GEMELLO_", "XDG_"))}
        self.environment = (
            inherited | {"GEMELLO_DATA_DIR": str(directory), "GEMELLO_PORT": str(self.port)} | environment
        )
        self.token = ""

    def __enter__(self) -> Self:
        self.log = (self.directory / f"serve-{self.port}-{time.monotonic_ns()}.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "service.command", "serve"],
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._await_ready()
        except AssertionError:
            self.kill()
            raise
        shown = re.search(r"gml_\S+", self.output)
        self.token = shown[0] if shown else self.token
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(40)
        finally:
            self.kill()

    @property
    def output(self) -> str:
        """What the process wrote so far."""
        return Path(self.log.name).read_text(encoding="utf-8")

    def kill(self) -> None:
        """SIGKILL to every process of the service."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request with the editor's token; errors are answers."""
        fields = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, fields, method=method)
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read())

    def post(self, text: str, media_type: str = "text/plain; charset=utf-8", query: str = "") -> Answer:
        """Post an article."""
        return self.request("POST", f"/api/v1/articles{query}", text.encode(), Content_Type=media_type)

    def decoded(self) -> dict[str, int]:
        """The decode counter in /metrics, by language."""
        text = self.request("GET", "/metrics").body.decode()
        found = re.findall(r'^gemello_segments_decoded_total\{language="(\w+)"\} (\S+)$', text, re.MULTILINE)
        return {language: int(float(count)) for language, count in found}

    def _await_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"serve ended with {self.process.returncode}:\n{self.output}")
            with contextlib.suppress(OSError):
                if self.request("GET", "/readyz").status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"serve did not become ready:\n{self.output}")
