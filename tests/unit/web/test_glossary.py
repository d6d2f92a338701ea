import pytest

from service.domain.language import Language
from service.domain.records import TokenRole
from tests.applications import bearer, run_queued

PLACE = "/api/v1/glossary/fr/B%C3%BCrgerb%C3%BCro"
ENTRY = {"forms": ["accueil citoyen [m]"], "note": "agreed with Montbéliard"}


def sources(answer):
    return [term["source"] for term in answer.json["terms"]]


def test_a_term_is_agreed_read_changed_and_withdrawn_by_those_who_have_seen_it(client, editor):
    shipped = client.get(PLACE, headers=editor)
    assert (shipped.status_code, shipped.json["origin"]) == (200, "starter")
    created = client.put(PLACE, json=ENTRY, headers=editor)
    assert (created.status_code, created.headers["Location"], created.json["origin"]) == (201, PLACE, "own")
    assert created.json["forms"] == ["accueil citoyen [m]"]
    assert client.put(PLACE, json=ENTRY, headers=editor).status_code == 428
    seen = {**editor, "If-Match": created.headers["ETag"]}
    changed = client.put(PLACE, json={"forms": ["accueil"]}, headers=seen)
    assert (changed.status_code, changed.json["note"]) == (200, "")
    assert client.put(PLACE, json=ENTRY, headers=seen).status_code == 412
    assert client.delete(PLACE, headers=seen).status_code == 412
    assert client.delete(PLACE, headers={**editor, "If-Match": changed.headers["ETag"]}).status_code == 204
    assert client.get(PLACE, headers=editor).json["origin"] == "starter"


def test_an_entry_that_must_be_new_is_refused_where_there_is_one(client, editor):
    new = {**editor, "If-None-Match": "*"}
    assert client.put(PLACE, json=ENTRY, headers=new).status_code == 201
    refused = client.put(PLACE, json=ENTRY, headers=new)
    assert (refused.status_code, refused.json["type"]) == (412, "urn:gemello:problem:term-changed")


def test_a_term_of_a_town_stands_beside_the_one_for_all(client, editor):
    client.put(PLACE, json=ENTRY, headers=editor)
    town = client.put(f"{PLACE}?town=Colmar", json={"forms": ["mairie"]}, headers=editor)
    assert (town.status_code, town.headers["Location"]) == (201, f"{PLACE}?town=Colmar")
    assert client.get(f"{PLACE}?town=Colmar", headers=editor).json["forms"] == ["mairie"]
    assert client.get(PLACE, headers=editor).json["forms"] == ["accueil citoyen [m]"]
    assert sources(client.get("/api/v1/glossary?town=Colmar", headers=editor)) == ["Bürgerbüro"]


def test_an_unchanged_term_answers_304(client, editor):
    etag = client.get(PLACE, headers=editor).headers["ETag"]
    assert client.get(PLACE, headers={**editor, "If-None-Match": etag}).status_code == 304


def test_the_list_is_read_page_by_page_without_a_gap(client, editor):
    whole = sources(client.get("/api/v1/glossary?language=it&limit=500&q=amt", headers=editor))
    assert len(whole) > 10
    place, read = "/api/v1/glossary?language=it&limit=7&q=amt", []
    while place:
        page = client.get(place, headers=editor)
        read += sources(page)
        link = page.headers.get("Link", "")
        place = link.partition("<")[2].partition(">")[0]
    assert read == whole


def test_the_version_changes_with_every_change_and_is_the_one_in_the_report(gemello, client, editor):
    before = client.get("/api/v1/glossary?limit=1", headers=editor).json["version"]
    after = client.put(PLACE, json=ENTRY, headers=editor).headers["Glossary-Version"]
    assert before != after
    posted = client.post(
        "/api/v1/articles", data="Das Bürgerbüro ist am Montag offen.", headers=editor, content_type="text/plain"
    )
    run_queued(gemello)
    translation = client.get(
        f"{posted.headers['Location']}/translations/fr", headers={**editor, "Accept": "application/json"}
    ).json
    assert translation["report"]["terms"]["version"] == after
    assert translation["segments"][0]["terms"] == [{"term": "Bürgerbüro", "outcome": "missed"}]


