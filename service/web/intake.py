"""The three ways an article arrives: raw body, JSON object, uploaded file; refuses to judge it."""

from dataclasses import dataclass, field

from flask import Request
from werkzeug.exceptions import BadRequest

from service.domain.errors import LimitExceeded, UnsupportedFormat
from service.domain.language import TARGETS, Language, parse_targets
from service.domain.towns import Towns, parse_towns
from service.formats.registry import Formats

ALL = ",".join(TARGETS)


@dataclass(frozen=True, slots=True)
class Intake:
    """What the caller sent, taken apart."""

    source: bytes
    media_type: str  # with its parameters, as sent
    targets: tuple[Language, ...]
    external_id: str | None
    title: str
    towns: Towns = field(default_factory=dict)  # the twin town that reads a language, where the caller says so


def read_intake(request: Request, formats: Formats, limit: int) -> Intake:
    """The article in a request.

    Raises `BadRequest`, `LimitExceeded` for a body over `limit` bytes, `UnsupportedFormat`, `UnsupportedLanguage`.
    """
    if request.mimetype == "multipart/form-data":
        return _from_upload(request, formats)
    body = request.get_data()
    if len(body) > limit:  # a chunked body has no length to refuse it by, and reading stops one byte past the limit
        raise LimitExceeded("request body", limit, len(body), "bytes")
    if request.mimetype == "application/json":
        return _from_json(request, formats)
    targets = parse_targets(request.args.get("targets", ALL))
    return Intake(
        body,
        request.content_type or "",
        targets,
        request.args.get("external_id"),
        request.args.get("title", ""),
        parse_towns(request.args.get("towns", "")),
    )


def _from_json(request: Request, formats: Formats) -> Intake:
    body = request.get_json()
    if not isinstance(body, dict) or not isinstance(body.get("content"), str):
        raise BadRequest('The JSON body must be an object with the article in "content" as a string.')
    targets = body.get("targets", list(TARGETS))
    if not isinstance(targets, list) or not all(isinstance(each, str) for each in targets):
        raise BadRequest('"targets" must be a list of language codes, for example ["fr", "it"].')
    media_type = formats.find(str(body.get("format", "text/plain"))).media_type
    external_id = body.get("external_id")
    return Intake(
        body["content"].encode("utf-8", "surrogatepass"),
        media_type,
        parse_targets(",".join(targets)),
        None if external_id is None else str(external_id),
        str(body.get("title", "")),
        _read_towns(body.get("towns", {})),
    )


def _from_upload(request: Request, formats: Formats) -> Intake:
    upload = request.files.get("file")
    if upload is None:
        raise BadRequest('The form must carry the article as a file in the field "file".')
    media_type = upload.content_type or ""
    try:
        formats.find(media_type)
    except UnsupportedFormat:
        media_type = formats.find_for_file(upload.filename or media_type).media_type
    targets = parse_targets(request.form.get("targets", ALL))
    external_id, title = request.form.get("external_id"), request.form.get("title", "")
    return Intake(upload.read(), media_type, targets, external_id, title, parse_towns(request.form.get("towns", "")))


def _read_towns(value: object) -> Towns:
    if not isinstance(value, dict) or not all(isinstance(town, str) for town in value.values()):
        raise BadRequest('"towns" must be an object with a town for a language, for example {"fr": "Montbéliard"}.')
    return parse_towns(",".join(f"{code}={town}" for code, town in value.items()))
