import re

import pytest

from service.domain.records import TokenRole
from service.web import create_app
from tests.applications import application_with_fake_engine, run_queued

ARTICLE = "Neuer Spielplatz im Park\n\nDer Spielplatz öffnet am Rathaus. Mehr unter www.stadt.de/a_b.\n"


class Visitor:
    """A person at a browser without scripts: follows links, fills in forms."""

    def __init__(self, gemello):
        self.gemello = gemello
        self.client = create_app(gemello).test_client()

    def get(self, address, **headers):
        return self.client.get(address, headers={"Accept": "text/html", **headers})

    def send(self, address, values=None, page=None, **kwargs):
        """Send the form that stands on `page`, its hidden proof included."""
        proof = re.search(r'name="csrf" value="([^"]+)"', self.get(page or address).text)
        return self.client.post(address, data={"csrf": proof[1], **(values or {})}, **kwargs)

    def sign_in(self, role=TokenRole.EDITOR, languages=(), name="Presseamt"):
        token, secret = self.gemello.tokens.create(name, role, languages)
        answer = self.send("/sign-in", {"token": secret})
        assert answer.status_code == 303
        return token

    def submit(self, **values):
        """Send the form for a new article; the address of the article's page."""
        answer = self.send("/articles/new", {"text": ARTICLE, "targets": ["fr", "it"], **values})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]


@pytest.fixture
def gemello(tmp_path):
    application = application_with_fake_engine(tmp_path, max_body_bytes=1_000_000)
    yield application
    application.close()


@pytest.fixture
def visitor(gemello):
    return Visitor(gemello)


@pytest.fixture
def editor(visitor):
    visitor.sign_in()
    return visitor


@pytest.fixture
def translated(editor):
    """An editor and the address of an article that is translated."""
    place = editor.submit()
    run_queued(editor.gemello)
    return editor, place
