"""A package server on this machine that misbehaves as told, for tests of the download."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Behaviour:
    """What the server does; each answer takes the next entry of a list, the last one for ever."""

    body: bytes
    statuses: list[int] = field(default_factory=lambda: [200])
    cuts: list[int | None] = field(default_factory=lambda: [None])  # bytes after which the connection breaks
    ranges: bool = True  # whether Range is honoured
    length: bool = True  # whether Content-Length is told
    media_type: str = "application/octet-stream"
    moved: str = ""  # the path every other one is redirected to
    shifted: int = 0  # bytes by which a part begins too late
    pause: Callable[[], None] = lambda: None  # called in the middle of a body
    seen: list[dict[str, str]] = field(default_factory=list)  # headers of every request

    def next(self, entries: list) -> object:
        return entries.pop(0) if len(entries) > 1 else entries[0]


class Handler(BaseHTTPRequestHandler):
    """Answers as the behaviour of its server says."""

    server: "QuietServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        behaviour = self.server.behaviour
        behaviour.seen.append(dict(self.headers))
        status, cut = behaviour.next(behaviour.statuses), behaviour.next(behaviour.cuts)
        if self.headers["User-Agent"].startswith("Python-urllib"):
            status = 403
        body = behaviour.body if status == 200 else b"no"
        asked = self.headers.get("Range")
        extent = ""
        if asked and behaviour.ranges and status == 200:
            start = int(asked.removeprefix("bytes=").removesuffix("-")) + behaviour.shifted
            extent = f"bytes {start}-{len(body) - 1}/{len(body)}"
            status, body = 206, body[start:]
        if behaviour.moved and self.path != behaviour.moved:
            status, body = 302, b""
        self.send_response(status)
        if status == 302:
            self.send_header("Location", behaviour.moved)
        if extent:
            self.send_header("Content-Range", extent)
        self.send_header("Content-Type", behaviour.media_type)
        if behaviour.length:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        whole = body if cut is None else body[:cut]
        self.wfile.write(whole[: len(whole) // 2])
        behaviour.pause()
        self.wfile.write(whole[len(whole) // 2 :])
        self.wfile.flush()
        self.close_connection = cut is not None or not behaviour.length

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    """Says nothing of clients that hang up, as those do that have read enough: the output of the command under test is its own."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def misbehaving_server(behaviour: Behaviour) -> Iterator[str]:
    """The address of a server with this behaviour."""
    server = QuietServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
