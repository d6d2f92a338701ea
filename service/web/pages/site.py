"""The pages as one blueprint: what holds for each of them; refuses views (those are in the blueprints inside)."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, g, request, url_for
from werkzeug.exceptions import HTTPException

from service.domain.errors import ServiceError, Unauthenticated
from service.domain.records import TokenRole
from service.newsroom.access import readable_languages
from service.web.pages import articles, review, sign_in, start, submission, translations
from service.web.pages.attempts import Attempts
from service.web.pages.failures import answer_failure, answer_http_error, answer_missing, answer_refusal, ask_to_sign_in
from service.web.pages.forms import form_token, refuse_foreign_forms
from service.web.pages.headers import protect
from service.web.pages.issues import tell_issue
from service.web.pages.sessions import init_app as init_sessions
from service.web.pages.sessions import recognise
from service.web.pages.texts import CHOICE, LANGUAGES, choose_language, disclose, language, translate, write_time

blueprint = Blueprint("pages", __name__)
for _room in (start, sign_in, submission, articles, translations, review):
    blueprint.register_blueprint(_room.blueprint)
for _step in (choose_language, recognise, refuse_foreign_forms):
    blueprint.before_request(_step)
blueprint.after_request(protect)
blueprint.register_error_handler(Unauthenticated, ask_to_sign_in)
blueprint.register_error_handler(ServiceError, answer_refusal)
blueprint.register_error_handler(HTTPException, answer_http_error)
blueprint.register_error_handler(Exception, answer_failure)


def init_app(app: Flask) -> None:
    """Give `app` what the pages need around them."""
    init_sessions(app)
    app.extensions["attempts"] = Attempts()
    app.register_error_handler(404, answer_missing)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(
        t=translate,
        language=language,
        disclose=disclose,
        write_time=write_time,
        form_token=form_token,
        tell_issue=tell_issue,
    )


@blueprint.app_context_processor
def _surroundings() -> dict[str, object]:
    """For every template: who is signed in, and the same page in the other languages."""
    token = g.get("token")
    return {
        "person": token,
        "is_editor": token is not None and token.role is TokenRole.EDITOR,
        "readable": readable_languages(token) if token is not None else (),
        "switch": {code: _address_in(code) for code in LANGUAGES},
    }


def _address_in(code: str) -> str:
    """The page at hand in another language; after a form, the page the form stands on."""
    if request.endpoint is None:
        return f"{url_for('pages.start.show_start')}?{CHOICE}={code}"
    values = request.view_args or {}
    if request.method == "POST" and "code" in values:
        page = "pages.translations.show_translation"
        return f"{url_for(page, article_id=values['article_id'], code=values['code'])}?{CHOICE}={code}"
    query = {name: value for name, value in request.args.items() if name != CHOICE}
    return f"{request.path}?{urlencode({**query, CHOICE: code})}"
