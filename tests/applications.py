"""Wired applications on a temporary directory: everything real but the engine, and that too where a test asks for it."""

from dataclasses import replace
from pathlib import Path

from service.bootstrap import Application, bootstrap
from service.domain.records import TokenRole
from service.settings import Settings
from tests.fakes import FakeEngine


def application_with_fake_engine(directory: Path, engine: FakeEngine | None = None, **settings: object) -> Application:
    """Gemello on `directory` with a fake engine, its database up to date and its engine called warm."""
    application = bootstrap(Settings(data_dir=directory, **settings))
    engine = engine or FakeEngine()
    application.engine = engine
    application.tools = replace(application.tools, engine=engine)
    application.production.tools = application.desk.tools = application.tools
    application.database.upgrade()
    application.warm.set()
    return application


def run_queued(application: Application) -> None:
    """Do what the worker thread would do next."""
    for article in application.articles.unfinished():
        application.production.produce(article)


def bearer(application: Application, role: TokenRole = TokenRole.EDITOR, languages: tuple = ()) -> dict[str, str]:
    """The header of a new token."""
    _, secret = application.tokens.create("test", role, languages)
    return {"Authorization": f"Bearer {secret}"}
