"""Articles over HTTP: post, list, look at, take back; refuses decisions (those are the newsroom's)."""

import time

from flask import Blueprint, Response, jsonify, request, url_for

from service.domain.language import Language
from service.domain.records import ArticleCard, Progress, StoredTranslation
from service.pipeline.report import represent_doubt
from service.web.current import UNTRUSTED, caller, editor, gemello, wait_seconds
from service.web.intake import read_intake

blueprint = Blueprint("articles", __name__)

POLL_SECONDS = 0.1
MOST_LISTED = 200


@blueprint.post("/articles")
def post_article() -> Response:
    """Take an article in and queue its translation: 201, or 200 if the very same is known."""
    editor()
    intake = read_intake(request, gemello().formats, gemello().settings.max_body_bytes)
    article, created = gemello().submissions.submit(
        intake.source, intake.media_type, intake.targets, intake.external_id, intake.title, intake.towns
    )
    wait_until_done(article.id, wait_seconds())
    doubts = gemello().submissions.doubts(intake.source, intake.media_type)
    response = jsonify({**represent(article.card), "doubts": [represent_doubt(each) for each in doubts]})
    response.status_code = 201 if created else 200
    response.headers["Location"] = url_for("articles.get_article", article_id=article.id)
    return response


@blueprint.get("/articles")
def list_articles() -> Response:
    """The articles, newest first, a page at a time."""
    caller()
    limit = min(max(request.args.get("limit", 50, int), 1), MOST_LISTED)
    language = request.args.get("language")
    found, cursor = gemello().articles.list(
        Language.parse(language) if language else None, limit, request.args.get("cursor")
    )
    response = jsonify(articles=[represent(article) for article in found])
    if cursor is not None:
        following = url_for("articles.list_articles", limit=limit, language=language, cursor=cursor)
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@blueprint.get("/articles/<article_id>")
def get_article(article_id: str) -> Response:
    """An article's facts and the progress of its translations."""
    caller()
    return jsonify(represent(gemello().articles.get(article_id).card))


@blueprint.get("/articles/<article_id>/source")
def get_source(article_id: str) -> Response:
    """The bytes that were posted."""
    caller()
    submission = gemello().articles.get(article_id).submission
    return Response(
        submission.source, content_type=submission.media_type, headers={"Content-Security-Policy": UNTRUSTED}
    )


@blueprint.delete("/articles/<article_id>")
def delete_article(article_id: str) -> Response:
    """Remove an article and everything derived from it; what people approved stays in the memory unless told otherwise."""
    editor()
    if request.args.get("memory") == "true":
        gemello().memory.forget_article(article_id)
    gemello().articles.delete(article_id)
    return Response(status=204)


def represent(article: ArticleCard) -> dict[str, object]:
    """An article as JSON."""
    translations = gemello().articles.translations(article.id)
    return {
        "id": article.id,
        "revision": article.revision,
        "title": article.title,
        "external_id": article.external_id,
        "media_type": article.media_type,
        "towns": article.towns,
        "created": article.created.isoformat(),
        "updated": article.updated.isoformat(),
        "source": url_for("articles.get_source", article_id=article.id),
        "translations": {each.language: represent_progress(each) for each in translations},
    }


def represent_progress(translation: StoredTranslation) -> dict[str, object]:
    """How far a translation is, as JSON."""
    address = url_for("translations.get_translation", article_id=translation.article, code=translation.language)
    body: dict[str, object] = {
        "progress": translation.progress,
        "segments_done": translation.done,
        "segments_total": translation.total,
        "href": address,
        "approved": approved_at(translation),
    }
    if translation.problem is not None:
        body["problem"] = translation.problem
    return body


def approved_at(translation: StoredTranslation) -> str | None:
    """When a person approved that translation; None while nobody has."""
    approval = gemello().desk.approval(translation)
    return approval.at.isoformat() if approval else None


def wait_until_done(article_id: str, seconds: float) -> None:
    """Return when no translation of the article is waiting or running any more, or after so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        translations = gemello().articles.translations(article_id)
        if all(each.progress in {Progress.DONE, Progress.FAILED} for each in translations):
            return
        time.sleep(POLL_SECONDS)
