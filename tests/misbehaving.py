"""A package server on this machine that misbehaves as told, for tests of the download."""

import threading
from collections.abc import Iterator
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
    seen: list[dict[str, str]] = field(default_factory=list)  # headers of every request

    def next(self, entries: list) -> object:
        return entries.pop(0) if len(entries) > 1 else entries[0]


@contextmanager
def misbehaving_server(behaviour: Behaviour) -> Iterator[str]:
    """The address of a server with this behaviour."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            behaviour.seen.append(dict(self.headers))
            status, cut = behaviour.next(behaviour.statuses), behaviour.next(behaviour.cuts)
            if self.headers["User-Agent"].startswith("Python-urllib"):
                status = 403
            body = behaviour.body if status == 200 else b"no"
            asked = self.headers.get("Range")
            if asked and behaviour.ranges and status == 200:
                status, body = 206, body[int(asked.removeprefix("bytes=").removesuffix("-")) :]
            self.send_response(status)
            if behaviour.length:
                self.send_header("Content-Length", str(len(body)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body if cut is None else body[:cut])
            self.wfile.flush()
            self.close_connection = cut is not None or not behaviour.length

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
