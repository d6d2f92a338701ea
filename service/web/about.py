"""What this service is: its languages, limits and packages; refuses anything about articles."""

from importlib.metadata import version

from flask import Blueprint, Response, jsonify

from service.domain.language import SOURCE, TARGETS
from service.web.current import caller, gemello

blueprint = Blueprint("about", __name__)


@blueprint.get("/languages")
def languages() -> Response:
    """The source language and the targets a route leads to."""
    caller()
    available = gemello().engine.languages()
    return jsonify(source=SOURCE, targets=[language for language in TARGETS if language in available])


@blueprint.get("/limits")
def limits() -> Response:
    """How much may be sent at once."""
    caller()
    settings = gemello().settings
    formats = gemello().formats.media_types
    return jsonify(
        max_body_bytes=settings.max_body_bytes, max_segments=settings.max_segments, media_types=list(formats)
    )


@blueprint.get("/about")
def about() -> Response:
    """Version, and the packages each target language is translated with."""
    caller()
    engine = gemello().engine
    routes = {
        language: [
            {"package": package.name, "version": package.version, "sha256": package.checksum}
            for package in engine.signature(language).packages
        ]
        for language in TARGETS
        if language in engine.languages()
    }
    rules = gemello().tools.care.preparation_version
    preference = {"setting": gemello().settings.route, "chosen": gemello().packages.choice().name or None}
    return jsonify(name="Gemello", version=version("gemello"), preparation=rules, routes=routes, preference=preference)
