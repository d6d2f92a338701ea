"""Proof that a form was sent from one of our own pages (a synchroniser token); refuses forms without it.

The API needs none: it takes bearer tokens and never looks at a cookie, so no foreign page can act through a browser.
"""

import hmac
import secrets

from flask import request, session

from service.domain.errors import Forbidden
from service.web.current import gemello

FIELD = "csrf"  # name of the hidden field and of the session key


class ForeignForm(Forbidden):
    """A form that none of our pages sent, or one that outlived its session."""

    title = "Form out of date"


def form_token() -> str:
    """The proof to put into a form's hidden field."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(16)
    return str(session[FIELD])


def refuse_foreign_forms() -> None:
    """Before a request: whatever changes something must carry the session's proof; raises `ForeignForm`."""
    request.max_form_memory_size = gemello().settings.max_body_bytes  # an article may be pasted whole
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    given, kept = request.form.get(FIELD, ""), session.get(FIELD, "")
    if not kept or not hmac.compare_digest(given.encode(), str(kept).encode()):
        raise ForeignForm("The form is out of date. Go back, load the page again and send it once more.")
