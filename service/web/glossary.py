"""The glossary over HTTP: list, look up, agree, withdraw, import and export; refuses decisions and file formats."""

from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import PreconditionRequired

from service.domain.errors import LimitExceeded, UnsupportedFormat
from service.domain.language import TARGETS, Language
from service.domain.term import Term, TermChanged
from service.newsroom.access import require_language
from service.newsroom.glossary import Filter
from service.store.exchange import READERS, WRITERS
from service.web.current import caller, editor, gemello, readable
from service.web.problems import problem
from service.web.term_json import read_cursor, read_term, represent_term, tag_term, write_cursor

blueprint = Blueprint("glossary", __name__)

MEDIA_TYPES = {"text/csv": "csv", "application/x-tbx+xml": "tbx"}
MOST_LISTED = 500


@blueprint.get("/glossary")
def list_terms() -> Response:
    """The terms the caller may read, a page at a time; the whole list as a file where one is accepted."""
    offers = ["application/json", *MEDIA_TYPES]
    accepted = request.accept_mimetypes.best_match(offers) if request.accept_mimetypes else offers[0]
    if accepted is None:
        return problem(406, "not-acceptable", f"The glossary is there as: {', '.join(offers)}.", offers=offers)
    if accepted in MEDIA_TYPES:
        return Response(WRITERS[MEDIA_TYPES[accepted]](gemello().glossary.list(_filter())), content_type=accepted)
    limit = min(max(request.args.get("limit", 100, int), 1), MOST_LISTED)
    found, cursor = gemello().glossary.page(_filter(), limit, read_cursor(request.args.get("cursor")))
    response = jsonify(version=gemello().glossary.version(), terms=[_represent(term) for term in found])
    if cursor is not None:
        query = urlencode({**request.args, "cursor": write_cursor(cursor)})
        following = f"{url_for('glossary.list_terms')}?{query}"
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@blueprint.post("/glossary")
def import_terms() -> Response:
    """Take over every term of a CSV or TBX file or, if one is wrong, none."""
    editor()
    if request.mimetype not in MEDIA_TYPES:
        raise UnsupportedFormat(request.mimetype, tuple(MEDIA_TYPES))
    data, limit = request.get_data(), gemello().settings.max_body_bytes
    if len(data) > limit:
        raise LimitExceeded("request body", limit, len(data), "bytes")
    taken = gemello().glossary.take_over(READERS[MEDIA_TYPES[request.mimetype]](data))
    version = gemello().glossary.version()
    return jsonify(imported=taken.imported, replaced=taken.replaced, untold=taken.untold, version=version)


@blueprint.get("/glossary/<code>/<path:source>")
def get_term(code: str, source: str) -> Response:
    """One term: the city's own, else the one shipped."""
    term = gemello().glossary.get(source, readable(code), _town())
    response = _answer(term)
    return response.make_conditional(request)  # type: ignore[return-value]


@blueprint.put("/glossary/<code>/<path:source>")
def put_term(code: str, source: str) -> Response:
    """Agree on a term: 201 if the city had none; what it had is replaced only by one who has read it."""
    editor()
    term = read_term(source, readable(code), _town(), request.get_json())
    seen = gemello().glossary.find(source, term.language, term.town)
    _require_seen(seen, source)
    gemello().glossary.agree(term, seen)
    response = _answer(term)
    response.status_code = 201 if seen is None or seen.starter else 200
    response.headers["Location"] = _place(term)
    return response


@blueprint.delete("/glossary/<code>/<path:source>")
def delete_term(code: str, source: str) -> Response:
    """Withdraw one of the city's own terms; one shipped for the same word counts again."""
    editor()
    seen = gemello().glossary.get(source, readable(code), _town())
    _require_seen(seen, source)
    gemello().glossary.withdraw(seen)
    return Response(status=204)


def _require_seen(seen: Term | None, source: str) -> None:
    """Raises `PreconditionRequired` or `TermChanged` unless the caller has read what it is about to replace."""
    tag = tag_term(seen) if seen else ""
    if request.if_match:
        if not request.if_match.contains(tag):
            raise TermChanged(source)
    elif request.if_none_match.star_tag:
        if seen is not None and not seen.starter:
            raise TermChanged(source)
    elif seen is not None and not seen.starter:
        raise PreconditionRequired("Send the entry's ETag in If-Match, so that nobody's change is lost.")


def _filter() -> Filter:
    """What the query asks for, of what the caller may read; raises `NotFound`, `Forbidden`."""
    code = request.args.get("language")
    languages = (readable(code),) if code else _readable_languages()
    arguments = request.args
    return Filter(languages, arguments.get("town"), arguments.get("q", ""), own=arguments.get("own") == "true")


def _readable_languages() -> tuple[Language, ...]:
    token = caller()
    allowed = tuple(language for language in TARGETS if not token.languages or language in token.languages)
    for language in allowed:
        require_language(token, language)
    return allowed


def _answer(term: Term) -> Response:
    response = jsonify(_represent(term))
    response.set_etag(tag_term(term))
    response.headers["Glossary-Version"] = gemello().glossary.version()
    return response


def _represent(term: Term) -> dict[str, object]:
    return represent_term(term) | {"href": _place(term)}


def _place(term: Term) -> str:
    place = url_for("glossary.get_term", code=term.language, source=term.source)
    return f"{place}?{urlencode({'town': term.town})}" if term.town else place


def _town() -> str:
    return request.args.get("town", "").strip()
