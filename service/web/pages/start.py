"""The start page: what this is and whether it can translate; refuses to show articles."""

from flask import Blueprint, render_template

from service.domain.language import TARGETS
from service.web.current import gemello

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def show_start() -> str:
    """What this is, how it does and how to use it."""
    engine = gemello().engine
    routes = {language: engine.signature(language).packages for language in TARGETS if language in engine.languages()}
    return render_template("start.html", routes=routes, reason=gemello().not_ready())