@pytest.mark.parametrize("media_type", ["text/csv", "application/x-tbx+xml"])
def test_what_is_exported_is_imported_again(client, editor, media_type):
    client.put(PLACE, json=ENTRY, headers=editor)
    export = client.get("/api/v1/glossary?own=true", headers={**editor, "Accept": media_type})
    assert export.mimetype == media_type
    client.delete(PLACE, headers={**editor, "If-Match": client.get(PLACE, headers=editor).headers["ETag"]})
    taken = client.post("/api/v1/glossary", data=export.data, content_type=media_type, headers=editor)
    assert (taken.json["imported"], taken.json["replaced"], taken.json["untold"]) == (1, 0, [])
    assert client.get(PLACE, headers=editor).json["forms"] == ["accueil citoyen [m]"]


def test_a_file_with_an_error_changes_nothing_and_says_where(client, editor):
    data = "source,language,forms\nRat,fr,conseil\nAmt,xx,service\n"
    refused = client.post("/api/v1/glossary", data=data, content_type="text/csv", headers=editor)
    assert (refused.status_code, refused.json["line"], refused.json["column"]) == (422, 3, "language")
    assert sources(client.get("/api/v1/glossary?own=true", headers=editor)) == []


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"forms": []}, 422, "/forms"),
        ({"forms": ["conseil [n]"]}, 422, "/forms"),
        ({"forms": [1]}, 422, "/forms"),
        ({"forms": ["x"], "form": "y"}, 422, "/form"),
        ({"forms": ["x"], "case": "loud"}, 422, "/case"),
        ({"forms": ["x"], "keep": "yes"}, 422, "/keep"),
        ({"forms": "x"}, 400, None),
        (["x"], 400, None),
    ],
)
def test_what_is_no_term_is_refused_with_the_member_at_fault(client, editor, body, status, pointer):
    refused = client.put(PLACE, json=body, headers=editor)
    assert refused.status_code == status
    assert [each["pointer"] for each in refused.json.get("errors", [])] == ([pointer] if pointer else [])


def test_readers_read_their_languages_and_change_nothing(gemello, client):
    reader = bearer(gemello, TokenRole.READER, (Language.ITALIAN,))
    listed = client.get("/api/v1/glossary?limit=500", headers=reader)
    assert {term["language"] for term in listed.json["terms"]} == {"it"}
    assert client.get(PLACE, headers=reader).status_code == 403
    assert client.get("/api/v1/glossary?language=fr", headers=reader).status_code == 403
    assert client.put(PLACE.replace("/fr/", "/it/"), json=ENTRY, headers=reader).status_code == 403
    assert client.post("/api/v1/glossary", data="", content_type="text/csv", headers=reader).status_code == 403
    assert client.get("/api/v1/glossary").status_code == 401


def test_a_term_that_ships_cannot_be_removed_and_an_unknown_one_is_404(client, editor):
    shipped = client.get(PLACE, headers=editor).headers["ETag"]
    assert client.delete(PLACE, headers={**editor, "If-Match": shipped}).status_code == 404
    assert client.get("/api/v1/glossary/fr/Xylophon", headers=editor).status_code == 404
    assert client.get("/api/v1/glossary/en/Rat", headers=editor).status_code == 404


def test_other_media_types_and_strange_cursors_are_refused(client, editor):
    assert client.post("/api/v1/glossary", data="x", content_type="text/plain", headers=editor).status_code == 415
    assert client.get("/api/v1/glossary", headers={**editor, "Accept": "image/png"}).status_code == 406
    assert client.get("/api/v1/glossary?cursor=%21", headers=editor).status_code == 400
