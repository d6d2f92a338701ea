import pytest

from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.records import TokenRole
from tests.applications import bearer, run_queued

FR, IT = Language.FRENCH, Language.ITALIAN
OPENING = MemoryUnit("Der <1>Spielplatz</1> im Park wird am Montag eröffnet.", "L’<1>aire de jeux</1> ouvre lundi.", FR)
UNITS = [
    OPENING,
    MemoryUnit("Der Rat tagt.", "Il consiglio si riunisce.", IT),
    MemoryUnit("Der Rat tagt.", "Le conseil siège.", FR),
]
TMX = "application/x-tmx+xml"


@pytest.fixture
def gemello(gemello):
    gemello.memory.enter(UNITS)
    return gemello


def test_units_are_listed_a_page_at_a_time_by_language_and_words(client, editor):
    first = client.get("/api/v1/memory?limit=2", headers=editor)
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    second = client.get(following, headers=editor)
    assert [len(first.json["units"]), len(second.json["units"])] == [2, 1]
    assert "Link" not in second.headers
    assert len(client.get("/api/v1/memory?language=it", headers=editor).json["units"]) == 1
    (found,) = client.get("/api/v1/memory?q=aire+de", headers=editor).json["units"]
    assert (found["source"], found["language"]) == (OPENING.source, "fr")


def test_units_that_are_alike_are_found_with_score_and_difference(client, editor):
    query = {"like": "Der Spielplatz im Park wird am Dienstag eröffnet.", "language": "fr"}
    (match,) = client.get("/api/v1/memory", query_string=query, headers=editor).json["matches"]
    assert (match["kind"], match["target"]) == ("fuzzy", OPENING.target)
    assert 70 <= match["score"] < 100
    assert [(each["in"], each["text"]) for each in match["difference"] if each["in"] != "both"] == [
        ("memory", "<1>"),
        ("memory", "</1>"),
        ("memory", "Montag"),
        ("segment", "Dienstag"),
    ]
    assert client.get("/api/v1/memory?like=x", headers=editor).status_code == 400


@pytest.mark.parametrize(("name", "media_type"), [("tmx", TMX), ("xliff", "application/xliff+xml")])
def test_what_was_exported_and_removed_comes_back_by_import(gemello, client, editor, name, media_type):
    exported = client.get(f"/api/v1/memory/export?format={name}", headers=editor)
    assert exported.headers["Content-Type"] == media_type
    for unit in client.get("/api/v1/memory", headers=editor).json["units"]:
        assert client.delete(f"/api/v1/memory/{unit['id']}", headers=editor).status_code == 204
    assert client.get("/api/v1/memory", headers=editor).json["units"] == []
    answer = client.post("/api/v1/memory/import", data=exported.data, content_type=media_type, headers=editor)
    assert answer.json == {"read": 3, "kept": 3, "left_out": {}}
    again = client.get("/api/v1/memory", headers=editor).json["units"]
    assert {(unit["source"], unit["target"]) for unit in again} == {(unit.source, unit.target) for unit in UNITS}


def test_a_damaged_file_is_refused_whole_with_its_line(client, editor):
    body = "<tmx>\n<tu><tuv xml:lang='de'><seg>Ja</seg></tuv><tuv xml:lang='fr'><seg>Oui</seg></tuv></tu>\n<tu>"
    answer = client.post("/api/v1/memory/import", data=body, content_type=TMX, headers=editor)
    assert (answer.status_code, answer.json["type"]) == (422, "urn:gemello:problem:unreadable-memory")
    assert "Line 3" in answer.json["detail"]
    assert len(client.get("/api/v1/memory", headers=editor).json["units"]) == 3


def test_another_kind_of_file_and_a_unit_there_is_not_are_told(client, editor):
    assert client.post("/api/v1/memory/import", data="x", content_type="text/csv", headers=editor).status_code == 415
    assert client.get("/api/v1/memory/export?format=csv", headers=editor).status_code == 415
    assert client.delete("/api/v1/memory/01JD9ZQ3T06V3N8XW2Y7K4M5P0", headers=editor).status_code == 404


def test_the_memory_is_for_editors(gemello, client):
    reader = bearer(gemello, TokenRole.READER)
    assert client.get("/api/v1/memory", headers=reader).status_code == 403
    assert client.get("/api/v1/memory/export", headers=reader).status_code == 403
    assert client.post("/api/v1/memory/import", headers=reader).status_code == 403
    assert client.delete("/api/v1/memory/x", headers=reader).status_code == 403


