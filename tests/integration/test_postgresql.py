"""A served Gemello whose database is a PostgreSQL server."""

import json
import time

import pytest

from tests.fixtures import install_fixture_packages
from tests.integration.serving import Served
from tests.postgresql import Postgres

pytestmark = [pytest.mark.service, pytest.mark.timeout(180)]

ARTICLE = "Der Gemeinderat tagt am Montag\n\nDer Gemeinderat tagt am Montag im Rathaus. Der Eintritt ist frei.\n"


@pytest.fixture
def postgres():
    with Postgres() as server:
        yield server


@pytest.fixture
def gemello(postgres, tmp_path):
    install_fixture_packages(tmp_path / "packages")
    with Served(tmp_path, GEMELLO_DATABASE_URL=postgres.create()) as served:
        yield served


def await_status(gemello, path, status):
    for _ in range(300):
        answer = gemello.request("GET", path)
        if answer.status == status:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{path} answers {answer.status}, not {status}: {answer.body[:300]!r}")


def test_an_approved_article_is_used_again_for_the_next(gemello):
    first = gemello.post(ARTICLE, query="?targets=it&wait=60").json
    place = f"/api/v1/articles/{first['id']}/translations/it"
    assert gemello.post(ARTICLE, query="?targets=it").json["id"] == first["id"]
    assert gemello.request("POST", f"{place}/approval", b"", If_Match="*").status == 200
    assert gemello.request("GET", place).headers["AI-Disclosure"] == "ai-assisted"
    other = gemello.post(f"{ARTICLE}\nDie Stadt lädt alle ein.\n", query="?targets=it&wait=60").json
    place = f"/api/v1/articles/{other['id']}/translations/it"
    segments = gemello.request("GET", place, Accept="application/json").json["segments"]
    assert [segment["origin"] for segment in segments] == ["memory-exact"] * 3 + ["machine"]
    search = gemello.request("GET", "/api/v1/memory?language=it&like=Der%20Eintritt%20ist%20nicht%20frei.")
    assert [match["source"] for match in search.json["matches"]] == ["Der Eintritt ist frei."]


def test_a_database_that_goes_away_is_told_with_503_and_what_was_accepted_is_there_when_it_is_back(gemello, postgres):
    article = gemello.post(ARTICLE, query="?targets=fr&wait=60").json
    postgres.stop()
    away = gemello.post("Die Stadt lädt alle ein.\n")
    assert away.status == 503
    assert int(away.headers["Retry-After"]) > 0
    assert "database" in json.dumps(away.json)
    assert gemello.request("GET", "/livez").status == 200
    assert gemello.request("GET", "/readyz").status == 503
    postgres.start()
    await_status(gemello, "/readyz", 200)
    assert await_status(gemello, f"/api/v1/articles/{article['id']}/translations/fr", 200).body
    assert gemello.post("Die Stadt lädt alle ein.\n", query="?targets=fr&wait=60").status == 201
