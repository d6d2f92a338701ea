"""The page of one translation: progress, then its report and segments; to read, to download; refuses decisions."""

from flask import Blueprint, Response, json, render_template, request

from service.domain.errors import NotFound
from service.domain.records import Rendering, StoredTranslation, TokenRole
from service.web.current import caller, gemello, readable
from service.web.disclosure import HEADER, disclosure
from service.web.pages.editing import begin_edit
from service.web.pages.listing import ArticleRow, state_of
from service.web.pages.names import attachment, download_headers, file_name
from service.web.pages.review_page import show_review
from service.web.pages.side_by_side import join_blocks
from service.web.translations import represent_translation

blueprint = Blueprint("translations", __name__)


@blueprint.get("/articles/<article_id>/<code>")
def show_translation(article_id: str, code: str) -> str:
    """Progress while it runs, then the report and the segments."""
    language = readable(code)
    found = gemello().articles.translation(article_id, language, with_rendering=True)
    if found.rendering is not None:
        number = _edited_number() if gemello().desk.approval(found) is None else None
        return show_review(found, found.rendering, begin_edit(found, found.rendering, number))
    article = gemello().articles.get(article_id)
    # told by the one reading above: a second one may find it done, and a page that thinks so never looks again
    row = ArticleRow(article.card, (state_of(found, article.card),))
    return render_template("waiting.html", article=article, row=row, found=found)


@blueprint.get("/articles/<article_id>/<code>/text")
def read_translation(article_id: str, code: str) -> str:
    """The translation alone, to be read."""
    found, rendering = _finished(article_id, code)
    article = gemello().articles.get(article_id)
    blocks = join_blocks(rendering)
    return render_template("reading.html", article=article, found=found, disclosure=disclosure(found), blocks=blocks)


@blueprint.get("/articles/<article_id>/<code>/document")
def download_document(article_id: str, code: str) -> Response:
    """The translation in the article's own format, as a file."""
    found, rendering = _finished(article_id, code)
    submission = gemello().articles.get(article_id).submission
    headers = download_headers(submission, found.language, gemello().formats) | {HEADER: disclosure(found)}
    return Response(rendering.document, content_type=submission.media_type, headers=headers)


@blueprint.get("/articles/<article_id>/<code>/segments.json")
def download_segments(article_id: str, code: str) -> Response:
    """The segments and the structure report as JSON, as a file."""
    found, rendering = _finished(article_id, code)
    title = gemello().articles.get(article_id).submission.title
    body = json.dumps(represent_translation(found, rendering), ensure_ascii=False, indent=2)
    return Response(body, mimetype="application/json", headers=attachment(file_name(title, found.language, ".json")))


def _finished(article_id: str, code: str) -> tuple[StoredTranslation, Rendering]:
    found = gemello().articles.translation(article_id, readable(code), with_rendering=True)
    if found.rendering is None:
        raise NotFound(f"The translation of article {article_id} into {code} is not done. Look at its page again.")
    return found, found.rendering


def _edited_number() -> int | None:
    """Which segment is open for rewriting (``?edit=3``, counted from 1 as on the page), from 0; None for a reader."""
    number = request.args.get("edit", type=int)
    return number - 1 if number is not None and caller().role is TokenRole.EDITOR else None
