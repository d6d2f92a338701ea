"""Signing in with an access token, and out again; refuses to keep the token."""

import math
from typing import cast

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for

from service.domain.errors import Unauthenticated
from service.web.current import gemello
from service.web.pages.attempts import Attempts
from service.web.pages.sessions import begin_session, end_session

blueprint = Blueprint("sign_in", __name__)

NEXT = "next"  # query parameter of the page to go on to


@blueprint.get("/sign-in")
def show_sign_in() -> str:
    """The form that asks for the access token."""
    return render_template("sign_in.html", next=_next_page(), problem=None)


@blueprint.post("/sign-in")
def sign_in() -> Response:
    """Take a token; on to the page that was asked for, or back to the form with what is wrong."""
    address = request.remote_addr or ""
    wait = _attempts().wait(address)
    if wait > 0:
        return _refuse("sign_in.too_many", 429, wait)
    try:
        begin_session(gemello().access.bearer(request.form.get("token", "").strip()))
    except Unauthenticated:
        _attempts().note_failure(address)
        return _refuse("sign_in.wrong", 401)
    return cast(Response, redirect(_next_page(), 303))


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session; the browser forgets the pages it has seen."""
    end_session()
    flash("sign_in.signed_out")
    response = redirect(url_for("pages.sign_in.show_sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return cast(Response, response)


def _refuse(problem: str, status: int, wait: float = 0.0) -> Response:
    page = render_template("sign_in.html", next=_next_page(), problem=problem, wait=math.ceil(wait))
    response = make_response(page, status)
    if wait > 0:
        response.headers["Retry-After"] = str(math.ceil(wait))
    return response


def _next_page() -> str:
    """The page to go on to: one of ours, whatever the address says; else the articles."""
    wanted = request.values.get(NEXT, "")
    if wanted.startswith("/") and not wanted.startswith(("//", "/\\", "/sign-")) and wanted.isprintable():
        return wanted
    return url_for("pages.articles.list_articles")


def _attempts() -> Attempts:
    return cast(Attempts, current_app.extensions["attempts"])
