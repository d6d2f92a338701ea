"""A wired application with a fake engine, a client of it and an editor's header: what every test of the HTTP API begins with."""

import pytest

from service.web.app import create_app
from tests.applications import application_with_fake_engine, bearer


@pytest.fixture
def gemello(tmp_path):
    application = application_with_fake_engine(tmp_path, max_body_bytes=100_000)
    yield application
    application.close()


@pytest.fixture
def client(gemello):
    return create_app(gemello).test_client()


@pytest.fixture
def editor(gemello):
    return bearer(gemello)
