"""Post-edits and approvals over HTTP; refuses decisions (those are the review desk's)."""

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest
from werkzeug.http import quote_etag

from service.domain.errors import LimitExceeded, UnsupportedFormat
from service.domain.language import Language
from service.domain.records import StoredTranslation
from service.domain.review import Review
from service.store.exchange.xliff import read_numbered
from service.web.current import editor, gemello, readable, seen_etag
from service.web.translations import XLIFF, represent_segment

blueprint = Blueprint("review", __name__)


@blueprint.patch("/articles/<article_id>/translations/<code>/segments/<int:number>")
def patch_segment(article_id: str, code: str, number: int) -> Response:
    """A segment as a person writes it; answers with what the checks find in it."""
    token, language = editor(), readable(code)
    body = request.get_json()
    if not isinstance(body, dict) or not isinstance(body.get("target"), str):
        raise BadRequest('The JSON body must be an object with the translation in "target" as a string.')
    seen = _seen(article_id, language)
    found = gemello().desk.post_edit(article_id, language, {number: body["target"]}, seen, token.name)
    segments = found.rendering.segments if found.rendering else ()
    return _tagged(jsonify(represent_segment(number, segments[number])), found)


@blueprint.put("/articles/<article_id>/translations/<code>")
def put_translation(article_id: str, code: str) -> Response:
    """A translation as it comes back from a translation program: what was changed there is a post-edit."""
    token, language = editor(), readable(code)
    if request.mimetype != XLIFF:
        raise UnsupportedFormat(request.mimetype, (XLIFF,))
    data, limit = request.get_data(), gemello().settings.max_body_bytes
    if len(data) > limit:
        raise LimitExceeded("request body", limit, len(data), "bytes")
    pairs = read_numbered(data, language)
    seen = _seen(article_id, language)
    changed = gemello().desk.take_back(article_id, language, pairs, seen, token.name)
    return _tagged(jsonify(changed=changed), gemello().articles.translation(article_id, language))


@blueprint.post("/articles/<article_id>/translations/<code>/approval")
def post_approval(article_id: str, code: str) -> Response:
    """The text the caller has read may go out."""
    token, language = editor(), readable(code)
    found = gemello().desk.approve(article_id, language, _seen(article_id, language), token.name)
    approval = gemello().desk.approval(found)
    return _tagged(jsonify(represent_review(approval) if approval else {}), found)


@blueprint.delete("/articles/<article_id>/translations/<code>/approval")
def delete_approval(article_id: str, code: str) -> Response:
    """The approval is taken back."""
    token, language = editor(), readable(code)
    found = gemello().desk.withdraw(article_id, language, _seen(article_id, language), token.name)
    return _tagged(Response(status=204), found)


@blueprint.get("/articles/<article_id>/translations/<code>/reviews")
def list_reviews(article_id: str, code: str) -> Response:
    """Who did what to a translation, the first act first."""
    editor()
    acts = gemello().desk.reviews.list(article_id, readable(code))
    return jsonify(reviews=[represent_review(each) for each in acts])


def represent_review(review: Review) -> dict[str, object]:
    """One line of the record as JSON."""
    return {
        "act": review.act,
        "editor": review.editor,
        "at": review.at.isoformat(),
        "revision": review.revision,
        "segment": review.segment,
        "sha256": review.digest,
    }


def _seen(article_id: str, language: Language) -> str:
    return seen_etag(gemello().articles.translation(article_id, language).etag)


def _tagged(response: Response, found: StoredTranslation) -> Response:
    response.headers["ETag"] = quote_etag(str(found.etag))
    return response
