"""The HTTP API of articles and their translations."""

import io
import json

import pytest

from service.domain.errors import TranslationFailed
from service.domain.language import Language
from service.domain.records import TokenRole
from service.web import create_app
from tests.applications import application_with_fake_engine, bearer, run_queued
from tests.fakes import FakeEngine
from tests.unit.web.posting import ARTICLE, TEXT, post


def test_a_posted_article_answers_201_with_its_place_before_any_work_is_done(gemello, client, editor):
    answer = post(client, editor)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/articles/{answer.json['id']}"
    assert gemello.tools.engine.requests == []
    assert answer.json["translations"]["fr"]["progress"] == "queued"
    assert answer.json["doubts"] == []


def test_html_posted_as_plain_text_is_taken_in_with_a_doubt_at_once_and_in_the_report(gemello, client, editor):
    body = "<p>Der Rat tagt am Montag.</p><p>Der Eintritt ist frei.</p>"
    answer = client.post("/api/v1/articles?targets=fr", data=body, headers={**editor, "Content-Type": "text/plain"})
    assert answer.status_code == 201
    assert [(each["code"], each["found"]) for each in answer.json["doubts"]] == [("format", "text/html")]
    run_queued(gemello)
    place = f"{answer.headers['Location']}/translations/fr"
    report = client.get(place, headers={**editor, "Accept": "application/json"}).json["report"]
    assert report["doubts"] == answer.json["doubts"]


def test_a_translation_is_202_with_retry_after_until_it_is_done_then_200_with_etag_then_304(gemello, client, editor):
    place = post(client, editor).headers["Location"] + "/translations/fr"
    waiting = client.get(place, headers=editor)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "1")
    run_queued(gemello)
    done = client.get(place, headers=editor)
    assert done.status_code == 200
    assert done.text.startswith("FR Neuer Spielplatz im Park\n\nFR Der Spielplatz")
    assert done.headers["Content-Type"] == TEXT
    assert done.headers["Content-Language"] == "fr"
    assert done.headers["AI-Disclosure"] == "ai-autonomous"
    assert done.headers["Last-Modified"]
    etag = done.headers["ETag"]
    assert etag.startswith('"')
    unchanged = client.get(place, headers={**editor, "If-None-Match": etag})
    assert (unchanged.status_code, unchanged.data, unchanged.headers["ETag"]) == (304, b"", etag)


def test_the_same_article_again_answers_200_with_the_same_place(client, editor):
    first = post(client, editor)
    again = post(client, editor)
    assert again.status_code == 200
    assert again.headers["Location"] == first.headers["Location"]


def test_the_segments_come_as_json_with_their_provenance_and_the_report(gemello, client, editor):
    place = post(client, editor).headers["Location"] + "/translations/it"
    run_queued(gemello)
    answer = client.get(place, headers={**editor, "Accept": "application/json"})
    segment = answer.json["segments"][1]
    assert segment["source"] == "Der Spielplatz öffnet am Montag."
    assert segment["target"] == "IT Der Spielplatz öffnet am Montag."
    assert (segment["origin"], segment["state"]) == ("machine", "translated")
    assert segment["signature"].startswith("fake-de_it-1")
    assert answer.json["report"]["structure_kept"]
    text = client.get(place, headers=editor)
    assert text.headers["ETag"] != answer.headers["ETag"]


def test_the_segments_show_their_inline_codes_as_numbers(gemello, client, editor):
    place = post(client, editor, b"<p>Der <b>Rat</b> tagt.</p>", "text/html").headers["Location"] + "/translations/it"
    run_queued(gemello)
    (segment,) = client.get(place, headers={**editor, "Accept": "application/json"}).json["segments"]
    assert (segment["source"], segment["source_coded"]) == ("Der Rat tagt.", "Der <1>Rat</1> tagt.")
    assert segment["target_coded"] == "IT Der <1>Rat</1> tagt."


def test_a_representation_there_is_not_answers_406_with_those_there_are(gemello, client, editor):
    place = post(client, editor).headers["Location"] + "/translations/it"
    run_queued(gemello)
    answer = client.get(place, headers={**editor, "Accept": "application/pdf"})
    assert answer.status_code == 406
    assert answer.json["offers"] == ["text/plain", "application/json", "application/xliff+xml"]


