"""Errors as RFC 9457 problem answers; refuses to show the inside of a failure to the caller."""

from http import HTTPStatus

from flask import Flask, Response, g, json, request
from structlog import get_logger
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.domain import errors
from service.domain.errors import ServiceError
from service.domain.term import InvalidTerm, TermChanged
from service.store.exchange.unreadable import UnreadableGlossary
from service.web.titles import title

log = get_logger()

RETRY_SECONDS = 5

STATUS: tuple[tuple[type[ServiceError], int], ...] = (  # the first that matches
    (errors.UnsupportedFormat, 415),
    (errors.UndecodableText, 400),
    (errors.LimitExceeded, 413),
    (errors.InvalidInput, 422),
    (errors.NotFound, 404),
    (TermChanged, 412),
    (errors.Conflict, 409),
    (errors.Outdated, 412),
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.TranslationFailed, 422),
    (errors.StoreUnavailable, 503),
    (errors.PackageError, 503),
    (errors.NoRoute, 503),
)


def init_app(app: Flask) -> None:
    """Answer every error of `app` as a problem."""
    app.register_error_handler(ServiceError, _service_error)
    app.register_error_handler(HTTPException, answer_as_problem)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, kind: str, detail: str, **facts: object) -> Response:
    """A problem answer; `facts` are further members of the object."""
    body = {
        "type": f"urn:gemello:problem:{kind}",
        "title": title(kind, request.accept_languages),
        "status": status,
        "detail": detail,
        "instance": request.path,
        "request_id": g.get("request_id"),
        **facts,
    }
    response = Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="gemello"'
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _service_error(error: ServiceError) -> Response:
    return problem(status_of(error), kind_of(error), str(error), **_facts(error))


def status_of(error: ServiceError) -> int:
    """The HTTP status an error is answered with."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def kind_of(error: ServiceError) -> str:
    """The last part of a problem's type: ``EmptyArticle`` is ``"empty-article"``."""
    name = type(error).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def _facts(error: ServiceError) -> dict[str, object]:
    if isinstance(error, errors.LimitExceeded):
        return {"limit": error.limit, "actual": error.actual, "unit": error.unit}
    if isinstance(error, errors.UnsupportedFormat | errors.UnsupportedLanguage):
        return {"supported": list(error.supported)}
    if isinstance(error, InvalidTerm):
        return {"errors": [{"pointer": f"/{error.field}", "detail": error.problem}]}
    if isinstance(error, UnreadableGlossary):
        return {"line": error.line, "column": error.column}
    return {}


def answer_as_problem(error: HTTPException) -> Response:
    """What HTTP refuses, as a problem."""
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length or 0
        detail = f"The request body is larger than {limit:,} bytes. Send less at once or raise the limit."
        return problem(413, "limit-exceeded", detail, limit=limit, actual=request.content_length, unit="bytes")
    status = error.code or 500
    response = problem(status, error.name.lower().replace(" ", "-"), error.description or error.name)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def note_failure(error: Exception) -> None:
    """What nobody foresaw goes into the log, with the request's id."""
    log.error("request.failed", error=type(error).__name__, exc_info=error)


def _unforeseen(error: Exception) -> Response:
    note_failure(error)
    return problem(
        500, "internal-error", "Gemello failed at this request. The log has the details under the request id."
    )