def test_machine_segments_show_an_editor_what_the_memory_offers_and_a_reader_nothing(gemello, client, editor):
    page = "<p>Der <b>Spielplatz</b> im Park wird am Dienstag eröffnet.</p><p>Der Rat tagt.</p>"
    body = {"content": page, "format": "html"}
    place = client.post("/api/v1/articles", json=body, headers=editor).headers["Location"] + "/translations/fr"
    run_queued(gemello)
    wanted = {"Accept": "application/json"}
    shown = client.get(place, headers={**editor, **wanted})
    machine, remembered = shown.json["segments"]
    assert machine["origin"] == "machine"
    assert [match["target"] for match in machine["matches"]] == [OPENING.target]
    assert (remembered["target"], remembered["matches"]) == ("Le conseil siège.", [])
    read = client.get(place, headers={**bearer(gemello, TokenRole.READER), **wanted})
    assert all("matches" not in segment for segment in read.json["segments"])
    assert read.headers["ETag"] != shown.headers["ETag"]
    gemello.memory.purge()
    assert client.get(place, headers={**editor, **wanted, "If-None-Match": shown.headers["ETag"]}).status_code == 200


def test_a_deleted_article_leaves_its_approved_segments_unless_they_are_to_go_too(gemello, client, editor):
    def approved(text):
        body = {"content": text, "format": "text", "targets": ["fr"]}
        place = client.post("/api/v1/articles", json=body, headers=editor).headers["Location"]
        run_queued(gemello)
        client.post(f"{place}/translations/fr/approval", headers={**editor, "If-Match": "*"})
        return place

    one, other = approved("Die Bibliothek ist offen."), approved("Das Museum ist zu.")
    client.delete(one, headers=editor)
    assert len(client.get("/api/v1/memory?q=Bibliothek", headers=editor).json["units"]) == 1
    client.delete(f"{other}?memory=true", headers=editor)
    assert client.get("/api/v1/memory?q=Museum", headers=editor).json["units"] == []


def test_units_of_one_town_are_listed_exported_and_imported(client, editor):
    exported = client.get("/api/v1/memory/export?language=it", headers=editor).data
    place = "/api/v1/memory/import?town=Bergamo"
    assert client.post(place, data=exported, content_type=TMX, headers=editor).json["kept"] == 1
    (unit,) = client.get("/api/v1/memory?town=bergamo", headers=editor).json["units"]
    assert (unit["town"], unit["target"]) == ("Bergamo", "Il consiglio si riunisce.")
    exported = client.get("/api/v1/memory/export?town=Bergamo", headers=editor).text
    assert exported.count("<tu ") == 1
    assert '<prop type="x-gemello-town">Bergamo</prop>' in exported
    query = {"like": "Der Rat tagt.", "language": "it", "town": "Bergamo"}
    (match,) = client.get("/api/v1/memory", query_string=query, headers=editor).json["matches"]
    assert (match["town"], match["kind"]) == ("Bergamo", "exact")


def test_a_following_page_is_of_the_same_town(client, editor, gemello):
    gemello.memory.enter([MemoryUnit(f"Satz {word}.", "Frase.", IT, town="Bergamo") for word in ("eins", "zwei")])
    first = client.get("/api/v1/memory?town=Bergamo&limit=1", headers=editor)
    following = first.headers["Link"].partition(">")[0].lstrip("<")
    assert [unit["town"] for unit in client.get(following, headers=editor).json["units"]] == ["Bergamo"]


def test_a_long_article_is_looked_up_in_the_memory_for_its_first_unread_segments_alone(
    gemello, client, editor, monkeypatch
):
    monkeypatch.setattr("service.web.translations.MOST_SEARCHED", 2)
    sentences = [
        f"Der Spielplatz im Park wird am {day} eröffnet." for day in ("Montag", "Mittwoch", "Freitag", "Samstag")
    ]
    body = {"content": "\n\n".join(["Der Rat tagt.", *sentences]), "format": "text"}
    place = client.post("/api/v1/articles", json=body, headers=editor).headers["Location"] + "/translations/fr"
    run_queued(gemello)
    remembered, *machine = client.get(place, headers={**editor, "Accept": "application/json"}).json["segments"]
    assert remembered["matches"] == []
    assert [bool(segment.get("matches")) for segment in machine] == [True, True, False, False]
    assert ["matches" in segment for segment in machine] == [True, True, False, False]