def test_an_article_comes_as_json_with_its_targets(gemello, client, editor):
    body = {
        "content": ARTICLE.decode(),
        "format": "text",
        "targets": ["it"],
        "external_id": "cms-1",
        "title": "Spielplatz",
    }
    answer = client.post("/api/v1/articles", json=body, headers=editor)
    assert answer.status_code == 201
    assert list(answer.json["translations"]) == ["it"]
    assert (answer.json["external_id"], answer.json["title"]) == ("cms-1", "Spielplatz")
    run_queued(gemello)


def test_an_article_comes_as_an_uploaded_file(client, editor):
    form = {"file": (io.BytesIO(b"# Titel\n\nEin **fetter** Satz.\n"), "artikel.md"), "targets": "fr"}
    answer = client.post("/api/v1/articles", data=form, content_type="multipart/form-data", headers=editor)
    assert answer.status_code == 201
    assert answer.json["media_type"] == "text/markdown"


def test_the_source_comes_back_as_it_was_posted(client, editor):
    place = post(client, editor).headers["Location"]
    assert client.get(f"{place}/source", headers=editor).data == ARTICLE


def test_a_script_in_a_posted_page_does_not_run_with_the_rights_of_the_service(gemello, client, editor):
    page = b"<!doctype html><p>Der Park ist offen.</p><script>alert(1)</script>"
    place = post(client, editor, page, "text/html").headers["Location"]
    run_queued(gemello)
    for address in (f"{place}/source", f"{place}/translations/fr"):
        answer = client.get(address, headers=editor)
        assert b"<script>alert(1)</script>" in answer.data
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_changed_article_under_the_same_external_id_is_its_next_revision(gemello, client, editor):
    first = post(client, editor, query="?external_id=cms-9").json
    run_queued(gemello)
    changed = post(client, editor, ARTICLE.replace(b"Montag", b"Dienstag"), query="?external_id=cms-9").json
    assert (changed["id"], changed["revision"]) == (first["id"], 2)
    gemello.tools.engine.requests.clear()
    run_queued(gemello)
    assert len(gemello.tools.engine.requests) == 2


def test_a_deleted_article_is_gone(client, editor):
    place = post(client, editor).headers["Location"]
    assert client.delete(place, headers=editor).status_code == 204
    assert client.get(place, headers=editor).status_code == 404


def test_a_long_list_comes_in_pages(client, editor):
    for number in range(3):
        post(client, editor, f"Artikel Nummer {number}.".encode())
    first = client.get("/api/v1/articles?limit=2", headers=editor)
    assert len(first.json["articles"]) == 2
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    rest = client.get(following, headers=editor)
    assert len(rest.json["articles"]) == 1
    assert "Link" not in rest.headers


@pytest.mark.parametrize(
    ("data", "content_type", "query", "status", "kind"),
    [
        (b"", TEXT, "", 422, "empty-article"),
        (b"Gr\xfc\xdfe", TEXT, "", 400, "undecodable-text"),
        (b"a" * 100_001, TEXT, "", 413, "limit-exceeded"),
        (b"x", "application/x-tex", "", 415, "unsupported-format"),
        (b"x", None, "", 415, "unsupported-format"),
        (b"Ein Satz.", TEXT, "?targets=es", 422, "unsupported-language"),
        (b"Ein Satz.", TEXT, "?targets=", 422, "unsupported-language"),
        (b"{", "application/json", "", 400, "bad-request"),
        (b"[]", "application/json", "", 400, "bad-request"),
        (b'{"content": 7}', "application/json", "", 400, "bad-request"),
        (b'{"content": "x", "targets": "fr"}', "application/json", "", 400, "bad-request"),
    ],
)
def test_bad_input_is_a_problem_that_says_why_and_keeps_nothing(
    client, editor, data, content_type, query, status, kind
):
    answer = post(client, editor, data, content_type, query)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["type"] == f"urn:gemello:problem:{kind}"
    assert answer.json["detail"]
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    assert client.get("/api/v1/articles", headers=editor).json["articles"] == []


def test_a_body_over_the_limit_names_limit_and_actual(client, editor):
    answer = post(client, editor, b"a" * 123_456)
    assert (answer.json["limit"], answer.json["actual"], answer.json["unit"]) == (100_000, 123_456, "bytes")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer gml_wrong"}, {"Authorization": "Basic eDp5"}])
