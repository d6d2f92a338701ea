"""An article may say which twin town reads it."""

import io
import json

import pytest

from service.domain.language import Language
from service.domain.term import Term
from service.web import create_app
from tests.applications import application_with_fake_engine, bearer, run_queued
from tests.unit.web.posting import ARTICLE, TEXT, post


def agreed(gemello):
    gemello.own_terms.put([Term("Spielplatz", Language.FRENCH, ("aire de jeux",), town="Montbéliard")])


@pytest.mark.parametrize(
    ("body", "query", "content_type"),
    [
        (json.dumps({"content": ARTICLE.decode(), "towns": {"fr": "Montbéliard"}}), "", "application/json"),
        (ARTICLE, "?towns=fr%3DMontb%C3%A9liard", TEXT),
        ({"file": (io.BytesIO(ARTICLE), "artikel.txt"), "towns": "fr=Montbéliard"}, "", "multipart/form-data"),
    ],
)
def test_an_article_may_name_the_twin_town_that_reads_it(gemello, client, editor, body, query, content_type):
    agreed(gemello)
    posted = post(client, editor, body, content_type, query)
    assert posted.json["towns"] == {"fr": "Montbéliard"}
    run_queued(gemello)
    place = posted.headers["Location"] + "/translations/fr"
    report = client.get(place, headers={**editor, "Accept": "application/json"}).json["report"]
    assert report["terms"]["town"] == "Montbéliard"
    assert {"aire de jeux" in issue["message"] for issue in report["issues"] if issue["check"] == "terms"} == {True}


def test_the_same_text_for_another_town_is_another_article(gemello, client, editor):
    first, second, again = (post(client, editor, query=query) for query in ("", "?towns=it%3DComo", "?towns=it%3DComo"))
    assert first.json["id"] != second.json["id"] == again.json["id"]
    assert (first.json["towns"], second.status_code, again.status_code) == ({}, 201, 200)


@pytest.mark.parametrize(
    ("towns", "status"),
    [({"en": "Ludlow"}, 422), ({"fr": ""}, 422), ({"fr": 1}, 400), (["Como"], 400), ("fr=Como", 400)],
)
def test_towns_that_are_none_are_refused(client, editor, towns, status):
    body = json.dumps({"content": "Der Rat tagt.", "towns": towns})
    assert post(client, editor, body, "application/json").status_code == status


def test_the_towns_of_the_settings_count_where_an_article_names_none(tmp_path):
    gemello = application_with_fake_engine(
        tmp_path, towns={Language.FRENCH: "Montbéliard", Language.ITALIAN: "Bergamo"}
    )
    client, editor = create_app(gemello).test_client(), bearer(gemello)
    place = post(client, editor, query="?towns=fr%3DColmar").headers["Location"]
    run_queued(gemello)
    accept = {**editor, "Accept": "application/json"}
    reports = [client.get(f"{place}/translations/{code}", headers=accept).json["report"] for code in ("fr", "it")]
    assert [report["terms"]["town"] for report in reports] == ["Colmar", "Bergamo"]
    gemello.close()
