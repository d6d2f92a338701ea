"""Rewriting segments and approving translations from their page; refuses decisions (those are the review desk's)."""

from dataclasses import replace
from typing import cast

from flask import Blueprint, Response, flash, g, make_response, redirect, request, url_for

from service.domain.errors import Conflict, InvalidInput, NotFound, Outdated, ServiceError
from service.domain.language import Language
from service.web.current import editor, gemello, readable
from service.web.pages.editing import begin_edit, exchange_text
from service.web.pages.failures import answer_refusal, tell
from service.web.pages.forms import ForeignForm
from service.web.pages.review_page import show_review
from service.web.problems import status_of

blueprint = Blueprint("review", __name__)


@blueprint.post("/articles/<article_id>/<code>/segments/<int:number>")
def rewrite_segment(article_id: str, code: str, number: int) -> Response:
    """Keep a segment as a person writes it; back to it, or on to the next one."""
    token, language = editor(), readable(code)
    edits = {number: request.form.get("target", "")}
    try:
        found = gemello().desk.post_edit(article_id, language, edits, request.form.get("seen", ""), token.name)
    except (InvalidInput, Outdated, Conflict) as error:
        return _refuse_edit(article_id, language, number, error)
    if request.form.get("action") == "next" and number + 1 < found.total:
        return _back(article_id, language, "target", edit=number + 2)
    if request.form.get("action") == "right":
        return _back(article_id, language, "first")
    return _back(article_id, language, f"segment-{number + 1}")


@blueprint.post("/articles/<article_id>/<code>/segments/<int:number>/match")
def take_match(article_id: str, code: str, number: int) -> str:
    """Put a text out of the memory, or what it had taken the place of, into the segment's field; nothing is saved."""
    editor()
    found = gemello().articles.translation(article_id, readable(code), with_rendering=True)
    edit = begin_edit(found, found.rendering, number) if found.rendering else None
    if found.rendering is None or edit is None:
        raise NotFound(f"There is no segment {number} to put a text into. Look at the translation again.")
    return show_review(found, found.rendering, exchange_text(edit, request.form))


@blueprint.post("/articles/<article_id>/<code>/approval")
def approve(article_id: str, code: str) -> Response:
    """The text as it was read may go out."""
    token, language = editor(), readable(code)
    gemello().desk.approve(article_id, language, request.form.get("seen", ""), token.name)
    flash("review.approved_now")
    return _back(article_id, language)


@blueprint.post("/articles/<article_id>/<code>/withdrawal")
def withdraw(article_id: str, code: str) -> Response:
    """The approval is taken back."""
    token, language = editor(), readable(code)
    gemello().desk.withdraw(article_id, language, request.form.get("seen", ""), token.name)
    flash("review.withdrawn_now")
    return _back(article_id, language)


@blueprint.errorhandler(ForeignForm)
def show_again(error: ForeignForm) -> Response:
    """A segment sent by a form that outlived its session comes back with what was typed and a fresh proof."""
    values = request.view_args or {}
    if "token" not in g or "number" not in values:
        return answer_refusal(error)
    editor()
    return _refuse_edit(values["article_id"], readable(values["code"]), values["number"], error)


def _back(article_id: str, language: Language, anchor: str | None = None, edit: int | None = None) -> Response:
    place = "pages.translations.show_translation"
    address = url_for(place, article_id=article_id, code=language, edit=edit, _anchor=anchor)
    return cast(Response, redirect(address, 303))


def _refuse_edit(article_id: str, language: Language, number: int, error: ServiceError) -> Response:
    """The page again, with what was typed and what is wrong with it; the text as it is now is the one seen from here on."""
    found = gemello().articles.translation(article_id, language, with_rendering=True)
    edit = begin_edit(found, found.rendering, number) if found.rendering else None
    if found.rendering is None or edit is None:
        raise error
    replaced = request.form.get("replaced", "")
    typed = replace(edit, text=request.form.get("target", edit.text), replaced=replaced, problem=tell(error))
    return make_response(show_review(found, found.rendering, typed), status_of(error))