def test_without_a_valid_token_nothing_is_done(client, headers):
    answer = post(client, headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_reader_reads_its_own_language_and_changes_nothing(gemello, client, editor):
    place = post(client, editor).headers["Location"]
    run_queued(gemello)
    reader = bearer(gemello, TokenRole.READER, (Language.FRENCH,))
    assert client.get(f"{place}/translations/fr", headers=reader).status_code == 200
    assert client.get(f"{place}/translations/it", headers=reader).status_code == 403
    assert post(client, reader).status_code == 403
    assert client.delete(place, headers=reader).status_code == 403


@pytest.mark.parametrize("path", ["/api/v1/articles/none", "/api/v1/articles/none/translations/fr", "/nowhere"])
def test_what_is_not_there_is_404(client, editor, path):
    answer = client.get(path, headers=editor)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_a_language_that_is_no_target_is_404_with_those_that_are(client, editor):
    place = post(client, editor).headers["Location"]
    answer = client.get(f"{place}/translations/es", headers=editor)
    assert answer.status_code == 404
    assert "fr, it" in answer.json["detail"]


def test_titles_of_problems_are_in_the_language_of_the_caller(client):
    titles = {
        code: client.get("/api/v1/articles", headers={"Accept-Language": code}).json["title"]
        for code in ("de", "fr", "it", "ja")
    }
    assert titles == {
        "de": "Anmeldung erforderlich",
        "fr": "Authentification requise",
        "it": "Autenticazione richiesta",
        "ja": "Authentication required",
    }


def test_a_failed_translation_is_a_problem_that_says_why(tmp_path):
    class Fails(FakeEngine):
        def translate(self, requests):
            raise TranslationFailed("The model gave no answer.")

    gemello = application_with_fake_engine(tmp_path, Fails())
    client, editor = create_app(gemello).test_client(), bearer(gemello)
    place = post(client, editor).headers["Location"]
    run_queued(gemello)
    answer = client.get(f"{place}/translations/fr", headers=editor)
    assert (answer.status_code, answer.json["detail"]) == (422, "The model gave no answer.")
    gemello.close()


def test_a_given_request_id_is_echoed_and_a_bad_one_replaced(client):
    assert client.get("/livez", headers={"X-Request-ID": "cms-42"}).headers["X-Request-ID"] == "cms-42"
    assert client.get("/livez", headers={"X-Request-ID": "a b;c"}).headers["X-Request-ID"] != "a b;c"


def test_neither_text_nor_token_reaches_log_or_metrics(gemello, client, editor, logs):
    place = post(client, editor, query="?wait=0").headers["Location"]
    run_queued(gemello)
    client.get(f"{place}/translations/fr?token=geheim", headers=editor)
    log = logs()
    assert {"request", "translation.done"} <= {json.loads(line)["event"] for line in log.splitlines()}
    for secret in ("Spielplatz", "gml_", "geheim", "127.0.0.1"):
        assert secret not in log + client.get("/metrics").text


def test_waiting_answers_when_the_work_is_done(gemello, client, editor):
    gemello.start_worker()
    try:
        answer = post(client, editor, query="?wait=20")
        assert answer.json["translations"]["fr"]["progress"] == "done"
    finally:
        gemello.stop_worker()


def test_the_service_is_ready_only_when_it_can_translate(gemello, client):
    assert client.get("/readyz").json["languages"] == ["fr", "it"]
    gemello.warm.clear()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/livez").status_code == 200


def test_about_names_the_packages_of_each_route(client, editor):
    routes = client.get("/api/v1/about", headers=editor).json["routes"]
    assert routes["fr"] == [{"package": "fake-de_fr", "version": "1", "sha256": "0" * 64}]
    assert client.get("/api/v1/about", headers=editor).json["preference"] == {"setting": "auto", "chosen": None}
    assert client.get("/api/v1/limits", headers=editor).json["max_segments"] == 2000
    assert client.get("/api/v1/languages", headers=editor).json == {"source": "de", "targets": ["fr", "it"]}


def test_the_start_page_says_whether_it_can_translate_and_with_what(client):
    page = client.get("/").text
    assert "Ready to translate" in page
    assert "fake-de_fr" in page
