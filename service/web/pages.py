"""Pages for people; refuses anything a program should fetch (that is `/api/v1`)."""

from flask import Blueprint, render_template

from service.domain.language import TARGETS
from service.web.current import gemello

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def start() -> str:
    """What this is, how it does and how to use it."""
    engine = gemello().engine
    routes = {language: engine.signature(language).packages for language in TARGETS if language in engine.languages()}
    return render_template("start.html", routes=routes, reason=gemello().not_ready())
