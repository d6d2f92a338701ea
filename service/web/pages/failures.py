"""Errors as pages that say what happened and what to do; refuses to show the inside of a failure."""

from collections.abc import Mapping
from typing import cast

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge

from service.domain.errors import LimitExceeded, ServiceError, Unauthenticated
from service.web.pages.headers import protect
from service.web.pages.texts import choose_language, language, read_texts, translate
from service.web.problems import answer_as_problem, kind_of, note_failure, status_of
from service.web.titles import title


def ask_to_sign_in(_error: Unauthenticated) -> Response:
    """Without a valid session: the sign-in form, and then back to the page."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return cast(Response, redirect(url_for("pages.sign_in.show_sign_in", next=wanted), 303))


def answer_refusal(error: ServiceError) -> Response:
    """What Gemello refuses, as a page."""
    return _page(status_of(error), kind_of(error), tell(error))


def answer_http_error(error: HTTPException) -> Response:
    """What HTTP refuses, as a page."""
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length or 0
        return answer_refusal(LimitExceeded("request body", limit, request.content_length or 0, "bytes"))
    name = error.name.lower().replace(" ", "-")
    return _page(error.code or 500, name, tell_kind(name, {}) or str(error.description or error.name))


def answer_failure(error: Exception) -> Response:
    """What nobody foresaw, as a page that shows nothing of it but the number of the request."""
    note_failure(error)
    return _page(500, "internal-error", translate("problem.internal-error"))


def answer_missing(error: NotFound) -> Response:
    """For an address that no blueprint claims: a page for a browser, a problem for a program."""
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", ""):
        return answer_as_problem(error)
    choose_language()
    return protect(answer_http_error(error))


def tell(error: ServiceError) -> str:
    """What happened and what to do, in the language of the page; in English where nobody wrote it yet."""
    return tell_kind(kind_of(error), {"detail": str(error), **vars(error)}) or str(error)


def tell_kind(kind: str, facts: Mapping[str, object]) -> str | None:
    """The text of a kind of problem with its facts; None if there is none in this language."""
    key = f"problem.{kind}"
    if key not in read_texts(language()):
        return None
    written = {name: ", ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in facts.items()}
    if "unit" in written:
        written["unit"] = translate(f"unit.{written['unit']}")
    return translate(key, **written) if written else translate(key)


def _page(status: int, kind: str, detail: str) -> Response:
    page = render_template(
        "problem.html", title=title(kind, LanguageAccept([(language(), 1)])), detail=detail, status=status
    )
    return make_response(page, status)
