"""Sessions in a signed cookie: who is signed in and in which language; refuses to hold a secret of anybody.

The key that signs lies in the data directory (`KEY_FILE`), made when the first page is asked for. Whoever deletes the file
and starts the service again signs everybody out.
"""

import contextlib
import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, flash, g, request, session
from flask.sessions import SecureCookieSessionInterface

from service.domain.errors import Unauthenticated
from service.domain.records import AccessToken
from service.web.current import gemello
from service.web.pages.texts import CHOICE

KEY_FILE = "session.key"
KEY_BYTES = 32
LIFETIME = timedelta(hours=12)  # since the last page
HOLDER = "token"  # session key of the id of the access token


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions with a key that is read late and a cookie that is `Secure` wherever the page came by HTTPS."""

    def get_signing_serializer(self, app: Flask) -> Any:
        """The signer, its key read or made on first use."""
        if app.secret_key is None:
            app.secret_key = read_key(gemello().settings.data_dir / KEY_FILE)
        return super().get_signing_serializer(app)

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - the signature is Flask's
        """True where the browser, or the proxy in front of Gemello, speaks HTTPS."""
        return request.is_secure or request.headers.get("X-Forwarded-Proto", "").startswith("https")


def init_app(app: Flask) -> None:
    """Give `app` its sessions."""
    app.session_interface = Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="gemello",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LIFETIME,
    )


def read_key(path: Path) -> str:
    """The key in the file at `path`; made, for the owner's eyes alone, if there is none. Two processes agree on one."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text(secrets.token_hex(KEY_BYTES), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="ascii")


def begin_session(token: AccessToken) -> None:
    """The bearer of `token` is signed in from now on."""
    chosen = session.get(CHOICE)
    session.clear()
    session.permanent = True
    session[HOLDER] = token.id
    if chosen:
        session[CHOICE] = chosen


def end_session() -> None:
    """Nobody is signed in any more."""
    session.pop(HOLDER, None)
    session.pop("csrf", None)


def recognise() -> None:
    """Before a request: the token of the session, if it still stands, is the caller's."""
    if HOLDER not in session:
        return
    try:
        g.token = gemello().access.holder(session[HOLDER])
    except Unauthenticated:
        end_session()
        flash("sign_in.ended")
