"""What every view asks of the request at hand: the application, the caller's token; refuses answers."""

from typing import cast

from flask import current_app, g, request
from werkzeug.exceptions import PreconditionRequired

from service.bootstrap import Application
from service.domain.errors import NotFound, UnsupportedLanguage
from service.domain.language import TARGETS, Language
from service.domain.records import AccessToken
from service.newsroom.access import require_editor, require_language

MOST_WAIT_SECONDS = 60.0
UNTRUSTED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"  # for what editors wrote, HTML too


def gemello() -> Application:
    """The wired application."""
    return cast(Application, current_app.extensions["gemello"])


def caller() -> AccessToken:
    """The caller's token; raises `Unauthenticated`."""
    if "token" not in g:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        g.token = gemello().access.bearer(secret.strip() if scheme.lower() == "bearer" else None)
    return cast(AccessToken, g.token)


def editor() -> AccessToken:
    """The caller's token, an editor's; raises `Unauthenticated`, `Forbidden`."""
    token = caller()
    require_editor(token)
    return token


def readable(code: str) -> Language:
    """The target language in a path, which the caller may read; raises `NotFound`, `Forbidden`."""
    try:
        language = Language.parse(code)
    except UnsupportedLanguage as error:
        raise NotFound(str(error)) from error
    if language not in TARGETS:
        raise NotFound(f"There are no translations into {code!r}. Use one of: {', '.join(TARGETS)}.")
    require_language(caller(), language)
    return language


def seen_etag(current: str | None) -> str:
    """The ETag of the translation the caller has read, by ``If-Match``; raises `PreconditionRequired` without one.

    Every representation's ETag will do, for each begins with that of the translation; ``*`` is the `current` one.
    """
    if request.if_match.star_tag:
        return current or ""
    tags = [tag.partition("-")[0] for tag in request.if_match.as_set()]
    if not tags:
        raise PreconditionRequired("Say which text you have read: send its ETag as `If-Match`.")
    return current if current in tags else tags[0]


def wait_seconds() -> float:
    """How long the caller is ready to wait (``?wait=`` or ``Prefer: wait=``), 0 if not at all, `MOST_WAIT_SECONDS` at most."""
    asked = request.args.get("wait")
    if asked is None:
        preferences = (each.strip() for each in request.headers.get("Prefer", "").split(","))
        asked = next((each[5:] for each in preferences if each.startswith("wait=")), "0")
    try:
        return min(max(float(asked), 0.0), MOST_WAIT_SECONDS)
    except ValueError:
        return 0.0
