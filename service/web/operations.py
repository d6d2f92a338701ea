"""For whoever runs the service: alive, ready, figures; refuses secrets."""

from flask import Blueprint, Response, jsonify

from service import meters
from service.web.current import gemello
from service.web.problems import problem

blueprint = Blueprint("operations", __name__)


@blueprint.get("/livez")
def livez() -> Response:
    """200 as long as the process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 when the database answers and every route has translated a sentence; else 503 with the reason."""
    reason = gemello().not_ready()
    if reason is not None:
        return problem(503, "not-ready", reason)
    return jsonify(status="ready", languages=sorted(gemello().engine.languages()))


@blueprint.get("/metrics")
def metrics() -> Response:
    """The figures in the Prometheus text format."""
    meters.QUEUE_LENGTH.set(len(gemello().queue))
    body, media_type = meters.exposition()
    return Response(body, content_type=media_type)
