"""The form for a new article: shows its structure, or hands it in; refuses to lose what was typed."""

from typing import cast

from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for

from service.domain.errors import InvalidInput
from service.domain.language import TARGETS
from service.pipeline.preview import Preview
from service.web.current import editor, gemello
from service.web.pages.article_form import PASTED, ArticleForm, read_article_form
from service.web.pages.failures import answer_refusal, tell
from service.web.pages.forms import ForeignForm
from service.web.pages.towns import offer_towns
from service.web.problems import status_of

blueprint = Blueprint("submission", __name__)


@blueprint.get("/articles/new")
def show_form() -> Response:
    """The empty form."""
    editor()
    return _form(ArticleForm())


@blueprint.post("/articles/new")
def submit() -> Response:
    """Show the structure of the article in the form, or take it in and go to its page."""
    editor()
    form = read_article_form(request)
    try:
        intake = form.intake(gemello().formats)
        if form.only_preview:
            shown = gemello().previews.preview(intake.source, intake.media_type, intake.towns)
            return _form(form, preview=shown)
        article, created = gemello().submissions.submit(
            intake.source, intake.media_type, intake.targets, title=intake.title, towns=intake.towns
        )
    except InvalidInput as error:
        return _form(form, error)
    flash("article.taken_in" if created else "article.known")
    return cast(Response, redirect(url_for("pages.articles.show_article", article_id=article.id), 303))


@blueprint.errorhandler(ForeignForm)
def show_again(error: ForeignForm) -> Response:
    """A form that outlived its session comes back with what was typed and a fresh proof."""
    if "token" not in g:
        return answer_refusal(error)
    editor()
    return _form(read_article_form(request), error)


def _form(
    form: ArticleForm, error: InvalidInput | ForeignForm | None = None, preview: Preview | None = None
) -> Response:
    targets = [language for language in TARGETS if language in gemello().engine.languages()]
    page = render_template(
        "new_article.html",
        form=form,
        problem=tell(error) if error else None,
        preview=preview,
        pasted=PASTED,
        suffixes=gemello().formats.suffixes,
        targets=targets,
        towns=offer_towns(targets),
    )
    return make_response(page, status_of(error) if error else 200)
