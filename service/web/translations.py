"""Translations over HTTP, in the representation the caller accepts; refuses decisions."""

import hashlib
from typing import Any

from flask import Blueprint, Response, json, jsonify, request
from werkzeug.http import quote_etag

from service.domain.errors import TranslationFailed
from service.domain.notation import write_notation
from service.domain.records import Progress, Rendering, StoredSegment, StoredTranslation, TokenRole
from service.newsroom.review import is_unread
from service.store.exchange.xliff import Pair, write_xliff
from service.web.articles import approved_at, represent_progress, wait_until_done
from service.web.current import UNTRUSTED, caller, gemello, readable, wait_seconds
from service.web.disclosure import HEADER, disclosure
from service.web.memory import represent_match
from service.web.problems import problem

blueprint = Blueprint("translations", __name__)

XLIFF = "application/xliff+xml"
MOST_SEARCHED = 200  # segments for which an answer has what the memory offers: a second, where the memory is large


@blueprint.get("/articles/<article_id>/translations/<code>")
def get_translation(article_id: str, code: str) -> Response:
    """The translation when it is done; 202 with `Retry-After` while it is not."""
    language = readable(code)
    wait_until_done(article_id, wait_seconds())
    found = gemello().articles.translation(article_id, language, with_rendering=True)
    if found.progress is Progress.FAILED:
        raise TranslationFailed(found.problem or "The translation failed.")
    if found.progress is not Progress.DONE or found.rendering is None:
        return _unfinished(found)
    return _negotiated(found, found.rendering, gemello().articles.get(article_id).submission.media_type)


def _unfinished(found: StoredTranslation) -> Response:
    response = jsonify(represent_progress(found))
    response.status_code = 202
    response.headers["Retry-After"] = "1"
    return response


def _negotiated(found: StoredTranslation, rendering: Rendering, media_type: str) -> Response:
    offers = [media_type.partition(";")[0], "application/json", XLIFF]
    chosen = request.accept_mimetypes.best_match(offers) if request.accept_mimetypes else offers[0]
    if chosen is None:
        return problem(406, "not-acceptable", f"This translation is there as: {', '.join(offers)}.", offers=offers)
    if chosen == "application/json":
        response = _json(found, rendering)
    elif chosen == XLIFF:
        response = Response(_xliff(found, rendering), content_type=XLIFF)
        response.headers["ETag"] = quote_etag(f"{found.etag}-xliff")
    else:
        response = Response(rendering.document, content_type=media_type)
        response.headers["ETag"] = quote_etag(str(found.etag))
        response.headers["Content-Security-Policy"] = UNTRUSTED
    response.headers[HEADER] = disclosure(found)
    response.headers["Content-Language"] = found.language
    response.headers["Vary"] = "Accept, Authorization"
    response.headers["Cache-Control"] = "private, no-cache"
    response.last_modified = found.updated
    return response.make_conditional(request)  # type: ignore[return-value]


def _json(found: StoredTranslation, rendering: Rendering) -> Response:
    """The segments; for editors with what the memory offers, which changes with the memory, and so does the ETag."""
    body, tag = represent_translation(found, rendering), f"{found.etag}-json"
    if caller().role is TokenRole.EDITOR:
        offered = represent_offers(found, rendering)
        unread = [number for number, segment in enumerate(rendering.segments) if is_unread(segment)]
        unsearched = frozenset(unread[MOST_SEARCHED:])
        for number, segment in enumerate(body["segments"]):
            if number not in unsearched:
                segment["matches"] = offered.get(number, [])
        tag += f"-{hashlib.sha256(json.dumps(offered).encode()).hexdigest()[:16]}"
    response = Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")
    response.headers["ETag"] = quote_etag(tag)
    return response


def _xliff(found: StoredTranslation, rendering: Rendering) -> bytes:
    pairs = (
        Pair(
            str(number),
            write_notation(segment.source, segment.source),
            write_notation(segment.target.content, segment.source),
            segment.target.state,
        )
        for number, segment in enumerate(rendering.segments)
    )
    return write_xliff(pairs, found.language, found.article)


def represent_offers(found: StoredTranslation, rendering: Rendering) -> dict[int, list[dict[str, object]]]:
    """What the memory offers for the first segments that only the machine has translated, by number, as JSON."""
    sources, desk = {number: segment.source for number, segment in enumerate(rendering.segments)}, gemello().desk
    return {
        number: [represent_match(match, write_notation(sources[number], sources[number])) for match in matches]
        for number, matches in desk.matches(rendering, found.language, MOST_SEARCHED, desk.reader(found)).items()
    }


def represent_translation(found: StoredTranslation, rendering: Rendering) -> dict[str, Any]:
    """A finished translation as JSON: every segment and the structure report."""
    return {
        "article": found.article,
        "language": found.language,
        "revision": found.revision,
        "approved": approved_at(found),
        "segments": [
            represent_segment(number, segment) | _reported(rendering, number)
            for number, segment in enumerate(rendering.segments)
        ],
        "report": rendering.report,
    }


def _reported(rendering: Rendering, number: int) -> dict[str, object]:
    """What the report says of a segment's confidence and terms; nothing in reports older than that."""
    segments = rendering.report.get("per_segment")
    told = segments[number] if isinstance(segments, list) and number < len(segments) else {}
    return {name: told[name] for name in ("confidence", "terms") if name in told}


def represent_segment(number: int, segment: StoredSegment) -> dict[str, object]:
    """A segment with its target as JSON."""
    target = segment.target
    return {
        "number": number,
        "block": segment.unit,
        "role": segment.role,
        "source": segment.source.text,
        "source_coded": write_notation(segment.source, segment.source),
        "target": target.content.text,
        "target_coded": write_notation(target.content, segment.source),
        "origin": target.origin,
        "state": target.state,
        "score": target.score,
        "signature": str(target.signature) if target.signature else None,
        "placement": target.placement,
        "issues": [
            {
                "check": issue.check,
                "severity": issue.severity,
                "code": issue.code,
                "facts": dict(issue.facts),
                "message": issue.message,
                "start": issue.start,
                "end": issue.end,
                "source_start": issue.source_start,
                "source_end": issue.source_end,
            }
            for issue in target.issues
        ],
    }
