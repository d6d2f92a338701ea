"""The Flask application factory; refuses views (those are in the blueprints)."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from service.bootstrap import Application
from service.web import about, articles, envelope, glossary, memory, operations, pages, problems, review, translations


def create_app(application: Application) -> Flask:
    """The web application over a wired Gemello. Opens nothing."""
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = application.settings.max_body_bytes + 1  # one more, to see that it is too much
    app.json = DefaultJSONProvider(app)
    app.json.sort_keys, app.json.ensure_ascii = False, False
    app.extensions["gemello"] = application
    problems.init_app(app)
    envelope.init_app(app)
    pages.init_app(app)
    app.register_blueprint(operations.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(about.blueprint, url_prefix="/api/v1")
    app.register_blueprint(articles.blueprint, url_prefix="/api/v1")
    app.register_blueprint(translations.blueprint, url_prefix="/api/v1")
    app.register_blueprint(glossary.blueprint, url_prefix="/api/v1")
    app.register_blueprint(review.blueprint, url_prefix="/api/v1")
    app.register_blueprint(memory.blueprint, url_prefix="/api/v1")
    return app
