"""What surrounds every request: its id, its size limit, its line in the log, its figures; refuses to look inside."""

import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from service import meters
from service.domain.errors import LimitExceeded
from service.web.current import gemello

log = structlog.get_logger()

MOST_DRAINED = 64 * 1024 * 1024  # bytes; whoever sends more meets a closed connection
REQUEST_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)

HEADERS = {  # for answers to programs; pages and documents bring their own policy
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Wrap every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.begun = time.monotonic()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    limit = gemello().settings.max_body_bytes
    if request.content_length is not None and request.content_length > limit:
        _drain(request.content_length)
        raise LimitExceeded("request body", limit, request.content_length, "bytes")


def _drain(length: int) -> None:
    """Read what the caller is still sending and throw it away: many clients read no answer before they have sent all."""
    remaining = min(length, MOST_DRAINED)
    while remaining > 0:
        piece = request.environ["wsgi.input"].read(min(remaining, 65536))
        if not piece:
            return
        remaining -= len(piece)


def _end(response: Response) -> Response:
    seconds = time.monotonic() - g.begun
    route = request.url_rule.rule if request.url_rule else "none"
    response.headers["X-Request-ID"] = g.request_id
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    meters.REQUESTS.labels(request.method, route, response.status_code).inc()
    meters.REQUEST_SECONDS.labels(route).observe(seconds)
    log.info("request", method=request.method, route=route, status=response.status_code, ms=round(seconds * 1000, 1))
    return response
