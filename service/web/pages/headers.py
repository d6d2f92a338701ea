"""What a page tells the browser to refuse: foreign code, frames, a referrer; refuses to loosen anything for one page."""

from flask import Response

from service.web.pages.texts import language

POLICY = (  # no page needs more than what this service itself serves; nothing inline, nothing framed
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def protect(response: Response) -> Response:
    """The response with the headers of a page; what a view has set itself stays."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("Content-Language", language())
    return response
