"""The list of articles and the page of one; refuses decisions."""

from typing import cast

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.records import ArticleCard
from service.newsroom.access import readable_languages
from service.web.current import caller, editor, gemello
from service.web.pages.listing import list_row, read_filter
from service.web.pages.names import download_headers

blueprint = Blueprint("articles", __name__)

PAGE = 20  # articles


@blueprint.get("/articles")
def list_articles() -> str:
    """The articles, newest first, a page at a time, with the state of each language."""
    languages = readable_languages(caller())
    chosen = read_filter(request.args.get("language"), languages)
    only = chosen or (languages[0] if len(languages) == 1 else None)
    found, cursor = gemello().articles.list(only, PAGE, request.args.get("cursor"))
    rows = [list_row(article, languages) for article in found]
    return render_template("articles.html", rows=rows, languages=languages, chosen=chosen, cursor=cursor)


@blueprint.get("/articles/<article_id>")
def show_article(article_id: str) -> str:
    """One article: its translations, their progress, and the structure Gemello understood."""
    article = gemello().articles.get(article_id)
    row, submission = list_row(article.card, readable_languages(caller())), article.submission
    preview = gemello().previews.preview(submission.source, submission.media_type, submission.towns)
    return render_template("article.html", row=row, article=article, preview=preview)


@blueprint.get("/articles/<article_id>/progress")
def show_progress(article_id: str) -> str:
    """The translations of an article alone, for a page that looks again and again."""
    row = list_row(_card(article_id), readable_languages(caller()))
    return render_template("progress.html", row=row)


@blueprint.get("/articles/<article_id>/source")
def download_source(article_id: str) -> Response:
    """The article as it was handed in, as a file."""
    caller()
    submission = gemello().articles.get(article_id).submission
    headers = download_headers(submission, Language.GERMAN, gemello().formats)
    return Response(submission.source, content_type=submission.media_type, headers=headers)


@blueprint.post("/articles/<article_id>/retry")
def retry(article_id: str) -> Response:
    """Queue the failed translations of an article again."""
    editor()
    gemello().submissions.retry(article_id)
    return cast(Response, redirect(url_for("pages.articles.show_article", article_id=article_id), 303))


@blueprint.post("/articles/<article_id>/deletion")
def delete_article(article_id: str) -> Response:
    """Remove an article and everything derived from it."""
    editor()
    gemello().articles.delete(article_id)
    flash("article.deleted")
    return cast(Response, redirect(url_for("pages.articles.list_articles"), 303))


def _card(article_id: str) -> ArticleCard:
    cards = gemello().articles.cards([article_id])
    if article_id not in cards:
        raise NotFound(f"There is no article {article_id}. It may have been deleted.")
    return cards[article_id]
