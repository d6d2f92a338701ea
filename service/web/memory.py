"""The translation memory over HTTP, for editors: listed, searched, exchanged, one unit removed; refuses decisions."""

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import BadRequest

from service.domain.difference import compare_words
from service.domain.errors import LimitExceeded, UnsupportedFormat
from service.domain.language import Language, parse_targets
from service.domain.memory import Match, MemoryUnit
from service.store.exchange import MEMORY_READERS, MEMORY_WRITERS
from service.web.current import editor, gemello

blueprint = Blueprint("memory", __name__)

MOST_LISTED = 200
MEDIA_TYPES = {"tmx": "application/x-tmx+xml", "xliff": "application/xliff+xml"}


@blueprint.get("/memory")
def list_units() -> Response:
    """The units, the newest first, a page at a time; or, with ``like=``, those alike with score and difference."""
    editor()
    language, like, town = _language(), request.args.get("like", ""), request.args.get("town")
    if like:
        if language is None:
            raise BadRequest("Say for which language: language=fr or language=it.")
        found = gemello().desk.find_alike(like, language, town or "")
        return jsonify(matches=[represent_match(each, like) for each in found])
    limit, text = min(max(request.args.get("limit", 50, int), 1), MOST_LISTED), request.args.get("q", "")
    units, cursor = gemello().memory.list(language, text, limit, request.args.get("cursor"), town)
    response = jsonify(units=[represent_unit(unit) for unit in units])
    if cursor is not None:
        following = url_for(
            "memory.list_units", limit=limit, language=language, town=town, q=text or None, cursor=cursor
        )
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@blueprint.get("/memory/export")
def export_units() -> Response:
    """The memory as a file, or what of it is in one language or for one town."""
    editor()
    name = request.args.get("format", "tmx")
    if name not in MEMORY_WRITERS:
        raise UnsupportedFormat(name, tuple(MEMORY_WRITERS))
    units = gemello().memory.every(_language(), request.args.get("town"))
    response = Response(MEMORY_WRITERS[name](units), content_type=MEDIA_TYPES[name])
    response.headers["Content-Disposition"] = f'attachment; filename="memory.{name}"'
    return response


@blueprint.post("/memory/import")
def import_units() -> Response:
    """The units of a file, which the caller says people have approved (for a town, where the file does not say); all or none."""
    editor()
    name = next((name for name, media_type in MEDIA_TYPES.items() if media_type == request.mimetype), None)
    if name is None:
        raise UnsupportedFormat(request.mimetype, tuple(MEDIA_TYPES.values()))
    data, limit = request.get_data(), gemello().settings.max_body_bytes
    if len(data) > limit:
        raise LimitExceeded("request body", limit, len(data), "bytes")
    received = MEMORY_READERS[name](data)
    kept = gemello().memory.enter(received.for_town(request.args.get("town", "")))
    return jsonify(read=len(received.units), kept=kept, left_out=received.left_out)


@blueprint.delete("/memory/<unit_id>")
def delete_unit(unit_id: str) -> Response:
    """Remove one unit."""
    editor()
    gemello().memory.remove(unit_id)
    return Response(status=204)


def represent_unit(unit: MemoryUnit) -> dict[str, object]:
    """A unit as JSON."""
    return {
        "id": unit.id,
        "language": unit.language,
        "source": unit.source,
        "target": unit.target,
        "before": unit.before,
        "after": unit.after,
        "author": unit.author,
        "article": unit.article or None,
        "town": unit.town,
        "created": unit.created.isoformat() if unit.created else None,
        "changed": unit.changed.isoformat() if unit.changed else None,
    }


def represent_match(match: Match, source: str) -> dict[str, object]:
    """A match for a source (in notation) as JSON, with what tells the two sources apart."""
    told = {"both": "both", "first": "memory", "second": "segment"}
    return {
        "unit": match.unit.id,
        "kind": match.kind,
        "score": match.score,
        "source": match.unit.source,
        "target": match.unit.target,
        "town": match.unit.town,
        "difference": [{"in": told[each.side], "text": each.text} for each in compare_words(match.unit.source, source)],
    }


def _language() -> Language | None:
    code = request.args.get("language")
    return parse_targets(code)[0] if code else None
